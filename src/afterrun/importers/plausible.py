"""Whether a run can have been one, by its own numbers; and what was probably meant where it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from afterrun.records.run import Run
from afterrun.units import METRES_PER_MILE

# Judgement. The fastest mile is run at 7.2 m/s; over half an hour nobody is above 6.3; a slow walk is 0.8.
_FASTEST_MPS = ((300.0, 9.0), (1800.0, 7.2), (float("inf"), 6.4))
_SLOWEST_MPS = 0.5
_SHORTEST_S, _SHORTEST_M = 60.0, 100.0
_LONGEST_S = 36 * 3600.0
_USUAL_MPS = (1.6, 5.0)
_USUAL_S = (300.0, 6 * 3600.0)
_USUAL_M = (800.0, 60_000.0)
# No watch for runners kept its way before 2003, and no FIT file was written before 2008: a clock began anew, or counts
# weeks in ten bits, as the satellites do.
_FIRST_RECORDED, _FIRST_FIT = datetime(2003, 1, 1, tzinfo=UTC), datetime(2008, 1, 1, tzinfo=UTC)
_FIT = "fit"
_WEEKS_COUNTED = timedelta(weeks=1024)
_AHEAD = timedelta(hours=26)  # the farthest that two clocks of the world can differ


def cannot_be(run: Run) -> bool:
    """Whether its length and time contradict each other, or are of no run."""
    if run.duration_s < _SHORTEST_S or run.duration_s > _LONGEST_S:
        return True
    if run.distance_m is None:
        return False
    if 0 < run.distance_m < _SHORTEST_M:
        return True
    speed_mps = run.distance_m / run.duration_s
    fastest = next(limit for until_s, limit in _FASTEST_MPS if run.duration_s <= until_s)
    return speed_mps > fastest or (run.distance_m > 0 and speed_mps < _SLOWEST_MPS)


def is_ahead(run: Run, now: datetime) -> bool:
    """Whether it has not begun yet, on any clock of the world."""
    return run.start > now + _AHEAD


def date_cannot_be(run: Run, now: datetime) -> bool:
    """Whether it is told of a day that is to come, or of one on which nothing recorded runs."""
    return is_ahead(run, now) or _is_before_watches(run)


def _is_before_watches(run: Run) -> bool:
    return run.original is not None and run.start < (_FIRST_FIT if run.source == _FIT else _FIRST_RECORDED)


def meant(run: Run, now: datetime) -> Run | None:
    """Guess what was meant: other units, swapped columns, a zero too many or too few, another year; None if unclear."""
    if is_ahead(run, now):
        return _in_a_past_year(run, now)
    if _is_before_watches(run):
        start = run.start + _WEEKS_COUNTED
        return replace(run, start=start) if _FIRST_FIT < start <= now else None
    if not cannot_be(run) or run.distance_m is None:
        return None
    fitting = [replace(run, distance_m=metres, duration_s=seconds) for metres, seconds in _readings(run)]
    return next((each for each in fitting if _is_usual(each)), None)


def _readings(run: Run) -> Iterator[tuple[float, float]]:
    """Other readings of two numbers, the likeliest slip first, as far as a run can hold them."""
    metres, seconds = run.distance_m or 0.0, run.duration_s
    for far, long in (
        (1000 * metres, 60 * seconds),  # kilometres and minutes
        (metres, 60 * seconds),  # minutes
        (1000 * metres, seconds),  # kilometres
        (METRES_PER_MILE * metres, 60 * seconds),
        (METRES_PER_MILE * metres, seconds),
        (1000 * metres, 3600 * seconds),  # kilometres and hours
        (seconds, metres),  # swapped
        (1000 * seconds, 60 * metres),
        (metres / 10, seconds),  # a zero too many
        (metres, seconds / 10),
        (10 * metres, seconds),  # a zero too few
        (metres, 10 * seconds),
        (metres / 1000, seconds),
        (metres, seconds / 1000),  # milliseconds
    ):
        if 0 < far <= 1e6 and 1 <= long <= 7 * 86400:
            yield round(far, 3), round(long, 3)


def _is_usual(run: Run) -> bool:
    assert run.distance_m is not None
    return (
        _USUAL_S[0] <= run.duration_s <= _USUAL_S[1]
        and _USUAL_M[0] <= run.distance_m <= _USUAL_M[1]
        and _USUAL_MPS[0] <= run.distance_m / run.duration_s <= _USUAL_MPS[1]
    )


def _in_a_past_year(run: Run, now: datetime) -> Run | None:
    for year in (now.year, now.year - 1):
        try:
            start = run.start.replace(year=year)
        except ValueError:  # 29 February
            continue
        if start <= now:
            return replace(run, start=start)
    return None
