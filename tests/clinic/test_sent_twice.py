"""A form of the clinic that is sent again is done once: by a double tap, after a lost answer, after a restart."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from afterrun.clinic import audit, messages, schema, sharing, studies
from afterrun.clinic.house import House
from afterrun.clinic.roles import Role, Scope
from afterrun.web.clinic.app import create_clinic_app
from tests.clinic.town import Town, client_of
from tests.clinic.world import World, made

# Sent again these open no door twice, and change nothing that they did not change the first time.
WITHOUT = {"/login", "/logout", "/clinic/second-factor", "/clinic/second-factor/set-up"}
WITHOUT |= {"/login/passkey", "/clinic/second-factor/passkey"}
WITHOUT |= {"/clinic/account/log-out-everywhere", "/clinic/account/password", "/clinic/account/leave"}
DONE = "Nothing was done twice."


class Forms(HTMLParser):
    """The forms of a page that are sent, with what stands in their fields."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method") == "post":
            self.found.append((given["action"], {}))
        elif tag in ("input", "textarea", "select") and self.found and "name" in given:
            unticked = given.get("type") == "radio" and "checked" not in dict(attrs)
            if not unticked:
                self.found[-1][1][given["name"]] = given.get("value", "")
            self._select = given["name"] if tag == "select" else ""
        elif tag == "option" and self._select and (not self.found[-1][1][self._select] or "selected" in given):
            self.found[-1][1][self._select] = given["value"]


@pytest.fixture
def here(town: Town) -> World:
    return made(town)


def form_of(client: TestClient, page: str, action: str) -> tuple[str, dict[str, str]]:
    return next((where, fields) for where, fields in Forms(client.get(page).text).found if re.fullmatch(action, where))


THOUGHT = "intervention=calf+raises&question=relief&weeks=8"  # a trial is looked at before it can be proposed

FORMS: dict[str, tuple[Role, str, str, dict[str, str]]] = {
    "comment": (Role.CLINICIAN, "/clinic/people/{}", ".*/comments", {"note": "Slowly."}),
    "propose-trial": (Role.CLINICIAN, f"/clinic/people/{{}}?{THOUGHT}", ".*/trials", {}),
    "set-limits": (Role.CLINICIAN, "/clinic/people/{}", ".*/limits", {"therapist_ceiling_nrs": "2"}),
    "begin-study": (Role.RESEARCHER, "/clinic/studies", "/clinic/studies", {"title": "Heels", "note": "To learn."}),
    "share": (Role.RUNNER, "/clinic/sharing", "/clinic/sharing", {}),
    "take-share-back": (Role.RUNNER, "/clinic/sharing", "/clinic/sharing/.*/end", {}),
    "withdraw-consent": (Role.RUNNER, "/clinic/sharing", "/clinic/studies/.*/withdraw", {}),
    "consent": (Role.RUNNER, "/clinic/sharing", "/clinic/studies/.*/consent", {}),
    "invite": (Role.ADMINISTRATOR, "/clinic/administration", "/clinic/invitations", {"name": "Bo", "role": "runner"}),
    "take-invitation-back": (Role.ADMINISTRATOR, "/clinic/administration", "/clinic/invitations/.*/end", {}),
    "close-account": (Role.ADMINISTRATOR, "/clinic/administration", "/clinic/accounts/.*/close", {}),
    "erase": (Role.ADMINISTRATOR, "/clinic/administration", "/clinic/accounts/.*/erase", {"sure": "yes"}),
}


@pytest.mark.parametrize("action", FORMS)
def test_a_form_that_is_sent_again_is_done_once(here: World, action: str) -> None:
    """Also when the server was started anew in between. What changed meanwhile is not changed back."""
    role, page, where, typed = FORMS[action]
    town, who = here.town, here.who[role.value]
    token = town.token(who)
    client = client_of(here.app, token)
    address, fields = form_of(client, page.format(here.of_ada["person"]), where)
    sent = fields | typed
    before = town.actions().count(action)
    assert client.post(address, data=sent).status_code in (200, 303)
    after = everything(town)
    assert town.actions().count(action) == before + 1
    again = House.at(town.home, town.clock)
    try:
        answer = client_of(create_clinic_app(again), token).post(address, data=sent)
    finally:
        again.store.close()
    assert answer.status_code == 303 if action == "consent" else DONE in answer.text, answer.text
    assert everything(town) == after
    assert not [line for line in audit.lines(town.house.store) if line.outcome == "denied"]


def everything(town: Town) -> dict[str, list[object]]:
    with town.house.store.reading() as connection:
        return {
            table.name: sorted(connection.execute(select(table)).all(), key=str)
            for table in schema.metadata.sorted_tables
            if table.name != "session"
        }


