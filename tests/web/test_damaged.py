"""A journal with a damaged entry is served without it, and every page says so."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from afterrun.journal import Journal
from afterrun.records import PainReport, Site
from tests.web.conftest import NOW, client_of

REPORTS = [PainReport(at=NOW - timedelta(days=day), site=Site.parse("left-heel"), nrs=day) for day in range(1, 9)]
PAGES = ("/", "/timeline", "/settings", "/answers")


def test_the_rest_is_served_and_the_entry_is_named_on_every_page(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        journal.add(REPORTS)
    client = client_of(path)
    for page in PAGES:
        assert "damaged" not in client.get(page).text, page
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE pain SET nrs = 9 WHERE nrs = 3")
    client = client_of(path)
    day = (REPORTS[2].at - timedelta(hours=4)).date()
    for page in PAGES:
        told = client.get(page)
        assert told.status_code == 200
        assert f"pain 3 ({day}) is not as it was written" in told.text, page
        assert "--salvage" in told.text
    assert len(client.get("/timeline").text) > 1000
    with Journal.open(path) as journal:
        assert [each.nrs for each in journal.diary().pain] == [8, 7, 6, 5, 4, 2, 1]
