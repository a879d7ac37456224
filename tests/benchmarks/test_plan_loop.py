"""A share of ``make plan-loop``: the plan followed for two weeks, and what others would have told."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.plan_loop import CEILING, Lived, live, row, tenths
from benchmarks.plan_people import somebody


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


def test_what_was_told_is_put_beside_what_came() -> None:
    run = live("repeat", "threshold", 1, weeks=2).runs[0]
    told = [type(run)(run.day, run.dose, 0.1, 0.12, False, i == 0) for i in range(10)]
    assert tenths(told) == "  0.10-0.15: told 0.120, came 0.100, n 10"
    assert Lived("plan", "x", (told[1],), 0).longer_after in (np.inf, run.day / 7)


def test_somebody_with_a_threshold_feels_nothing_below_it() -> None:
    person = somebody("threshold", 0)
    assert person.rise(1.2, 0.0) == person.rise(0.1, 0.0) < 0.5
    assert person.rise(2.0, 0.0) > 4
