"""Every field of every route against values that nobody types: a reason, and never a fault of ours.

`make fire` sends every value to every field; here each field gets some of them, others each time it is drawn anew.
"""

from __future__ import annotations

import json
import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from afterrun.journal import Journal
from afterrun.records import Run
from afterrun.web.app import create_app
from tests.web.conftest import NOW
from tests.web.registered import Registered, routes_of
from tests.web.test_once_only import CARE, EVENT, FORMS, PHASE, REPORT, SITE, TRIAL, App, journal_of

pytestmark = pytest.mark.share

NUMBERS = (
    "nan",
    "-nan",
    "inf",
    "-inf",
    "1e400",
    "-1e400",
    "9" * 23,
    "-1",
    "0x10",
    "1_0",
    "٣",
    "1e-400",
    "9223372036854775808",
)
TIMES = (
    *("0001-01-01T00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59", "9999-12-31T23:59:59.999999-14:00"),
    *(
        "1582-10-10T00:00",
        "0001-01-01",
        "9999-12-31",
        "2026-02-30T10:00",
        "-0001-01-01T00:00",
        "1e400",
        "24:00",
        "25:61",
    ),
)
TEXTS = (
    *(
        "\x00",
        "a\x00b",
        "\r\nX-Evil: 1",
        "\x1b[2J",
        "\u202e",
        "\ud800",
        "\udfff\ud800",
        "\ufffe",
        "a" * 201,
        "ß" * 5000,
    ),
    *("a" * 1_000_000, "-" * 400, "{x}", "{0}", "%s%n", "../../etc/passwd", "left-" + "heel" * 60, "", " ", "null"),
    *("http://[", "//[", "https://\u2100"),
)
VALUES = (*NUMBERS, *TIMES, *TEXTS)
IN_FULL = os.environ.get("AFTERRUN_FIRE") == "full"
A_FIELD = 3  # values a field, of an everyday run
ROUTES = routes_of(create_app(Path("never-opened.db"), clock=lambda: NOW))
DONE = {200, 201, 204, 303, 307}
REFUSED = {400, 401, 403, 404, 409, 411, 413, 414, 415, 422, 429}
LONGEST_ADDRESS = 20_000  # bytes, of what the client of the tests sends


