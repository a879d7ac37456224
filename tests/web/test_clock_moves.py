"""The clock or the zone of the computer moves under the running app: pages open, and what cannot be right is said."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from afterrun.journal import Journal
from afterrun.journal.identity import journal_id
from afterrun.web.app import create_app
from tests.web.conftest import NOW, PAGES, journal_file

AHEAD = "the clock of this computer says"


class Moved:
    """An app, and a clock that is set by hand, in whichever zone the computer is."""

    def __init__(self, path: Path) -> None:
        self.path, self.now = path, NOW
        app = create_app(path, clock=lambda: self.now.astimezone())
        app.state.service.patience_s = 3600.0
        self.client = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=True)
        self.feed = "/"

    def opens(self, *pages: str) -> None:
        for page in (*(pages or PAGES), self.feed):
            assert self.client.get(page).status_code in (200, 404), (page, self.now)

    def checks_in(self) -> datetime:
        saved = self.client.post("/check-in", data={"site": "left-heel", "nrs": "3"})
        assert "Saved" in saved.text, self.now
        return self.newest()

    def box_brings(self, number: int, at: datetime) -> None:
        """A phone sends what waited; its own clock is right."""
        with Journal.open(self.path) as journal:
            mine = journal_id(journal)
        sent = {"id": f"{number:032x}", "journal": mine, "at": at.isoformat(), "stamped": True}
        sent |= {"sent_at": at.isoformat(), "fields": {"site": "left-heel", "nrs": "2"}}
        told = [self.client.post("/api/outbox", json=sent).json()["status"] for _ in range(2)]
        assert told == ["stored", "already"]

    def newest(self) -> datetime:
        with Journal.open(self.path) as journal:
            return max((report.at for report in journal.diary().pain if report.nrs == 3), default=NOW)

    def reports(self) -> int:
        with Journal.open(self.path) as journal:
            return len(journal.diary().pain)


@pytest.fixture
def moved(tmp_path: Path) -> Moved:
    found = Moved(journal_file(tmp_path, "few"))
    page = found.client.post("/settings/reminders/calendar", data={"wanted": "new"}).text
    link = re.search(r"/calendar/[\w-]+\.ics", page)
    assert link is not None
    found.feed = link[0]
    return found


@pytest.fixture
def zone() -> Iterator[Callable[[str], None]]:
    before = os.environ.get("TZ")

    def put(name: str | None) -> None:
        os.environ.pop("TZ", None)
        if name is not None:
            os.environ["TZ"] = name
        time.tzset()

    yield put
    put(before)


def test_a_clock_that_goes_back_is_told_and_nothing_is_lost(moved: Moved) -> None:
    moved.checks_in()
    assert AHEAD not in moved.client.get("/").text
    moved.now = NOW - timedelta(days=1)
    moved.opens("/", "/check-in", "/plan")
    assert AHEAD in moved.client.get("/").text, "whoever saves now should know"
    moved.checks_in()
    moved.box_brings(1, NOW)
    moved.now = NOW + timedelta(hours=1)
    moved.opens("/", "/check-in", "/plan")
    assert AHEAD not in moved.client.get("/").text
    assert moved.reports() == 6


@pytest.mark.share
def test_a_clock_that_was_a_year_ahead_leaves_an_entry_that_can_be_corrected(moved: Moved) -> None:
    moved.now = NOW + timedelta(days=365)
    moved.opens()
    assert moved.checks_in() > NOW + timedelta(days=364)
    moved.box_brings(1, NOW)
    moved.now = NOW + timedelta(hours=1)
    moved.opens()
    first = moved.client.get("/").text
    assert AHEAD in first
    form = re.search(r'href="(/fragment/entry[^"]*)">Correct the entry', first)
    assert form is not None
    assert moved.client.get(form[1].replace("&amp;", "&")).status_code == 200
    moved.checks_in()
    assert moved.reports() == 6


@pytest.mark.share
def test_another_zone_of_the_computer_moves_no_moment(moved: Moved, zone: Callable[[str], None]) -> None:
    for hours, name in enumerate(("Pacific/Kiritimati", "America/St_Johns", "Etc/GMT+12")):
        zone(name)
        moved.now = NOW + timedelta(hours=hours)
        moved.opens()
        assert moved.checks_in() == moved.now.replace(second=0)
        assert AHEAD not in moved.client.get("/").text
    moved.box_brings(1, moved.now)
    assert moved.reports() == 7


@pytest.mark.share
@pytest.mark.parametrize("year", [2038, 2098])
def test_far_years_open_and_keep_what_is_saved(moved: Moved, year: int) -> None:
    moved.now = datetime(year, 1, 19, 3, 14, 8, tzinfo=UTC)
    assert moved.checks_in() == moved.now.replace(second=0)
    moved.opens()
    moved.now = NOW
    moved.opens()
    assert AHEAD in moved.client.get("/").text
