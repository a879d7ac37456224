"""What is done after a run may be done because the run hurt: it is never blamed for the pain that follows."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from afterrun.lab.interventions import _prevention, tried_interventions
from afterrun.lab.other_loads import care_of
from afterrun.lab.preparing import prepare
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


def test_what_mostly_follows_runs_is_known_as_that() -> None:
    (ice,) = care_of(PREPARED, calendar_of(PREPARED))
    assert ice.follows(PREPARED.data.run_t_d)
    assert not ice.follows(PREPARED.data.run_t_d + 0.5)
    massage = LIVES["calf-deep-massage"](0)
    prepared = prepare(massage.diary, site=massage.site, now=massage.now)
    (weekly,) = care_of(prepared, calendar_of(prepared))
    assert not weekly.follows(prepared.data.run_t_d)
