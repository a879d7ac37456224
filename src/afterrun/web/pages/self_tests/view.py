"""What the page of self-tests shows of earlier results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from afterrun.language import mark
from afterrun.records import SelfTest

MOMENTS = {"": mark("no moment in particular"), "rest": mark("on a rest day"), "before-run": mark("before a run")} | {
    "+2h": mark("two hours after a run"),
    "+24h": mark("a day after a run"),
}
_SHOWN = 6


def last_results(tests: Sequence[SelfTest]) -> Mapping[str, list[SelfTest]]:
    """List the last results of each test, the newest first."""
    found: dict[str, list[SelfTest]] = defaultdict(list)
    for each in reversed(tests):
        if len(found[each.test]) < _SHOWN:
            found[each.test].append(each)
    return found
