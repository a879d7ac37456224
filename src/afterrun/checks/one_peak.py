"""Has the pain after a run one peak, and is it known when?"""

from __future__ import annotations

import numpy as np

from afterrun.checks.evidence import Evidence
from afterrun.checks.result import CheckResult
from afterrun.language import say
from afterrun.response.curve import curve_now

_FREE = 0.6  # chance of a course of no simple family, from which a peak may be a corner of a plateau: judgement
_WIDEST_H = 36.0  # of the range of the peak: beyond it the peak is not known to the day
_WITHHOLDS = ("peak_h", "half_life_h")


def one_peak(evidence: Evidence) -> CheckResult:
    """The course is likely of a family with one peak, whose 90 % range is at most a day and a half wide.

    On a plateau "the worst" and what is counted from there mean nothing.
    """
    fit = evidence.fitted
    draws = fit.draws.rows(fit.draws.responds)
    if draws.size < 2:
        return CheckResult("one-peak", None, say("When the pain is at its worst is not known yet."), (), _WITHHOLDS)
    low, high = np.quantile(curve_now(draws, evidence.data).peak_h, (0.05, 0.95))
    if fit.prob_free < _FREE and high - low <= _WIDEST_H:
        return CheckResult("one-peak", True, say("Your pain after a run rises to one peak."))
    return CheckResult(
        "one-peak",
        False,
        say("When the pain after a run is at its worst is not known yet: it may stay high for a while, or come twice."),
        (say("Report in the evening and on the mornings after a run."),),
        _WITHHOLDS,
    )
