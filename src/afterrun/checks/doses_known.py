"""Are the doses facts or stand-ins?"""

from __future__ import annotations

from afterrun.checks.evidence import Evidence
from afterrun.checks.result import CheckResult
from afterrun.language import say


def doses_known(evidence: Evidence) -> CheckResult:
    """Every run has a distance of its own."""
    total, derived = len(evidence.derived_dose), int(evidence.derived_dose.sum())
    if not total:
        return CheckResult("doses-known", None, say("There is no run yet whose distance could be known."))
    if not derived:
        return CheckResult("doses-known", True, say("Every run has a distance."))
    return CheckResult(
        "doses-known",
        False,
        say(
            "{derived} of {total} sessions have no distance; their minutes at your usual speed stand in for it.",
            derived=derived,
            total=total,
        ),
        (say("Import the files of your watch for those sessions."),),
    )
