"""Does the pain come after the run, or before it?"""

from __future__ import annotations

import numpy as np

from afterrun.checks.evidence import Evidence
from afterrun.checks.predictive import replicates_of, strangeness
from afterrun.checks.result import CheckResult
from afterrun.language import say

_BEFORE_H = 18.0  # time zones are off by at most 14 h, and a night lies between: judgement
_MIN_REPORTS = 5  # fewer say nothing: judgement
_RARE = 0.01  # wrongly doubted once in a hundred: a wrong clock is rare


def clock(evidence: Evidence) -> CheckResult:
    """Reports in the 18 hours before a run are not higher than the model, which looks back only, can explain."""
    data = evidence.data
    runs = np.sort(data.run_t_d)
    after = np.searchsorted(runs, data.report_t_d, side="left")
    until_h = np.where(after < len(runs), 24 * (np.append(runs, np.inf)[after] - data.report_t_d), np.inf)
    before = np.where(until_h <= _BEFORE_H, 0, -1)
    if (before == 0).sum() < _MIN_REPORTS:
        return CheckResult("clock", None, say("Too few reports before a run to see whether the clocks agree."))
    seen, usual = strangeness(evidence, replicates_of(evidence), before, 1)
    p = float((usual[:, 0] >= seen[0]).mean())
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
