"""The calendar against another reader of RFC 5545."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, timezone
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from afterrun.report.calendar_feed import calendar

FLOATING = datetime(2026, 5, 4, 7, 30)  # noqa: DTZ001 - that it has no zone is the point
NOW = datetime(2026, 5, 4, 9, 0, tzinfo=timezone(timedelta(hours=2)))
letters = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200)


@given(text=letters, keys=st.lists(st.text(max_size=80), max_size=5, unique=True))
def test_another_reader_reads_what_was_written(text: str, keys: list[str]) -> None:
    events = [(key, NOW + timedelta(hours=n)) for n, key in enumerate(keys)]
    written = calendar(events, name="Afterrun", text=text, link="https://runner.local:8710/check-in", now=NOW)
    lines = written.split("\r\n")
    assert lines[-1] == ""
    assert all(len(line.encode()) <= 75 and "\n" not in line and "\r" not in line for line in lines)
    read = Calendar.from_ical(written)
    assert not read.errors
    assert str(read["NAME"]) == "Afterrun"
    found = read.walk("VEVENT")
    assert [(each.decoded("dtstart"), str(each["summary"])) for each in found] == [
        (at.astimezone(UTC), text) for _, at in events
    ]
    assert len({str(each["uid"]) for each in found}) == len(keys)
    assert all(each.decoded("dtstamp") == NOW and not each.errors for each in found)
    assert all(each.walk("VALARM")[0].decoded("trigger") == timedelta(0) for each in found)
    assert all(str(each["url"]) == "https://runner.local:8710/check-in" for each in found)


def test_the_morning_is_on_the_clock_of_wherever_the_phone_is() -> None:
    for rated in (False, True):
        written = calendar([], name="Afterrun", text="Time", daily=(NOW, time(7, 30), rated), now=NOW)
        event: Any = Calendar.from_ical(written).walk("VEVENT")[0]
        assert event.decoded("dtstart") == FLOATING
        assert event["rrule"] == {"FREQ": ["DAILY"]}
        assert ("exdate" in event) is rated
        if rated:
            assert event["exdate"].dts[0].dt == FLOATING


def test_the_key_itself_is_not_told() -> None:
    written = calendar([("run 2026-05-03 left-heel", NOW)], name="Afterrun", text="Time", now=NOW)
    assert "left-heel" not in written
    assert "URL" not in written
