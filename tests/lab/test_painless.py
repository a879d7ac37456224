"""Weeks without pain are counted as they were written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from afterrun.findings import Painless
from afterrun.lab.painless import painless_of
from afterrun.lab.preparing import prepare
from afterrun.records import Care, Diary, PainReport, Run, Site
from afterrun.report.painless import painless_told

START = datetime(2026, 9, 7, 8, tzinfo=UTC)
HEEL = Site.parse("left-heel")


def found_of(
    nrs_in: Callable[[int, int], float], *, weeks: int, runs: bool = True, cares: tuple[Care, ...] = ()
) -> Painless | None:
    """Report every morning what a week and a day hold, and run on Tuesdays."""
    now = START + timedelta(weeks=weeks, hours=-1)
    diary = Diary(
        pain=tuple(
            PainReport(at=START + timedelta(weeks=week, days=day), site=HEEL, nrs=nrs_in(week, day))
            for week in range(weeks)
            for day in range(7)
        ),
        runs=tuple(
            Run(start=START + timedelta(weeks=week, days=1, hours=9), duration_s=1800, distance_m=5000)
            for week in range(weeks if runs else 2)
        ),
        care=cares,
    )
    return painless_of(prepare(diary, site=HEEL, now=now), now)


def bad_for_two_weeks(week: int, day: int) -> float:
    return 4 if week < 2 else 0


def told(found: Painless | None, *, grew: bool = False) -> str:
    return " ".join(painless_told(found, grew=grew))


def test_six_weeks_without_pain_are_told_while_they_last() -> None:
    assert told(found_of(bad_for_two_weeks, weeks=8)) == "No pain to speak of for 6 weeks now (0 in all 42 reports)."


def test_a_faint_day_is_told_and_does_not_end_them() -> None:
    text = told(found_of(lambda week, day: 1 if (week, day) == (5, 3) else bad_for_two_weeks(week, day), weeks=8))
    assert text == "No pain to speak of for 6 weeks now (0 in 41 of 42 reports, at most 1 in the others)."


def test_without_a_run_it_is_said_that_a_run_may_still_hurt() -> None:
    text = told(found_of(bad_for_two_weeks, weeks=8, runs=False))
    assert text.endswith("You have not run in that time, so how a run would be is not known.")


def test_what_came_back_is_told_with_when_it_was_not_there() -> None:
    text = told(found_of(lambda week, day: 4 if week < 2 or week >= 8 else 0, weeks=9))
    assert text == (
        "It is back: for 6 weeks, until 2 November, there was no pain to speak of (0 in all 42 reports). "
        "Since then it has been 4 of 10 on average."
    )


@pytest.mark.parametrize(
    ("nrs_in", "weeks"),
    [
        (lambda week, day: 0, 8),  # there never was any
        (lambda week, day: 4 if week < 2 else 0, 3),  # one good week
        (lambda week, day: 4 if week < 2 else day % 2, 8),  # a little, every other day
        (lambda week, day: 4 if week < 2 else 1 if week >= 8 else 0, 9),  # faint days do not say that it is back
        (lambda week, day: 4 if week < 2 or week >= 4 else 0, 12),  # long over
    ],
)
def test_otherwise_nothing_is_said(nrs_in: Callable[[int, int], float], weeks: int) -> None:
    assert found_of(nrs_in, weeks=weeks) is None


def test_nought_under_a_painkiller_is_no_week_without_pain() -> None:
    tablets = tuple(
        Care(at=START + timedelta(weeks=week, days=day, hours=-1), intervention="ibuprofen")
        for week in range(2, 8)
        for day in range(7)
    )
    assert found_of(bad_for_two_weeks, weeks=8, cares=tablets) is None


def test_of_what_has_grown_it_is_not_said_that_it_does_not_hurt() -> None:
    assert told(found_of(bad_for_two_weeks, weeks=8), grew=True) == ""
