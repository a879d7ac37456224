"""Are there enough runs with reports after them to weigh explanations against each other?"""

from __future__ import annotations

from afterrun.checks.enough_data import followed_runs
from afterrun.checks.evidence import Evidence
from afterrun.checks.pace import reached_in
from afterrun.checks.result import CheckResult
from afterrun.language import say, say_n

FEWEST_FOLLOWED = 8  # as the contract says


def rivals_comparable(evidence: Evidence) -> CheckResult:
    """At least 8 runs have a report in the five days after."""
    runs = followed_runs(evidence.data)
    if runs >= FEWEST_FOLLOWED:
        return CheckResult("explanations", True, say("{runs} runs with reports after them can be compared.", runs=runs))
    text = say_n(
        "Why it hurts is not asked yet: {n} run has a report in the five days after it, {fewest} are needed.",
        "Why it hurts is not asked yet: {n} runs have a report in the five days after, {fewest} are needed.",
        runs,
        fewest=FEWEST_FOLLOWED,
    )
    when = reached_in(evidence, (runs, FEWEST_FOLLOWED))
    return CheckResult("explanations", None, " ".join(filter(None, (text, when))), withholds=("explanations",))
