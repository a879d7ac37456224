"""How often a trial on the pain of every day would see what is there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from afterrun.findings.trial import DesignPower, TrialDesigns
from afterrun.lab.trial.everyday_design import propose_everyday
from afterrun.lab.trial.proposing import Terms
from afterrun.records import Diary, Run
from benchmarks.lives_makers import LIVES

TRIALS = 4
NOW = datetime(2026, 3, 2, 7, tzinfo=UTC)


def proposed(name: str, *, weeks: int = 12, seen: list[tuple[int, int]] | None = None) -> TrialDesigns:
    life = LIVES[name](0)
    terms = Terms(
        weeks=weeks, trials=TRIALS, only="blocks", progress=lambda *at: None if seen is None else seen.append(at)
    )
    return propose_everyday(life.diary, terms, site=life.site, now=life.now)


def blocks(found: TrialDesigns) -> DesignPower:
    return next(each for each in found.designs if each.design == "blocks")


def test_three_points_are_seen_and_nothing_is_not() -> None:
    seen: list[tuple[int, int]] = []
    found = proposed("knee-by-itself", seen=seen)
    assert (found.question, found.simulated_as) == ("every-day", "you")
    power = blocks(found).power
    assert power is not None
    assert power["3 points"] >= 0.75
    assert power["3 points"] >= power["1.5 points"]
    assert blocks(found).false_claims == 0
    assert seen[-1] == (3 * TRIALS, 3 * TRIALS)


def test_where_there_is_hardly_any_pain_nothing_can_be_taken_off() -> None:
    found = blocks(proposed("headache-purifier"))
    assert found.power == {"1.5 points": 0.0, "3 points": 0.0}
    assert found.weeks_needed is None
    assert "nor in two years" in found.text


def test_too_few_weeks_are_told() -> None:
    found = blocks(proposed("headache-purifier", weeks=4))
    assert found.power is None
    assert found.text.startswith("Too short")


@pytest.mark.share
@pytest.mark.parametrize("weeks", [12])
def test_the_same_seed_says_the_same(weeks: int) -> None:
    assert proposed("headache-purifier", weeks=weeks) == proposed("headache-purifier", weeks=weeks)


def test_as_many_runs_a_week_as_are_named_go_on() -> None:
    """Too few weeks for any design: nothing is simulated, and the habits are told all the same."""
    diary = Diary(runs=(Run(start=NOW - timedelta(days=2), duration_s=1800, distance_m=5000),))
    found = propose_everyday(diary, Terms(weeks=2, runs_per_week=4, only="blocks"), now=NOW)
    assert (found.runs_per_week, found.simulated_as) == (4, "strangers")
