"""Growth by weeks: what came in a pause and went before it ended is none, and what rest does not ease still is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from afterrun.reasons.red_flags import questions, red_flags
from afterrun.reasons.red_flags.growing import growth_at, growth_words
from afterrun.reasons.red_flags.rule import places_of
from afterrun.records import Diary, PainReport, Run, Site
from benchmarks.lives_makers import LIVES
from tests.reasons.test_red_flags_read import NOW, report

SHIN = Site("left", "shin")


def told(pain: Sequence[PainReport], run_days_ago: Sequence[int]) -> bool:
    runs = tuple(Run(start=NOW - timedelta(days=day), duration_s=1800.0) for day in run_days_ago)
    ordered = tuple(sorted(pain, key=lambda each: each.at))
    flags = red_flags(Diary(pain=ordered, runs=runs), SHIN, NOW)
    return any(flag.level == "within-days" for flag in flags)


def days(nrs: float, first: int, last: int) -> list[PainReport]:
    """One report a day, from so many days ago to so many."""
    return [report("left-shin", nrs, days_ago=day + 0.5) for day in range(last, first)]


RUNNING = [46, 44, 42, 39, 37, 35, 32, 30, 28, 25, 23, 21]
BACK = [7, 5, 2]
PAUSE = (*days(1, 47, 20), *days(6, 20, 11), *days(1, 11, 7))


def test_what_came_in_a_pause_and_had_gone_when_somebody_ran_on_is_no_growth() -> None:
    assert told((*PAUSE, *days(1, 7, 0)), RUNNING)  # nobody ran on yet: it may be anything
    assert not told((*PAUSE, *days(1, 7, 0)), [*RUNNING, *BACK])


@pytest.mark.parametrize(
    "pain",
    [
        (*PAUSE, *days(4.5, 7, 0)),
        (*days(1, 47, 34), *days(2, 34, 27), *days(4.5, 27, 20), *days(6, 20, 11), *days(4, 11, 0)),
    ],
    ids=["comes back with the runs", "had grown before"],
)
def test_what_a_pause_did_not_bring_or_end_has_grown(pain: Sequence[PainReport]) -> None:
    assert told(pain, [*RUNNING, *BACK])


def test_a_flu_that_nobody_noted_sends_few_to_a_clinician() -> None:
    flagged = 0
    for seed in range(10):
        life = LIVES["shin-flu-nobody-noted"](seed)
        flagged += any("has grown" in flag.text for flag in red_flags(life.diary, life.site, life.now))
    assert flagged <= 1


def test_what_a_week_of_rest_eased_and_runs_brought_back_is_no_growth() -> None:
    lives = [LIVES["hip-rest-weeks"](seed) for seed in range(20)]
    flags = [flag for life in lives for flag in red_flags(life.diary, life.site, life.now)]
    assert not any("has grown" in flag.text for flag in flags)


def test_more_than_before_a_week_of_rest_has_grown() -> None:
    runs = [day for day in range(2, 47, 2) if not 28 < day < 38]
    before, rest = days(1.5, 47, 38), days(1, 38, 28)
    grown = (*before, *rest, *days(2, 28, 21), *days(3, 21, 14), *days(4, 14, 7), *days(5.5, 7, 0))
    assert told(grown, runs)
    assert not told((*days(4.5, 47, 38), *rest, *days(4, 28, 21), *days(4, 21, 14), *days(4.5, 14, 0)), runs)


@pytest.mark.parametrize(("name", "grows"), [("shin-bone", True), ("knee-by-itself", False)])
def test_the_answers_name_the_growth_that_the_flag_names(name: str, grows: bool) -> None:
    life = LIVES[name](0)
    (place,) = (each for each in places_of(life.diary, life.now) if each.site == life.site)
    found = growth_at(place)
    flagged = [flag.text for flag in red_flags(life.diary, life.site, life.now) if "has grown" in flag.text]
    assert (len(flagged), found is not None) == (grows, grows)
    assert found is None or growth_words(found) in flagged[0]


@pytest.mark.parametrize(
    ("start", "a_week", "weeks", "asked"),
    [
        (4, 0.5, 4, True),
        (4, 1.0, 2, True),
        (4, 0.0, 4, False),
        (4, 0.5, 1, False),
        (1, 0.5, 4, False),
        (6, -0.5, 4, False),
    ],
)
def test_a_bone_that_hurts_from_the_first_day_is_asked_about_before_weeks_can_show_that_it_grows(
    start: float, a_week: float, weeks: int, asked: bool
) -> None:
    days = 7 * weeks
    ups_and_downs = (0.0, 1.0, 0.0, -1.0)
    pain = tuple(
        report("left-shin", start + a_week * day / 7 + ups_and_downs[day % 4] / 2, days_ago=days - day)
        for day in range(days)
    )
    diary = Diary(pain=pain)
    assert red_flags(diary, None, NOW) == ()
    assert ("single-bone-spot" in [sign.id for due in questions(diary, NOW) for sign in due.signs]) == asked
