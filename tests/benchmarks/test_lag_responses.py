"""The pure parts of `make lags`: what is estimated, daily sums, least squares, the table."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from afterrun.response.data import ResponseData
from afterrun.response.designs import DiaryDesign, draw_diary
from afterrun.response.forecast import nearest_level
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.simulate import Person, prior_person, simulate_felt, truth_as_draws, with_answers
from benchmarks.lag_responses import OURS, Compared, Estimate, compare, hump, people_held, person_of, plateau, table
from benchmarks.lag_responses_dlnm import by_day, least_squares
from benchmarks.lag_responses_rise import LAGS, rise_by_day

SMALL = DiaryDesign(days=56, runs_per_week=1, cares_per_week=0.0)


def responder(level_nrs: float = 3.0) -> Person:
    who = prior_person(ResponseModel(KERNELS["K1"]), np.random.default_rng(0))
    values = {**who.values, "log_gain": float(np.log(2.0)), "log_alpha": 0.0, "drift": 0.0}
    return replace(who, values=values, static=np.array([level_nrs, 0.0]))


def test_the_rise_is_the_difference_that_runs_make_to_simulated_reports() -> None:
    rng = np.random.default_rng(3)
    diary = draw_diary(SMALL, rng)
    end_d = 28.5
    times = np.sort(np.concatenate([29 + lag + rng.uniform(7, 22, 400) / 24 for lag in range(-1, LAGS - 1)]))
    one = replace(
        diary,
        run_t_d=np.array([end_d]),
        dose=np.array([1.0]),
        report_t_d=times,
        lower=np.full(len(times), -np.inf),
        upper=np.full(len(times), np.inf),
    )
    who = responder()
    wanted = rise_by_day(truth_as_draws(who, one), one)[0]
    difference = np.zeros(len(times))
    for turn in range(150):
        felt = [
            simulate_felt(who, data, np.random.default_rng(turn)) for data in (one, replace(one, dose=np.array([1e-9])))
        ]
        said = [with_answers(one, nearest_level(f, one.levels)).answers for f in felt]
        difference += (said[0] - said[1]) / 150
    day = np.floor(times).astype(int) - 28
    assert [difference[day == lag].mean() for lag in range(LAGS)] == pytest.approx(wanted, abs=0.12)


def test_the_floor_makes_the_rise_smaller() -> None:
    data = draw_diary(SMALL, np.random.default_rng(1))
    high, low = (rise_by_day(truth_as_draws(responder(level), data), data)[0] for level in (3.0, -2.0))
    assert (low < high).all()


def test_people_have_a_gain_of_about_two() -> None:
    rng = np.random.default_rng(2)
    plain, drawn = person_of("linear", rng), person_of("prior", rng)
    assert np.exp(plain.values["log_gain"]) == pytest.approx(2.0)
    assert plain.static[1] == 0
    assert 1.5 < np.exp(drawn.values["log_gain"]) < 2.5
    assert drawn.values["drift"] != 0


def test_other_courses_are_those_that_are_told() -> None:
    hours = np.linspace(-24, 96, 121)
    assert hours[hump(hours / 24).argmax()] == 36
    assert hours[np.flatnonzero(plateau(hours / 24) == 1)[[0, -1]]].tolist() == [6, 60]
    for course in (hump, plateau):
        assert course(hours / 24).max() == 1
        assert (course(hours[hours <= 0] / 24) == 0).all()
    data = draw_diary(SMALL, np.random.default_rng(1))
    rise = rise_by_day(truth_as_draws(responder(), data), data, shape=plateau)[0]
    assert rise[1] == pytest.approx(rise[2], rel=0.1)
    assert rise[4] < 0.05 * rise[1]


def test_days_hold_their_doses_and_mean_answers() -> None:
    data = ResponseData(
        run_t_d=np.array([0.4, 0.7, 2.5]),
        dose=np.array([1.0, 0.5, 2.0]),
        report_t_d=np.array([0.3, 0.9, 2.2]),
        lower=np.array([1.5, 3.5, -np.inf]),
        upper=np.array([2.5, 4.5, 0.5]),
        levels=np.arange(11.0),
        span_d=(0.0, 4.0),
        care_t_d=np.zeros(0),
        care_kind=np.zeros(0, np.int32),
    )
    dose, answer = by_day(data)
    assert dose.tolist() == [1.5, 0, 2, 0]
    assert answer == pytest.approx([3, np.nan, 0, np.nan], nan_ok=True)


def test_least_squares_leaves_gaps_out_and_knows_its_error() -> None:
    rng = np.random.default_rng(4)
    x = np.column_stack([np.ones(3000), rng.standard_normal(3000)])
    y = x @ np.array([1.0, 2.0]) + 0.5 * rng.standard_normal(3000)
    y[5], x[7, 1] = np.nan, np.nan
    coefficient, covariance = least_squares(x, y)
    assert coefficient == pytest.approx([1, 2], abs=0.05)
    assert np.sqrt(np.diag(covariance)) == pytest.approx(0.5 / np.sqrt(3000), rel=0.1)


def test_one_person_against_a_rival_that_says_nothing() -> None:
    def nothing(data: ResponseData) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return np.zeros(LAGS), np.full(LAGS, -0.01), np.full(LAGS, 0.01)

    found = [compare(SMALL, "linear", seed, {"nothing": nothing}) for seed in range(3)]
    ours = np.mean([np.abs(one.estimates[OURS].rise - one.truth) for one in found])
    theirs = np.mean([np.abs(one.estimates["nothing"].rise - one.truth) for one in found])
    assert ours < 0.7 * theirs
    assert people_held(found).mean() >= 0.7


def test_the_table_says_what_was_met_and_missed() -> None:
    def estimate(off: float, width: float) -> Estimate:
        rise = np.full(LAGS, 1 + off)
        return Estimate(rise=rise, low=rise - width, high=rise + width)

    def people(ours: float) -> list[Compared]:
        return [
            Compared(np.ones(LAGS), {OURS: estimate(ours, 0.2 if i else 0.01), "other": estimate(0.5, 1.0)})
            for i in range(20)
        ]

    good, bad = table(people(0.1)), table(people(0.45))
    assert "0.20   0.20" in good[-2]
    assert "every lag: met" in good[-1]
    assert "0.950 met" in good[-1]
    assert "every lag: MISSED" in bad[-1]
    assert "0.000 MISSED" in bad[-1]
