"""Where a sudden change may have been, and that one is found where it was."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from afterrun.response import searching
from afterrun.response.data import ResponseData
from afterrun.response.designs import DiaryDesign, draw_diary
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import Fit, fit_response
from afterrun.response.kernel import KERNELS
from afterrun.response.likelihood import Likelihood
from afterrun.response.mode import find_mode
from afterrun.response.model import ResponseModel
from afterrun.response.simulate import simulate_answers, with_a_course
from afterrun.response.turning import climb_there, find_turn
from afterrun.response.turns import FEWEST_AFTER, FEWEST_BEFORE, OF_THE_LEVEL, TURN_NAMES, TURN_PRIOR, turns_of
from tests.response.people import person

WEEKS = 13
KINDS = (KERNELS["K1"], KERNELS["K2"])


def diary(*, weeks: int = WEEKS, runs_per_week: int = 1, reports_per_day: float = 2.0) -> ResponseData:
    """Times of a diary without care."""
    design = DiaryDesign(
        days=7 * weeks, runs_per_week=runs_per_week, reports_per_day=reports_per_day, skipped_days=0.0, cares_per_week=0
    )
    return draw_diary(design, np.random.default_rng(4))


def test_it_may_strike_between_any_two_runs_but_the_first_and_last_few() -> None:
    data = diary()
    found = turns_of(data, "struck")
    runs = data.run_t_d
    places = np.arange(FEWEST_BEFORE, len(runs) - FEWEST_AFTER + 1)
    np.testing.assert_array_equal(found.change_d, runs[places - 1])
    np.testing.assert_array_equal(found.start_d, runs[places])
    np.testing.assert_array_equal(found.until_d, runs[places])
    assert (found.before == 0).all()
    assert (found.ramp_d == 0).all()
    assert np.isneginf(found.level_d).all()
    assert found.only(2).start_d == found.start_d[2]


def test_runs_without_a_report_before_the_next_are_one_place() -> None:
    """Between a run and the one of the same evening nobody was asked: it cannot be told which of them it was."""
    data = diary()
    twice = replace(data, run_t_d=np.sort(np.concatenate([data.run_t_d, data.run_t_d + 1e-3])), dose=np.ones(2 * WEEKS))
    found = turns_of(twice, "struck")
    np.testing.assert_allclose(found.change_d, turns_of(data, "struck").change_d + 1e-3)
    unasked = replace(data, report_t_d=data.report_t_d[data.report_t_d < data.run_t_d[-2]])
    assert turns_of(unasked, "struck").count < turns_of(data, "struck").count


@pytest.mark.parametrize(("name", "most"), [("struck", 60), ("came-on", 60), ("step", 20)])
def test_many_places_are_thinned_and_none_is_lost(name: str, most: int) -> None:
    """Each place that is kept stands for those up to the next: together they cover all of it."""
    data = diary(weeks=52, runs_per_week=4)
    found = turns_of(data, name)  # type: ignore[arg-type]
    places = np.unique(found.change_d)
    assert len(places) <= most
    kept = np.flatnonzero(np.isin(found.change_d, places[:-1]) & (found.before == found.before[0]))
    after_next = found.change_d[kept + found.count // len(places)]
    assert (found.until_d[kept] >= after_next).all()
    assert (found.until_d > found.change_d).all()
    if name == "came-on":
        assert found.ramp_d == pytest.approx(0.3 * 7 * 52)


def test_a_step_has_each_factor_at_each_place_and_its_course_begins_on_the_first_day() -> None:
    found = turns_of(diary(), "step")
    _, counts = np.unique(found.change_d, return_counts=True)
    assert set(counts) == {4}
    assert set(found.start_d) == {0.0}
    factors = np.sort(np.append(np.unique(found.before), 1.0))  # with the one that is no step
    np.testing.assert_allclose(np.diff(np.log(factors)), 0.6, atol=0.02)
    assert np.log(factors).sum() == pytest.approx(0, abs=0.05)  # more and less are as likely


def test_the_level_may_change_on_any_day_but_the_first_and_last_ten() -> None:
    data = diary()
    found = turns_of(data, "level")
    assert found.level_d.min() == 10
    assert found.level_d.max() < 7 * WEEKS - 10
    assert np.isneginf(found.change_d).all()
    assert turns_of(diary(weeks=104), "level").count <= 60


def test_a_diary_too_short_for_a_change_has_no_place_for_one() -> None:
    short = diary(weeks=2)
    assert [turns_of(short, name).count for name in TURN_NAMES] == [0, 0, 0, 0]
    assert turns_of(short, "none").count == 1
    assert fit_response(
        replace(short, lower=np.full(len(short.report_t_d), 0.5), upper=np.full(len(short.report_t_d), 1.5)),
        kernels=(KERNELS["K1"],),
        curves=(POWER,),
    ).prob_turn == {"none": pytest.approx(1.0)}


def test_priors_add_up() -> None:
    assert sum(TURN_PRIOR.values()) == pytest.approx(1)
    assert set(TURN_PRIOR) == {"none", *TURN_NAMES}
    assert set(OF_THE_LEVEL) < set(TURN_PRIOR)


def struck(*, really: bool) -> tuple[ResponseData, int]:
    """Answers of somebody whom it struck in the middle, or who had it from the start; and at which place."""
    data = diary(runs_per_week=2)
    turns = turns_of(data, "struck")
    place = turns.count // 2
    who = replace(person(care_kinds=0), turn=turns.only(place) if really else None)
    return simulate_answers(who, data, np.random.default_rng(7)), place


def test_the_run_that_struck_is_found_and_nothing_where_none_did() -> None:
    data, place = struck(really=True)
    likelihood = Likelihood(ResponseModel.on(data, KERNELS["K1"]), data)
    mode = find_mode(likelihood, np.random.default_rng(0))
    turn = find_turn(likelihood, mode, turns_of(data, "struck"))
    assert turn is not None
    assert abs(int(turn.chance.argmax()) - place) <= 1
    assert turn.chance.sum() == pytest.approx(1)
    assert turn.crude > mode.log_evidence + 3
    steady, _ = struck(really=False)
    likelihood = Likelihood(ResponseModel.on(steady, KERNELS["K1"]), steady)
    mode = find_mode(likelihood, np.random.default_rng(0))
    nothing = find_turn(likelihood, mode, turns_of(steady, "struck"))
    assert nothing is None or nothing.crude < mode.log_evidence


def test_a_poor_guess_of_the_place_is_left() -> None:
    """Climbing at one place alone, two runs from where it struck, once ended ten units of log below what is there."""
    data, place = struck(really=True)
    likelihood = Likelihood(ResponseModel.on(data, KERNELS["K1"]), data)
    mode = find_mode(likelihood, np.random.default_rng(0))
    everywhere = likelihood.turning(turns_of(data, "struck"))
    guess = np.eye(everywhere.turns.count)[place - 2]
    turn = climb_there(everywhere, mode, guess)
    assert abs(int(turn.chance.argmax()) - place) <= 1


@pytest.mark.parametrize("before", [0.3, 3.3])
def test_a_step_down_is_looked_for_as_one_up_is(before: float) -> None:
    """The gain of the steady mode is no guess of that after a step: a fall to a third was never found from there."""
    data = diary(runs_per_week=3)
    turns = turns_of(data, "step")
    place = next(i for i in range(turns.count // 2, turns.count) if turns.before[i] == pytest.approx(before))
    who = person(care_kinds=0)
    gain = {"log_gain": float(np.log(1.5 if before > 1 else 4.0))}
    who = replace(who, values={**who.values, **gain}, turn=turns.only(place))
    data = simulate_answers(who, data, np.random.default_rng(7))
    likelihood = Likelihood(ResponseModel.on(data, KERNELS["K1"]), data)
    mode = find_mode(likelihood, np.random.default_rng(0))
    turn = find_turn(likelihood, mode, turns)
    assert turn is not None
    found = int(turn.chance.argmax())
    assert abs(turns.change_d[found] - turns.change_d[place]) <= 8
    assert (turns.before[found] > 1) == (before > 1)
    assert turn.crude > mode.log_evidence + 3


@pytest.fixture(scope="module")
def fitted() -> Fit:
    data, _ = struck(really=True)
    return fit_response(data, kernels=(KERNELS["K1"],), curves=(POWER,))


def test_a_fit_averages_over_what_may_have_happened(fitted: Fit) -> None:
    assert sum(fitted.prob_turn.values()) == pytest.approx(1)
    assert set(fitted.prob_turn) == {"none", *TURN_NAMES}  # all were looked for, even those that were not worth it
    assert fitted.prob_turn["struck"] > 0.8
    _, place = struck(really=True)
    turns = turns_of(fitted.data, "struck")
    found = fitted.draws.change_d[np.isfinite(fitted.draws.change_d)]
    assert np.quantile(found, 0.05) <= turns.change_d[place] <= np.quantile(found, 0.95)
    assert fitted.likely_turns == ("struck",)


def test_one_model_stands_for_all_that_were_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has the prior of them all, or an unlikely change would seem eight times as unlikely."""
    data = simulate_answers(person(care_kinds=0, log_gain=np.log(0.8)), diary(), np.random.default_rng(3))
    chance = []
    for far in (-np.inf, np.inf):  # every change is too far behind for the other models, and none is
        monkeypatch.setattr(searching, "_FAR_BEHIND", far)
        chance.append(fit_response(data, kernels=KINDS).prob_turn)
    known = [name for name in TURN_NAMES if chance[1][name] > 0.01]
    assert len(known) >= 3
    for name in known:
        assert 0.5 < chance[0][name] / chance[1][name] < 2


