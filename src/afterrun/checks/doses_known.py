"""Are the doses facts or stand-ins?"""

from __future__ import annotations

from afterrun.checks.evidence import Evidence
from afterrun.checks.result import CheckResult
from afterrun.language import say


def doses_known(evidence: Evidence) -> CheckResult:
    """Every run has a dose of its own: a distance, where that is the measure."""
    total, derived = len(evidence.derived_dose), int(evidence.derived_dose.sum())
    if not total:
        return CheckResult("doses-known", None, say("There is no run yet whose distance could be known."))
    text = evidence.measure.said(derived, total)
    if not derived:
        return CheckResult("doses-known", True, text)
    return CheckResult("doses-known", False, text, (say("Import the files of your watch for those sessions."),))
