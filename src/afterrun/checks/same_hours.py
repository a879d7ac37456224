"""Were the reports made at the same hours all along?

A back that is stiff in the morning and fine in the evening gets better on paper when its owner moves the check-in from
breakfast to bedtime. Where the hour of a report tells how late in the diary it is, time and hour cannot be told apart.
"""

from __future__ import annotations

import numpy as np

from afterrun.checks.evidence import Evidence
from afterrun.checks.result import CheckResult
from afterrun.language import say
from afterrun.response.arrays import Floats

GIVES_AWAY = 0.25  # share of a thing's variation that the hours explain, from which on it may be the hour: judgement
_MIN_REPORTS = 30  # of fewer a quarter is explained by chance: judgement
_NO_WAVE = 1e-6  # variance of a wave (at most 1/2) that is none: the same hour each day, but for rounding


def same_hours(evidence: Evidence) -> CheckResult:
    """The hours of the reports did not move in the course of the diary."""
    t_d = evidence.data.report_t_d
    if len(t_d) < _MIN_REPORTS:
        return CheckResult("same-hours", None, say("Too few reports to see whether their hours have changed."))
    if told_by_the_hour(t_d, t_d) < GIVES_AWAY:
        return CheckResult("same-hours", True, say("Your reports were made at about the same hours all along."))
    return CheckResult(
        "same-hours",
        False,
        say(
            "You now check in at other hours of the day than at first. Many places are stiff in the morning or sore in "
            "the evening, so whether a usual day hurts more or less than before is not told."
        ),
        (say("For two or three weeks, check in at the hours at which you began."),),
        ("baseline_nrs_per_30_days",),
    )


def told_by_the_hour(t_d: Floats, value: Floats) -> float:
    """Share of the variation of a value that the hours of its reports explain (one wave a day; R squared). [-]

    Examples
    --------
    >>> import numpy as np
    >>> day = np.arange(60.0)
    >>> bool(told_by_the_hour(day + 0.3, day) < 0.01), bool(told_by_the_hour(day + 0.3 + day / 120, day) > 0.9)
    (True, True)
    """
    angle = 2 * np.pi * (t_d % 1)
    waves = np.column_stack([np.cos(angle), np.sin(angle)])
    waves, own = waves - waves.mean(axis=0), value - value.mean()
    slopes = np.linalg.solve(waves.T @ waves + _NO_WAVE * len(value) * np.eye(2), waves.T @ own)
    left = own - waves @ slopes
    return float(1 - left @ left / max(float(own @ own), 1e-9))
