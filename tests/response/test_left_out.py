from __future__ import annotations

from dataclasses import replace

import numpy as np

from afterrun.response.data import ResponseData
from afterrun.response.designs import STORY
from afterrun.response.left_out import blocks_of, score_left_out
from afterrun.response.marginal import marginal
from afterrun.response.posterior import Draws
from afterrun.response.regression import state_space_of
from afterrun.response.simulate import truth_as_draws
from tests.response.people import diary_of, person

DESIGN = replace(STORY, days=56, runs_per_week=2, reports_per_day=1.0, cares_per_week=0.0)


def log_likelihood(draws: Draws, data: ResponseData) -> float:
    return float(marginal(state_space_of(draws, data)).loglik[0])


def test_one_report_left_out_is_what_the_others_lead_to_expect() -> None:
    """Against the engine itself: log p(y) - log p(y without one report), one after the other."""
    who = person(care_kinds=0)
    data = diary_of(who, seed=3, design=DESIGN)
    draws = truth_as_draws(who, data)
    n = len(data.report_t_d)
    each = np.arange(n)
    whole = log_likelihood(draws, data)
    exact = [whole - log_likelihood(draws, data.with_reports(each != i)) for i in each]
    assert abs(score_left_out(draws, data, each) - np.mean(exact)) < 0.01


def test_what_follows_a_run_does_not_foretell_itself() -> None:
    """Reports of one run share its luck: left out together they are foretold worse than one by one."""
    who = person(care_kinds=0, log_omega=np.log(0.9))
    data = diary_of(who, seed=4, design=DESIGN)
    draws = truth_as_draws(who, data)
    together = score_left_out(draws, data, blocks_of(data.report_t_d, data.run_t_d))
    assert together < score_left_out(draws, data, np.arange(len(data.report_t_d))) - 0.02


def test_the_truth_foretells_better_than_no_response() -> None:
    who = person(care_kinds=0)
    data = diary_of(who, seed=5, design=DESIGN)
    draws = truth_as_draws(who, data)
    nothing = replace(draws, gain_nrs=np.zeros(1))
    block = blocks_of(data.report_t_d, data.run_t_d)
    assert score_left_out(draws, data, block) > score_left_out(nothing, data, block) + 0.1
