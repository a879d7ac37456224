"""Do most answers sit at an end of the scale?"""

from __future__ import annotations

from afterrun.checks.evidence import Evidence
from afterrun.checks.result import CheckResult
from afterrun.language import say

_MANY_AT_TOP, _ALMOST_ALL = 0.2, 0.9  # of the reports, at the top and at the bottom: judgement


def scale_ends(evidence: Evidence) -> CheckResult:
    """Fewer than a fifth of the answers are the highest one, fewer than nine in ten the lowest."""
    answers, levels = evidence.data.answers, evidence.data.levels
    if not answers.size:
        return CheckResult("scale-ends", None, say("No report yet."))
    top, bottom = float((answers == levels[-1]).mean()), float((answers == levels[0]).mean())
    if top >= _MANY_AT_TOP:
        return CheckResult(
            "scale-ends",
            False,
            say(
                "{top:.0f} % of your reports are {nrs:g}, the highest there is. What is worse cannot be "
                "seen, so rises are underrated.",
                top=100 * top,
                nrs=levels[-1],
            ),
            (say("Keep the highest number for the worst you can imagine. If it is that bad, have it looked at."),),
        )
    if _ALMOST_ALL <= bottom < 1:
        return CheckResult(
            "scale-ends",
            False,
            say(
                "{bottom:.0f} % of your reports are {nrs:g}. The few others carry everything that is said.",
                bottom=100 * bottom,
                nrs=levels[0],
            ),
            (say("Halves are welcome: 0.5 is more than nothing."),),
        )
    return CheckResult("scale-ends", True, say("Your reports use the middle of the scale."))
