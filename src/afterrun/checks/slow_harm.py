"""May it be said that runs do next to nothing? Not of a place with a sign, that got worse by weeks, or where it struck.

The model looks at the days after each run. What runs do to a bone over weeks of them, with no day to point at, is in
the level of the pain, and there it looks like time. So a small chance of a rise after runs clears nobody's runs where
the level has grown, or where the diary says: have it looked at before you run on. Nor are they cleared by all the runs
that did nothing where it struck right after a run, and then stayed for days, each time that it struck; nor by the
evenings of somebody who notes the cramps of the night beside them.
"""

from __future__ import annotations

import numpy as np

from afterrun.checks.evidence import Evidence
from afterrun.checks.response_detected import clears_runs
from afterrun.checks.result import CheckResult
from afterrun.language import say
from afterrun.response.curve import level_per_month
from afterrun.response.data import ResponseData

_OF_RUNS = ("response", "explanations")  # how the pain of every day went is told all the more
_GROWS_NRS = 0.5  # a month: as a rise after a run that is worth knowing
# Points over all of the three days before, of which half is still there in the middle of the three after: judgement.
_JUMPS_NRS, _BEFORE_D, _STAYS_D = 4.0, 3.0, 3.0
_SURE = 0.9  # that it grew by so much: judgement; being wrong costs a "not known yet"


def slow_harm(evidence: Evidence) -> CheckResult:
    """No sign stands at a place, and its level did not grow, of which it would be told that runs do next to nothing."""
    if not clears_runs(evidence):
        return CheckResult("slow-harm", True, say("It is not said here that runs do nothing."))
    if evidence.sign_stands:
        return _not_cleared(say("A sign stands here that somebody should look at, so your runs are not cleared."))
    if evidence.noted_when_there:
        return CheckResult(
            "slow-harm",
            False,
            say(
                "At some moments of the day you note it only when it is there. What you report at the others does not "
                "clear your runs."
            ),
            (say("Note a 0 at those moments too, when it is not there."),),
            _OF_RUNS,
        )
    if _grown(evidence):
        return _not_cleared(
            say(
                "Your pain has grown over the weeks. That no single run stands out does not mean that running has no "
                "part in it."
            )
        )
    if _struck_after_runs(evidence.data):
        return _not_cleared(
            say(
                "Strong pain that stayed for days came suddenly, and only within a day after a run. That your other "
                "runs did little does not clear them."
            )
        )
    return CheckResult("slow-harm", True, say("Your pain did not grow over the weeks."))


def _not_cleared(text: str) -> CheckResult:
    return CheckResult("slow-harm", False, text, (say("Have it looked at before you run more."),), _OF_RUNS)


def _grown(evidence: Evidence) -> bool:
    data = evidence.data
    a_month = level_per_month(evidence.fitted.draws, data, data.span_d[0])
    return bool((a_month > _GROWS_NRS).mean() >= _SURE)


def _struck_after_runs(data: ResponseData) -> bool:
    """Whether it went up by points from one day to the next, for days, and each time on the day after a run ended."""
    t, nrs = data.report_t_d, data.answers
    struck = []
    for at, said in zip(t, nrs, strict=True):
        before, after = nrs[(t < at) & (t >= at - _BEFORE_D)], nrs[(t > at) & (t <= at + _STAYS_D)]
        jumped = before.size and said >= before.max() + _JUMPS_NRS
        if jumped and after.size and np.median(after) >= before.max() + _JUMPS_NRS / 2:
            struck.append(at)
    ends = data.run_t_d[None, :]
    return bool(struck) and all(((ends <= at) & (ends > at - 1)).any() for at in np.array(struck)[:, None])
