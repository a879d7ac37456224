"""What is done after a run may be done because the run hurt: it is never blamed for the pain that follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from afterrun.lab.interventions import _prevention
from afterrun.lab.other_loads import care_of
from afterrun.lab.preparing import prepare
from afterrun.lab.tried import tried_interventions
from afterrun.lab.triggers import calendar_of
from afterrun.records import Care, Diary
from afterrun.report.tried import prevents
from benchmarks.lives_makers import LIVES

LIFE = LIVES["shin-iced-after-bad-runs"](0)
PREPARED = prepare(LIFE.diary, site=LIFE.site, now=LIFE.now)
WORSE = np.random.default_rng(0).lognormal(np.log(2.3), 0.1, 1000)


def earlier(by: timedelta) -> Diary:
    """The same ice, as long before each of the runs that it followed."""
    ice = [Care(at=care.at - by, intervention="ice", site=care.site) for care in LIFE.diary.care]
    return Diary(runs=LIFE.diary.runs, pain=LIFE.diary.pain, care=tuple(ice))


@pytest.mark.parametrize(("by", "verdict"), [(timedelta(0), "not-yet-known"), (timedelta(hours=5), "may-worsen")])
def test_ice_after_a_run_is_not_blamed_and_before_it_may_be(by: timedelta, verdict: str) -> None:
    diary = earlier(by)
    (ice,) = tried_interventions(diary, diary.care, PREPARED.runs)
    told = _prevention(ice, WORSE)
    assert told.verdict == verdict
    assert told.after_runs == (verdict == "not-yet-known")
    assert ("perhaps because they hurt" in prevents(told)) == told.after_runs
    if told.after_runs:
        assert told.more_runs_needed is None  # more of the same would not tell


def test_that_it_may_help_is_told_still() -> None:
    (ice,) = tried_interventions(LIFE.diary, LIFE.diary.care, PREPARED.runs)
    assert _prevention(ice, 1 / WORSE).verdict == "may-help"


@pytest.mark.parametrize(("less_nrs", "verdict"), [(0.0, "not-yet-known"), (3.0, "may-help")])
def test_what_was_done_where_it_hurt_more_is_not_praised(less_nrs: float, verdict: str) -> None:
    """Pain that is high falls by itself, whatever was done: runs with a stretch at the worst look milder afterwards."""
    life = LIVES["achilles-stretch-at-worst"](0)
    cares = tuple(replace(care, pain_before=max(0.0, (care.pain_before or 0) - less_nrs)) for care in life.diary.care)
    (stretch,) = tried_interventions(replace(life.diary, care=cares), cares, life.diary.runs)
    told = _prevention(stretch, 1 / WORSE)
    assert (told.verdict, told.after_runs) == (verdict, True)
    assert ("perhaps because they hurt" in prevents(told)) == (verdict == "not-yet-known")


def test_what_mostly_follows_runs_is_known_as_that() -> None:
    (ice,) = care_of(PREPARED, calendar_of(PREPARED))
    assert ice.follows(PREPARED.data.run_t_d)
    assert not ice.follows(PREPARED.data.run_t_d + 0.5)
    massage = LIVES["calf-deep-massage"](0)
    prepared = prepare(massage.diary, site=massage.site, now=massage.now)
    (weekly,) = care_of(prepared, calendar_of(prepared))
    assert not weekly.follows(prepared.data.run_t_d)


@pytest.mark.parametrize(("distance", "verdict"), [(True, "may-help"), (False, "not-yet-known")])
def test_what_came_before_runs_of_unknown_hardness_is_not_praised(distance: bool, verdict: str) -> None:
    """Neither effort nor pace: it may have come before the easier ones, and that would look alike."""
    before = earlier(timedelta(hours=5))
    runs = tuple(replace(run, rpe=None, distance_m=run.distance_m if distance else None) for run in PREPARED.runs)
    (ice,) = tried_interventions(replace(before, runs=runs), before.care, runs)
    told = _prevention(ice, 1 / WORSE)
    assert (told.verdict, told.hardness_unknown) == (verdict, not distance)
    assert ("may have come before the easier ones" in prevents(told)) == (not distance)


def test_what_follows_runs_did_not_wait_for_easy_ones() -> None:
    runs = tuple(replace(run, rpe=None, distance_m=None) for run in PREPARED.runs)
    (ice,) = tried_interventions(LIFE.diary, LIFE.diary.care, runs)
    assert not ice.hardness_unknown
