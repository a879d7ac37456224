"""Is it the runs, or something else of the days of the week on which they were?

Who runs every Sunday, and stands at work from Monday to Friday, has pain "after runs" that no run caused. Shuffled days
(`run_days`) cannot see that: the true days do fit best. So the runs have a rival that nobody wrote down: a pattern that
comes back every week, whatever it is. A run that was left out, a longer one, a fading course speak for the runs; where
the calendar leaves both, neither is told.
"""

from __future__ import annotations

from afterrun.checks.beside import LIKELY, Runs
from afterrun.checks.evidence import Evidence
from afterrun.checks.recurring import recurring
from afterrun.checks.response_detected import has_response
from afterrun.checks.result import OF_DAYS, CheckResult
from afterrun.language import say

_WEEK_D, _PER_DAY = 7, 2  # a pattern of half days: mornings and evenings differ
# Sd of what half days add [NRS], and over how long they are alike [d]: what lasts for days (work, a weekend), what does
# not (an evening class). Judgement.
_WEEK = ((1.0, 1.2), (0.6, 0.3))
_PRIOR = 0.2  # that pain has a weekly pattern of another cause: judgement


def weekdays(evidence: Evidence) -> CheckResult:
    """A pattern that comes back every week explains the reports less well than the runs do."""
    if not has_response(evidence):
        return CheckResult("weekdays", None, say("No response was found that might be of the days of the week."))
    if evidence.once("weekdays", lambda: chance_beside_the_week(evidence.runs)) >= LIKELY:
        return CheckResult("weekdays", True, say("The days of the week do not explain your reports as well."))
    return CheckResult(
        "weekdays",
        False,
        say("Your pain goes with the days of the week about as well as with your runs. It may be something else."),
        (
            say("Run on other days of the week for two or three weeks."),
            say("Log what else you do on these days: work on your feet, other sport, long drives."),
        ),
        OF_DAYS,
    )


def chance_beside_the_week(runs: Runs) -> float:
    """Probability that runs do something, if they or a weekly pattern or both do. [-]"""
    weekly = recurring(runs.reports.report_t_d, period_d=_WEEK_D, per_day=_PER_DAY, parts=_WEEK)
    return runs.chance_beside(runs.reports.seen(weekly), prior=_PRIOR)