def fill(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.add([REPORT, CARE, PHASE, EVENT, TRIAL, Run(start=NOW - timedelta(days=4), duration_s=1800)])


@pytest.fixture
def app(tmp_path: Path) -> App:
    path = tmp_path / "journal.db"
    fill(path)
    found = App(path)
    found.client = client_of(found, NOW)
    return found


def client_of(app: App, now: datetime) -> TestClient:
    made = create_app(app.path, clock=lambda: now)
    made.state.service.patience_s = 0.0
    return TestClient(made, base_url="http://127.0.0.1", raise_server_exceptions=False, follow_redirects=False)


def drawn(*name: object) -> tuple[str, ...]:
    if IN_FULL:
        return VALUES
    seed = None if os.environ.get("AFTERRUN_DRAWS") == "anew" else str(name)
    return tuple(random.Random(seed).sample(VALUES, A_FIELD))


RIGHT_JSON = {
    "/api/pain": {"site": "left-heel", "nrs": 3},
    "/api/outbox": {
        "id": "0123456789abcdef",
        "at": NOW.isoformat(),
        "sent_at": NOW.isoformat(),
        "stamped": True,
        "fields": {"nrs": "3", "site": "left-heel"},
    },
}


def send(app: App, route: Registered, right: dict[str, str], field: str, value: str) -> tuple[int, str]:
    """Send a request that is right but for one field."""
    if field in route.query or "{" in route.path:
        path = route.path.replace("{token}", urlencode({"": value}, errors="surrogatepass")[1:] or "x")
        query = {"site": str(SITE), "kind": "pain", "at": str(REPORT.at.timestamp())}
        asked = {name: query[name] for name in route.query if name in query} | {field: value}
        if len(value) > LONGEST_ADDRESS:
            return 414, ""  # the server itself refuses it: its head may have 64 kB
        answer = app.client.request(route.method, f"{path}?{urlencode(asked, errors='surrogatepass')}")
    elif route.is_json:
        told = json.loads(json.dumps(RIGHT_JSON[route.path]))
        told |= {"journal": journal_of(app)} if "journal" in route.fields else {}
        inner = told["fields"] if field not in route.fields else told
        inner[field] = value
        headers = {"content-type": "application/json"}
        answer = app.client.post(route.path, content=json.dumps(told), headers=headers)
    else:
        body = urlencode(right | {field: value}, errors="surrogatepass")
        headers = {"content-type": "application/x-www-form-urlencoded"}
        answer = app.client.post(route.path, content=body, headers=headers)
    return answer.status_code, answer.text


@pytest.mark.parametrize("route", [each for each in ROUTES if each.method != "MOUNT"], ids=str)
def test_no_value_of_any_field_is_a_fault_of_ours(app: App, route: Registered) -> None:
    fields = (*route.fields, *route.query, *(("token",) if "{" in route.path else ()))
    fields += ("nrs", "site", "note", "moment", "onset_km") if route.path == "/api/outbox" else ()
    wrong = []
    right = FORMS[route.path](app) if route.path in FORMS else {}
    for field in fields:
        for value in drawn(route, field):
            status, text = send(app, route, right, field, value)
            if status not in DONE | REFUSED:
                wrong.append((field, value[:30], status, text[:200]))
    assert wrong == []
    still_sound(app)


def still_sound(app: App) -> None:
    """What was taken can be read again, and pages open with it."""
    with Journal.open(app.path) as journal:
        journal.diary()
        assert journal.verify() == ()
    for page in ("/", "/timeline", "/check-in", "/settings/reminders"):
        assert app.client.get(page).status_code == 200, page


@pytest.mark.parametrize("route", [each for each in ROUTES if each.method == "POST"], ids=str)
def test_no_body_is_a_fault_of_ours(app: App, route: Registered) -> None:
    bodies = (b"", b"\xff\xfe", b"{", b"[]", b'"a"', b"null", b"[" * 100_000, b"a=%", b"=" * 5000, b"--x\r\n\r\n")
    kinds = (
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "text/plain",
        "",
    )
    pairs = [(body, kind) for body in bodies for kind in kinds]
    if not IN_FULL:
        pairs = random.Random(str(route)).sample(pairs, 6)
    for body, kind in pairs:
        answer = app.client.post(route.path, content=body, headers={"content-type": kind})
        assert answer.status_code in DONE | REFUSED, (body[:20], kind, answer.text[:200])


def test_a_broken_form_is_answered_without_a_look_at_the_journal(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred at once kept every page waiting for two seconds, each with the signs of a whole diary on it."""
    looked: list[Request] = []
    monkeypatch.setattr("afterrun.web.app.open_journal", looked.append)
    told = app.client.post("/import", content=b"a", headers={"content-type": "multipart/form-data; boundary=x"})
    assert (told.status_code, looked) == (400, [])
    assert "Go back and try again." in told.text


@pytest.mark.parametrize("year", [1, 1970, 9999])
def test_a_computer_that_does_not_know_the_year_shows_every_page(app: App, year: int) -> None:
    forms = {path: FORMS[path](app) for path in FORMS}
    before = app.diary()
    app.client = client_of(app, datetime(year, 1 if year < 9999 else 12, 1 if year < 9999 else 31, 12, tzinfo=UTC))
    for route in ROUTES:
        if route.method == "GET" and "{" not in route.path and not route.path.startswith("/settings/"):
            query = {"site": str(SITE), "kind": "pain", "at": "0", "weeks": "2", "about": "overuse"}
            asked = urlencode({name: query[name] for name in route.query if name in query})
            headers = {"hx-request": "true"} if route.path.startswith("/fragment/") else {}
            assert app.client.get(f"{route.path}?{asked}", headers=headers).status_code in DONE | {404}, route.path
    for path, form in forms.items():
        told = app.client.post(path, data=form)
        assert (told.status_code, "does not know what day it is" in told.text) == (503, True), path
    assert app.diary() == before
    still_sound(app)
