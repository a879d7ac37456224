"""Does the pain come after the run, or before it?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from afterrun.checks.evidence import Evidence
from afterrun.checks.predictive import replicates_of
from afterrun.checks.response_detected import clears_runs
from afterrun.checks.result import OF_DAYS, CheckResult
from afterrun.language import say
from afterrun.response.arrays import Floats

_BEFORE_H = 18.0  # time zones are off by at most 14 h, and a night lies between: judgement
_MIN_REPORTS = 5  # fewer say nothing, before a run or on other days at the same hours: judgement
_MIN_WORTH = 2.5  # reports that many of each would be worth, of which nothing else says the same: judgement
_RARE = 0.01  # wrongly doubted once in a hundred: a wrong clock is rare
_OF_A_TIME = ("peak_h", "half_life_h", "half_by_h", "clear_h")
_HOURS = 8  # classes of three hours: first steps with first steps, evenings with evenings


def clock(evidence: Evidence) -> CheckResult:
    """Reports in the 18 hours before a run are not higher than the model, which looks back only, can explain.

    They are set against reports at the same hours with no run ahead, for what the model expects: who runs in the
    evening has mornings before runs, and first steps hurt on any day; and a model that took first steps after a run
    for its response expects too much of these and too little of the others.

    Where clocks disagree the pain of a run may lie before it: then runs are not said to do little either.
    """
    data = evidence.data
    runs = np.sort(data.run_t_d)
    after = np.searchsorted(runs, data.report_t_d, side="left")
    until_h = np.where(after < len(runs), 24 * (np.append(runs, np.inf)[after] - data.report_t_d), np.inf)
    before, hour = until_h <= _BEFORE_H, np.floor(_HOURS * (data.report_t_d % 1)).astype(np.intp)
    replicates = replicates_of(evidence) if _enough(before, hour) else None
    weight = None if replicates is None else _contrast(before, hour, replicates.expected.mean(axis=0))
    if replicates is None or weight is None:
        return CheckResult("clock", None, say("Too few reports before a run to see whether the clocks agree."))
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
        _OF_A_TIME if not clears_runs(evidence) else (*_OF_A_TIME, *OF_DAYS),
    )


def _enough(before: NDArray[np.bool_], hour: NDArray[np.intp]) -> bool:
    """Whether there are reports before runs, and others at the same hours."""
    both = [each for each in np.unique(hour) if len(np.unique(before[hour == each])) > 1]
    shared = np.isin(hour, both)
    return bool(min((before & shared).sum(), (~before & shared).sum()) >= _MIN_REPORTS)


def _contrast(before: NDArray[np.bool_], hour: NDArray[np.intp], expected: Floats) -> Floats | None:
    """Weights of the slope on being before a run, beside hours and what was expected; None where these say the same."""
    beside = np.column_stack([hour[:, None] == np.unique(hour)[None, :], expected]).astype(np.float64)
    marks = before.astype(np.float64)
    left: Floats = marks - beside @ np.linalg.lstsq(beside, marks, rcond=None)[0]
    worth = float(left @ left)
    return np.asarray(left / worth) if worth >= _MIN_WORTH else None
