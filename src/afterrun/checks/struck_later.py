"""Does the diary open with runs that did nothing, before the pain struck?"""

from __future__ import annotations

import numpy as np

from afterrun.checks.enough_data import FOLLOWED_WITHIN_D
from afterrun.checks.evidence import Evidence
from afterrun.checks.result import CheckResult
from afterrun.language import say
from afterrun.response.data import ResponseData

# One run without pain happens to anybody; from the second on, a straight line through all of the diary is bent upwards
# by weeks that belong to another time. A judgement on the safe side: a trend that is not told costs little, "it is
# getting worse" of somebody who heals costs much.
FEWEST_PAINLESS_RUNS = 2


def painless_runs(data: ResponseData) -> int:
    """Count the runs followed by reports of 0 alone, before the first report above 0; none where there is no such.

    A run is followed by the reports up to the next run, for at most five days. The run in whose days the first pain
    came does not count.
    """
    hurting = np.flatnonzero(data.answers > data.levels[0])
    if not hurting.size:
        return 0
    first_pain = data.report_t_d[hurting[0]]
    runs = np.sort(data.run_t_d[data.run_t_d < first_pain])
    ends = np.minimum(runs + FOLLOWED_WITHIN_D, np.append(runs[1:], np.inf))
    reports = np.searchsorted(data.report_t_d, ends, "right") - np.searchsorted(data.report_t_d, runs, "right")
    return int(((reports > 0) & (ends < first_pain)).sum())


def struck_later(evidence: Evidence) -> CheckResult:
    """The trend is not told where the diary opens with painless runs: it is a line through all of the diary."""
    if painless_runs(evidence.data) < FEWEST_PAINLESS_RUNS:
        return CheckResult("struck-later", True, say("The diary does not open with runs that did not hurt afterwards."))
    return CheckResult(
        "struck-later",
        False,
        say(
            "Your diary opens with runs that did not hurt afterwards. Whether it is getting better since then "
            "cannot be said yet."
        ),
        withholds=("trend", "response_ratio_per_30_days"),
    )
