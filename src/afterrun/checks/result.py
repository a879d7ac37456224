"""What a check says."""

from __future__ import annotations

from dataclasses import dataclass

from afterrun.findings import Check

# Whole claims, and fields of the response or the trend: what a check may withhold.
ALL_CLAIMS = ("response", "trend", "forecast", "triggers", "changes", "level", "with_run", "explanations")
OF_RUNS = ("response", "trend")
OF_DAYS = (*OF_RUNS, "explanations")  # of which run hurt, and not only whether any does
# The others are told of the pain of every day as well.
NEEDS_RUNS = ("response", "response_ratio", "with_run", "explanations")


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One assumption, looked at.

    Parameters
    ----------
    name : str
        Stable key.
    passed : bool or None
        None where it could not be looked at.
    text : str
        What was found, in words for the runner.
    remedies : tuple of str
        What would help, best first.
    withholds : tuple of str
        Whole claims (`ALL_CLAIMS`), or fields of the response or the trend, that must not be told unless it passed.
    """

    name: str
    passed: bool | None
    text: str
    remedies: tuple[str, ...] = ()
    withholds: tuple[str, ...] = ()

    @property
    def told(self) -> Check:
        """What of it is told."""
        return Check(name=self.name, passed=self.passed, text=self.text, remedies=self.remedies)
