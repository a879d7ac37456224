"""The app on one person's journal in a database: as on a file, and nothing of others."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from fastapi.testclient import TestClient

from afterrun.accounts.access import Access
from afterrun.journal import Journal
from afterrun.journal.identity import journal_id
from afterrun.journal.moving import move
from afterrun.journal.secrets import Secrets
from afterrun.places import Database, private_path
from afterrun.records import PainReport, Site
from tests.web.conftest import NOW, PAGES, client_of, journal_file

REPORT = PainReport(at=NOW, site=Site.parse("left-heel"), nrs=3, note="mine")


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets of a journal in a database lie among this computer's own data."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def other(journals: Database, person: Database) -> Database:
    """Somebody else, with something recorded."""
    place = journals.of(f"{person.person}, another")
    with Journal.open(place) as journal:
        journal.add([REPORT])
    return place


def said(client: TestClient, page: str) -> str:
    """Return a page without what is of the process, or of the place."""
    answer = client.get(page)
    assert answer.status_code == 200, (page, answer.text)
    return re.sub(r'value="[0-9a-f]{32}"|<code class="path">.*?</code>', "", answer.text)


def test_every_page_says_what_it_says_of_a_file(tmp_path: Path, person: Database) -> None:
    file = journal_file(tmp_path, "few")
    with Journal.open(file) as journal:
        journal_id(journal)
    move(file, person)
    on_file, in_database = client_of(file), client_of(person)
    differ = [page for page in PAGES if said(on_file, page) != said(in_database, page)]
    assert differ == ["/settings"]
    assert "one file on this computer" not in said(in_database, "/settings")
    assert "It is kept in a database" in said(in_database, "/settings")


def test_what_is_logged_is_kept_and_an_export_and_a_backup_hold_it(tmp_path: Path, person: Database) -> None:
    client = client_of(person)
    assert client.post("/check-in", data={"site": "left-heel", "nrs": "3", "note": "mine"}).status_code == 200
    exported = ZipFile(BytesIO(client.get("/settings/export").content))
    (table,) = [name for name in exported.namelist() if name.endswith("pain.csv")]
    assert b"mine" in exported.read(table)
    copy = tmp_path / "copy.db"
    copy.write_bytes(client.get("/settings/backup").content)
    with Journal.open(copy, create=False) as journal, Journal.open(person) as kept:
        assert journal.diary() == kept.diary()
        assert len(journal.diary().pain) == 1
    with copy.open("rb") as backup:
        refused = client.post("/settings/restore", data={"sure": "yes"}, files={"backup": backup})
    assert refused.status_code == 422
    assert "must not be there yet to be restored" in refused.text


def test_a_check_in_that_is_sent_twice_is_kept_once_and_for_each_person(person: Database, other: Database) -> None:
    fields = {"nrs": "3", "site": "left-heel"}
    for place, before in ((person, 0), (other, 1)):
        with Journal.open(place) as journal:
            name = journal_id(journal)
        made = (NOW - timedelta(hours=1)).isoformat()
        entry = {"id": "1" * 32, "journal": name, "at": made, "stamped": True, "sent_at": NOW.isoformat()}
        client = client_of(place)
        for _ in range(2):
            assert client.post("/api/outbox", json=entry | {"fields": fields}).status_code == 200
        with Journal.open(place) as journal:
            assert len(journal.diary().pain) == before + 1


def test_deleting_everything_deletes_ones_own_alone(person: Database, other: Database) -> None:
    client = client_of(person)
    client.post("/check-in", data={"site": "left-heel", "nrs": "3"})
    Secrets(person).path.parent.mkdir(parents=True)
    Secrets(person).path.write_text('{"push": "key"}')
    gone = client.post("/settings/delete", data={"word": "delete"})
    assert gone.status_code == 200
    assert person.person in gone.text.replace("%20", " ")
    assert not Secrets(person).path.exists()
    with Journal.open(other, create=False) as journal:
        assert journal.diary().pain == (REPORT,)
        assert journal.verify() == ()
    assert client.get("/").status_code == 200  # begun anew
    with Journal.open(person) as journal:
        assert journal.diary().pain == ()


def test_the_example_comes_and_goes(person: Database, other: Database) -> None:
    client = client_of(person)
    assert "Simulated journal" in client.post("/example").text
    assert "Simulated journal" not in client.post("/example/end").text
    with Journal.open(other, create=False) as journal:
        assert journal.diary().pain == (REPORT,)


def test_a_password_is_one_persons_and_not_in_the_database(person: Database, other: Database) -> None:
    Access(Secrets(person), lambda: NOW).set_password("four words of mine")
    assert private_path(person).stat().st_mode & 0o077 == 0
    assert not Access(Secrets(other), lambda: NOW).has_password
    assert "password" in client_of(person).get("/").text.lower()
    assert "mine" not in private_path(person).read_text()


def test_a_server_that_is_gone_is_said_on_the_page(journals: Database) -> None:
    nowhere = Database(re.sub(r":\d+/", ":1/", journals.server), "jo")
    client = client_of(nowhere)
    answer = client.get("/")
    assert answer.status_code >= 500
    assert "cannot be reached" in answer.text
    assert journals.server.split(":")[2].partition("@")[0] not in answer.text
