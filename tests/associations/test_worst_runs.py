"""A change of the response is not told of one or two bad runs alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from afterrun.associations.changes import Change, change_of
from afterrun.associations.worst_runs import WithoutWorstRuns, after_worst_runs
from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.designs import DiaryDesign, draw_diary
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import Fit, fit_response
from afterrun.response.kernel import KERNELS
from benchmarks.felt import after_all, said

DESIGN = DiaryDesign(days=84, runs_per_week=3, reports_per_day=2.0, skipped_days=0.0, cares_per_week=0)
USUAL_NRS, TERRIBLE_NRS = 1.5, 12.0


def answered(peaks: Floats, data: ResponseData) -> ResponseData:
    """Say what is felt after runs of some peaks."""
    rng = np.random.default_rng(4)
    felt = 0.4 + after_all(data.report_t_d, data.run_t_d, peaks, rise_d=0.3, fade_d=1.0)
    answers = said(felt + rng.normal(0, 0.5, len(felt)))
    cuts = np.concatenate([[-np.inf], (data.levels[1:] + data.levels[:-1]) / 2, [np.inf]])
    place = np.searchsorted(data.levels, answers)
    return replace(data, lower=cuts[place], upper=cuts[place + 1])


def looked_at(peaks: Floats, data: ResponseData) -> tuple[Change, Fit]:
    fit = fit_response(answered(peaks, data), kernels=(KERNELS["K1"],), curves=(POWER,))
    change = change_of(fit, np.random.default_rng(1))
    assert change is not None
    return change, fit


def diary() -> ResponseData:
    return draw_diary(DESIGN, np.random.default_rng(3))


def test_one_terrible_run_is_no_change() -> None:
    data = diary()
    peaks = np.full(len(data.run_t_d), USUAL_NRS)
    peaks[len(peaks) // 2] = TERRIBLE_NRS
    change, fit = looked_at(peaks, data)
    assert change.verdict == "changed"  # so the fit alone would have it
    found = WithoutWorstRuns(fit, 0).no_surer(change)
    assert found.prob < 0.5
    assert found.verdict == "not-yet-known"  # nor denied


def test_what_lasts_is_still_a_change() -> None:
    data = diary()
    peaks = np.where(np.arange(len(data.run_t_d)) < len(data.run_t_d) // 2, 0.0, 3.0)
    change, fit = looked_at(peaks, data)
    assert WithoutWorstRuns(fit, 0).no_surer(change).verdict == change.verdict == "changed"


def test_the_worst_runs_are_those_that_the_worst_reports_came_after() -> None:
    data = diary()
    peaks = np.full(len(data.run_t_d), USUAL_NRS)
    peaks[[4, 20]] = TERRIBLE_NRS
    marked, run_t = after_worst_runs(answered(peaks, data)), np.sort(data.run_t_d)
    assert not marked[data.report_t_d <= run_t[4]].any()
    for run in (4, 20):
        since = data.report_t_d - run_t[run]
        until = max(2.0, run_t[run + 1] - run_t[run])
        assert marked[(since > 0) & (since <= until)].all()
    assert marked.mean() < 0.12
