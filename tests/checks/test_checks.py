from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import ceil

import numpy as np
import pytest
from numpy.typing import NDArray

from afterrun.checks import FIT_CHECKS, RECORD_CHECKS, CheckResult, Evidence
from afterrun.checks.clock import clock
from afterrun.checks.dose_by_plan import dose_by_plan
from afterrun.checks.doses_known import doses_known
from afterrun.checks.enough_data import enough_data, reports_vary
from afterrun.checks.gaps import gaps
from afterrun.checks.learned import dose_exponent_learned, half_life_learned
from afterrun.checks.many_runs import many_runs, runs_apart
from afterrun.checks.one_peak import one_peak
from afterrun.checks.pace import reached_in
from afterrun.checks.predictive import replicates_of
from afterrun.checks.quiet_days import quiet_days_reported
from afterrun.checks.reports_after_runs import reports_after_runs
from afterrun.checks.response_detected import response_detected
from afterrun.checks.result import ALL_CLAIMS
from afterrun.checks.run_days import chance_of_such_days, run_days
from afterrun.checks.sampling import sampling
from afterrun.checks.scale_ends import scale_ends
from afterrun.checks.shape_fits import shape_fits
from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.designs import DiaryDesign, draw_diary
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import fit_response
from afterrun.response.forecast import nearest_level
from afterrun.response.kernel import KERNELS
from afterrun.response.population import NOBODY, Population
from afterrun.response.simulate import simulate_felt, with_answers
from tests.response.people import diary_of, person
from tests.shares import first_of, on_people

TWICE_A_WEEK = DiaryDesign(days=180, runs_per_week=2)


def evidence_of(data: ResponseData, *, fitted: bool = False, one_shape: bool = False) -> Evidence:
    """With a fit of every shape, or of one and none: a tenth of the work, for what does not hang on the shape."""
    derived = np.zeros(len(data.run_t_d), dtype=bool)
    if one_shape:
        return Evidence(data, derived, fit_response(data, kernels=(KERNELS["K1"],), curves=(POWER,), turns=()))
    return Evidence(data, derived, fit_response(data) if fitted else None)


@pytest.fixture(scope="module")
def responder() -> Evidence:
    return evidence_of(diary_of(person(), seed=5), fitted=True)


@pytest.fixture(scope="module")
def nobody() -> Evidence:
    return evidence_of(diary_of(person(kernel="K0"), seed=5), fitted=True)


def keep_reports(data: ResponseData, kept: NDArray[np.bool_]) -> ResponseData:
    return replace(data, report_t_d=data.report_t_d[kept], lower=data.lower[kept], upper=data.upper[kept])


@pytest.mark.parametrize("check", [*RECORD_CHECKS, *FIT_CHECKS])
def test_every_check_says_what_it_found(check: object, responder: Evidence, nobody: Evidence) -> None:
    for evidence in (responder, nobody):
        found = check(evidence)  # type: ignore[operator]
        assert isinstance(found, CheckResult)
        assert found.text.endswith(".")
        if found.passed is False:
            assert found.remedies or found.withholds
        if found.passed is True:
            assert not found.withholds


def test_names_are_unique(responder: Evidence) -> None:
    names = [check(responder).name for check in (*RECORD_CHECKS, *FIT_CHECKS)]
    assert len(set(names)) == len(names)


def test_enough_data(responder: Evidence) -> None:
    assert enough_data(responder).passed
    data = responder.data
    few = enough_data(evidence_of(keep_reports(data, np.arange(len(data.report_t_d)) < 3)))
    assert (few.passed, "response" in few.withholds) == (False, True)
    assert "14 pain reports (you have 3)" in few.text
    none = enough_data(evidence_of(data.without_runs()))
    assert "Add your runs" in none.remedies[0]


def test_when_there_will_be_enough(responder: Evidence) -> None:
    data = responder.data
    weeks = (data.span_d[1] - data.report_t_d[0]) / 7
    few = evidence_of(keep_reports(data, np.arange(len(data.report_t_d)) < 7))
    assert reached_in(few, (1, 2)).endswith(f"in about {ceil(weeks)} weeks.")
    assert reached_in(few, (7, 8), (1, 2)) == reached_in(few, (1, 2)), "the slowest counts"
    assert "more than half a year" in reached_in(few, (1, 4))
    for there_is_no_pace in ((0, 3), (3, 3)):
        assert reached_in(few, there_is_no_pace) == ""
    young = evidence_of(replace(data, span_d=(data.span_d[0], float(data.report_t_d[0]) + 5)))
    assert reached_in(young, (1, 3)).endswith("in about 2 weeks."), "one in five days is one in a week"
    newborn = evidence_of(replace(data, span_d=(data.span_d[0], float(data.report_t_d[0]) + 3)))
    assert reached_in(newborn, (1, 3)) == ""
    rare = enough_data(evidence_of(keep_reports(data, np.arange(len(data.report_t_d)) % 40 == 0)))
    assert "If you go on as so far" in rare.text


