"""Do runs raise pain here at all?"""

from __future__ import annotations

from afterrun.checks.evidence import Evidence
from afterrun.checks.result import CheckResult
from afterrun.language import say
from afterrun.response.curve import RESPONSE_AREA_NRS_DAYS, month_apart

SHAPE_NEEDS = 0.9  # when a peak happens is told only where there very probably is one
NO_RISE_BELOW = 0.1  # probability of any response up to which "your reports do not rise" may be said


def response_detected(evidence: Evidence) -> CheckResult:
    """The time of the peak and how fast it fades are told only where a response is at least 90 % probable."""
    now, _ = month_apart(evidence.fitted.draws, evidence.data)
    chance = float((now.area_nrs_days > RESPONSE_AREA_NRS_DAYS).mean())
    if chance >= SHAPE_NEEDS:
        return CheckResult("response-detected", True, say("Your reports go up after runs."))
    return CheckResult(
        "response-detected",
        False,
        _text(chance, evidence.fitted.prob_responds)
        + " "
        + say("So when it peaks and how fast it fades cannot be said."),
        (say("Keep reporting after runs and on days without one."),) if chance >= 1 - SHAPE_NEEDS else (),
        ("peak_h", "half_life_h", "clear_h", "dose_exponent", "response_ratio_per_30_days", "response_ratio"),
    )


def _text(worth_it: float, any_at_all: float) -> str:
    """Little is not none: that there is no rise is said only where the model itself holds that there is none."""
    if worth_it >= 1 - SHAPE_NEEDS:
        return say("It is not clear yet whether your reports rise after runs.")
    if any_at_all > NO_RISE_BELOW:
        return say("If your reports rise after runs, it is by little.")
    return say("Your reports do not rise after runs.")
