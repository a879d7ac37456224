"""Moments of the day: which are told apart, and that what is told of them is what was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import numpy as np

from afterrun.findings.interval import Interval
from afterrun.lab.moments import FEWEST_REPORTS, codes, moments_of, told_apart
from afterrun.records import PainReport, Site
from afterrun.response.curve import curve_now
from afterrun.response.designs import STORY, draw_diary
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import Fit, fit_response
from afterrun.response.kernel import KERNELS
from afterrun.response.simulate import simulate_answers, truth_as_draws
from tests.response.people import person

SITE = Site.parse("left-heel")
FIRST = datetime(2026, 9, 1, 7, tzinfo=UTC)
OFFSET_NRS, LOADING = -1.0, 0.4
NAMES = ("first-steps", "evening")


def reports(**counts: int) -> list[PainReport]:
    """So many reports at each moment; ``no`` is none in particular."""
    moments = [None if name == "no" else name.replace("_", "-") for name, n in counts.items() for _ in range(n)]
    return [
        PainReport(at=FIRST + timedelta(hours=i), site=SITE, nrs=1.0, moment=moment) for i, moment in enumerate(moments)
    ]


def test_a_moment_needs_enough_reports_and_the_commonest_comes_first() -> None:
    found = told_apart(reports(evening=FEWEST_REPORTS, first_steps=20, stairs=FEWEST_REPORTS - 1))
    assert found == ("first-steps", "evening")
    assert told_apart(reports(no=9, evening=12)) == ("evening", None)
    assert len(told_apart(reports(no=9, evening=12, first_steps=10, stairs=11, after_run=8))) == 4


def test_a_diary_of_few_reports_has_one_moment() -> None:
    assert told_apart(reports(evening=3, stairs=2)) == ("evening",)
    assert codes([], told_apart([])).tolist() == []


def test_rare_moments_count_as_the_reference() -> None:
    some = reports(evening=1, stairs=1, first_steps=1)
    assert codes(some, ("first-steps", "evening")).tolist() == [1, 0, 0]


@cache
def fitted() -> Fit:
    """Evenings a point below first steps, and showing less than half of what a run does."""
    rng = np.random.default_rng(6)
    data = draw_diary(replace(STORY, runs_per_week=2, cares_per_week=0), rng)
    data = replace(data, moment=rng.integers(0, 2, len(data.report_t_d)).astype(np.int32), moments=1)
    who = person(care_kinds=0, level_nrs=2.0, log_gain=np.log(4.0))
    who = replace(who, offset_nrs=np.array([OFFSET_NRS]), loading=np.array([LOADING]))
    data = simulate_answers(who, data, rng)
    return fit_response(data, kernels=(KERNELS["K1"],), curves=(POWER,), turns=())


def as_reports(fit: Fit) -> list[PainReport]:
    return [PainReport(at=FIRST, site=SITE, nrs=1.0, moment=NAMES[each]) for each in fit.data.moment_of_report]


def test_what_was_simulated_is_told() -> None:
    fit = fitted()
    first, evening = moments_of(as_reports(fit), NAMES, fit.draws, loading_told=True)
    assert (first.moment, first.reference) == ("first-steps", True)
    assert [first.offset_nrs, first.loading] == [Interval(median=x, lo=x, hi=x) for x in (0.0, 1.0)]
    assert first.n + evening.n == len(fit.data.report_t_d)
    assert evening.offset_nrs is not None
    assert evening.offset_nrs.lo < OFFSET_NRS < evening.offset_nrs.hi < 0
    assert evening.loading is not None
    assert evening.loading.lo < LOADING < evening.loading.hi < 1


def test_the_response_is_told_as_the_reference_moment_shows_it() -> None:
    """Evenings that show less must not make the response look smaller."""
    fit = fitted()
    who = person(care_kinds=0, level_nrs=2.0, log_gain=np.log(4.0))
    truth = curve_now(truth_as_draws(replace(who, loading=np.array([LOADING])), fit.data), fit.data)
    low, high = np.quantile(curve_now(fit.draws, fit.data).peak_nrs, [0.05, 0.95])
    assert low < truth.peak_nrs[0] < high


def test_no_loading_of_a_response_that_is_not_clear_and_nothing_of_one_moment() -> None:
    fit = fitted()
    evening = moments_of(as_reports(fit), NAMES, fit.draws, loading_told=False)[1]
    assert evening.loading is None
    assert evening.offset_nrs is not None
    assert moments_of(as_reports(fit), ("first-steps",), fit.draws, loading_told=True) == ()
    assert moments_of([], (), fit.draws, loading_told=True) == ()
