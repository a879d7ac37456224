"""Did things change gradually, as the trend takes for granted, or from one day to the next?"""

from __future__ import annotations

from afterrun.checks.result import CheckResult
from afterrun.language import say

# Above one half by as much as tells a change from the assumption before the data. Of simulated people who were struck
# one day, 7 of 9 lie above it; of 16 who changed gradually or not at all, none.
LIKELY_SUDDEN = 0.6


def steady(sudden: float) -> CheckResult:
    """The trend is not told where a sudden change is likely: a line through both sides of it has the wrong slope.

    Parameters
    ----------
    sudden : float
        Probability of a sudden change. [-]
    """
    if sudden < LIKELY_SUDDEN:
        return CheckResult(
            "steady", True, say("No change from one day to the next is so likely that it would bend the trend.")
        )
    return CheckResult(
        "steady",
        False,
        say(
            "Something probably changed from one day to the next. Whether it is getting better since then cannot be "
            "said yet."
        ),
        withholds=("trend", "response_ratio_per_30_days"),
    )
