"""Does it matter on which days the runs were? The calendar of runs against shuffled ones.

The model explains what runs do not by slow ups and downs. Pain that comes in spells for another reason is rougher
than these, and a calendar of runs may fit some of the spells by luck: with three runs a week on days dealt out at
random, one person in eight was told of a response (`docs/off-model.md`). A test that assumes nothing about the spells
guards the claim: the runs of each week are dealt out over its days again and again, and the true calendar has to fit
the reports better than nearly all of these (a randomisation test; Edgington & Onghena 2007).
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from afterrun.checks.evidence import Evidence
from afterrun.checks.response_detected import SHAPE_NEEDS
from afterrun.checks.result import OF_DAYS, CheckResult
from afterrun.language import say
from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.kernel import KERNELS, kernel_at

_CALENDARS = 119  # p-values to 1/120: three of them are `_RARE`
_RARE = 0.025  # chosen so that people whose pain comes in spells are told of runs seldom (`docs/off-model.md`)
_LATEST_REPORTS = 1000  # more would say the same, slowly
_FELT_D = 14  # two weeks hold the slowest usual shape
_PER_DAY = 12  # points of the grid
# What stands for the model in the test: usual shapes, and ups and downs of which half last for days. Fixed, because
# what is fitted to the true calendar would favour it.
_RISES_D, _FALLS_D = (0.3, 0.8), (0.7, 1.5, 3.0)
# The median of the prior (`response.parameters`), and half of the spread: judgement.
_UPS_AND_DOWNS_D, _LASTING = 4.0, 0.5


def run_days(evidence: Evidence) -> CheckResult:
    """The days on which the runs were explain the reports better than other days of the same weeks."""
    if not len(evidence.data.run_t_d) or evidence.fitted.prob_responds < SHAPE_NEEDS:
        return CheckResult("run-days", None, say("No response was found that might be luck with the days."))
    if chance_of_such_days(evidence.data) <= _RARE:
        return CheckResult("run-days", True, say("Runs on other days would not explain your reports as well."))
    return CheckResult(
        "run-days",
        False,
        say("Runs on other days of the same weeks would explain your reports about as well. It may not be the runs."),
        (
            say("Log what else may hurt: other sport, long drives, lifting."),
            say("Run on different days of the week, and report on days without a run."),
        ),
        OF_DAYS,
    )


def chance_of_such_days(data: ResponseData, *, seed: int = 0) -> float:
    """Share of shuffled calendars that fit at least as well. [-]"""
    latest = slice(max(len(data.report_t_d) - _LATEST_REPORTS, 0), None)
    report_t, answers = data.report_t_d[latest], data.answers[latest]
    near = data.run_t_d > report_t[0] - _FELT_D
    run_t, dose = data.run_t_d[near], data.dose[near]
    rng = np.random.default_rng(seed)
    calendars = np.vstack([run_t, *(_dealt_out(run_t, rng)[None] for _ in range(_CALENDARS))])
    fit = _fits(report_t, answers, calendars, dose)
    return float((fit >= fit[0] - 1e-9).mean())


def _dealt_out(run_t_d: Floats, rng: np.random.Generator) -> Floats:
    """Move the runs of each week to other days of it, at their time of day; several on a day stay possible."""
    day = np.floor(run_t_d).astype(int)
    start = int(day.min())
    week = (day - start) // 7
    new = np.empty(len(day))
    for number in np.unique(week):
        mine = np.flatnonzero(week == number)
        days, place = np.unique(day[mine], return_inverse=True)
        new[mine] = start + 7 * number + rng.permutation(7)[: len(days)][place]
    return np.asarray(new + run_t_d - day)


def _fits(report_t_d: Floats, answers: Floats, calendars: Floats, dose: Floats) -> Floats:
    """Largest t-like statistic over the usual shapes for each calendar. Shape (calendars,)."""
    whiten = _whitening(report_t_d)
    level = whiten @ np.column_stack([np.ones_like(report_t_d), report_t_d])
    basis = np.linalg.qr(level)[0]
    said = whiten @ answers
    said = said - basis @ (basis.T @ said)
    best = np.full(len(calendars), -np.inf)
    for course in _courses(report_t_d, calendars, dose):
        felt = whiten @ course
        felt = felt - basis @ (basis.T @ felt)
        best = np.maximum(best, said @ felt / np.maximum(np.linalg.norm(felt, axis=0), 1e-9))
    return best


def _whitening(report_t_d: Floats) -> Floats:
    """Inverse Cholesky factor of the correlation of reports, half lasting, half of the moment. Shape (n, n)."""
    apart = np.abs(report_t_d[:, None] - report_t_d[None, :])
    correlation = _LASTING * np.exp(-apart / _UPS_AND_DOWNS_D) + (1 - _LASTING) * np.eye(len(report_t_d))
    return np.asarray(np.linalg.inv(np.linalg.cholesky(correlation)))


def _courses(report_t_d: Floats, calendars: Floats, dose: Floats) -> list[Floats]:
    """Expected course at the reports, for each shape. Shape (n, calendars), by FFT on a grid."""
    origin = min(float(calendars.min()), float(report_t_d[0]))
    points = int(_PER_DAY * (max(float(calendars.max()), float(report_t_d[-1])) - origin)) + 2
    size = points + _PER_DAY * _FELT_D
    impulses = np.zeros((len(calendars), points))
    place = np.round(_PER_DAY * (calendars - origin)).astype(int)
    np.add.at(impulses, (np.arange(len(calendars))[:, None], place), dose[None, :])
    spectrum = np.fft.rfft(impulses, size, axis=1)
    at: NDArray[np.intp] = np.round(_PER_DAY * (report_t_d - origin)).astype(np.intp)
    return [np.fft.irfft(spectrum * np.fft.rfft(shape, size), size, axis=1)[:, at].T for shape in _shapes()]


@cache
def _shapes() -> tuple[Floats, ...]:
    """Usual shapes over two weeks."""
    both = np.array([(np.log(rise), np.log(fall)) for rise in _RISES_D for fall in _FALLS_D])
    kernel = KERNELS["K1"].exponentials({"log_tau_on": both[:, 0], "log_tau_gap": both[:, 1]})
    return tuple(kernel_at(np.arange(_PER_DAY * _FELT_D) / _PER_DAY, *kernel))
