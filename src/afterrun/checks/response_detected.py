"""Do runs raise pain here at all?"""

from __future__ import annotations

from afterrun.checks.evidence import Evidence
from afterrun.checks.result import CheckResult
from afterrun.language import say

SHAPE_NEEDS = 0.9  # when a peak happens is told only where there very probably is one
LITTLE = 0.1  # probability of a rise that matters, up to which "if they rise, it is by little" is said
_OF_A_SHAPE = (
    *("peak_h", "half_life_h", "half_by_h", "clear_h", "dose_exponent"),
    *("response_ratio_per_30_days", "response_ratio"),
)


def has_response(evidence: Evidence) -> bool:
    """Whether a response was found: only then may it be of something else."""
    return len(evidence.data.run_t_d) > 0 and evidence.fitted.prob_responds >= SHAPE_NEEDS


def clears_runs(evidence: Evidence) -> bool:
    """Whether it would be said that runs do little here: then whatever says otherwise has to be heard first."""
    if not len(evidence.data.run_t_d) or has_response(evidence):
        return False
    return evidence.fitted.prob_responds <= LITTLE or evidence.prob_matters <= LITTLE


def response_detected(evidence: Evidence) -> CheckResult:
    """The time of the peak and how fast it fades are told only where a response is at least 90 % probable."""
    if not len(evidence.data.run_t_d):
        return CheckResult(
            "response-detected", None, say("There is no run yet that reports could rise after."), withholds=_OF_A_SHAPE
        )
    if has_response(evidence):
        return CheckResult("response-detected", True, say("Your reports go up after runs."))
    little = clears_runs(evidence)
    text = say("It is not clear yet whether your reports rise after runs.")
    if little:
        text = say("If your reports rise after runs, it is by little.")
    return CheckResult(
        "response-detected",
        False,
        text + " " + say("So when it peaks and how fast it fades cannot be said."),
        () if little else (say("Keep reporting after runs and on days without one."),),
        _OF_A_SHAPE,
    )
