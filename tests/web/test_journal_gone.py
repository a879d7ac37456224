"""The journal is taken away under the running app: nothing is saved where it would be lost; once back, it is served."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from afterrun.errors import JournalError
from afterrun.journal import Journal
from afterrun.journal.backup import restore
from afterrun.journal.stores.sqlite import database
from afterrun.records import PainReport, Site
from afterrun.web.app import create_app
from tests.web.conftest import NOW, journal_file

PAIN = {"nrs": "1", "site": "other", "side": "left", "region": "heel"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return journal_file(tmp_path / "home", "few").parent


@pytest.fixture
def client(home: Path) -> TestClient:
    app = create_app(home / "few.db", clock=lambda: NOW)
    return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)


@pytest.mark.parametrize("what", ["few.db", ""])
def test_a_journal_that_is_gone_is_not_begun_anew(client: TestClient, home: Path, what: str) -> None:
    before = client.get("/timeline").text
    place = home / what
    away = place.rename(home.parent / "away")
    for told in (client.get("/"), client.get("/check-in"), client.post("/check-in", data=PAIN)):
        assert told.status_code == 500
        assert "few.db is gone" in told.text
        assert "Put it back" in told.text
    file = {"files": ("pain.csv", b"at,site,nrs\n2026-11-01T08:00Z,left-heel,3\n")}
    assert client.post("/import", files=file).status_code == 500
    assert not place.exists()
    away.rename(place)
    assert client.get("/timeline").text == before
    assert client.post("/check-in", data=PAIN).status_code == 200


def test_where_everything_was_deleted_a_new_one_is_begun(client: TestClient, home: Path) -> None:
    assert client.get("/").status_code == 200
    assert client.post("/settings/delete", data={"word": "delete"}).status_code == 200
    assert not (home / "few.db").exists()
    assert client.post("/check-in", data=PAIN).status_code == 200
    assert (home / "few.db").exists()


def test_a_journal_put_in_its_place_is_served_and_none_takes_what_was_begun_in_the_other(
    client: TestClient, home: Path
) -> None:
    assert client.post("/check-in", data={**PAIN, "note": "in the first"}).status_code == 200
    served, first = home / "few.db", home / "first.db"
    with Journal.open(served) as held:
        served.rename(first)
        journal_file(home, "empty").rename(served)
        with pytest.raises(JournalError, match="deleted or replaced"):
            held.add([PainReport(at=NOW, site=Site.parse("left-heel"), nrs=9)])
    assert client.get("/timeline").status_code == 200
    assert client.post("/check-in", data={**PAIN, "note": "in the second"}).status_code == 200
    for path, reports, last in ((first, 4, "in the first"), (served, 1, "in the second")):
        with Journal.open(path) as journal:
            assert journal.verify() == ()
            assert (len(journal.diary().pain), journal.diary().pain[-1].note) == (reports, last)


def test_of_restores_at_once_each_puts_aside_what_the_other_brought(client: TestClient, home: Path) -> None:
    backup = journal_file(home.parent, "empty")
    told: list[str] = []

    def in_a_browser() -> None:
        own = TestClient(client.app, base_url="http://127.0.0.1")
        sent = own.post("/settings/restore", data={"sure": "yes"}, files={"backup": ("a.db", backup.read_bytes())})
        told.extend(re.findall(r"kept as (few\.db\.before[-0-9a-z]*\d)", sent.text))

    def in_a_terminal() -> None:
        aside = restore(backup, home / "few.db", now=NOW, force=True)
        told.append(aside.name if aside else "none")

    at_once = [threading.Thread(target=each) for each in (in_a_browser, in_a_browser, in_a_terminal)]
    for each in at_once:
        each.start()
    for each in at_once:
        each.join()
    assert sorted(told) == sorted(path.name for path in home.iterdir() if path.name != "few.db"), "each of its own"
    held = []
    for path in home.iterdir():
        with Journal.open(path) as journal:
            held.append(len(journal.diary().pain))
    assert sorted(held) == [0, 0, 0, 3], "what was there at first is kept once"


@pytest.fixture
def read_only(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """As of a disk that may only be read; whoever the tests run as may write everywhere."""
    monkeypatch.setattr(database, "may_be_written", lambda _path: False)
    return monkeypatch


def test_a_journal_that_may_only_be_read_is_shown_and_what_is_entered_is_refused(
    client: TestClient, home: Path, request: pytest.FixtureRequest
) -> None:
    pages = ("/", "/check-in", "/timeline", "/answers", "/month", "/settings", "/plan", "/api/timeline")
    before = {page: client.get(page).status_code for page in pages}
    content = (home / "few.db").read_bytes()
    patch = request.getfixturevalue("read_only")
    assert {page: client.get(page).status_code for page in pages} == before
    refused = client.post("/check-in", data={**PAIN, "note": "typed in vain"})
    assert refused.status_code == 422
    assert "few.db cannot be written" in refused.text
    assert "typed in vain" in refused.text, "it stays in the form"
    assert ((home / "few.db").read_bytes(), list(home.iterdir())) == (content, [home / "few.db"])
    patch.undo()
    assert client.post("/check-in", data=PAIN).status_code == 200


def test_of_a_journal_that_may_only_be_read_nothing_is_shown_without_what_was_saved_last(
    client: TestClient, home: Path, request: pytest.FixtureRequest
) -> None:
    with Journal.open(home / "few.db") as held:
        held.add([PainReport(at=NOW, site=Site.parse("left-heel"), nrs=9)])  # is in the log
        request.getfixturevalue("read_only")
        told = client.get("/timeline")
        assert (told.status_code, "few.db is read-only" in told.text) == (500, True)
