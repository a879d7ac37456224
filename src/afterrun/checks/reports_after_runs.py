"""Is there a report when the response should be there?"""

from __future__ import annotations

import numpy as np

from afterrun.checks.evidence import Evidence
from afterrun.checks.result import CheckResult
from afterrun.language import say, say_n

_WINDOW_H = (12.0, 48.0)  # where delayed soreness peaks: one to two days after a load
_ENOUGH = 0.5  # of the runs: judgement


def reports_after_runs(evidence: Evidence) -> CheckResult:
    """At least half of the runs have a report 12-48 h after them, where delayed soreness usually peaks."""
    lag_h = 24 * (evidence.data.report_t_d[None, :] - evidence.data.run_t_d[:, None])
    seen = np.asarray(((lag_h >= _WINDOW_H[0]) & (lag_h <= _WINDOW_H[1])).any(axis=1))
    if not seen.size:
        return CheckResult("reports-after-runs", None, say("There is no run yet to report after."))
    share = float(seen.mean())
    text = say_n(
        "{seen} of {n} run has a report 12 to 48 hours after it.",
        "{seen} of {n} runs have a report 12 to 48 hours after them.",
        len(seen),
        seen=int(seen.sum()),
    )
    if share >= _ENOUGH:
        return CheckResult("reports-after-runs", True, text)
    return CheckResult(
        "reports-after-runs",
        False,
        text + " " + say("The time of the peak rests on few of them."),
        (say("Check in the morning and the evening after each run."),),
    )