@pytest.mark.share
def test_a_refit_takes_over_where_it_struck(fitted: Fit) -> None:
    data = fitted.data.until(float(fitted.data.report_t_d[-3]))
    again = fit_response(
        data, seed=2, kernels=(KERNELS["K1"],), curves=(POWER,), turns=fitted.likely_turns, near=fitted
    )
    assert again.prob_turn["struck"] == pytest.approx(fitted.prob_turn["struck"], abs=0.15)
    gain, before = again.draws.gain_nrs, fitted.draws.gain_nrs
    assert gain.mean() == pytest.approx(before.mean(), abs=0.4 * before.std())


def test_courses_are_drawn_as_the_prior_says() -> None:
    data, rng = diary(runs_per_week=2), np.random.default_rng(3)
    people = [with_a_course(person(care_kinds=0), data, rng) for _ in range(400)]
    named = [each.turn.name if each.turn else "none" for each in people]
    for name, chance in TURN_PRIOR.items():
        assert named.count(name) / 400 == pytest.approx(chance, abs=3.5 * np.sqrt(chance * (1 - chance) / 400))
    assert np.std([each.wandering for each in people]) == pytest.approx(1, abs=0.06)
    still = [with_a_course(person(kernel="K0", care_kinds=0), data, rng) for _ in range(60)]
    assert {each.turn.name for each in still if each.turn} <= set(OF_THE_LEVEL)
