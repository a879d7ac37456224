"""Are there long stretches without a report?"""

from __future__ import annotations

import numpy as np

from afterrun.checks.evidence import Evidence
from afterrun.checks.result import CheckResult
from afterrun.language import say, say_n

GAP_D = 7.0  # a week without a report hides a whole response
_TOO_MUCH = 0.25  # of the diary in gaps: judgement


def gaps_d(report_t_d: np.ndarray[tuple[int], np.dtype[np.float64]]) -> list[tuple[float, float]]:
    """List the stretches of more than a week between two reports, as (from, to). [d]"""
    wide = np.flatnonzero(np.diff(report_t_d) > GAP_D)
    return [(float(report_t_d[i]), float(report_t_d[i + 1])) for i in wide]


def gaps(evidence: Evidence) -> CheckResult:
    """Weeks without a report make up less than a quarter of the diary."""
    if len(evidence.data.report_t_d) < 2:
        return CheckResult("gaps", None, say("Gaps are looked for from the second report on."))
    found = gaps_d(evidence.data.report_t_d)
    missing = sum(end - start for start, end in found)
    span = max(evidence.data.span_d[1] - evidence.data.span_d[0], 1.0)
    if not found:
        return CheckResult("gaps", True, say("No week without a report."))
    text = say_n(
        "{n} stretch of more than a week without a report, {missing:.0f} of {span:.0f} days.",
        "{n} stretches of more than a week without a report, {missing:.0f} of {span:.0f} days.",
        len(found),
        missing=missing,
        span=span,
    )
    if missing / span < _TOO_MUCH:
        return CheckResult("gaps", True, f"{text} {say('They count as unknown, not as pain-free.')}")
    return CheckResult(
        "gaps",
        False,
        text + " " + say("If you stopped reporting because it was better, or worse, the answers lean the wrong way."),
        (say("Report on good days as well as on bad ones."),),
    )
