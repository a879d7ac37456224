"""Rivals on people whose truth is known."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from afterrun.reasons.rivals import Account, Weighed, weigh_rivals
from afterrun.reasons.rivals.alike import groups_of
from afterrun.reasons.rivals.apart import Foretold, foretold, information, runs_needed
from afterrun.reasons.rivals.both import both
from afterrun.reasons.rivals.evidence import Explained
from afterrun.reasons.rivals.weighing import _paired
from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.designs import DiaryDesign, draw_diary
from afterrun.response.dose_curve import CURVES
from afterrun.response.fit import fit_response
from afterrun.response.kernel import RESPONSES
from afterrun.response.simulate import simulate_answers
from tests.response.people import person
from tests.shares import on_people

SEASON = DiaryDesign(days=91, runs_per_week=3, reports_per_day=1.5, cares_per_week=0.0)


def account(name: str, data: ResponseData, dose: Floats) -> Account:
    return Account(name=name, t_d=data.run_t_d, doses=dose[None])


def lived(seed: int, *, kernel: str = "K1", size_matters: bool = True) -> tuple[ResponseData, Floats, Floats]:
    """A season, the dose that hurts, and one that goes with it halfway."""
    rng = np.random.default_rng(seed)
    data = draw_diary(SEASON, rng)
    true, other = rng.uniform(0.4, 1.8, (2, len(data.run_t_d)))
    true = true / np.median(true)
    felt = replace(data, dose=true if size_matters else np.ones(len(true)))
    data = simulate_answers(person(kernel=kernel, care_kinds=0), felt, rng)
    return data, true, np.sqrt(true * other / np.median(other))


def weighed(data: ResponseData, *accounts: Account) -> dict[str, Weighed]:
    found = weigh_rivals(data, accounts, fit=None, seed=0)
    assert sum(each.weight for each in found) == pytest.approx(1)
    assert sum(each.prior for each in found) == pytest.approx(1)
    return {each.account.name: each for each in found}


def test_the_dose_that_hurts_is_favoured_by_evidence_and_by_what_is_left_out() -> None:
    data, true, other = lived(1)
    found = weighed(data, account("distance", data, true), account("duration", data, other))
    assert found["distance"].weight > 0.95
    assert found["none"].weight < 0.001
    scores = {name: each.explained.log_score for name, each in found.items()}
    assert max(scores, key=lambda name: scores[name]) == "distance"
    assert min(scores, key=lambda name: scores[name]) == "none"


def test_identical_rivals_are_equal_and_say_so() -> None:
    data, true, other = lived(2)
    twins = [account(name, data, true * scale) for name, scale in (("distance", 1.0), ("calf-work", 7.0))]
    found = weighed(data, *twins, account("duration", data, other))
    assert found["distance"].weight == found["calf-work"].weight == found["distance"].together / 2
    assert (found["distance"].alike, found["calf-work"].alike) == (("calf-work",), ("distance",))
    assert found["duration"].alike == ()
    alone = weighed(data, account("distance", data, true), account("duration", data, other))
    assert found["distance"].together == pytest.approx(alone["distance"].weight)
    only = weighed(data, *twins)
    assert only["distance"].weight == only["calf-work"].weight <= 0.5


def test_no_load_wins_where_runs_do_nothing() -> None:
    data, true, other = lived(3, kernel="K0")
    found = weighed(data, account("distance", data, true), account("duration", data, other))
    assert found["none"].weight > 0.8


@on_people(3, 40)
def test_where_every_run_hurts_alike_no_size_is_favoured(people: int) -> None:
    wrong = 0
    for seed in range(people):
        data, true, other = lived(100 + seed, size_matters=False)
        steady = 1 + 0.08 * np.sin(np.arange(len(true)))
        found = weighed(
            data, account("distance", data, true), account("duration", data, other), account("speed", data, steady)
        )
        assert found["none"].weight < 0.05
        wrong += max(each.weight for each in found.values()) >= 0.95
    assert wrong <= max(1, 0.05 * people) if people > 5 else wrong == 0


def test_what_happens_on_other_days_may_be_it() -> None:
    rng = np.random.default_rng(8)
    data, true, _ = lived(4, kernel="K0")
    when = np.sort(rng.choice(91, 24, replace=False) + 0.75)
    loaded = replace(data, run_t_d=when, dose=np.ones(24))
    data = replace(simulate_answers(person(care_kinds=0), loaded, rng), run_t_d=data.run_t_d, dose=true)
    football = Account(name="event:football", t_d=when, doses=np.ones((1, 24)), of_runs=False)
    found = weighed(data, account("distance", data, true), football)
    assert found["event:football"].weight > 0.95


def two_at_work(seed: int) -> tuple[ResponseData, list[Account]]:
    """A season in which how far one runs hurts, and football on other days as much."""
    rng = np.random.default_rng(900 + seed)
    data, true, other = lived(seed)
    when = np.sort(rng.choice(91, 24, replace=False) + 0.75)
    t_d, dose = np.append(data.run_t_d, when), np.append(true, np.ones(24))
    order = np.argsort(t_d)
    felt = simulate_answers(person(care_kinds=0), replace(data, run_t_d=t_d[order], dose=dose[order]), rng)
    football = Account(name="event:football", t_d=when, doses=np.ones((1, 24)), of_runs=False)
    told = replace(felt, run_t_d=data.run_t_d, dose=true)
    return told, [account("distance", data, true), account("duration", data, other), football]


def test_two_at_work_share_their_chance() -> None:
    data, accounts = two_at_work(0)
    found = weighed(data, *accounts)
    assert found["distance"].beside["event:football"] > 0.5
    assert max(each.together for each in found.values()) < 0.95


@on_people(2, 40)
def test_neither_of_two_at_work_is_favoured_as_the_whole_story(people: int) -> None:
    wrong, found_both = 0, 0
    for seed in range(people):
        data, accounts = two_at_work(seed)
        found = weighed(data, *accounts)
        wrong += max(each.together for each in found.values()) >= 0.95
        found_both += found["distance"].beside["event:football"] > 0.5
        assert found["distance"].beside["event:football"] == found["event:football"].beside["distance"]
        assert found["none"].beside == {}
    assert wrong <= 0.025 * people
    assert found_both >= 0.5 * people


def test_one_at_work_is_not_made_two() -> None:
    data, true, other = lived(1)
    found = weighed(data, account("distance", data, true), account("duration", data, other))
    assert found["distance"].beside["duration"] < 0.2


def test_what_is_put_beside_another_keeps_all_its_ways() -> None:
    football = Account(name="event:football", t_d=np.array([1.0, 4.0]), doses=np.ones((1, 2)), of_runs=False)
    short_or_long = np.array([[0.5, 2.0, 1.0], [2.0, 0.5, 1.0]])
    nights = Account(name="event:sleep", t_d=np.array([2.0, 3.0, 5.0]), doses=short_or_long, of_runs=False)
    found = both(football, nights)
    shapes = {tuple((row[[1, 2, 4]] / row[4]).round(3)) for row in found.doses}
    assert shapes == {tuple(row) for row in short_or_long}
    assert found.t_d.tolist() == [1, 2, 3, 4, 5]


def test_what_is_beside_a_leading_one_by_luck_is_tried_beside_the_others_too() -> None:
    """Football and distance are at work; descent leads by itself, and with football explains more than any one."""
    run_d, runs = np.array([1.0, 4.0, 9.0]), np.array([[1.0, 0.5, 2.0]])
    football = Account(name="football", t_d=np.array([2.0, 6.0]), doses=np.ones((1, 2)), of_runs=False)
    heads = [Account(name=name, t_d=run_d, doses=runs) for name in ("descent", "distance", "speed")] + [football]
    found = [SimpleNamespace(log_evidence=e, way=0) for e in (-10.0, -10.5, -12.0, -11.0)]
    told = {frozenset(("descent", "football")): -5.0, frozenset(("distance", "football")): -1.0}

    def evidence(pair: Account) -> float:
        return told.get(frozenset(pair.name.split(" and ")), -20.0)

    tried = _paired(heads, cast("list[Explained]", found), evidence)
    assert tried == {(0, 1): -20, (0, 3): -5, (0, 2): -20, (3, 1): -1, (3, 2): -20}
    told.clear()  # where no pair explains more than one, nothing more is tried
    assert set(_paired(heads, cast("list[Explained]", found), evidence)) == {(0, 1), (0, 3), (0, 2)}


def test_at_work_is_all_in_which_it_has_a_part() -> None:
    data, accounts = two_at_work(0)
    found = weighed(data, *accounts)
    for each in found.values():
        assert each.at_work == pytest.approx(each.together + sum(each.beside.values()) / 2)
    assert found["distance"].at_work > 0.9
    assert found["distance"].together < 0.9  # the half of what it has with football is football's


def test_what_is_alike() -> None:
    t = np.arange(10.0, 40.0, 2.0)
    dose = np.linspace(0.5, 2.0, len(t))
    mixed = np.where(np.arange(len(t)) % 2, 0.6, 1.5)
    rows = [
        Account(name="distance", t_d=t, doses=dose[None]),
        Account(name="duration", t_d=t, doses=dose[None] ** 3),  # the same, seen through a power
        Account(name="speed", t_d=t, doses=mixed[None]),
        Account(name="ascent", t_d=t, doses=np.ones((1, len(t)))),
        Account(name="descent", t_d=t, doses=np.full((1, len(t)), 0.99)),  # neither differs
        Account(name="event:ball", t_d=t + 0.1, doses=np.ones((1, len(t))), of_runs=False),  # on every day of a run
        Account(name="event:bike", t_d=t + 1.1, doses=np.ones((1, len(t))), of_runs=False),
        Account(name="none", t_d=t[:0], doses=np.ones((1, 0)), of_runs=False),
    ]
    assert groups_of(rows, (0.0, 45.0)) == [[0, 1], [2], [3, 4, 5], [6], [7]]


def test_information_is_nothing_between_the_same_and_more_the_further_apart() -> None:
    one = Foretold(mean=np.array([1.0, 0.5]), covariance=np.eye(2))
    assert information(one, one) == pytest.approx(0)
    near, far = (Foretold(mean=one.mean + shift, covariance=np.eye(2)) for shift in (0.5, 2.0))
    assert information(one, near) == pytest.approx(2 * 0.5**2 / 2)
    assert information(one, far) > information(one, near)
    assert runs_needed(0.5, 0.5, if_first=2.0, if_second=2.0) < runs_needed(0.5, 0.5, if_first=0.5, if_second=0.5)
    assert runs_needed(0.94, 0.01, if_first=1.0, if_second=1.0) < 1.0


def test_a_run_that_two_doses_see_differently_tells_them_apart() -> None:
    data, true, other = lived(1)
    found = weighed(data, account("distance", data, true), account("duration", data, other))
    report, end = np.array([0.5, 1.0, 1.5]), np.zeros(1)

    def between(a: float, b: float) -> float:
        first = foretold(found["distance"].explained, run_t_d=end, dose=np.array([a]), report_t_d=report)
        second = foretold(found["duration"].explained, run_t_d=end, dose=np.array([b]), report_t_d=report)
        return information(first, second)

    assert between(1.8, 0.5) > 3 * between(1.0, 1.0)
    none = foretold(found["none"].explained, run_t_d=end, dose=np.zeros(1), report_t_d=report)
    assert np.abs(none.mean).max() == 0


def test_a_change_that_one_dose_needs_is_no_proof_of_it() -> None:
    """The true dose doubles midway. Distance, which does not, can only tell that by a sudden change."""
    rng = np.random.default_rng(6)
    data, _, _ = lived(6)
    grown = np.where(data.run_t_d > 45, 1.9, 0.7)
    distance = rng.uniform(0.8, 1.2, len(grown))
    true = distance * grown
    data = simulate_answers(person(care_kinds=0), replace(data, dose=true), rng)
    fit = fit_response(replace(data, dose=distance), kernels=RESPONSES[:1], curves=CURVES[:1])
    fit = replace(fit, prob_turn={"none": 0.1, "step": 0.9})  # believed, however sure it is here
    rows = [account("distance", data, distance), account("session-spike", data, true)]
    found = {each.account.name: each for each in weigh_rivals(data, rows, fit=fit, seed=0)}
    assert found["session-spike"].weight > 0.9


def test_same_diary_same_seed_same_weights() -> None:
    data, true, other = lived(5)
    rows = account("distance", data, true), account("duration", data, other)
    first, again = (weigh_rivals(data, rows, fit=None, seed=3) for _ in range(2))
    assert [each.weight for each in first] == [each.weight for each in again]
