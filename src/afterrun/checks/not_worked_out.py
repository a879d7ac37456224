"""What nobody looked at, said like a check so that no silence reads as a finding."""

from __future__ import annotations

from collections.abc import Iterable

from afterrun.checks.result import CheckResult
from afterrun.language import mark, say, say_n

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


def not_while_it_hurts_to_run(over: int, of_runs: int, ceiling_nrs: float) -> CheckResult:
    """Say why nobody is told how far to run whose runs hurt more than they would put up with while they are run."""
    text = say_n(
        "While you ran, it was more than {ceiling:g} on your one run of the last 30 days. How far you can run is "
        "worked out from the days after, so it is not told now.",
        "While you ran, it was more than {ceiling:g} on {over} of your {n} runs of the last 30 days. How far you can "
        "run is worked out from the days after, so it is not told now.",
        of_runs,
        ceiling=ceiling_nrs,
        over=over,
    )
    return CheckResult("tolerance", None, text)
