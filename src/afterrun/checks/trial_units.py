"""Whether a trial has enough of a beginning to be judged."""

from __future__ import annotations

from afterrun.checks.result import CheckResult
from afterrun.language import say


def too_few_runs() -> CheckResult:
    """Say that some arm has hardly been run."""
    return no_result_yet(say("There are not yet two runs of each kind."))


def too_few_pairs() -> CheckResult:
    """Say that hardly any pair of episodes is whole."""
    return no_result_yet(say("There are not yet two whole pairs."))


def too_few_blocks() -> CheckResult:
    """Say that some arm has hardly a block with reports."""
    return no_result_yet(say("There are not yet two blocks of each kind with reports."))


def not_of_this_design() -> CheckResult:
    """Say that nobody knows of a coin."""
    return CheckResult(
        "trial-schedule",
        False,
        say("This design could not have drawn what was recorded, so it is not known that a coin decided."),
        (say("If a coin did, register the trial with the design that was drawn."),),
    )


def no_result_yet(why: str) -> CheckResult:
    """Say why nothing can be said, and that waiting helps."""
    return CheckResult("trial", False, why, (say("Go on with the trial."),))
