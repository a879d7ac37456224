"""Are the doses facts or stand-ins?"""

from __future__ import annotations

from afterrun.checks.evidence import Evidence
from afterrun.checks.result import CheckResult


def doses_known(evidence: Evidence) -> CheckResult:
    """Every run has a distance of its own."""
    total, derived = len(evidence.derived_dose), int(evidence.derived_dose.sum())
    if not derived:
        return CheckResult("doses-known", True, "Every run has a distance.")
    return CheckResult(
        "doses-known",
        False,
        f"{derived} of {total} sessions have no distance; their minutes at your usual speed stand in for it.",
        ("Import the files of your watch for those sessions.",),
    )
