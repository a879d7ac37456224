from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from afterrun.findings.verdicts import Verdict, verdict_on_drop
from afterrun.response.kernel import KERNELS
from afterrun.trials.analysis import bet, draw_test
from afterrun.trials.everyday import everyday_effect, other_looks
from tests.shares import on_people
from tests.trials.daily import daily_trial

K1 = KERNELS["K1"]
Figure = Callable[[str], None]
NOTHING: Mapping[str, dict[str, Any]] = {
    "ups and downs": {"swings": (1.0, 4.0)},
    "slow ups and downs": {"swings": (1.5, 10.0)},
    "slow waves": {"waves": 1.0, "swings": (0.0, 4.0)},
    "falling anyway": {"slope": -1.0},
}


def verdicts(people: int, **of_trial: Any) -> Counter[Verdict]:
    found = (everyday_effect(daily_trial(seed, **of_trial), K1, seed=seed) for seed in range(people))
    return Counter(verdict_on_drop(pain.drop_nrs, "randomised") for pain in found)


@on_people(3, 100)
@pytest.mark.parametrize("block_days", [7, 14])
def test_four_points_down_to_nearly_none_is_found(block_days: int, people: int, figure: Figure) -> None:
    """Published: 4.23 with the placebo and .42 with the thing, of ten, without a run."""
    said = verdicts(people, block_days=block_days, drop=3.6)
    figure(f"blocks of {block_days} d, 3.6 of 4 points off, {people} people: {dict(said)}")
    assert said["helps"] >= 0.97 * people


@on_people(2, 100)
@pytest.mark.parametrize("block_days", [7, 14])
@pytest.mark.parametrize("life", NOTHING)
def test_what_does_nothing_is_not_said_to_help(life: str, block_days: int, people: int, figure: Figure) -> None:
    said = verdicts(people, block_days=block_days, **NOTHING[life])
    figure(f"blocks of {block_days} d, nothing, {life}, {people} people: {dict(said)}")
    assert said["helps"] + said["worsens"] <= (0.05 if life == "slow waves" else 0.01) * people


@on_people(2, 100)
def test_one_start_is_told_from_a_slope(people: int, figure: Figure) -> None:
    said = verdicts(people, design="start", block_days=7, slope=-1.0)
    figure(f"one start, nothing, falling anyway, {people} people: {dict(said)}")
    assert said["helps"] + said["worsens"] <= 0.05 * people


def test_the_fall_is_told_as_people_report() -> None:
    trial = daily_trial(2, drop=3.6)
    pain = everyday_effect(trial, K1)
    low, middle, high = np.quantile(pain.drop_nrs, (0.05, 0.5, 0.95))
    plain = np.nanmean(trial.data.answers[trial.drawn == 0]) - np.nanmean(trial.data.answers[trial.drawn == 1])
    assert low < plain < high + 0.3
    assert 2.5 < middle < 3.7
    assert 0.75 < np.median(pain.drop_share) < 1.0
    assert pain.with_it.mean() > 0  # the scale ends there


def test_it_is_looked_at_in_other_ways_too() -> None:
    trial = daily_trial(2, block_days=7, drop=2.0)
    drop = everyday_effect(trial, K1).drop_nrs
    looks = {look.name: look.drop_nrs for look in other_looks(trial, K1)}
    assert list(looks) == ["sceptical of any effect", "open to large effects", "lasting into the next block"]
    assert looks["sceptical of any effect"].mean() < drop.mean() < looks["open to large effects"].mean()
    half = np.where(np.arange(len(trial.drawn)) % 2 == 0, trial.drawn, 0.0)
    logged = {look.name: look.drop_nrs for look in other_looks(replace(trial, done=half, logged=True), K1)}
    assert logged["as done, not as drawn"].mean() < 0.8 * drop.mean()
    test, stake = draw_test(trial), bet(trial)
    assert test is not None
    assert test.p_helps == 1 / 64
    assert stake is not None
    assert stake[-1] > 10


def test_days_outside_the_trial_teach_nothing_of_the_thing() -> None:
    """A month of much more pain before the trial is no month without the thing."""
    trial = daily_trial(5, weeks=16, swings=(0.5, 4.0))
    before = np.arange(len(trial.drawn)) < 28
    worse = replace(
        trial.data, lower=np.where(before, 7.5, trial.data.lower), upper=np.where(before, 8.5, trial.data.upper)
    )
    later = replace(trial, data=worse, drawn=np.where(before, np.nan, trial.drawn), outcome=trial.outcome)
    low, high = np.quantile(everyday_effect(later, K1).drop_nrs, (0.05, 0.95))
    assert low < 0 < high
    assert abs(low + high) < 1.5
