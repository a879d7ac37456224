"""What is told of time is not told of two bad runs alone."""

from __future__ import annotations

from benchmarks.lives_makers import LIVES
from benchmarks.telling import asked, directions, part


def test_two_terrible_runs_are_neither_a_change_nor_a_trend() -> None:
    life = LIVES["heel-terrible-twice"](0)
    told = asked(life.diary, site=life.site, now=life.now)
    assert directions(told) == frozenset()
    assert part(told, "trend", "response_ratio_per_30_days") is not None  # it is looked at, and told with its range
    assert part(told, "changes", "verdict") == "not-yet-known"  # nor denied
    assert part(told, "response", "detected") > 0.95
