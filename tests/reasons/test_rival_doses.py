from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from afterrun.reasons.rivals.doses import (
    accounts_of_events,
    accounts_of_measured,
    accounts_of_runs,
    relative,
    run_doses,
)
from afterrun.records import Run
from afterrun.tissue import MEASURES

START = datetime(2026, 5, 1, 7, tzinfo=UTC)
KM = (5.0, 6.0, 4.0, 9.0, 5.0, 6.5, 5.5, 4.5, 7.0, 6.0)
RUNS = [
    Run(
        start=START + timedelta(days=3 * i),
        duration_s=km * (340 + 10 * (i % 3)),
        distance_m=1000 * km,
        ascent_m=20.0 * i,
        descent_m=5.0 * i,
    )
    for i, km in enumerate(KM)
]
T = np.arange(len(RUNS), dtype=np.float64)
ALL = range(len(RUNS))


def test_what_a_run_was() -> None:
    found = run_doses(RUNS)
    assert found["distance"][3] == 9000
    assert found["session-spike"][3] == pytest.approx(9 / 6)
    assert np.isnan([found["session-spike"][0], found["rest-gap"][0]]).all()
    assert found["rest-gap"][1] == pytest.approx(3 - RUNS[0].duration_s / 86400)
    assert found["speed"][0] == pytest.approx(1 / 0.34)


def test_a_month_later_nothing_is_known_of_the_longest() -> None:
    late = replace(RUNS[1], start=RUNS[0].start + timedelta(days=31))
    assert np.isnan(run_doses([RUNS[0], late])["session-spike"][1])


def test_tissues_are_those_of_the_measures() -> None:
    found = run_doses(RUNS)
    for name in ("forefoot-impulse", "knee-load"):
        assert found[name] == pytest.approx(MEASURES[name].doses(RUNS).value)


def test_what_is_not_recorded_is_said_and_not_guessed() -> None:
    bare = [replace(run, ascent_m=None, descent_m=run.descent_m if i else None) for i, run in enumerate(RUNS)]
    accounts, lacking = accounts_of_runs(bare, T, ALL, ALL)
    assert {each.name for each in lacking} == {"ascent"}  # one run without a descent is as usual
    assert {"distance", "descent", "tibia-load"} <= {each.name for each in accounts}
    by_minutes = [replace(run, distance_m=None) for run in bare]
    names = {each.name for each in accounts_of_runs(by_minutes, T, ALL, ALL)[0]}
    assert names == {"duration", "descent", "rest-gap"}


def test_doses_are_relative_and_never_nothing() -> None:
    assert relative(np.array([0.0, 50.0, 100.0, np.nan]), np.array([50.0, 100.0])) == pytest.approx(
        [0.1, 2 / 3, 4 / 3, 1]
    )
    assert relative(np.array([0.0, 0.0, 0.0, 40.0]), np.array([0.0, 0.0])) == pytest.approx([0.1, 0.1, 0.1, 1])


def test_both_ways_of_rest_are_asked() -> None:
    rest = next(each for each in accounts_of_runs(RUNS, T, ALL, ALL)[0] if each.name == "rest-gap")
    assert rest.doses[0] * rest.doses[1] == pytest.approx(1)


def test_events_need_eight_times() -> None:
    accounts, lacking = accounts_of_events(
        {"football": (np.arange(8.0), np.ones(8)), "long-drive": (np.arange(7.0), np.ones(7))}
    )
    assert [each.name for each in accounts] == ["event:football"]
    assert [(each.name, each.why) for each in lacking] == [("event:long-drive", "too-few")]


def test_an_event_may_do_by_how_much_there_was_or_each_time_the_same() -> None:
    amount = np.tile([0.5, 1.0, 2.0], 4)
    ((stress,), _) = accounts_of_events({"stress": (np.arange(12.0), amount)})
    assert stress.doses == pytest.approx(np.array([amount, np.ones(12)]))
    assert stress.varies


def test_what_is_measured_may_hurt_either_way_and_what_never_differs_is_no_account() -> None:
    slept, weight = np.tile([5.0, 7.0, 8.0, 7.0], 5), np.full(20, 70.0)
    t_d = np.arange(20.0)
    (sleep,) = accounts_of_measured({"sleep": (t_d, slept), "weight": (t_d, weight), "seldom": (t_d[:7], slept[:7])})
    assert sleep.name == "event:sleep"
    assert not sleep.of_runs
    assert sleep.doses[0] == pytest.approx(slept / 7)
    assert sleep.doses[1] == pytest.approx(7 / slept)
