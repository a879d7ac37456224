"""The pure parts of `make next-day`: only the past is used, chances add up, the scores mean what they say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from afterrun.records import Diary, PainReport, Run, Site
from benchmarks.next_day import AFTERRUN, WITHOUT_RUNS, change_table, forecast_person, score_table
from benchmarks.next_day_pattern import pattern_table
from benchmarks.next_day_people import Floats, Past, Person, known_before, past_of, place_of
from benchmarks.next_day_placebo import placebo_of, placebo_table, shifted
from benchmarks.next_day_rivals import RIVALS, frequencies, leave_one_out, transitions
from benchmarks.next_day_scores import held, mixed_by_its_past, over_people, rounded_normal, score

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
IN_NUMPY = ["own frequencies", "recent frequencies", "persistence", "average load", "ridge"]


def person(days: int = 48) -> Person:
    """Report every morning, run every third evening, be sore the morning after."""
    runs = [
        Run(start=START + timedelta(days=day, hours=8), duration_s=1800, distance_m=5000) for day in range(0, days, 3)
    ]
    reports = [
        PainReport(
            at=START + timedelta(days=day),
            site=Site("both", "body"),
            nrs=5.0 if day % 3 == 1 else 2.0,
            symptom="soreness",
            scale="wellness-5",
        )
        for day in range(days)
    ]
    return Person("p99", Diary(runs=tuple(runs), pain=tuple(reports)))


def past_at(who: Person, target: int) -> Past:
    report = who.diary.pain[target]
    return past_of(known_before(report, who.diary), report)


def test_the_table_holds_the_load_of_each_calendar_day() -> None:
    past = past_at(person(), 31)  # day 31; runs in the evenings of days 30, 27, 24 ...
    assert past.answer.tolist() == [3 if day % 3 == 1 else 2 for day in range(31)]
    assert past.load[-1].tolist() == [0, 1, 0, 0, 1, 0, 0]
    assert past.load[-2].tolist() == [0, 0, 0, 1, 0, 0, 1]  # the run of day 30 is after the report of day 30
    assert past.since_d[1:] == pytest.approx(1.0)


@pytest.mark.parametrize("name", IN_NUMPY)
def test_a_rival_sees_the_past_alone(name: str) -> None:
    who = person()
    later = tuple(
        PainReport(at=r.at, site=r.site, nrs=8.0 if i >= 30 else r.nrs, symptom=r.symptom, scale=r.scale)
        for i, r in enumerate(who.diary.pain)
    )
    runs = tuple(run for run in who.diary.runs if run.end < who.diary.pain[30].at)
    changed = Person("p99", Diary(runs=runs, pain=later))
    one, other = RIVALS[name](past_at(who, 30)), RIVALS[name](past_at(changed, 30))
    assert one == pytest.approx(other)
    assert one.sum() == pytest.approx(1.0)
    assert (one >= 0).all()


@pytest.mark.parametrize("name", ["ridge"])
def test_a_regression_on_load_finds_the_morning_after(name: str) -> None:
    who = person()
    assert RIVALS[name](past_at(who, 31)).argmax() == 3
    assert RIVALS[name](past_at(who, 32)).argmax() == 2


def test_transitions_learn_what_follows_what() -> None:
    answer = np.array([0, 1] * 20)
    assert transitions(answer, 3, towards_own=0.5)[-1].argmax() == 0
    assert frequencies(answer, 3)[-1] == pytest.approx([20.33 / 41, 20.33 / 41, 0.33 / 41], abs=1e-3)
    assert frequencies(answer, 3, half_life=1.0)[-1].argmax() == 1


def test_leave_one_out_errors_are_those_of_leaving_one_out() -> None:
    rng = np.random.default_rng(0)
    x, y = rng.standard_normal((12, 2)), rng.standard_normal(12)
    _, sd = leave_one_out(x, y, x[0], 1e-9)
    errors = []
    for i in range(12):
        rest = np.arange(12) != i
        line = np.linalg.lstsq(np.column_stack([np.ones(11), x[rest]]), y[rest], rcond=None)[0]
        errors.append(y[i] - line @ np.array([1.0, *x[i]]))
    assert sd == pytest.approx(float(np.sqrt(np.mean(np.square(errors)))), rel=1e-6)


def test_scores_of_a_sure_and_of_an_ignorant_forecast() -> None:
    came = np.array([0, 1])
    sure: Floats = np.eye(4)[came]
    told = score(sure, came, threshold=1, chance_for_ties=np.array([0.2, 0.8]))
    assert told.log.tolist() == [0, 0]
    assert told.brier.tolist() == [0, 0]
    assert told.pit == pytest.approx([0.2, 0.8])
    even = score(np.full((2, 4), 0.25), came, threshold=1, chance_for_ties=np.array([0.5, 0.5]))
    assert even.log == pytest.approx(np.log([0.25, 0.25]))
    assert even.brier == pytest.approx([0.75**2, 0.25**2])
    assert even.pit == pytest.approx([0.125, 0.375])


def test_pit_is_uniform_where_answers_come_from_the_forecast() -> None:
    rng = np.random.default_rng(1)
    chance = rounded_normal(1.7, 0.9, 5)
    came = rng.choice(5, 4000, p=chance)
    told = score(np.tile(chance, (4000, 1)), came, threshold=3, chance_for_ties=rng.random(4000))
    assert [held(told.pit, level) for level in (0.5, 0.8, 0.95)] == pytest.approx([0.5, 0.8, 0.95], abs=0.025)


def test_mixing_mends_a_method_that_is_always_wrong_from_its_own_past_alone() -> None:
    came = np.array([0] * 30)
    wrong, own = np.tile([0.01, 0.99], (30, 1)), np.tile([0.9, 0.1], (30, 1))
    mixed = mixed_by_its_past(wrong, own, came)
    assert mixed[0] == pytest.approx([0.099, 0.901])
    assert mixed[-1] == pytest.approx(0.1 * wrong[0] + 0.9 * own[0])
    came[-1] = 1  # what comes last changes no forecast
    assert mixed_by_its_past(wrong, own, came) == pytest.approx(mixed)


def test_resampling_people() -> None:
    mean, low, high = over_people([0.0, 1.0, 2.0, 3.0])
    assert mean == 1.5
    assert 0 < low < 1 < 2 < high < 3
    assert np.isnan(over_people([])).all()


def test_a_person_from_diary_to_table() -> None:
    who = person()
    found = forecast_person(who, {name: RIVALS[name] for name in IN_NUMPY}, every=4)
    assert found.came.tolist() == [place_of(r, found.levels) for r in who.diary.pain[20::4]]
    assert found.counts.tolist() == [False] * 5 + [True] * 2
    assert all(chance.sum(axis=1) == pytest.approx(1.0) for chance in found.chance.values())
    assert found.prob_responds[-1] > 0.95
    lines = score_table([found], "all")
    assert lines[0] == "all: 1 people, 2 forecasts; means over people"
    assert len(lines) == 2 + 3 + len(IN_NUMPY) + 1
    assert found.before.tolist() == [place_of(r, found.levels) for r in who.diary.pain[19::4]][: len(found.came)]
    told = change_table([found])
    changed = int((found.came != found.before)[found.counts].sum())
    assert told[0] == f"mean over forecasts: {2 - changed} answers as the one before, {changed} that changed"
    log = {name: np.log(chance[np.arange(7), found.came]).mean() for name, chance in found.chance.items()}
    assert log[AFTERRUN] > log[WITHOUT_RUNS] + 0.3  # the runs tell this person's mornings


def test_the_pattern_is_told_of_people_who_run() -> None:
    often, seldom = person(66), person(30)
    lines = pattern_table([often, seldom])
    assert "1 people" in lines[0]
    rows = {int(line.split()[0]): line.split() for line in lines[2:]}
    assert float(rows[1][2]) > 1.5  # answers a day after
    assert float(rows[2][2]) < -0.5
    assert pattern_table([seldom]) == []


def test_sessions_on_wrong_days_keep_their_hours_and_doses() -> None:
    who = person()
    data = known_before(who.diary.pain[-1], who.diary).data
    moved = shifted(data, 10)
    assert np.mod(moved.run_t_d, 1) == pytest.approx(np.mod(data.run_t_d[0], 1))
    assert moved.run_t_d.min() >= np.floor(data.run_t_d.min())
    assert (np.diff(moved.run_t_d) > 0).all()
    assert not set(moved.run_t_d.round(3)) <= set(data.run_t_d.round(3))
    assert sorted(moved.dose) == sorted(data.dose)


def test_a_response_is_found_on_the_true_days_and_not_on_wrong_ones() -> None:
    rng = np.random.default_rng(5)
    runs = person(70).diary.runs
    kept = tuple(run for run in runs if rng.random() < 0.45)  # no rhythm that a shift could meet again
    ran = {run.end.date() for run in kept}
    reports = [
        PainReport(
            at=r.at,
            site=r.site,
            nrs=5.0 if (r.at - timedelta(days=1)).date() in ran else 2.0,
            symptom=r.symptom,
            scale=r.scale,
        )
        for r in person(70).diary.pain
    ]
    who = Person("p98", Diary(runs=kept, pain=tuple(reports)))
    found = placebo_of(who, shifts=2)
    assert found.responds[0] > 0.95
    assert (found.responds[1:] < 0.9).all()
    lines = placebo_table([who], shifts=2)
    assert "true days 1 of 1 people, moved days 0 of 2 fits" in lines[-1]
