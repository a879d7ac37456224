"""Do runs raise pain here at all?"""

from __future__ import annotations

from afterrun.checks.evidence import Evidence
from afterrun.checks.result import CheckResult
from afterrun.language import say

SHAPE_NEEDS = 0.9  # when a peak happens is told only where there very probably is one
LITTLE = 0.1  # probability of any response up to which "if they rise, it is by little" may be said
_OF_A_SHAPE = (
    *("peak_h", "half_life_h", "half_by_h", "clear_h", "dose_exponent"),
    *("response_ratio_per_30_days", "response_ratio"),
)


def has_response(evidence: Evidence) -> bool:
    """Whether a response was found: only then may it be of something else."""
    return len(evidence.data.run_t_d) > 0 and evidence.fitted.prob_responds >= SHAPE_NEEDS


def response_detected(evidence: Evidence) -> CheckResult:
    """The time of the peak and how fast it fades are told only where a response is at least 90 % probable."""
    if not len(evidence.data.run_t_d):
        return CheckResult(
            "response-detected", None, say("There is no run yet that reports could rise after."), withholds=_OF_A_SHAPE
        )
    chance = evidence.fitted.prob_responds
    if chance >= SHAPE_NEEDS:
        return CheckResult("response-detected", True, say("Your reports go up after runs."))
    text = say("If your reports rise after runs, it is by little.")
    if chance > LITTLE:
        text = say("It is not clear yet whether your reports rise after runs.")
    return CheckResult(
        "response-detected",
        False,
        text + " " + say("So when it peaks and how fast it fades cannot be said."),
        (say("Keep reporting after runs and on days without one."),) if chance > LITTLE else (),
        _OF_A_SHAPE,
    )