@pytest.mark.parametrize(("answer", "passed"), [(4.0, False), (10.0, False), (0.0, True)])
def test_reports_that_never_vary(responder: Evidence, answer: float, passed: bool) -> None:
    data = with_answers(responder.data, np.full(len(responder.data.report_t_d), answer))
    assert reports_vary(evidence_of(data)).passed is passed


def test_reports_after_runs(responder: Evidence) -> None:
    assert reports_after_runs(responder).passed
    data = responder.data
    since = data.report_t_d[:, None] - data.run_t_d[None, :]
    late = np.asarray(~((since > 0) & (since < 2.2)).any(axis=1))
    assert reports_after_runs(evidence_of(keep_reports(data, late))).passed is False
    assert reports_after_runs(evidence_of(data.without_runs())).passed is None


def test_gaps(responder: Evidence) -> None:
    assert gaps(responder).passed
    data = responder.data
    month = (data.report_t_d > 30) & (data.report_t_d < 60)
    assert gaps(evidence_of(keep_reports(data, ~month))).passed is False
    week = (data.report_t_d > 30) & (data.report_t_d < 38)
    told = gaps(evidence_of(keep_reports(data, ~week)))
    assert (told.passed, "unknown" in told.text) == (True, True)


def test_doses_known(responder: Evidence) -> None:
    assert doses_known(responder).passed
    some = replace(responder, derived_dose=np.arange(len(responder.data.run_t_d)) < 2)
    assert "2 of" in doses_known(some).text
    assert doses_known(some).passed is False


def test_sampling(responder: Evidence) -> None:
    assert sampling(responder).passed
    for fault in ({"k_hat": 0.9}, {"effective": 20.0}):
        bad = replace(responder, fit=replace(responder.fitted, **fault))  # type: ignore[arg-type]
        found = sampling(bad)
        assert (found.passed, found.withholds) == (False, ALL_CLAIMS)


def test_response_detected(responder: Evidence, nobody: Evidence) -> None:
    assert response_detected(responder).passed
    found = response_detected(nobody)
    assert found.passed is False
    assert "peak_h" in found.withholds


def test_little_is_learned_from_little(responder: Evidence) -> None:
    assert half_life_learned(responder).passed
    same_length = replace(responder.data, dose=np.ones_like(responder.data.dose))
    assert dose_exponent_learned(evidence_of(same_length, fitted=True)).passed is False
    short = DiaryDesign(days=28, runs_per_week=1, reports_per_day=0.4, cares_per_week=0)
    faint = diary_of(person(care_kinds=0, log_gain=np.log(0.4)), seed=5, design=short)
    assert half_life_learned(evidence_of(faint, fitted=True)).passed is not True


def test_what_others_have_lent_is_not_what_the_own_data_have_taught(responder: Evidence) -> None:
    """Runs all of one length say nothing of the dose, however sure the others are of it."""
    same_length = replace(responder.data, dose=np.ones_like(responder.data.dose))
    lent = Population(dict.fromkeys(("log_alpha", "logit_threshold"), (0.0, 0.2)))
    fit = fit_response(same_length, kernels=(KERNELS["K1"],), turns=(), body=lent)
    leaning = replace(responder, data=same_length, fit=fit)
    assert dose_exponent_learned(leaning).passed is True, "by the product's prior"
    assert dose_exponent_learned(replace(leaning, before=lent)).passed is False
    for learned in (half_life_learned, dose_exponent_learned):
        assert learned(replace(responder, before=NOBODY)) == learned(responder)


def test_checks_of_a_fit_need_one(responder: Evidence) -> None:
    with pytest.raises(ValueError, match="needs a fit"):
        sampling(replace(responder, fit=None))


def shaped(shape: Callable[[Floats], Floats], *, seed: int, design: DiaryDesign = TWICE_A_WEEK) -> ResponseData:
    """A responder whose pain has a course of its own."""
    rng = np.random.default_rng(seed)
    data = draw_diary(design, rng)
    return with_answers(data, nearest_level(simulate_felt(person(), data, rng, shape=shape), data.levels))


