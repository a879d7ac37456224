"""Does it matter on which days the runs were? The calendar of runs against shuffled ones.

The model explains what runs do not by slow ups and downs. Pain that comes in spells for another reason is rougher
than these, and a calendar of runs may fit some of the spells by luck: with three runs a week on days dealt out at
random, one person in eight was told of a response (`docs/off-model.md`). A test that assumes nothing about the spells
guards the claim: the runs of each week are dealt out over its days again and again, and the true calendar has to fit
the reports better than nearly all of these (a randomisation test; Edgington & Onghena 2007).

Where one kind of run alone hurts (the fast ones, one shoe), the length of a run says little of what it did, and on most
days a run leaves nothing. So where the length does not do, what was recorded of the runs is let in, each kind of run
counting for more or for less: the same test with the best of these taken for the true calendar and for every other, and
a stricter one, for it is a second try.
"""

from __future__ import annotations

import numpy as np

from afterrun.checks.evidence import Evidence
from afterrun.checks.response_detected import has_response
from afterrun.checks.result import OF_DAYS, CheckResult
from afterrun.checks.whitened import Whitened
from afterrun.language import say
from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData

_CALENDARS = 119  # p-values to 1/120: three of them are `_RARE`
_RARE = 0.025  # chosen so that people whose pain comes in spells are told of runs seldom (`docs/off-model.md`)
_MOST_KINDS = 4  # each costs as much as the first test, twice
_TIMES = 8.0  # as much as a run of one kind does, over one of the other: judgement
_RARER = 0.01  # of the second try: no other calendar may do as well


def run_days(evidence: Evidence) -> CheckResult:
    """The days on which the runs were explain the reports better than other days of the same weeks."""
    if not has_response(evidence):
        return CheckResult("run-days", None, say("No response was found that might be luck with the days."))
    if _stands(evidence):
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


def _stands(evidence: Evidence) -> bool:
    data, kinds = evidence.data, evidence.kinds_of_run[:, :_MOST_KINDS]
    if evidence.once("run-days", lambda: chance_of_such_days(data)) <= _RARE:
        return True
    return kinds.size > 0 and evidence.once("run-days-by-kind", lambda: chance_of_such_days(data, kinds)) <= _RARER


def chance_of_such_days(data: ResponseData, kinds: Floats | None = None, *, seed: int = 0) -> float:
    """Share of shuffled calendars that fit at least as well. [-]

    Parameters
    ----------
    data : ResponseData
        Runs and reports.
    kinds : ndarray, shape (runs, c), optional
        What the runs differ in, as `Evidence.kinds_of_run`: each may count for more, or for less.
    seed : int
        Of the shuffling.
    """
    reports = Whitened.of(data)
    rng = np.random.default_rng(seed)
    calendars = np.vstack([reports.run_t_d, *(_dealt_out(reports.run_t_d, rng)[None] for _ in range(_CALENDARS))])
    near = len(data.run_t_d) - len(reports.run_t_d)
    more = [] if kinds is None else [way * kind for kind in kinds[near:].T for way in (1.0, -1.0)]
    doses = [reports.dose, *(reports.dose * _TIMES**each for each in more)]
    fit = np.max([_fits(reports.with_dose(dose), calendars) for dose in doses], axis=0)
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


def _fits(reports: Whitened, calendars: Floats) -> Floats:
    """Largest t-like statistic over the usual shapes for each calendar. Shape (calendars,)."""
    best = np.full(len(calendars), -np.inf)
    for felt in reports.courses(calendars):
        best = np.maximum(best, reports.said @ felt / np.maximum(np.linalg.norm(felt, axis=0), 1e-9))
    return best
