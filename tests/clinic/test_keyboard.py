"""Researcher and administrator without a mouse, and a runner's pictures before a clinician, in a browser."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from afterrun.clinic import audit, people, sharing, studies
from afterrun.clinic.people import Person
from afterrun.clinic.roles import Role, Scope
from afterrun.lab.story import SITE, build_story
from afterrun.web.clinic.app import create_clinic_app
from tests.clinic.conftest import town_in
from tests.clinic.test_pages import ServedApp
from tests.clinic.town import PASSWORD, Town

pytestmark = [pytest.mark.browser, pytest.mark.share]
_MOST_TABS = 60
_FITTED_MS = 300_000  # a guard against hanging: a fit of a season, on a busy machine
_AT = "() => (document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()"
_SEEN = """() => {
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
    return bottom > 0 && top < innerHeight && outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
}"""


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what begins with these words has the focus; on the way, the focus can be seen each time."""
    for _ in range(_MOST_TABS):
        page.keyboard.press("Tab")
        at = page.evaluate(_AT)
        assert at in ("", words) or page.evaluate(_SEEN) or at.startswith("Skip"), at
        if at.startswith(words):
            return
    raise AssertionError(f"no way to {words!r} by keys")


def focused(page: Page) -> str:
    return str(page.evaluate("() => document.activeElement.textContent.trim()"))


def come_in(page: Page, town: Town, who: Person, address: str) -> None:
    """Log in by keys, with the code of the telephone."""
    town.clock.wait(minutes=1)  # the code it was set up with is good once
    page.goto(f"{address}/login")
    tab_to(page, "Login")
    page.keyboard.type(who.login)
    tab_to(page, "Password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/clinic/second-factor")
    if page.evaluate("() => document.activeElement.name") != "code":
        tab_to(page, "Code")
    page.keyboard.type(town.code(who))
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation")).to_be_visible()


def test_a_researcher_without_a_mouse(page: Page, tmp_path: Path) -> None:
    with town_in(tmp_path / "clinic") as town, ServedApp(create_clinic_app(town.house)) as served:
        rea, ada = town.joins(Role.RESEARCHER, "rea"), town.joins(Role.RUNNER, "ada")
        come_in(page, town, rea, served.address)
        tab_to(page, "Title")
        page.keyboard.type("Heels in spring")
        page.keyboard.press("Tab")
        page.keyboard.type("To learn what a heel does.")
        tab_to(page, "Ask for consent")
        page.keyboard.press("Space")
        expect(page.get_by_role("heading", name="Heels in spring")).to_be_visible()
        assert focused(page) != "", "the focus is on what came of it"
        (study,) = studies.all_of(town.house.store)
        studies.give_consent(town.house.store, town.clock(), runner=ada.id, number=study.id)
        page.reload()
        expect(page.get_by_text("1 person takes part.")).to_be_visible()
        tab_to(page, "Export what they consented to")
        with page.expect_download() as export:
            page.keyboard.press("Enter")
        assert export.value.suggested_filename.endswith(".zip")
        tab_to(page, "Account")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Account", exact=True)).to_be_visible()
        tab_to(page, "Log out")
        page.keyboard.press("Enter")
        expect(page.get_by_text("You are logged out.")).to_be_visible()


def test_an_administrator_without_a_mouse(page: Page, tmp_path: Path) -> None:
    with town_in(tmp_path / "clinic") as town, ServedApp(create_clinic_app(town.house)) as served:
        adm, gone = town.joins(Role.ADMINISTRATOR, "adm"), town.joins(Role.RUNNER, "gone")
        come_in(page, town, adm, served.address)
        tab_to(page, "Name")
        page.keyboard.type("Mia")
        page.keyboard.press("Tab")
        page.keyboard.type("Clin")
        tab_to(page, "Make a link")
        page.keyboard.press("Enter")
        expect(page.locator(".saved")).to_be_focused()
        tab_to(page, "Take it back")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Not taken up yet")).to_have_count(0)
        assert focused(page) != ""
        tab_to(page, "Part of a name or login")
        page.keyboard.type("gon")
        page.keyboard.press("Enter")
        page.wait_for_url("**find=gon*")
        tab_to(page, "gone")
        page.keyboard.press("Enter")
        tab_to(page, "I am sure")
        page.keyboard.press("Space")
        tab_to(page, "Erase them")
        page.keyboard.press("Enter")
        expect(page.get_by_text("gone ·")).to_have_count(0)
        assert people.of(town.house.store, gone.id) is None
        assert focused(page) != ""
        tab_to(page, "Audit trail")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Audit trail")).to_be_visible()
        tab_to(page, "Walk the whole trail")
        page.keyboard.press("Enter")
        expect(page.get_by_text("all as they were written")).to_be_visible()
        assert "erase" in {line.action.split("-")[0] for line in audit.lines(town.house.store, most=50)}


def test_a_clinician_sees_the_pictures_that_the_runner_sees(page: Page, tmp_path: Path) -> None:
    with town_in(tmp_path / "clinic") as town, ServedApp(create_clinic_app(town.house)) as served:
        ada, mia = town.joins(Role.RUNNER, "ada"), town.joins(Role.CLINICIAN, "mia")
        diary = build_story(now=town.clock()).diary
        with town.house.journals.open(ada.id) as journal:
            journal.add(diary.runs)
            journal.add(diary.pain)
        until = town.clock() + timedelta(days=30)
        sharing.give(town.house.store, town.clock(), runner=ada.id, clinician=mia.id, scope=Scope.PLAN, until=until)
        page.set_viewport_size({"width": 360, "height": 740})
        come_in(page, town, mia, served.address)
        page.goto(f"{served.address}/clinic/people/{ada.id}?site={SITE}")
        for drawn in ("#response canvas", "#dose canvas", ".schedule svg"):
            expect(page.locator(drawn)).to_be_visible(timeout=_FITTED_MS)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
