"""Does the course of the pain after a run look like any of the shapes that were fitted?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from afterrun.checks.evidence import Evidence
from afterrun.checks.predictive import replicates_of, strangeness
from afterrun.checks.response_detected import clears_runs
from afterrun.checks.result import OF_DAYS, CheckResult
from afterrun.language import say
from afterrun.response.arrays import Floats

# The evening, then mornings and evenings, then days: finer where the response moves.
_EDGES_H = np.array([0.0, 6.0, 18.0, 30.0, 42.0, 60.0, 84.0, 120.0, 192.0])
_MIN_REPORTS = 5  # in a bin; fewer say nothing about a shape
_RARE = 0.02  # such a diary comes once in fifty from the model itself
_WITHHOLDS = ("half_life_h", "half_by_h", "clear_h", "response_ratio_per_30_days")


def lag_bins(data_t_d: Floats, run_t_d: Floats) -> NDArray[np.intp]:
    """Number the bin of hours since the last run for each report; -1 outside all of them or where too few share it."""
    before = np.searchsorted(np.sort(run_t_d), data_t_d, side="left") - 1
    since_h = np.where(before >= 0, 24 * (data_t_d - np.sort(run_t_d)[np.maximum(before, 0)]), np.inf)
    bins = np.searchsorted(_EDGES_H, since_h, side="right") - 1
    bins = np.where(since_h < _EDGES_H[-1], bins, -1)
    filled = np.bincount(bins[bins >= 0], minlength=len(_EDGES_H) - 1) >= _MIN_REPORTS
    return np.where((bins >= 0) & filled[np.maximum(bins, 0)], bins, -1)


def shape_fits(evidence: Evidence) -> CheckResult:
    """Residuals by hours since the last run are no stranger than those of replicated diaries."""
    data = evidence.data
    if not len(data.run_t_d):
        return CheckResult("shape-fits", None, say("There is no run yet whose course could be looked at."))
    count, bins = len(_EDGES_H) - 1, lag_bins(data.report_t_d, data.run_t_d)
    if (bins < 0).all():
        return CheckResult(
            "shape-fits", None, say("Too few reports after runs to see which course they take."), withholds=_WITHHOLDS
        )
    seen, usual = strangeness(evidence, replicates_of(evidence), bins, count)
    p = float((np.abs(usual).max(axis=1) >= np.abs(seen).max()).mean())
    if p >= _RARE:
        return CheckResult(
            "shape-fits", True, say("The pain after your runs comes and goes in a way that can be followed.")
        )
    worst = int(np.abs(seen).argmax())
    more_or_less = say("more") if seen[worst] > 0 else say("less")
    start, end = _EDGES_H[worst : worst + 2]
    if clears_runs(evidence):  # hours since a run do say something: then it is not that runs do little
        return CheckResult(
            "shape-fits",
            False,
            say(
                "From {start:.0f} to {end:.0f} hours after a run you report {more_or_less} than can be "
                "explained. So it is not said that your runs do little.",
                start=start,
                end=end,
                more_or_less=more_or_less,
            ),
            (say("Compare the time of a run with the time of a report of the same day."),),
            (*_WITHHOLDS, *OF_DAYS),
        )
    return CheckResult(
        "shape-fits",
        False,
        say(
            "From {start:.0f} to {end:.0f} hours after a run you report {more_or_less} than can be "
            "explained. So how fast it fades, and whether that changes, is not told.",
            start=start,
            end=end,
            more_or_less=more_or_less,
        ),
        (say("Look at the curve: the dots are your reports. How strong it is after a day is still sound."),),
        _WITHHOLDS,
    )
