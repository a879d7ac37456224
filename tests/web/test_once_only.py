"""Whatever is sent again, also after a restart, is done once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from afterrun.journal import Journal
from afterrun.journal.identity import journal_id
from afterrun.records import Care, Diary, Event, PainReport, Phase, Run, Site, Trial
from afterrun.web.app import create_app
from afterrun.web.forms.sending import FOR_JOURNAL
from afterrun.web.frame.shell import TEMPLATES
from tests.web.conftest import NOW

SITE = Site("left", "heel")
REPORT = PainReport(at=NOW - timedelta(hours=5), site=SITE, nrs=4.0, source="app")
CARE = Care(at=NOW - timedelta(hours=4), intervention="ice", pain_before=3.0, source="app")
PHASE = Phase(start=NOW - timedelta(days=9), intervention="insole", source="app")
EVENT = Event(at=NOW - timedelta(hours=3), kind="flight", source="app")
TRIAL = Trial(
    start=NOW - timedelta(days=3), question="prevention", design="pairs", intervention="ice", site=SITE, units=6
)
KEY = {"form_key": "0123456789abcdef"}
# What may be sent again without a key: it keeps no entry, or says in itself what it is about. Some name their journal.
WITHOUT_KEY = {
    "{{ path }}",  # of a clinic around the app
    "/login",
    "/logout",
    "/import",  # known by its content
    "/import/answer",  # names its question
    "/import/columns",
    "/import/past",  # names its import
    "/run-questions",  # names its run
    "/settings",
    "/settings/delete",
    "/settings/reminders",
    "/settings/reminders/calendar",
    "/settings/reminders/push",
    "/settings/reminders/push/forget",
    "/settings/reminders/test",
    "/sync",  # one at a time, and what it takes in is known by its content
    "/sync/add",  # a service is there once
    "/sync/remove",  # names its source
    "/sync/stop",
}


class App:
    """The app, which may be stopped and started again at another time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.now = NOW
        self.restart()

    def restart(self) -> None:
        app = create_app(self.path, clock=lambda: self.now)
        self.client = TestClient(app, base_url="http://127.0.0.1")

    def diary(self) -> Diary:
        with Journal.open(self.path) as journal:
            return journal.diary()

    def entry(self, record: PainReport | Care | Phase | Event) -> dict[str, str]:
        with Journal.open(self.path) as journal:
            entry = journal.entry_of(record)
        assert entry is not None
        return {"table": entry.table, "row": str(entry.id), "uid": entry.uid}


@pytest.fixture
def app(tmp_path: Path) -> App:
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        journal.add([REPORT, CARE, PHASE, EVENT, TRIAL, Run(start=NOW - timedelta(days=4), duration_s=1800)])
    return App(path)


FORMS: dict[str, Callable[[App], dict[str, str]]] = {
    "/check-in": lambda _: {"nrs": "3", "site": "left-heel"},
    "/did": lambda _: {"intervention": "stretch", "before": "4", "after": "2", "site": "left-heel"},
    "/did/after": lambda app: {**app.entry(CARE), "nrs": "1"},
    "/run": lambda _: {"minutes": "30", "distance": "5"},
    "/also/phase": lambda _: {"phase": "new-shoes"},
    "/also/phase/end": lambda app: {"uid": app.entry(PHASE)["uid"]},
    "/also/event": lambda _: {"kind": "long-drive", "minutes": "90"},
    "/daily/sleep": lambda _: {"hours": "7"},
    "/daily/medicine": lambda _: {"name": "ibuprofen", "dose": "400 mg"},
    "/daily/weight": lambda _: {"weight": "80,5"},
    "/entry": lambda app: {
        "kind": "pain",
        "at": str(REPORT.at.timestamp()),
        "uid": app.entry(REPORT)["uid"],
        "nrs": "2",
        "site": "left-heel",
        "symptom": "pain",
    },
    "/entry/remove": lambda app: {"kind": "event", "at": str(EVENT.at.timestamp()), "uid": app.entry(EVENT)["uid"]},
    "/undo": lambda app: app.entry(EVENT),
    "/signs": lambda _: {"asked": "foot-drop", "yes": "foot-drop"},
    "/signs/answer": lambda _: {"sign": "foot-drop", "answer": "yes"},
    "/self-tests": lambda _: {"test": "lunge-bent", "value": "9", "side": "left"},
    "/trial/next": lambda _: {},
    "/trial/stop": lambda _: {"reason": "moved house"},
}


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("later", [timedelta(minutes=1), timedelta(days=2)], ids=str)
def test_a_form_sent_again_after_a_restart_does_nothing_more(app: App, path: str, later: timedelta) -> None:
    form = FORMS[path](app) | KEY
    before = app.diary()
    assert app.client.post(path, data=form).status_code == 200
    done = app.diary()
    assert done != before
    app.now += later
    app.restart()
    for headers in ({}, {"hx-request": "true"}):
        assert app.client.post(path, data=form, headers=headers).status_code == 200
        assert app.diary() == done


