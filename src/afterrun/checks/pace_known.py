"""Is it known how long a proposed run would take?"""

from __future__ import annotations

from afterrun.checks.result import CheckResult
from afterrun.language import say


def pace_unknown() -> CheckResult:
    """Say that nobody told the pace, and that no run of the person's tells it."""
    return CheckResult(
        "pace-known",
        None,
        say("None of your runs has a distance, so how long this one would take is not known."),
        (say("Say how fast you would run it."),),
    )
