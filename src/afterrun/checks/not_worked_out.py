"""What nobody looked at, said like a check so that no silence reads as a finding."""

from __future__ import annotations

from collections.abc import Iterable

from afterrun.checks.result import CheckResult
from afterrun.language import mark, say

_SILENT = {
    "triggers": mark("Whether anything but runs goes with the pain is looked at once there are enough reports."),
    "changes": mark("Whether something changed from one day to the next is looked at once the diary is longer."),
    "forecast_skill": mark(
        "How good the forecasts are is told once reports have come after some that were written down."
    ),
}


def not_looked_at(claims: Iterable[str]) -> tuple[CheckResult, ...]:
    """Say of ``triggers``, ``changes`` and ``forecast_skill`` when they will be looked at."""
    return tuple(CheckResult(name, None, say(_SILENT[name])) for name in claims)


def not_while_a_sign_stands() -> tuple[CheckResult, ...]:
    """Say why nobody is told how far to run."""
    text = say("How far you can run is not told while a sign says to have somebody look first.")
    return (CheckResult("tolerance", None, text),)
