"""Does the pain come after the run, or before it?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from afterrun.checks.evidence import Evidence
from afterrun.checks.predictive import replicates_of
from afterrun.checks.result import CheckResult
from afterrun.language import say
from afterrun.response.arrays import Floats

_BEFORE_H = 18.0  # time zones are off by at most 14 h, and a night lies between: judgement
_MIN_REPORTS = 5  # fewer say nothing, before a run or on other days at the same hours: judgement
_RARE = 0.01  # wrongly doubted once in a hundred: a wrong clock is rare
_HOURS = 8  # classes of three hours: first steps with first steps, evenings with evenings


def clock(evidence: Evidence) -> CheckResult:
    """Reports in the 18 hours before a run are not higher than the model, which looks back only, can explain.

    They are set against reports at the same hours with no run ahead: who runs in the evening has mornings before
    runs, and first steps hurt on any day.
    """
    data = evidence.data
    runs = np.sort(data.run_t_d)
    after = np.searchsorted(runs, data.report_t_d, side="left")
    until_h = np.where(after < len(runs), 24 * (np.append(runs, np.inf)[after] - data.report_t_d), np.inf)
    weight = _contrast(until_h <= _BEFORE_H, np.floor(_HOURS * (data.report_t_d % 1)).astype(np.intp))
    if weight is None:
        return CheckResult("clock", None, say("Too few reports before a run to see whether the clocks agree."))
    replicates = replicates_of(evidence)
    seen = float(((data.answers[None, :] - replicates.expected) @ weight).mean())
    usual = (replicates.answers - replicates.expected) @ weight
    p = float((usual >= seen).mean())
    if p >= _RARE:
        return CheckResult("clock", True, say("Pain does not rise before the runs."))
    return CheckResult(
        "clock",
        False,
        say(
            "Your pain is higher than expected just before runs. A run cannot hurt before it starts: "
            "clocks or time zones of runs and reports may disagree, or something else that comes before "
            "your runs hurts."
        ),
        (say("Compare the time of a run with the time of a report of the same day."),),
        ("peak_h", "half_life_h", "clear_h"),
    )


def _contrast(before: NDArray[np.bool_], hour: NDArray[np.intp]) -> Floats | None:
    """Weights of the mean before runs less that on other days at the same hours; None for too few of either.

    Hours are weighted by how much they can tell, as by Mantel and Haenszel.
    """
    weight, counted = np.zeros(len(before)), np.zeros(2)
    for each in np.unique(hour):
        with_run, without = before & (hour == each), ~before & (hour == each)
        a, b = int(with_run.sum()), int(without.sum())
        if a and b:
            share = a * b / (a + b)
            weight[with_run], weight[without] = share / a, -share / b
            counted += a, b
    if counted.min() < _MIN_REPORTS:
        return None
    return np.asarray(weight / weight[before].sum())
