"""Did the sums come out?"""

from __future__ import annotations

from afterrun.checks.evidence import Evidence
from afterrun.checks.result import ALL_CLAIMS, CheckResult
from afterrun.language import say
from afterrun.response.psis import K_HAT_LIMIT

_MIN_EFFECTIVE = 200.0  # as `response.fit`: the tails of an interval wander below it


def sampling(evidence: Evidence) -> CheckResult:
    """Importance weights are usable (k-hat below 0.7) and worth at least 200 independent draws."""
    fit = evidence.fitted
    if fit.k_hat < K_HAT_LIMIT and fit.effective >= _MIN_EFFECTIVE:
        return CheckResult(
            "sampling",
            True,
            say("The calculation worked."),
        )
    return CheckResult(
        "sampling",
        False,
        say("The calculation gave no steady answer, so nothing is claimed."),
        (say("Try another --seed; if it stays, please report it with an export of your journal."),),
        ALL_CLAIMS,
    )
