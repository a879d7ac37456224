"""A trial of two, each in a browser of their own: proposed by the one, looked at, left, and begun by the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from afterrun.clinic.people import Person
from afterrun.clinic.roles import Role
from afterrun.records import PainReport
from afterrun.web.clinic.app import create_clinic_app
from tests.clinic.conftest import town_in
from tests.clinic.test_pages import ServedApp
from tests.clinic.test_walk import SITE, log, share

WIDER = "document.documentElement.scrollWidth > window.innerWidth + 1"


@pytest.mark.browser
@pytest.mark.share
@pytest.mark.parametrize("width", [360, 1100])
def test_from_the_proposal_to_the_first_draw(browser: Browser, tmp_path: Path, width: int) -> None:
    with town_in(tmp_path / "clinic") as town:
        ada, mia = town.joins(Role.RUNNER, "ada"), town.joins(Role.CLINICIAN, "mia")
        log(town, ada, PainReport(at=town.clock(), site=SITE, nrs=3))
        share(town, ada, mia)
        with ServedApp(create_clinic_app(town.house)) as served:

            def opened(who: Person) -> Page:
                context = browser.new_context(viewport={"width": width, "height": 740}, service_workers="block")
                context.add_cookies([{"name": "afterrun", "value": town.token(who), "url": served.address}])
                return context.new_page()

            clinician, runner = opened(mia), opened(ada)

            def of_ada() -> Page:
                clinician.goto(f"{served.address}/clinic/people/{ada.id}")
                return clinician

            def today() -> Page:
                runner.goto(served.address)
                return runner

            of_ada().get_by_label("Of what").fill("Toe curls")
            clinician.get_by_label("Weeks").fill("7")
            clinician.get_by_role("button", name="Show me a plan").click()
            clinician.get_by_role("button", name="Propose it").click()
            expect(clinician.get_by_text("Proposed. It begins when they begin it.")).to_be_in_viewport()
            expect(clinician.get_by_text("no answer yet")).to_be_visible()
            expect(clinician.get_by_text("There is no such page")).to_have_count(0)

            expect(today().get_by_text("mia proposes a trial")).to_be_visible()
            runner.get_by_role("button", name="Look at it and begin").click()
            expect(runner.get_by_label("toe curls").first).to_be_checked()
            expect(runner.get_by_role("heading", name="The plan: toe curls")).to_be_in_viewport()
            expect(today().get_by_text("You looked at it and have not begun.")).to_be_visible()
            expect(of_ada().get_by_text("they looked at it and have not begun")).to_be_visible()

            runner.get_by_role("button", name="Look at it and begin").click()
            runner.locator("#plan").get_by_role("button", name="Promise and begin").click()
            runner.get_by_label("It hurts now").fill("4")
            runner.get_by_role("button", name="What to do now").click()
            expect(runner.locator(".saved[role=status]")).to_be_visible()
            assert not runner.evaluate(WIDER)
            expect(today().get_by_text("Your trial of toe curls is on.")).to_be_visible()
            expect(runner.get_by_text("mia proposes a trial")).to_have_count(0)
            expect(of_ada().get_by_text("they have begun it")).to_be_visible()
            assert not clinician.evaluate(WIDER)
            for page in (clinician, runner):
                page.context.close()