@pytest.mark.share
@pytest.mark.parametrize("seed", first_of((0, 2)))
def test_a_course_that_not_even_a_free_one_follows_is_noticed(seed: int) -> None:
    """What begins five days after a run: no deviation of a course is that large so late."""
    weekly = DiaryDesign(days=182, runs_per_week=1, reports_per_day=1.6)
    found = shape_fits(evidence_of(shaped(late, seed=seed, design=weekly), fitted=True))
    assert found.passed is False
    assert "half_by_h" in found.withholds


@pytest.mark.share
def test_on_a_plateau_no_peak_is_told(responder: Evidence) -> None:
    plateau = evidence_of(shaped(box, seed=0), fitted=True)
    assert plateau.fitted.prob_free > 0.9
    assert shape_fits(plateau).passed
    found = one_peak(plateau)
    assert (found.passed, set(found.withholds)) == (False, {"peak_h", "half_life_h", "half_by_h"})
    assert one_peak(responder).passed


def late(lag_d: Floats) -> Floats:
    return np.where((lag_d > 5) & (lag_d < 6.5), 1.0, 0.0)


def box(lag_d: Floats) -> Floats:
    return np.where((lag_d > 0) & (lag_d < 2.5), 1.0, 0.0)


def test_clocks_that_disagree_are_noticed() -> None:
    data = diary_of(person(), seed=1, design=TWICE_A_WEEK)
    late = replace(data, run_t_d=data.run_t_d + 16 / 24)
    assert clock(evidence_of(data, one_shape=True)).passed
    assert clock(evidence_of(late, one_shape=True)).passed is False


def test_mornings_before_evening_runs_may_hurt_as_mornings_do() -> None:
    """Runs at six in the evening; first steps hurt 2 points more than evenings, on any day."""
    data = diary_of(person(), seed=1, design=TWICE_A_WEEK)
    t = np.sort(np.concatenate([np.arange(90) + 0.3, np.arange(90) + 0.9]))
    runs = np.flatnonzero(np.random.default_rng(3).random(90) < 0.4).astype(np.float64) + 0.75
    plain = replace(
        data, report_t_d=t, lower=t * 0, upper=t * 0, run_t_d=runs, dose=np.ones(len(runs)), span_d=(0.0, 90.0),
        care_t_d=np.zeros(0), care_kind=np.zeros(0, np.int32), care_kinds=0,
    )  # fmt: skip
    rng = np.random.default_rng(2)
    felt = simulate_felt(person(care_kinds=0), plain, rng) + 2.0 * (t % 1 < 0.5)
    found = clock(evidence_of(with_answers(plain, nearest_level(felt, plain.levels)), one_shape=True))
    assert found.passed


def test_who_runs_every_day_has_no_other_mornings_to_compare_with() -> None:
    data = diary_of(person(), seed=1, design=TWICE_A_WEEK)
    daily = replace(data, run_t_d=np.arange(180.0) + 0.75, dose=np.ones(180))
    assert clock(evidence_of(daily, one_shape=True)).passed is None


def test_a_claim_that_rests_on_one_run_is_withheld(responder: Evidence) -> None:
    data = diary_of(person(kernel="K0", level_nrs=0.2), seed=2)
    answers = np.zeros(len(data.report_t_d))
    lag = data.report_t_d - data.run_t_d[5]
    answers[(lag > 0.2) & (lag < 2.5)] = 7
    found = many_runs(evidence_of(with_answers(data, answers), one_shape=True))
    assert found.passed is not True
    assert found.passed is None or set(found.withholds) == {"response", "trend", "explanations"}
    assert many_runs(responder).passed


