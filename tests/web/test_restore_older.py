"""A backup of each released schema is put back under the running app: pages before, during, after; nothing is lost."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from afterrun.journal import Journal, schema
from afterrun.journal.identity import journal_id
from afterrun.records import PainReport, Site
from tests.journal.test_journal import as_a_release_wrote_it
from tests.shares import first_of
from tests.web.conftest import NOW, client_of, journal_file

LOOKED_AT = ("/", "/check-in", "/timeline", "/answers", "/month", "/settings", "/api/timeline")
VERSIONS = sorted(each.name[:4] for each in schema.VERSIONS.glob("[0-9]*.py"))
OLD = [PainReport(at=NOW - timedelta(days=30, hours=i), site=Site.parse("left-heel"), nrs=i) for i in range(3)]


def notes_in(*paths: Path) -> list[str]:
    found: list[str] = []
    for path in paths:
        with Journal.open(path, create=False) as journal:
            assert journal.verify() == ()
            found += [report.note for report in journal.diary().pain if report.note]
    return found


@pytest.mark.parametrize("version", first_of(VERSIONS))
def test_a_backup_of_an_older_release_comes_back_under_the_running_app(tmp_path: Path, version: str) -> None:
    path, backup = journal_file(tmp_path, "few"), tmp_path / "copies" / "old.db"
    backup.parent.mkdir()
    as_a_release_wrote_it(backup, version, OLD)
    client = client_of(path)
    with Journal.open(path) as journal:
        mine = journal_id(journal)
    acknowledged: list[str] = []
    over = threading.Event()
    seen: set[int] = set()

    def look() -> None:
        while not over.is_set():
            seen.update(client.get(page).status_code for page in LOOKED_AT)

    def save(number: int) -> None:
        at = NOW.isoformat()
        sent = {"id": f"{number:032x}", "journal": mine, "at": at, "stamped": True, "sent_at": at}
        sent |= {"fields": {"site": "left-heel", "nrs": "4", "note": f"n{number}"}}
        if client.post("/api/outbox", json=sent).status_code == 200:
            acknowledged.append(f"n{number}")

    def keep_saving() -> None:
        number = 1
        while not over.is_set():
            number += 1
            save(number)

    save(0)
    assert [client.get(page).status_code for page in LOOKED_AT] == [200] * len(LOOKED_AT)
    beside = [threading.Thread(target=each) for each in (look, keep_saving)]
    for each in beside:
        each.start()
    told = client.post("/settings/restore", data={"sure": "yes"}, files={"backup": ("old.db", backup.read_bytes())})
    over.set()
    for each in beside:
        each.join()
    (aside,) = tmp_path.glob("few.db.before-restore-*")
    assert aside.name in told.text, "what was there is named"
    assert seen <= {200, 503}
    assert [client.get(page).status_code for page in LOOKED_AT] == [200] * len(LOOKED_AT)
    with Journal.open(path) as journal:
        assert set(OLD) <= set(journal.diary().pain)
    assert client.post("/check-in", data={"site": "left-heel", "nrs": "1", "note": "after"}).status_code == 200
    assert sorted(notes_in(path, aside)) == sorted([*acknowledged, "after"])
    assert list(tmp_path.glob("*.unfinished*")) == []
