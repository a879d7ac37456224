"""Is it known how much it would hurt without a run? Not where pain grew over the weeks, and runs were there all along.

Then it may be the runs, which would leave little without them, or the place itself, which hurts on every day by now:
the days of such a diary say neither, and the little that was presumed of a level would be told as if it were known.
"""

from __future__ import annotations

from afterrun.checks.evidence import Evidence
from afterrun.checks.learned import level_trend_learned
from afterrun.checks.result import CheckResult
from afterrun.language import say

_WEEKS_D, _GREW_NRS = 14.0, 2.0  # from the first reports to the last: judgement


def level_known(evidence: Evidence) -> CheckResult:
    """Reports did not grow, or it is known how the pain of every day went."""
    data = evidence.data
    first, last = data.span_d
    early, late = data.answers[data.report_t_d < first + _WEEKS_D], data.answers[data.report_t_d > last - _WEEKS_D]
    grew = len(early) and len(late) and len(data.run_t_d) and late.mean() - early.mean() >= _GREW_NRS
    if not grew or level_trend_learned(evidence).passed:
        return CheckResult("level-known", True, say("It is known roughly how much you would report without a run."))
    return CheckResult(
        "level-known",
        False,
        say(
            "Your pain has grown over the weeks. Whether runs keep it up, or it hurts as much without them by now, is "
            "not known."
        ),
        (say("Some days without a run, with reports, would tell."),),
        ("baseline_nrs",),
    )
