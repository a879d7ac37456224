"""Are quiet days reported as well as painful ones?"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from afterrun.checks.evidence import Evidence
from afterrun.checks.predictive import replicates_of
from afterrun.checks.result import CheckResult
from afterrun.language import say
from afterrun.response.arrays import Floats

_MIN_DAYS = 10  # fewer say nothing about a habit: judgement
_SELDOM = 0.6  # of days, and against the share of the other days
_RISES_NRS = 0.5  # as `curve.CLEAR_BELOW_NRS`


def quiet_days_reported(evidence: Evidence) -> CheckResult:
    """The quieter half of the days has reports about as often as the other half.

    Which half a day belongs to is what the model expects of it from runs alone, so that days without a report can be
    sorted too.
    """
    data = evidence.data
    days = np.arange(np.floor(data.span_d[0]), data.span_d[1])
    expected = _expected_on(evidence, days + 0.5)
    quiet = expected <= np.median(expected)
    reported = np.isin(days, np.floor(data.report_t_d))
    rises = expected[~quiet].mean() - expected[quiet].mean() if (~quiet).any() else 0.0
    if min(quiet.sum(), (~quiet).sum()) < _MIN_DAYS or rises < _RISES_NRS:
        return CheckResult(
            "quiet-days-reported", None, say("Too few days, or too alike, to tell quiet from painful ones.")
        )
    rest, sore = float(reported[quiet].mean()), float(reported[~quiet].mean())
    if rest >= min(_SELDOM, _SELDOM * sore):
        return CheckResult("quiet-days-reported", True, say("Quiet days are reported as well as painful ones."))
    return CheckResult(
        "quiet-days-reported",
        False,
        say(
            "You reported on {rest:.0f} % of the quieter days and on {sore:.0f} % of the others. If you "
            "report mostly when it hurts, pain without a run is overrated and the rise after a run "
            "underrated.",
            rest=100 * rest,
            sore=100 * sore,
        ),
        (say("Report on quiet days too, also when it is 0."),),
        ("baseline_nrs_per_30_days",),
    )


def _expected_on(evidence: Evidence, t_d: Floats) -> Floats:
    """Expected answer at other times than those of the reports. Shape (len(t_d),). [NRS]"""
    return np.asarray(replicates_of(replace(evidence, data=evidence.data.asked_at(t_d))).expected.mean(axis=0))
