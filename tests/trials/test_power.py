from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from afterrun.findings.verdicts import verdict_on_ratio
from afterrun.response.arrays import Floats
from afterrun.response.designs import STORY, draw_diary
from afterrun.response.kernel import KERNELS
from afterrun.response.posterior import Draws
from afterrun.response.simulate import truth_as_draws
from afterrun.trials.analysis import bet, draw_test, effect_ratio, flips, sensitivities
from afterrun.trials.designs import DESIGNS
from afterrun.trials.power import Habits, TrialPlan, simulate_trial, simulate_trials, strangers, units_in, weeks_needed
from tests.response.people import person
from tests.shares import first_of

OFTEN = Habits(runs_per_week=3, reports_per_day=1.5)


def plan(name: str, *, weeks: int, block_days: int = 7) -> TrialPlan:
    return TrialPlan(design=DESIGNS[name], habits=OFTEN, weeks=weeks, block_days=block_days)


def somebody() -> Draws:
    data = draw_diary(STORY, np.random.default_rng(0))
    return replace(truth_as_draws(person(), data).settled(data), gain_nrs=np.array([2.0]), omega=np.array([0.35]))


@pytest.mark.parametrize("name", first_of(["pairs", "blocks", "start"]))
def test_a_halving_is_found_more_often_than_nothing(name: str) -> None:
    block_days = 14 if name == "blocks" else 7
    said: dict[float, list[str]] = {}
    ratios: dict[float, list[Floats]] = {}
    for left in (1.0, 0.4):
        simulated = simulate_trials(
            somebody(),
            plan(name, weeks=16, block_days=block_days),
            share_left=left,
            kernel=KERNELS["K1"],
            trials=8,
        )
        ratios[left] = [each.ratio for each in simulated]
        said[left] = [verdict_on_ratio(ratio, "randomised") for ratio in ratios[left]]
    assert said[1.0].count("helps") == 0
    assert said[0.4].count("helps") >= (2 if name == "start" else 5)
    assert np.mean([np.median(r) for r in ratios[0.4]]) < 0.7 < np.mean([np.median(r) for r in ratios[1.0]])
    weeks = weeks_needed(ratios[0.4], weeks=16, share_left=0.5, worthwhile=0.8, prior_sd=0.5)
    assert 5 < weeks < 120
    assert weeks_needed(ratios[0.4], weeks=16, share_left=0.9, worthwhile=0.8, prior_sd=0.5) == np.inf


def test_a_trial_is_judged_in_three_ways_and_several_more() -> None:
    rng = np.random.default_rng(3)
    trial = simulate_trial(somebody(), plan("blocks", weeks=24, block_days=14), share_left=0.3, rng=rng)
    ratio = effect_ratio(trial, KERNELS["K1"])
    assert verdict_on_ratio(ratio, "randomised") == "helps"
    test, stake = draw_test(trial), bet(trial)
    assert test is not None
    assert test.p_helps < 0.1
    assert test.schedules == 64
    assert stake is not None
    assert stake[-1] > 1
    assert trial.adherence == 1.0
    others = {other.name: other.ratio for other in sensitivities(trial, KERNELS["K1"])}
    assert others["sceptical of any effect"].mean() > ratio.mean() > others["open to large effects"].mean()
    assert np.log(others["lasting into the next run"]).std() > np.log(ratio).std()
    np.testing.assert_allclose(others["as done, not as drawn"], ratio)


def test_not_doing_what_was_drawn_shows() -> None:
    rng = np.random.default_rng(3)
    trial = simulate_trial(somebody(), plan("pairs", weeks=12), share_left=0.3, rng=rng)
    lazy = replace(trial, used=trial.used * (rng.random(len(trial.used)) < 0.5))
    assert 0.6 < lazy.adherence < 0.9
    assert bet(replace(trial, design=DESIGNS["start"])) is None


def test_units_fill_the_weeks() -> None:
    count = {name: units_in(DESIGNS[name], weeks=13, runs_per_week=1, block_days=14) for name in DESIGNS}
    assert count == {
        "pairs": 12,
        "blocks": 6,
        "start": 6,
        "rounds": 12,
        "round-blocks": 6,
        "now-or-later": 12,
        "one-or-other": 12,
    }
    assert (strangers(np.random.default_rng(0)).gain_nrs >= 1).all()


def test_a_claim_that_others_do_not_share_is_told() -> None:
    assert flips("helps", ["helps", "not-yet-known"])
    assert not flips("helps", ["helps"])
    assert not flips("not-yet-known", ["helps"])


def test_where_runs_do_nothing_nothing_is_found_out() -> None:
    """No response is no finding about the thing, in none of the ways to look at it."""
    nobody = replace(somebody(), responds=np.array([False]), gain_nrs=np.zeros(1), drift=np.zeros(1))
    rng = np.random.default_rng(5)
    trial = simulate_trial(nobody, plan("pairs", weeks=12), share_left=1.0, rng=rng)
    ratio = effect_ratio(trial, KERNELS["K1"])
    assert ratio.shape == (0,)
    assert verdict_on_ratio(ratio, "randomised") == "not-yet-known"
    others = list(sensitivities(trial, KERNELS["K1"]))
    assert {verdict_on_ratio(other.ratio, "randomised") for other in others} == {"not-yet-known"}
    assert weeks_needed([ratio], weeks=12, share_left=0.5, worthwhile=0.8, prior_sd=0.5) > 1000


def test_without_a_log_nobody_knows_whether_it_was_done_as_drawn() -> None:
    rng = np.random.default_rng(3)
    trial = simulate_trial(somebody(), plan("pairs", weeks=6), share_left=0.3, rng=rng)
    assert np.isnan(replace(trial, logged=False).adherence)
