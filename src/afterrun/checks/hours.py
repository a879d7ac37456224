"""Is it the runs, or the hours at which somebody is asked?

A back that aches in the evening, asked in the evening after runs and in the morning on other days, has pain "after
runs" that no run caused. Shuffled days (`run_days`) cannot see that. So the runs have a rival that nobody wrote down: a
pattern of the hours that is the same on every day.
"""

from __future__ import annotations

from afterrun.checks.beside import LIKELY, Runs
from afterrun.checks.evidence import Evidence
from afterrun.checks.recurring import recurring
from afterrun.checks.response_detected import has_response
from afterrun.checks.result import OF_DAYS, CheckResult
from afterrun.language import say

_PER_DAY = 12  # steps of two hours
_HOURS = ((1.0, 3 / 24),)  # sd of what the hour adds [NRS], and over how long it is alike [d]: judgement
_PRIOR = 0.5  # that mornings and evenings differ: judgement, as many places are stiff early or sore late


def hours(evidence: Evidence) -> CheckResult:
    """A pattern of the hours of the day explains the reports less well than the runs do."""
    if not has_response(evidence):
        return CheckResult("hours", None, say("No response was found that might be of the hours of the day."))
    if chance_beside_the_hours(evidence.runs) >= LIKELY:
        return CheckResult("hours", True, say("The hours of the day do not explain your reports as well."))
    return CheckResult(
        "hours",
        False,
        say("Your pain goes with the hour of the day about as well as with your runs. It may be the hour."),
        (say("For two or three weeks, check in at the same hours on days with and without a run."),),
        OF_DAYS,
    )


def chance_beside_the_hours(runs: Runs) -> float:
    """Probability that runs do something, if they or the hours or both do. [-]"""
    daily = recurring(runs.reports.report_t_d, period_d=1, per_day=_PER_DAY, parts=_HOURS)
    return runs.chance_beside(runs.reports.seen(daily), prior=_PRIOR)
