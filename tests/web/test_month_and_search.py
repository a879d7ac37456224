"""A month at a glance, a day of it opened; and an entry found by a word or a tag."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from afterrun.journal import Journal
from afterrun.records import Care, Diary, Event, PainReport, Run, Site
from afterrun.web.pages.month.view import begins, beside, rows_of_day, weeks_of
from afterrun.web.pages.search.view import excerpt, found, tags
from tests.web.conftest import NOW, client_of, journal_file

FOOT, KNEE = Site.parse("right-forefoot-lateral"), Site.parse("left-knee")


def _at(day: int, hour: int = 8) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


DIARY = Diary(
    runs=(Run(start=_at(3, 17), duration_s=1800, distance_m=5000, shoe="Old Blue"),),
    pain=(
        PainReport(at=_at(4), site=FOOT, nrs=4, note="stairs at work #Travel"),
        PainReport(at=_at(4, 12), site=KNEE, nrs=9),
        PainReport(at=_at(4, 20), site=FOOT, nrs=2),
        PainReport(at=_at(4, 21), site=FOOT, nrs=8, moment="during-run"),
        PainReport(at=_at(5), site=FOOT, nrs=0),
    ),
    care=(Care(at=_at(5, 21), intervention="calf-stretch", variant="off-step"),),
    events=(Event(at=_at(6, 23), kind="long-drive", note="#travel to the coast"),),
)


def test_a_day_tells_the_mean_of_the_place_the_runs_and_what_was_done() -> None:
    days = {
        day.day.day: day for week in weeks_of(DIARY, FOOT, date(2026, 11, 1), 0, NOW) for day in week if day.of_month
    }
    assert len(days) == 30
    assert (days[4].pain, days[4].reports) == ("3", 2)
    assert (days[5].pain, days[5].pain_nrs, days[5].care) == ("0", 0.0, 1)
    assert (days[6].pain, days[6].pain_nrs, days[6].events) == ("", None, 1)  # no check-in is no zero
    assert (days[3].runs, days[3].run_m) == (1, 5000)
    assert "no check-in" in days[6].words
    assert "5.0 km" in days[3].words


def test_months_end_where_the_diary_began(tmp_path: Path) -> None:
    assert (begins(DIARY, NOW), begins(Diary(), NOW)) == (date(2026, 11, 3), NOW.date())
    with Journal.open(tmp_path / "short.db") as journal:
        journal.add(DIARY.pain)
    client = client_of(tmp_path / "short.db")
    assert "month?month=2026-10" not in client.get("/month?month=2026-11").text
    assert "month?month=2026-11" in client.get("/month?month=2026-12").text


@pytest.mark.parametrize("first", [0, 5, 6])
def test_weeks_are_whole_and_begin_as_the_person_counts(first: int) -> None:
    for number in range(24):
        month = beside(date(2026, 1, 1), number)
        weeks = weeks_of(DIARY, FOOT, month, first, NOW)
        assert all(len(week) == 7 and week[0].day.weekday() == first for week in weeks)
        inside = [day.day for week in weeks for day in week if day.of_month]
        assert (inside[0], inside[-1]) == (month, beside(month, 1) - timedelta(days=1))


def test_a_moment_is_of_the_day_that_it_was_there() -> None:
    """Half past eleven in the evening in London is the next day in Berlin."""
    berlin = NOW.astimezone(datetime.fromisoformat("2026-11-01T00:00+02:00").tzinfo)
    assert [row.kind for row in rows_of_day(DIARY, date(2026, 11, 7), berlin)] == ["event"]
    assert rows_of_day(DIARY, date(2026, 11, 7), NOW) == []


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    path = journal_file(tmp_path, "empty")
    with Journal.open(path) as journal:
        journal.add((*DIARY.runs, *DIARY.pain, *DIARY.care, *DIARY.events))
    return client_of(path)


def test_a_tap_on_a_day_opens_it(client: TestClient) -> None:
    month = client.get("/month?month=2026-11").text
    assert "November 2026" in month
    (link,) = re.findall(r'href="(/month[^"]+day=2026-11-05#day)"', month)
    opened = client.get(link.replace("&amp;", "&")).text
    assert "Calf stretch · Off step" in opened
    assert 'aria-current="date"' in opened
    assert "/fragment/entry?kind=care" in opened
    noted = client.get("/month?month=2026-11&day=2026-11-04").text
    assert '<p class="said small">stairs at work #Travel</p>' in noted  # read without another tap
    assert "December" not in month.split("<table")[0]  # what lies ahead is not offered


@pytest.mark.parametrize("query", ["month=2026-13", "month=x", "day=2026-02-31", "month=0000-01"])
def test_what_is_no_month_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/month?{query}").status_code == 422


@pytest.mark.parametrize("query", ["month=0001-01", "month=9999-12", "day=9999-12-31"])
def test_the_ends_of_the_calendar_do_not_break_it(client: TestClient, query: str) -> None:
    assert client.get(f"/month?{query}").status_code == 422


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("#travel", ["event", "pain"]),
        ("travel coast", ["event"]),
        ("OLD blue", ["run"]),
        ("off step", ["care"]),
        ("#trav", []),
        ("knee", ["pain"]),
        ("", []),
    ],
)
def test_every_word_is_looked_for(words: str, kinds: list[str]) -> None:
    hits, count = found(DIARY, words)
    assert [hit.row.kind for hit in hits] == kinds
    assert count == len(kinds)


@pytest.mark.parametrize(
    ("note", "wanted", "told"),
    [
        ("It hurt on the Stairs. ", ["stairs"], "It hurt on the Stairs."),
        ("It hurt on the stairs", ["hill", "hurt"], "It hurt on the stairs"),
        ("It hurt", ["stairs"], ""),
        ("", ["stairs"], ""),
        ("x" * 100 + "stairs" + "y" * 100, ["stairs"], f"… {'x' * 60}stairs …"),
        (f"{'Großes ' * 20}Haus", ["haus"], f"… {'Großes ' * 8}Haus"),
        (f"Die Straße hinauf {'weiter ' * 20}", ["strasse"], f"Die Straße hinauf {'weiter ' * 7}…"),
    ],
)
def test_of_a_note_what_stands_about_the_word_is_shown(note: str, wanted: list[str], told: str) -> None:
    assert excerpt(note, wanted) == told


def test_what_is_found_shows_its_place_and_its_note(client: TestClient) -> None:
    note = f"{'Long before. ' * 20}Down the stairs it was there again. {'Long after. ' * 20}"
    client.post("/check-in", data={"site": "right-knee", "nrs": "3", "note": note})
    page = client.get("/search", params={"for": "stairs"}).text
    assert "right knee, " in page
    assert "Down the stairs it was there again." in page
    assert note not in page


def test_tags_are_counted_and_lead_to_their_entries(client: TestClient) -> None:
    assert tags(DIARY) == [("travel", 2)]
    assert "/search?for=%23travel" in client.get("/search").text
    assert "2 entries found" in client.get("/search", params={"for": "#travel"}).text


def test_a_note_of_what_was_done_is_kept(client: TestClient) -> None:
    client.post("/did", data={"intervention": "ice", "note": "#plane"})
    client.post("/also/event", data={"kind": "flight", "note": " "})
    assert "1 entry found" in client.get("/search", params={"for": "#plane"}).text
