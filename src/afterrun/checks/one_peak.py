"""Has the pain after a run one peak, and is it known when?"""

from __future__ import annotations

import numpy as np

from afterrun.checks.evidence import Evidence
from afterrun.checks.result import CheckResult
from afterrun.language import say
from afterrun.response.arrays import Floats
from afterrun.response.curve import curve_now

_FREE = 0.6  # chance of a course of no simple family, from which a peak may be a corner of a plateau: judgement
_WIDEST_H = 36.0  # of the range of the peak: beyond it the peak is not known to the day
_PLATEAU_H = 18.0  # of a free course's peak: beyond it the course may be a plateau, whose end is told too early
_WITHHOLDS = ("peak_h", "half_life_h")


def one_peak(evidence: Evidence) -> CheckResult:
    """The course is likely of a family with one peak, whose 90 % range is at most a day and a half wide.

    On a plateau "the worst" and what is counted from there mean nothing, and a smooth course ends before its corner
    does: at three runs a week the 90 % range of "down to half" held 5 of 12 simulated plateaus (``make
    off-model-shapes``).
    """
    fit = evidence.fitted
    draws = fit.draws.rows(fit.draws.responds)
    if draws.size < 2:
        return CheckResult("one-peak", None, say("When the pain is at its worst is not known yet."), (), _WITHHOLDS)
    peak_h = curve_now(draws, evidence.data).peak_h
    if fit.prob_free < _FREE and _width_h(peak_h) <= _WIDEST_H:
        return CheckResult("one-peak", True, say("Your pain after a run rises to one peak."))
    return CheckResult(
        "one-peak",
        False,
        say("When the pain after a run is at its worst is not known yet: it may stay high for a while, or come twice."),
        (say("Report in the evening and on the mornings after a run."),),
        (*_WITHHOLDS, "half_by_h") if may_be_plateau(fit.prob_free, peak_h) else _WITHHOLDS,
    )


def may_be_plateau(prob_free: float, peak_h: Floats) -> bool:
    """Say whether a course of no family is likely and its peak, as drawn, is not known to within most of a day."""
    return prob_free >= _FREE and _width_h(peak_h) > _PLATEAU_H


def _width_h(peak_h: Floats) -> float:
    low, high = np.quantile(peak_h, (0.05, 0.95))
    return float(high - low)
