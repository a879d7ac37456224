"""Numbers that no run has, and what was probably meant by them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from afterrun.importers.plausible import cannot_be, date_cannot_be, is_ahead, meant
from afterrun.records.run import Run

NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
AT = datetime(2026, 5, 1, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("metres", "seconds", "meant_m", "meant_s"),
    [
        (6.4, 36, 6400, 2160),  # kilometres and minutes
        (6.4, 2160, 6400, 2160),  # kilometres
        (6400, 36, 6400, 2160),  # minutes
        (2160, 6400, 6400, 2160),  # swapped
        (60_000, 2400, 6000, 2400),  # a zero too many
        (6000, 240, 6000, 2400),  # a zero too few
    ],
)
def test_what_was_meant(metres: float, seconds: float, meant_m: float, meant_s: float) -> None:
    run = Run(start=AT, duration_s=seconds, distance_m=metres)
    guess = meant(run, NOW)
    assert cannot_be(run)
    assert guess is not None
    assert (guess.distance_m, guess.duration_s) == (meant_m, meant_s)


@pytest.mark.parametrize(
    ("metres", "seconds"),
    [(42_195, 7300), (5000, 800), (1500, 215), (3000, 3000), (100_000, 50_000), (None, 1800), (0, 1800)],
)
def test_runs_that_people_run(metres: float | None, seconds: float) -> None:
    run = Run(start=AT, duration_s=seconds, distance_m=metres)
    assert not cannot_be(run)
    assert meant(run, NOW) is None


def test_a_date_to_come() -> None:
    run = Run(start=AT.replace(year=2062), duration_s=2400, distance_m=6000)
    assert is_ahead(run, NOW)
    guess = meant(run, NOW)
    assert guess is not None
    assert guess.start == AT
    assert not is_ahead(Run(start=NOW + timedelta(hours=12), duration_s=2400), NOW)  # another clock of the world
    late = meant(Run(start=datetime(2036, 12, 24, 9, tzinfo=UTC), duration_s=2400), NOW)
    assert late is not None
    assert late.start.year == 2025


@pytest.mark.parametrize(
    ("source", "at", "later"),
    [
        ("gpx", datetime(2000, 1, 1, 0, 10, tzinfo=UTC), datetime(2019, 8, 17, 0, 10, tzinfo=UTC)),
        ("fit", datetime(2006, 9, 14, 7, 30, tzinfo=UTC), AT.replace(day=1)),
    ],
)
def test_a_date_before_there_were_recordings(source: str, at: datetime, later: datetime) -> None:
    """The satellites count weeks to 1,024; a clock that begins anew says 2000."""
    run = Run(start=at, duration_s=2400, distance_m=6000, source=source, original="0" * 64)
    assert date_cannot_be(run, NOW)
    guess = meant(run, NOW)
    assert guess is not None
    assert guess.start - at == timedelta(weeks=1024)
    assert not date_cannot_be(Run(start=at, duration_s=2400, distance_m=6000), NOW)  # typed from an old notebook
    assert not date_cannot_be(Run(start=later, duration_s=2400, source=source, original="0" * 64), NOW)
