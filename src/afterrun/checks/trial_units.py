"""Whether a trial has enough of a beginning to be judged."""

from __future__ import annotations

from afterrun.checks.result import CheckResult
from afterrun.language import say


def too_few_runs() -> CheckResult:
    """Say that some arm has hardly been run."""
    return no_result_yet(say("There are not yet two runs of either kind."))


def too_few_pairs() -> CheckResult:
    """Say that hardly any pair of episodes is whole."""
    return no_result_yet(say("There are not yet two whole pairs."))


def no_result_yet(why: str) -> CheckResult:
    """Say why nothing can be said, and that waiting helps."""
    return CheckResult("trial", False, why, (say("Go on with the trial."),))