@pytest.mark.parametrize(
    ("path", "field", "other"),
    [
        ("/check-in", "nrs", "5"),
        ("/did", "before", "5"),
        ("/also/event", "minutes", "60"),
        ("/signs/answer", "answer", "no"),
    ],
)
def test_who_goes_back_and_changes_it_means_another_one(app: App, path: str, field: str, other: str) -> None:
    form = FORMS[path](app) | KEY
    app.client.post(path, data=form)
    done = app.diary()
    app.now += timedelta(minutes=1)
    app.client.post(path, data=form | {field: other})
    assert app.diary() != done


def test_the_same_on_another_form_is_another_one(app: App) -> None:
    for minute in range(3):
        app.now = NOW + timedelta(minutes=minute)
        app.client.post("/check-in", data=FORMS["/check-in"](app) | {"form_key": f"{minute}" * 16})
    assert len(app.diary().pain) == 4


def test_sent_again_it_says_what_is_stored_and_what_was_taken_back_stays_away(app: App) -> None:
    form = FORMS["/check-in"](app) | KEY
    first = app.client.post("/check-in", data=form)
    app.now += timedelta(hours=3)
    again = app.client.post("/check-in", data=form)
    assert "Saved: 3 at left heel, 09:12." in first.text
    assert "Saved: 3 at left heel, 09:12." in again.text
    undo = dict(re.findall(r'name="(table|row|uid)" value="([^"]+)"', again.text))
    assert "Taken back" in app.client.post("/undo", data=undo).text
    assert "Nothing was done twice" in app.client.post("/check-in", data=form).text
    assert len(app.diary().pain) == 1


def test_a_form_that_was_refused_may_be_sent_again(app: App) -> None:
    app.client.post("/check-in", data={"nrs": "3", "site": "left-heel", "at": "2027-01-01T08:00"} | KEY)
    app.now = datetime.fromisoformat("2027-01-02T08:00:00+00:00")
    app.client.post("/check-in", data={"nrs": "3", "site": "left-heel", "at": "2027-01-01T08:00"} | KEY)
    assert len(app.diary().pain) == 2