def test_a_claim_that_rests_on_two_runs_of_many_is_withheld(responder: Evidence) -> None:
    data = diary_of(person(kernel="K0", level_nrs=0.2), seed=2, design=TWICE_A_WEEK)
    twice = (len(data.run_t_d) // 3, 2 * len(data.run_t_d) // 3)
    answers = np.zeros(len(data.report_t_d))
    for run in twice:
        lag = data.report_t_d - data.run_t_d[run]
        answers[(lag > 0) & (lag < 4.5)] = 7
    assert sorted(runs_apart(with_answers(data, answers))) == list(twice)
    found = many_runs(replace(responder, data=with_answers(data, answers)))
    assert set(found.withholds) == {"response", "trend", "explanations"}
    assert f"2 of your {len(data.run_t_d)} runs" in str(found.text)


def test_reports_that_come_only_after_runs_are_noticed(responder: Evidence) -> None:
    data = responder.data
    lag = data.report_t_d[:, None] - data.run_t_d[None, :]
    after = np.asarray(((lag > 0) & (lag < 2.5)).any(axis=1))
    assert quiet_days_reported(responder).passed
    assert quiet_days_reported(evidence_of(keep_reports(data, after), one_shape=True)).passed is False


def test_ends_of_the_scale(responder: Evidence) -> None:
    data = responder.data
    assert scale_ends(responder).passed
    assert scale_ends(evidence_of(with_answers(data, np.full(len(data.report_t_d), 10.0)))).passed is False
    rare = np.zeros(len(data.report_t_d))
    rare[::30] = 2
    assert scale_ends(evidence_of(with_answers(data, rare))).passed is False


def test_running_less_when_it_hurts_is_noticed() -> None:
    data = diary_of(person(), seed=3, design=TWICE_A_WEEK)
    before = [data.answers[(data.report_t_d < t) & (data.report_t_d > t - 3)] for t in data.run_t_d]
    felt = np.array([b.mean() if b.size else 1.0 for b in before])
    assert dose_by_plan(evidence_of(data)).passed
    assert dose_by_plan(evidence_of(replace(data, dose=np.exp(-0.3 * felt)))).passed is False


def test_replicates_are_what_the_model_writes(responder: Evidence) -> None:
    made = replicates_of(responder)
    assert np.isin(made.answers, responder.data.levels).all()
    assert np.abs((made.answers - made.expected).mean()) < 0.05


def test_runs_on_other_days_would_do_as_well(responder: Evidence, nobody: Evidence) -> None:
    assert run_days(responder).passed is True
    assert run_days(nobody).passed is None
    rng = np.random.default_rng(2)
    data = responder.data
    elsewhere = np.sort(rng.choice(90, len(data.run_t_d), replace=False) + rng.uniform(0.3, 0.8, len(data.run_t_d)))
    without = responder.fitted.log_evidence["K0"]
    weak = replace(responder.fitted, log_evidence={"K1 power": without + 8.0, "K0": without})
    luck = run_days(replace(responder, data=replace(data, run_t_d=elsewhere), fit=weak))
    assert luck.passed is False
    assert luck.withholds == ("response", "trend", "explanations")


def test_pain_that_is_gone_by_the_next_morning_is_of_the_days_of_runs() -> None:
    rng = np.random.default_rng(4)
    run_t = np.sort(rng.choice(70, 30, replace=False)) + rng.uniform(0.7, 0.8, 30)
    report_t = np.sort(np.concatenate([np.arange(70) + 0.3, np.arange(70) + 0.86]))
    since_h = 24 * (report_t[:, None] - run_t[None, :])
    felt = 0.8 + rng.normal(0, 0.4, 140) + np.where(since_h > 0, 3.5 * np.exp(-np.abs(since_h) / 2), 0.0).sum(axis=1)
    said = np.round(felt.clip(0.0))
    data = replace(
        diary_of(person(), seed=0),
        run_t_d=run_t,
        dose=np.ones(30),
        report_t_d=report_t,
        lower=said - 0.5,
        upper=said + 0.5,
    )
    assert chance_of_such_days(data) <= 0.025


def test_fast_runs_that_alone_hurt_are_of_their_days_though_their_length_says_nothing() -> None:
    rng = np.random.default_rng(9)
    run_t = np.asarray(np.sort(rng.choice(70, 40, replace=False)) + 0.75, dtype=np.float64)
    fast = rng.random(40) < 0.3
    report_t = np.sort(np.concatenate([np.arange(70) + 0.3, np.arange(70) + 0.9]))
    since_d = report_t[:, None] - run_t[None, :]
    left = np.where(since_d > 0, np.exp(-np.abs(since_d) / 0.9), 0.0)
    said = np.round((0.7 + rng.normal(0, 0.5, 140) + left @ np.where(fast, 2.5, 0.0)).clip(0.0))
    data = replace(
        diary_of(person(), seed=0),
        run_t_d=run_t,
        dose=np.where(fast, 0.7, 1.3) * np.exp(0.2 * rng.standard_normal(40)),
        report_t_d=report_t,
        lower=said - 0.5,
        upper=said + 0.5,
    )
    pace, shoe = fast - fast.mean(), rng.random(40) - 0.5
    assert chance_of_such_days(data) > 0.025
    assert chance_of_such_days(data, np.column_stack([shoe, pace])) <= 0.01
    assert chance_of_such_days(data, shoe[:, None]) > 0.01  # what has nothing to do with it does not help


@on_people(60, 150)
def test_the_chance_of_such_days_is_even_where_days_do_not_matter(people: int, figure: Callable[[str], None]) -> None:
    chances = np.array([chance_of_such_days(diary_of(person(kernel="K0"), seed=seed)) for seed in range(people)])
    figure(f"{(chances <= 0.025).mean():.3f} below .025, mean {chances.mean():.2f}")
    assert (chances <= 0.025).mean() <= 0.07
    assert 0.35 < chances.mean() < 0.65
