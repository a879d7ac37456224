"""A share of ``make plan-loop``: the plan followed for two weeks, and what others would have told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from afterrun.plan.schedule import APART_D
from benchmarks.plan_levers import LEVERS, ask_each, line
from benchmarks.plan_loop import CEILING, RULES, Lived, live, lived, row, tenths, weeks_told
from benchmarks.plan_people import REPORTS_AT, somebody, trend_a_month
from benchmarks.plan_told import Twice, ask, ask_twice, kept_a_diary, learned, question, summary, summary_twice


@pytest.mark.parametrize("kind", ["in-model", "nothing"])
def test_the_plan_followed_for_two_weeks(kind: str) -> None:
    found = live("plan", kind, 0, weeks=2)
    assert found.runs
    for run in found.runs:
        assert run.told <= run.told_5 <= CEILING.chance
    longest = 1.25  # of the history
    for run in found.runs:
        assert run.dose <= 1.1 * longest + 1e-9
        longest = max(longest, run.dose)
    if kind == "nothing":
        assert found.days_over == 0
        assert found.runs[-1].dose > found.runs[0].dose


def test_rivals_run_whatever_it_does() -> None:
    people = [live("ten per cent a week", "worse", seed) for seed in range(3)]
    runs = [run for each in people for run in each.runs]
    assert np.mean([run.over_5 for run in runs]) > 0.5
    assert runs[-1].dose > 2 * runs[0].dose
    assert "nan" in row(people)


def test_who_is_never_told_to_run_is_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RULES, "rest", lambda: lambda person, now_d, end_d: (0.0, np.nan, np.nan))
    rests, runs = live("rest", "worse", 0, weeks=1), live("repeat", "worse", 0, weeks=1)
    assert rests.runs == ()
    assert row([rests]).split("|")[:2] == ["  1 ", "    0 "]
    assert row([rests, runs]).startswith("  2 | ")


def test_lives_of_two_people_share_no_chance() -> None:
    person, other = somebody("worse", 1), somebody("worse", 2)
    assert person.whose != other.whose
    twins = [replace(person, whose=(twin,)) for twin in range(12)]
    chances = [twin.chance_over(CEILING.nrs, [(0.75, 1.7)], until_d=5.75) for twin in twins]
    assert 0.1 < np.mean(chances) < 0.9
    assert len(set(chances)) > 4


def test_what_was_told_is_put_beside_what_came() -> None:
    run = live("repeat", "threshold", 1, weeks=2).runs[0]
    told = [type(run)(run.day, run.dose, 0.1, 0.12, False, i == 0, 0.2) for i in range(10)]
    assert tenths(told) == "  0.10-0.15: told 0.120, true 0.200, came 0.100, n 10"
    assert Lived("plan", "x", (told[1],), 0).longer_after in (np.inf, run.day / 7)


def test_a_life_that_is_kept_is_not_lived_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    once = lived(("repeat", "worse", 2), tmp_path / "lives")
    monkeypatch.setattr("benchmarks.plan_loop.live", lambda *_: pytest.fail("lived again"))
    assert str(lived(("repeat", "worse", 2), tmp_path / "lives")) == str(once)  # a rival tells no chance: NaN


def test_told_and_true_are_put_side_by_side_by_weeks() -> None:
    run = live("repeat", "threshold", 1, weeks=1).runs[0]
    told = [replace(run, day=day, told_5=0.1, true_5=0.2) for day in (0.0, 27.0, 29.0)]
    assert weeks_told(told) == "  weeks 1-4: told 0.100, true 0.200, n 2\n  weeks 5-8: told 0.100, true 0.200, n 1"


def test_somebody_with_a_threshold_feels_nothing_below_it() -> None:
    person = somebody("threshold", 0)
    assert person.rise(1.2, 0.0) == person.rise(0.1, 0.0) < 0.5
    assert person.rise(2.0, 0.0) > 4


@pytest.mark.parametrize(("kind", "seed"), [("worse", 1), ("prior", 7)])
def test_a_true_chance_is_how_often_the_days_go_over_when_they_are_lived(kind: str, seed: int) -> None:
    person = somebody(kind, seed)
    for day in range(14):
        person.live(day + REPORTS_AT[0])
        if day % 4 == 1:
            person.run(day + 0.75, 1.0)
        person.live(day + REPORTS_AT[1])
    person.live(14 + REPORTS_AT[0])
    came = []
    for life in range(150):
        other = replace(person.as_now(), rng=np.random.default_rng(life))
        for day in range(14, 20):
            other.live(day + REPORTS_AT[0])
            if day in (14, 17):
                other.run(day + 0.75, 1.0)
            other.live(day + REPORTS_AT[1])
        came.append(other.worst(14.75, 19.75) > CEILING.nrs)
    chance = person.chance_over(CEILING.nrs, [(14.75, 1.0), (17.75, 1.0)], until_d=19.75)
    assert 0.4 < chance < 0.7
    assert np.mean(came) == pytest.approx(chance, abs=0.12)


def test_what_is_told_of_a_first_run_is_put_beside_the_truth() -> None:
    found = ask("nothing", 0)
    assert found.dose > 1
    assert (found.true_each == 0).all()
    assert found.told < 0.05
    told = replace(found, told=0.2, told_each=np.full(5, 0.95), true_each=np.full(5, 0.9))
    assert "  that run: told 0.200, true 0.000" in summary([told])
    assert summary([told]).endswith("  0.9-1.0: told 0.950, true 0.900, n 5")


def test_a_trend_that_is_told_is_the_one_that_the_draws_have() -> None:
    person = kept_a_diary("worse", 1)
    draws = learned(person, size=100, trend=trend_a_month("worse"))
    assert draws.responds.all()
    assert -draws.drift * 30 / 35.6 == pytest.approx(np.full(100, np.log(1.3)), abs=0.06)


@pytest.mark.parametrize("weeks", [2, 3, 5])
def test_nobody_asks_sooner_after_a_run_than_the_app_would_plan_one(weeks: int) -> None:
    person = kept_a_diary("nothing", 2, weeks)
    asked = question(person, learned(person, weeks, size=50), weeks)
    assert asked.end_d - asked.person.ends[-1] >= APART_D


def test_the_first_run_of_the_loop_is_two_days_after_the_last_of_the_diary() -> None:
    assert live("repeat", "nothing", 0, weeks=1).runs[0].day >= APART_D - 0.25  # the diary ends six hours after a run


def test_two_diaries_of_one_person_differ_by_luck_alone() -> None:
    one, other = (kept_a_diary("worse", 1, 2, luck=luck) for luck in (1, 2))
    assert (one.ends, one.doses) == (other.ends, other.doses)
    assert one.rise(0.7, 3.0) == other.rise(0.7, 3.0)
    assert one.said != other.said


def test_a_run_that_one_diary_proposes_is_told_by_the_other_too() -> None:
    runs = ask_twice("nothing", 0, weeks=3)
    assert len(runs) == 2
    assert (runs[0].true, runs[0].true_of_other) == (0.0, 0.0)
    assert runs[0].told_by_other == pytest.approx(runs[1].told, abs=0.02)
    assert "  the other: told 0.300, true 0.400" in summary_twice([Twice(0.1, 0.2, 0.3, 0.4)])


def test_levers_are_pulled_on_one_diary() -> None:
    found = ask_each("in-model", 5)
    assert set(found) == set(LEVERS)
    assert len({each.true_half for each in found.values()}) == 1
    usual, surer, fewer = (found[name] for name in ("as it is", "agreement of .8", "a chance of .12"))
    assert surer.dose <= usual.dose
    assert fewer.dose <= usual.dose
    assert found["a rise of 2.5, a response of .8"].told_half != usual.told_half
    assert line([usual]).startswith("1 of 1" if usual.dose else "0 of 1")


def test_a_prior_that_is_the_product_s_own_changes_no_draw() -> None:
    person = kept_a_diary("worse", 1, 2)
    draws = learned(person, 2, size=400)
    as_it_is, more = LEVERS["as it is"], LEVERS["a rise of 2.5, a response of .8"]
    assert as_it_is.weights(draws) == pytest.approx(np.full(400, 1 / 400))
    assert (as_it_is.believed(draws).gain_nrs == draws.gain_nrs).all()
    assert more.believed(draws).responds.mean() >= draws.responds.mean()