def test_stopped_in_between_nothing_of_it_is_there(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    class StoppedHereError(Exception):
        """In the place of a kill."""

    def stop(*_: object) -> None:
        raise StoppedHereError

    form = FORMS["/did"](app) | KEY
    before = app.diary()
    with monkeypatch.context() as patched:
        patched.setattr(Journal, "set_setting", stop)
        with pytest.raises(StoppedHereError):
            app.client.post("/did", data=form)
    assert app.diary() == before
    app.client.post("/did", data=form)
    assert len(app.diary().care) == 2


def test_what_waits_in_the_box_and_is_sent_as_a_form_is_one(app: App) -> None:
    name = "0123456789abcdef" * 2
    waiting = {
        "id": name,
        "journal": journal_of(app),
        "at": NOW.isoformat(),
        "sent_at": NOW.isoformat(),
        "stamped": True,
        "fields": FORMS["/check-in"](app),
    }
    assert app.client.post("/api/outbox", json=waiting).json()["status"] == "stored"
    app.now += timedelta(minutes=2)
    app.client.post("/check-in", data=FORMS["/check-in"](app) | {"form_key": f"box-{name}"})
    assert len(app.diary().pain) == 2


def journal_of(app: App) -> str:
    found = re.search(r'name="afterrun-journal" content="([^"]+)"', app.client.get("/check-in").text)
    assert found is not None
    return found[1]


def test_a_program_names_its_report(app: App) -> None:
    report = {"id": "a-name-of-its-own", "site": "left-heel", "nrs": 3}
    first = app.client.post("/api/pain", json=report).json()
    app.now += timedelta(hours=1)
    app.restart()
    again = app.client.post("/api/pain", json=report).json()
    assert (first["added"], again["added"], again["already"]) == (1, 0, 1)
    assert len(app.diary().pain) == 2


def test_a_run_that_is_there_is_not_said_to_be_saved(app: App) -> None:
    run = {"start": "2026-11-22T07:00", "minutes": "30", "distance": "5"}
    assert "Saved: run of 5.0 km in 30 min" in app.client.post("/run", data=run).text
    told = app.client.post("/run", data=run | {"minutes": "45"}).text
    assert "Saved" not in told
    assert "already" in told
    assert [each.duration_s for each in app.diary().runs] == [1800, 1800]


def test_everything_is_not_deleted_by_a_page_of_a_journal_that_is_gone(app: App) -> None:
    form = {"word": "delete", FOR_JOURNAL: journal_of(app)}
    assert app.client.post("/settings/delete", data=form).status_code == 200
    with Journal.open(app.path) as journal:
        journal.add([REPORT])
    told = app.client.post("/settings/delete", data=form)
    assert (told.status_code, "made for another journal" in told.text) == (409, True)
    assert len(app.diary().pain) == 1


@pytest.mark.parametrize("path", ["/check-in", "/did", "/settings", "/import"])
def test_a_page_that_stayed_open_writes_nothing_into_the_journal_that_was_put_in_place_of_its_own(
    app: App, path: str
) -> None:
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', app.client.get(path).text))
    with Journal.open(app.path.with_name("other.db")) as journal:
        journal_id(journal)
        before = journal.revision()
    app.path.rename(app.path.with_name("mine.db"))
    app.path.with_name("other.db").rename(app.path)
    typed = FORMS[path](app) if path in FORMS else {"language": "de"} if path == "/settings" else {}
    files = {"files": ("pain.csv", b"at,site,nrs\n2026-11-01T08:00Z,left-heel,3\n")} if path == "/import" else None
    told = app.client.post(path, data=hidden | typed, files=files)
    assert (told.status_code, "Nothing was saved or changed" in told.text) == (409, True)
    with Journal.open(app.path) as journal:
        assert journal.revision() == before
    hidden[FOR_JOURNAL] = journal_of(app)
    assert app.client.post(path, data=hidden | typed, files=files).status_code == 200


def test_every_form_that_keeps_something_has_a_key() -> None:
    found = {
        action: "{{ form_key() }}" in rest.split("</form>")[0]
        for folder in TEMPLATES
        if folder.parent.name != "clinic"  # whose forms keep no entry of a journal
        for page in folder.rglob("*.html")
        for tag, rest in re.findall(
            r"(<form[^>]*method=\"post\"[^>]*>)(.*?(?:</form>|$))", page.read_text("utf-8"), re.S
        )
        for action in re.findall(r'action="([^"]+)"', tag)
    }
    assert {action for action, has_key in found.items() if not has_key} == WITHOUT_KEY
    assert set(FORMS) <= set(found)
