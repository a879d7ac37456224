"""Every page of the clinic, to each who may have it: in German, by headings, and by axe-core in a browser."""

from __future__ import annotations

import re
import socket
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, expect

from afterrun.clinic import messages, sharing, studies
from afterrun.clinic.roles import Role, Scope
from tests.clinic.test_walk import looked_at
from tests.clinic.town import PASSWORD, client_of
from tests.clinic.world import ROUTES, SITE, World, fill
from tests.language.english import Shown, english_in
from tests.web.test_accessibility import AXE, LEVELS, RUN
from tests.web.test_heard import jumps

OF_OTHERS = re.compile(r"xyzzy[\w-]*( \w+)?|To learn\.|Study \d+")  # names and words of people
CROWDED = """() => [...document.querySelectorAll("nav a")].filter((each) => each.scrollWidth > each.clientWidth + 1)
    .map((each) => `crowded: ${each.textContent}`)"""
NO_PAGE = ("/read/", "/export")


def pages_of(role: Role) -> list[str]:
    return [
        route.path
        for route in ROUTES
        if role in route.rule.roles
        and "GET" in (route.methods or ())
        and not any(part in route.path for part in NO_PAGE)
    ]


@pytest.mark.parametrize("role", list(Role))
def test_every_page_is_in_german_and_without_a_jump(world: World, role: Role) -> None:
    client, shown = world.client(role.value), 0
    client.headers["accept-language"] = "de"
    for path in [*pages_of(role), "/nowhere"]:
        answer = client.get(fill(path, world.of_ada), params={"site": SITE})
        if answer.status_code == 303:
            continue
        page = Shown()
        page.feed(OF_OTHERS.sub("", answer.text))
        named = {each.name for each in world.who.values()} | {"mine"}
        texts = [text for text in page.texts if not any(name in text for name in named) and "-" not in text]
        assert english_in(texts) == [], path
        assert jumps(answer.text) == [], path
        shown += 1
    assert shown >= 4


def test_the_door_is_in_german_too(world: World) -> None:
    client = client_of(world.app)
    client.headers["accept-language"] = "de"
    for path in ("/login", "/clinic/invitation?code=none"):
        page = Shown()
        page.feed(client.get(path).text)
        assert english_in(page.texts) == []


_PART_OF_A_PAGE = "/clinic/people/looked"


class ServedApp:
    """The clinic behind a real server on a free port."""

    def __init__(self, app: Any) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.bind(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    def __enter__(self) -> ServedApp:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(60)
        self._socket.close()


@pytest.mark.browser
@pytest.mark.share
def test_no_page_has_a_violation(world: World, browser: Browser, tmp_path: Path) -> None:
    """WCAG 2.2 AA by axe-core, dark, on a small telephone, with words that are wider than it."""
    town, runner, clinician = world.town, world.who["runner"].id, world.who["clinician"].id
    store, at, until = town.house.store, town.clock(), town.clock() + timedelta(days=30)
    long = town.joins(Role.RUNNER, "a" * 60)
    sharing.give(store, at, runner=long.id, clinician=clinician, scope=Scope.READ, until=until)
    messages.comment_on(store, at, clinician=clinician, runner=runner, text="w" * 90)
    studies.begin(store, at, researcher=world.who["researcher"].id, title="t" * 90, what_for="To learn.")
    looked_at(world.client("clinician"))  # or the list comes anew by itself, in the middle of the next page
    with ServedApp(world.app) as served:
        wrong, passes = {}, 0
        context = browser.new_context(
            color_scheme="dark", viewport={"width": 360, "height": 740}, bypass_csp=True, service_workers="block"
        )
        page = context.new_page()
        for role in Role:
            context.clear_cookies()
            token = world.town.token(world.who[role.value])
            context.add_cookies([{"name": "afterrun", "value": token, "url": served.address}])
            own = ["/"] if role is Role.RUNNER else []
            for path in [*(each for each in pages_of(role) if each != _PART_OF_A_PAGE), *own, "/nowhere"]:
                page.goto(served.address + fill(path, world.of_ada))
                page.add_script_tag(path=AXE)
                found = page.evaluate(RUN, LEVELS)
                passes += found["looked_at"]
                wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
                crowded = page.evaluate(CROWDED)
                problems = [*found["wrong"], *(["wider than the screen"] if wide else []), *crowded]
                if problems:
                    wrong[f"{role} {path}"] = problems
        context.close()
    assert wrong == {}
    assert passes > 100


@pytest.mark.browser
@pytest.mark.share
def test_the_list_comes_anew_in_place(world: World, browser: Browser) -> None:
    """No reload takes back a tap that was made meanwhile."""
    world.town.clock.wait(days=1)  # what was found yesterday is looked at anew
    token = world.town.token(world.who["clinician"])
    with ServedApp(world.app) as served:
        context = browser.new_context(service_workers="block")
        context.add_cookies([{"name": "afterrun", "value": token, "url": served.address}])
        page = context.new_page()
        opened = page.goto(served.address + "/clinic/people")
        assert opened is not None
        assert "Some journals are being looked at" in opened.text()
        page.evaluate("window.stayed = true")
        expect(page.get_by_text("Some journals are being looked at")).to_have_count(0)
        expect(page.locator("#people h2").first).to_be_visible()
        assert page.locator("#people").count() == 1
        assert page.evaluate("window.stayed")
        context.close()


@pytest.mark.browser
@pytest.mark.share
def test_without_a_mouse_each_form_leads_to_the_next_thing(world: World, browser: Browser) -> None:
    """A code is asked for where the focus is; what came of a form is beside it, and the next Tab goes on from there."""
    clinician, about = world.who["clinician"], world.of_ada["person"]
    with ServedApp(world.app) as served:
        context = browser.new_context(service_workers="block")
        page = context.new_page()
        page.goto(served.address)
        expect(page.get_by_label("Login")).to_be_focused()
        page.keyboard.type(clinician.login)
        page.keyboard.press("Tab")
        expect(page.get_by_label("Password")).to_be_focused()
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_label("The six digits")).to_be_focused()
        world.town.clock.wait(minutes=1)
        page.keyboard.type(world.town.code(clinician))
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="People")).to_be_focused()
        page.goto(f"{served.address}/clinic/people/{about}")
        page.get_by_label("They see it on Today").press("S")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Sent. They see it on Today.")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.get_by_label("They see it on Today")).to_be_focused()
        context.close()
