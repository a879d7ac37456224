"""Route x attack: every registered route against every attack. A route that writes fails without a rule here."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from afterrun.journal import Journal, KeptDiary
from afterrun.web.app import create_app
from tests.web.conftest import NOW
from tests.web.conftest import PAGES as SHOWN
from tests.web.nasty import FORMULA, NASTY, PHOTO, SITE, Seen, poisoned_file
from tests.web.registered import Registered, routes_of

pytestmark = pytest.mark.share

PASSWORD = "four quiet words here"
AT = (NOW - timedelta(hours=5)).timestamp()


@dataclass(frozen=True)
class Rule:
    """What a route is, for the attacks.

    Parameters
    ----------
    query : str
        What it is asked with, so that it shows as much of the journal as it can.
    form : dict
        Fields of a form that must be right for the others to be looked at.
    open : str
        Why it may be reached without a session; empty: it may not.
    tables : bool
        Whether it hands out a zip of tables.
    file : str
        As what it hands out a file that no browser takes for a page; empty: it does not.
    """

    query: str = ""
    form: tuple[tuple[str, str], ...] = ()
    open: str = ""
    tables: bool = False
    file: str = ""


PAGE = Rule()
# What is read is closed to others, and is asked for a site; a rule says what is otherwise.
OF_SITE = Rule(query=f"?site={SITE}")
RULES: dict[str, Rule] = {
    "GET /calendar/{token}.ics": Rule(open="a calendar program cannot log in; the address is the secret"),
    "GET /fragment/entry": Rule(query=f"?kind=pain&at={AT}"),
    "GET /fragment/photo": Rule(query=f"?sha256={PHOTO.sha256}", file="image/jpeg"),
    "GET /fragment/trial-designs": Rule(query=f"?site={SITE}&weeks=2"),
    "GET /fragment/why/diary": Rule(query=f"?site={SITE}&about=overuse"),
    "GET /login": Rule(open="the way in"),
    "GET /settings/backup": Rule(file="application/vnd.sqlite3"),
    "GET /settings/export": Rule(tables=True),
    "MOUNT /static": Rule(open="the app's own files, the same for everybody"),
    "POST /also/event": Rule(form=(("minutes", ""), ("at", ""))),
    "POST /also/phase": Rule(form=(("since", ""),)),
    "POST /also/phase/end": PAGE,
    "POST /api/outbox": PAGE,
    "POST /api/pain": Rule(form=(("site", str(SITE)), ("nrs", "1"))),
    "POST /check-in": Rule(
        form=(
            *(("site", str(SITE)), ("nrs", "1"), ("at", "")),
            *(("onset_km", ""), ("onset_mi", ""), ("onset_min", "")),
        )
    ),
    "POST /daily/medicine": Rule(form=(("at", ""),)),
    "POST /daily/sleep": Rule(form=(("hours", "7"), ("at", ""))),
    "POST /daily/weight": Rule(form=(("weight", "80"), ("at", ""))),
    "POST /did": Rule(form=(("minutes", ""), ("before", ""), ("after", ""), ("site", ""), ("at", ""))),
    "POST /did/after": Rule(form=(("row", "1"),)),
    "POST /entry": PAGE,
    "POST /entry/back": Rule(form=(("row", "1"),)),
    "POST /entry/remove": Rule(form=(("kind", "pain"), ("at", str(AT)))),
    "POST /example": PAGE,
    "POST /example/end": PAGE,
    "POST /import": PAGE,
    "POST /import/answer": PAGE,
    "POST /import/columns": PAGE,
    "POST /import/past": Rule(form=(("number", "1"), ("do", "take-back"))),
    "POST /login": Rule(open="the way in"),
    "POST /logout": PAGE,
    "POST /photo": Rule(form=(("row", "1"), ("photo", ""))),
    "POST /photo/remove": Rule(form=(("row", "1"),)),
    "POST /run": Rule(
        form=(
            *(("start", ""), ("minutes", "30"), ("distance", ""), ("rpe", "")),
            *(("ascent", ""), ("cadence", ""), ("walk_breaks", "")),
        )
    ),
    "POST /run-questions": Rule(form=(("row", "1"),)),
    "POST /self-tests": Rule(form=(("test", "lunge-bent"), ("value", "9"), ("side", "left"), ("at", ""))),
    "POST /settings": PAGE,
    "POST /settings/delete": PAGE,
    "POST /settings/reminders": PAGE,
    "POST /settings/others": PAGE,
    "POST /settings/others/nobody": PAGE,
    "POST /settings/restore": PAGE,
    "POST /settings/zone": PAGE,
    "POST /settings/reminders/calendar": PAGE,
    "POST /settings/reminders/push": PAGE,
    "POST /settings/reminders/push/forget": PAGE,
    "POST /settings/reminders/push/key": PAGE,
    "POST /settings/reminders/test": PAGE,
    "POST /sheet": PAGE,
    "POST /signs": Rule(form=(("asked", "foot-drop"), ("none", ""))),
    "POST /signs/answer": Rule(form=(("answer", "yes"),)),
    "POST /sync": PAGE,
    "POST /sync/add": PAGE,
    "POST /sync/remove": PAGE,
    "POST /sync/stop": PAGE,
    "POST /trial/next": PAGE,
    "POST /trial/start": PAGE,
    "POST /trial/stop": PAGE,
    "POST /undo": Rule(form=(("row", "1"),)),
}
ROUTES = routes_of(create_app(Path("never-opened.db"), clock=lambda: NOW))
WRITING = [route for route in ROUTES if route.method not in ("GET", "MOUNT")]
READING = [route for route in ROUTES if route.method == "GET"]
PAGES = {*SHOWN, "/login"}


def on_each(routes: list[Registered], attack: Callable[[Registered], None]) -> None:
    """Attack one route after the other, and then tell of every one that gave way."""
    assert routes
    gave_way = {}
    for route in routes:
        try:
            attack(route)
        except Exception as fault:  # whatever it is, the next route is attacked as well
            gave_way[str(route)] = f"{type(fault).__name__}: {fault}"[:600]
    assert gave_way == {}


def same(found: object, expected: object) -> None:
    assert found == expected


def rule_of(route: Registered) -> Rule:
    return RULES.get(str(route), OF_SITE if route.method == "GET" else PAGE)


def ask(client: TestClient, route: Registered, **headers: str):  # type: ignore[no-untyped-def]  # httpx's own type
    """Ask as a browser would, with nothing but the query of the rule."""
    path = "/static/afterrun.css" if route.method == "MOUNT" else route.path
    method = "GET" if route.method == "MOUNT" else route.method
    return client.request(method, path + rule_of(route).query, headers=headers, follow_redirects=False)


def contents(path: Path, kept: KeptDiary | None = None) -> object:
    """What a journal holds; with ``kept`` it is read again only if something was written since."""
    with Journal.open(path, kept=kept) as journal:
        return journal.diary(), journal.setting("distance-unit")


@pytest.fixture(scope="module")
def poisoned_client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    path = poisoned_file(tmp_path_factory.mktemp("nasty"), NASTY)
    return TestClient(create_app(path, clock=lambda: NOW), base_url="http://127.0.0.1")


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    path = poisoned_file(tmp_path_factory.mktemp("closed"), "a secret of the person")
    app = create_app(path, clock=lambda: NOW, login_required=True)
    app.state.access.set_password(PASSWORD)
    return TestClient(app, base_url="http://127.0.0.1")


def test_every_route_that_writes_has_a_rule_and_every_rule_a_route() -> None:
    assert len(ROUTES) > 40
    assert {str(route) for route in ROUTES if route.method != "GET"} <= set(RULES) <= {str(route) for route in ROUTES}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "192.168.0.9", "localhost@evil"])
def test_a_rebound_name_gets_nothing(poisoned_client: TestClient, host: str) -> None:
    on_each(ROUTES, lambda route: same(ask(poisoned_client, route, host=host).status_code, 421))


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://127.0.0.1:1234"},
        {"origin": "http://127.0.0.1", "sec-fetch-site": "cross-site"},
    ],
    ids=str,
)
def test_another_site_cannot_write(poisoned_client: TestClient, headers: dict[str, str]) -> None:
    on_each(WRITING, lambda route: same(ask(poisoned_client, route, **headers).status_code, 403))


NAVIGATED = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"},
        NAVIGATED | {"sec-fetch-dest": "iframe"},
        NAVIGATED | {"sec-fetch-dest": "object"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
    ids=str,
)
def test_another_site_is_given_nothing(poisoned_client: TestClient, headers: dict[str, str]) -> None:
    reading = [route for route in ROUTES if route.method in ("GET", "MOUNT")]
    on_each(reading, lambda route: same(ask(poisoned_client, route, **headers).status_code, 403))


def test_a_link_on_another_site_leads_to_a_page_and_to_nothing_else(poisoned_client: TestClient) -> None:
    """Also through the service worker, which asks on for nothing in particular."""

    def attack(route: Registered) -> None:
        for headers in (NAVIGATED, NAVIGATED | {"sec-fetch-dest": "empty"}):
            status = ask(poisoned_client, route, **headers).status_code
            assert status == (403 if route.path not in PAGES else 303 if route.path == "/login" else 200)

    on_each([route for route in ROUTES if route.method in ("GET", "MOUNT")], attack)


def test_another_site_changes_nothing_by_making_a_browser_read(poisoned_client: TestClient) -> None:
    path: Path = poisoned_client.app.state.service.journal_path  # type: ignore[attr-defined]
    ask(poisoned_client, Registered("GET", "/trial"))  # the draw of the day is made for whoever asks, once
    before, kept = contents(path), KeptDiary()

    def attack(route: Registered) -> None:
        ask(poisoned_client, route, **{"sec-fetch-site": "cross-site", "referer": "https://evil.example/"})
        assert contents(path, kept) == before

    on_each(READING, attack)
    assert contents(path) == before


def test_no_answer_may_be_framed_guessed_or_kept(poisoned_client: TestClient) -> None:
    def attack(route: Registered) -> None:
        headers = ask(poisoned_client, route).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert route.method == "MOUNT" or headers["cache-control"] == "no-store"

    on_each([route for route in ROUTES if route.path != "/settings/delete"], attack)  # its own test looks at it


@pytest.mark.parametrize("cookie", [None, "afterrun=", "afterrun=guessed", "__Host-afterrun=guessed"])
def test_without_a_session_nothing_is_shown_or_done(closed: TestClient, cookie: str | None) -> None:
    path: Path = closed.app.state.service.journal_path  # type: ignore[attr-defined]
    before, kept = contents(path), KeptDiary()

    def attack(route: Registered) -> None:
        answer = ask(closed, route, **({"cookie": cookie} if cookie else {}))
        if rule_of(route).open:
            assert answer.status_code in (200, 401, 404)
        else:
            assert answer.status_code in (303, 401)
            assert answer.headers.get("location", "/login").startswith("/login")
        assert "secret" not in answer.text
        assert "forefoot" not in answer.text
        assert contents(path, kept) == before

    on_each(ROUTES, attack)
    assert contents(path) == before


@pytest.mark.parametrize("client", ["poisoned_client", "closed"])
def test_asked_for_its_head_alone_an_address_says_the_same_of_it_and_nothing_else(
    request: pytest.FixtureRequest, client: str
) -> None:
    asked: TestClient = request.getfixturevalue(client)

    def attack(route: Registered) -> None:
        path = "/static/afterrun.css" if route.method == "MOUNT" else route.path + rule_of(route).query
        whole, head = (asked.request(method, path, follow_redirects=False) for method in ("GET", "HEAD"))
        assert (head.status_code, head.content) == (whole.status_code, b"")
        for name in ("content-type", "content-security-policy", "location", "cache-control"):
            assert head.headers.get(name) == whole.headers.get(name)

    on_each([route for route in ROUTES if route.method in ("GET", "MOUNT")], attack)


def test_what_is_in_the_journal_is_never_run(poisoned_client: TestClient) -> None:
    def attack(route: Registered) -> None:
        answer = ask(poisoned_client, route)
        assert answer.status_code == (404 if "{" in route.path else 303 if route.path == "/login" else 200), answer.text
        if rule_of(route).file:
            assert answer.headers["content-type"] == rule_of(route).file
            assert re.match("attachment|inline; filename=.photo.jpg.$", answer.headers["content-disposition"])
        else:
            must_be_harmless(answer)

    on_each(READING, attack)


@pytest.mark.parametrize("kind", ["run", "pain", "care", "event"])
def test_what_is_in_an_entry_is_never_run(poisoned_client: TestClient, kind: str) -> None:
    answer = poisoned_client.get(f"/fragment/entry?kind={kind}&at={AT}")
    assert NASTY[:20] in Seen(answer.text).texts or "evil" in answer.text
    must_be_harmless(answer)


def test_the_attack_is_really_there(poisoned_client: TestClient) -> None:
    answers = (ask(poisoned_client, route) for route in READING)
    shown = [answer.text for answer in answers if answer.headers.get("content-type", "").startswith("text/html")]
    assert sum("x-evil" in text for text in shown) >= 6


def test_what_is_sent_back_is_never_run(tmp_path: Path) -> None:
    """Each route writes into a journal of its own."""

    def attack(route: Registered) -> None:
        folder = tmp_path / str(WRITING.index(route))
        folder.mkdir()
        client = TestClient(create_app(poisoned_file(folder, NASTY), clock=lambda: NOW), base_url="http://127.0.0.1")
        answer = sent_to(client, route)
        assert answer.status_code < 500, answer.text
        must_be_harmless(answer)

    on_each(WRITING, attack)


def sent_to(client: TestClient, route: Registered):  # type: ignore[no-untyped-def]  # httpx's own type
    """Fill in every field with the attack, but for those that must be right for the others to be looked at."""
    fields = dict.fromkeys(route.fields, NASTY) | dict(rule_of(route).form)
    if route.path == "/settings/restore":
        return client.post(route.path, data={"sure": "yes"}, files={"backup": (f"{NASTY}.db", NASTY.encode())})
    if route.path == "/import":
        return client.post(route.path, files=[("files", (f"{NASTY}.txt", b"x")), ("files", ("pain.csv", ROW))])
    return client.post(route.path, json=fields) if route.is_json else client.post(route.path, data=fields)


ROW = b"at,site,nrs\n" + f'2026-11-20T07:00:00+01:00,left-heel,"{NASTY.replace(chr(34), chr(34) * 2)}"\n'.encode()


def must_be_harmless(answer) -> None:  # type: ignore[no-untyped-def]
    kind = answer.headers.get("content-type", "")
    if kind.startswith("text/html"):
        assert Seen(answer.text).wrong == []
    elif answer.content:
        known = ("application/json", "text/javascript", "application/zip", "text/plain", "text/calendar")
        assert kind.startswith(known), kind
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "x-evil" not in answer.text or kind.startswith("application/json")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "x\r=", "x\n="], ids=repr)
def test_no_table_holds_a_formula(tmp_path: Path, start: str) -> None:
    path = poisoned_file(tmp_path, start + FORMULA)
    client = TestClient(create_app(path, clock=lambda: NOW), base_url="http://127.0.0.1")

    def attack(route: Registered) -> None:
        cells = list(cells_of(ask(client, route).content))
        assert len(cells) > 100
        assert [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell)] == []
        assert sum(FORMULA in cell for cell in cells) > 10

    on_each([route for route in READING if rule_of(route).tables], attack)


def test_a_route_that_hands_out_tables_says_so(poisoned_client: TestClient) -> None:
    def attack(route: Registered) -> None:
        kind = ask(poisoned_client, route).headers.get("content-type", "")
        assert rule_of(route).tables == ("csv" in kind or "zip" in kind)

    on_each(READING, attack)


def cells_of(archive: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        for name in packed.namelist():
            if name.endswith(".csv"):
                for row in csv.reader(io.StringIO(packed.read(name).decode("utf-8"))):
                    yield from row


def test_a_new_route_that_writes_without_a_rule_would_fail() -> None:
    app = FastAPI()
    app.post("/forgotten")(lambda: None)
    found: Callable[[FastAPI], list[Registered]] = routes_of
    assert "POST /forgotten" in {str(route) for route in found(app)} - set(RULES)


def test_a_new_page_is_closed_to_everybody_else_without_being_named() -> None:
    assert not rule_of(Registered("GET", "/forgotten")).open
