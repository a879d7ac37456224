from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from afterrun.errors import InvalidValueError
from afterrun.lab.zones import on_clock_of
from afterrun.web.forms.times import day_of, read_local


@pytest.mark.usefixtures("in_berlin")
def test_a_time_before_the_clocks_changed_keeps_its_own_offset() -> None:
    winter = datetime(2026, 10, 26, 9, tzinfo=timezone(timedelta(hours=1)))
    read = read_local("2026-10-24T09:00", winter)
    assert (read.isoformat(), read.astimezone(UTC).hour) == ("2026-10-24T09:00:00+02:00", 7)


@pytest.mark.usefixtures("in_berlin")
def test_the_zone_of_the_clock_counts_where_it_is_not_that_of_the_computer() -> None:
    now = datetime(2026, 7, 1, 9, tzinfo=timezone(timedelta(hours=-5)))
    assert read_local("2026-07-01T08:00", now).isoformat() == "2026-07-01T08:00:00-05:00"


def test_an_offset_that_is_told_is_kept() -> None:
    now = datetime(2026, 7, 1, 9, tzinfo=UTC)
    assert read_local("2026-07-01T08:00+03:00", now).isoformat() == "2026-07-01T08:00:00+03:00"


@pytest.mark.parametrize("text", ["soon", "2026-07-01T09:01", "2026-13-01T00:00"])
def test_what_cannot_have_been_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError, match=r"^time must"):
        read_local(text, datetime(2026, 7, 1, 9, tzinfo=UTC))


@given(
    st.sampled_from(["Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia", "Africa/Casablanca"]),
    st.integers(0, 8_600_000),
)
@example("Europe/Berlin", 8_539_350)  # 28 March 2026, 02:30, and the same on the next day, which had no such time
@example("Europe/Berlin", 8_540_790)
@example("Europe/Berlin", 8_317_590)  # 25 October 2025, 02:30, and on the next day, which had it twice
@example("Europe/Berlin", 8_319_030)
@example("Pacific/Apia", 1_049_040)  # 30 December 2011, which was left out there
def test_what_was_typed_is_what_the_clock_showed(name: str, minute: int) -> None:
    """In any zone, on any day: summer time, half hours, and a day that Samoa left out."""
    zone = ZoneInfo(name)
    typed = (datetime(2010, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)).replace(tzinfo=None)
    now = on_clock_of(datetime(2026, 7, 1, 12, tzinfo=UTC), zone)
    read = read_local(typed.isoformat(), now, zone=zone)
    shown = read.astimezone(zone).replace(tzinfo=None)
    skipped = typed.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) != typed
    assert shown == typed or skipped  # a time the clock never showed is read as one beside it
    assert abs(shown - typed) <= timedelta(days=1)
    assert read.utcoffset() == read.astimezone(zone).utcoffset()
    assert day_of(typed.date().isoformat(), now, zone=zone) <= read or skipped
