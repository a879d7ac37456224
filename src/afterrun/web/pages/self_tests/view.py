"""What the page of self-tests shows of earlier results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from afterrun.language import mark
from afterrun.reasons.self_tests import on_other_leg
from afterrun.records import Run, SelfTest

MOMENTS = {"": mark("no moment in particular"), "rest": mark("on a rest day"), "before-run": mark("before a run")} | {
    "+2h": mark("two hours after a run"),
    "+24h": mark("a day after a run"),
}
_SHOWN = 6
# How long after a run's end it is the moment of that name, and from when on it is a day of rest: judgement
_SINCE_RUN = {"+2h": (1, 4), "+24h": (18, 30), "rest": (72, float("inf"))}  # [h]


def moment_now(runs: Sequence[Run], now: datetime) -> str:
    """Name the moment from the last run: what is compared before and after runs needs it, and nobody goes looking.

    Examples
    --------
    >>> moment_now([], datetime(2026, 5, 1))
    ''
    """
    ended = [run.end for run in runs if run.end <= now]
    if not ended:
        return ""
    since_h = (now - max(ended)) / timedelta(hours=1)
    return next((name for name, (first, last) in _SINCE_RUN.items() if first <= since_h < last), "")


def last_results(tests: Sequence[SelfTest]) -> Mapping[str, list[SelfTest]]:
    """List the last results of each test, the newest first."""
    found: dict[str, list[SelfTest]] = defaultdict(list)
    for each in reversed(tests):
        if len(found[each.test]) < _SHOWN:
            found[each.test].append(each)
    return found


def after_saving(saved: SelfTest, tests: Sequence[SelfTest]) -> dict[str, str]:
    """Say what the page opens next: the same test for the leg that was not tested yet, at the same moment.

    Examples
    --------
    >>> from datetime import UTC
    >>> left = SelfTest(at=datetime(2026, 5, 1, tzinfo=UTC), test="lunge-bent", value=9, side="left", when="rest")
    >>> after_saving(left, [left])
    {'test': 'lunge-bent', 'side': 'right', 'when': 'rest'}
    """
    other = {"left": "right", "right": "left"}.get(saved.side or "")
    if other is None or on_other_leg(saved, tests):
        return {}
    return {"test": saved.test, "side": other, "when": saved.when or ""}
