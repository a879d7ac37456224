"""Is what hurts while running asked of the days after? Why it hurts is weighed on those days alone.

Somebody whose toes go numb from the fifth kilometre on, and are well ten minutes later, has quiet days that "pain that
comes and goes by itself" explains best. Of their pain that says nothing.
"""

from __future__ import annotations

from afterrun.checks.evidence import Evidence
from afterrun.checks.response_detected import has_response
from afterrun.checks.result import CheckResult
from afterrun.language import say


def while_running(evidence: Evidence) -> CheckResult:
    """It hurts after runs, or not during them either."""
    if not evidence.hurts_while_running or has_response(evidence):
        return CheckResult("while-running", True, say("No pain during runs is passed over where it is asked why."))
    return CheckResult(
        "while-running",
        None,
        say(
            "Why it hurts is asked of the days after runs. Yours hurts while you run, and is not known to hurt more "
            "afterwards, so it is not asked here. Your answers say on which runs it hurts."
        ),
        withholds=("explanations",),
    )
