"""Times as people type them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from afterrun.cli.times import happened_at, parse_time
from afterrun.errors import InvalidValueError

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("07:30", "2026-11-23T07:30"),
        ("7:30 pm", "2026-11-23T19:30"),
        ("12:05am", "2026-11-23T00:05"),
        ("Gestern, 21:00", "2026-11-22T21:00"),
        ("vorgestern 21:00", "2026-11-21T21:00"),
        ("tomorrow 18:00", "2026-11-24T18:00"),
        ("3.5.2026 7:30", "2026-05-03T07:30"),
        ("2026-05-03 07:30", "2026-05-03T07:30"),
    ],
)
def test_a_time_is_read_as_it_is_said(typed: str, meant: str) -> None:
    assert parse_time(typed, now=NOW).strftime("%Y-%m-%dT%H:%M") == meant


@pytest.mark.parametrize("typed", ["31.2.2026 07:30", "03/04/2026 07:30", "13:00 pm", "0:30 am", "soon"])
def test_what_is_no_time_or_two_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValueError, match="a date and a time"):
        parse_time(typed, now=NOW)


@pytest.mark.parametrize("typed", ["2026-05-03", "3.5.2026", "20260503"])
def test_a_report_needs_an_hour_where_a_habit_needs_none(typed: str) -> None:
    with pytest.raises(InvalidValueError, match="a time of day"):
        happened_at(typed, now=NOW)
    assert happened_at(typed, now=NOW, day_is_enough=True).day == 3


def test_what_has_not_happened_yet_is_not_logged() -> None:
    with pytest.raises(InvalidValueError, match="must not lie ahead"):
        happened_at("09:01", now=NOW)
    assert happened_at("09:00", now=NOW) == happened_at(None, now=NOW) == NOW