def test_two_at_the_same_time_are_one(here: World) -> None:
    client = client_of(here.app, here.town.token(here.who["clinician"]))
    address, fields = form_of(client, f"/clinic/people/{here.of_ada['person']}", ".*/comments")
    token = client.cookies["afterrun"]

    def send(_: int) -> int:
        return client_of(here.app, token).post(address, data=fields | {"note": "At once."}).status_code

    with ThreadPoolExecutor(6) as pool:
        codes = sorted(pool.map(send, range(6)))
    assert codes == [200] * 5 + [303]
    said = messages.comments(here.town.house.store, here.of_ada["person"])
    assert [each.text for each in said].count("At once.") == 1


def test_another_text_in_the_same_form_and_another_who_sends_it_are_new(here: World) -> None:
    client = client_of(here.app, here.town.token(here.who["clinician"]))
    address, fields = form_of(client, f"/clinic/people/{here.of_ada['person']}", ".*/comments")
    for text in ("One.", "Another."):
        assert client.post(address, data=fields | {"note": text}).status_code == 303
    tom, at = here.who["other clinician"], here.town.clock()
    sharing.give(
        here.town.house.store,
        at,
        runner=here.of_ada["person"],
        clinician=tom.id,
        scope=Scope.READ,
        until=at + timedelta(days=3),
    )
    other = client_of(here.app, here.town.token(tom))
    assert other.post(address, data=fields | {"note": "One."}).status_code == 303


def test_what_was_refused_is_no_sending(here: World) -> None:
    """A form with a mistake in it can be sent again once it is right; a denial is noted each time."""
    client = client_of(here.app, here.town.token(here.who["clinician"]))
    address, fields = form_of(client, f"/clinic/people/{here.of_ada['person']}", ".*/comments")
    assert client.post(address, data=fields | {"note": " "}).status_code == 422
    assert client.post(address, data=fields | {"note": " "}).status_code == 422
    denied = address.replace(here.of_ada["person"], here.of_other["person"])
    for _ in range(2):
        assert client.post(denied, data=fields).status_code == 404
    lines = [line for line in audit.lines(here.town.house.store) if line.outcome == "denied"]
    assert len(lines) == 2


def test_an_answer_to_a_proposal_that_is_sent_again_leads_to_the_same_page(here: World) -> None:
    client = client_of(here.app, here.town.token(here.who["runner"]))
    path = f"/clinic/proposals/{here.of_ada['proposal']}"
    first, again = (client.post(f"{path}/look") for _ in range(2))
    assert first.headers["location"] == again.headers["location"]
    assert here.town.actions().count("answer-proposal") == 1
    declined, once_more = (client.post(f"{path}/decline") for _ in range(2))
    assert declined.headers["location"] == once_more.headers["location"] == "/"
    assert here.town.actions().count("answer-proposal") == 2
    assert client.post(f"{path}/look").status_code == 404, "a page from before"


def test_every_form_has_a_key(here: World) -> None:
    pages: dict[Role, Callable[[], list[str]]] = {
        Role.RUNNER: lambda: ["/clinic/sharing", "/clinic/account"],
        Role.CLINICIAN: lambda: ["/clinic/people", f"/clinic/people/{here.of_ada['person']}"],
        Role.RESEARCHER: lambda: ["/clinic/studies"],
        Role.ADMINISTRATOR: lambda: ["/clinic/administration", "/clinic/audit"],
    }
    seen = set()
    for role, those in pages.items():
        client = client_of(here.app, here.town.token(here.who[role.value]))
        for page in those():
            for action, fields in Forms(client.get(page).text).found:
                seen.add(action)
                assert action in WITHOUT or fields.get("form_key"), (page, action)
    assert len(seen) > 10


def test_what_is_kept_of_a_form_is_forgotten_in_time(here: World) -> None:
    store, clock = here.town.house.store, here.town.clock
    client = client_of(here.app, here.town.token(here.who["researcher"]))
    address, fields = form_of(client, "/clinic/studies", "/clinic/studies")
    client.post(address, data=fields | {"title": "One", "note": "To learn."})
    clock.wait(days=63)
    client = client_of(here.app, here.town.token(here.who["researcher"]))
    address, fields = form_of(client, "/clinic/studies", "/clinic/studies")
    client.post(address, data=fields | {"title": "Two", "note": "To learn."})
    with store.reading() as connection:
        assert len(connection.execute(select(schema.sending)).all()) == 1
    assert len([each for each in studies.all_of(store) if each.title in ("One", "Two")]) == 2
