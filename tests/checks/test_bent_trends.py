"""The trend is a straight line: two checks say where it would be drawn through a bend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from afterrun.checks import Evidence
from afterrun.checks.steady import steady
from afterrun.checks.struck_later import painless_runs, struck_later
from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.simulate import with_answers
from tests.response.people import diary_of, person

RUN_T_D: Floats = 0.3 + 3.0 * np.arange(10, dtype=np.float64)


def diary(answers_by_day: Sequence[float], run_t_d: Floats = RUN_T_D) -> ResponseData:
    """One report a day, at its end."""
    data = diary_of(person(care_kinds=0), seed=1)
    t: Floats = np.arange(len(answers_by_day), dtype=np.float64) + 0.9
    data = replace(data, run_t_d=run_t_d, dose=np.ones(len(run_t_d)), report_t_d=t, lower=t, upper=t)
    return with_answers(data, np.array(answers_by_day))


@pytest.mark.parametrize(
    ("answers", "painless"),
    [
        ([0, 0, 0, 0, 0, 0, 0, 3, 1, 0, 2, 0], 2),
        ([0, 0, 0, 0, 2, 0, 0, 3, 1], 1),
        ([0, 0, 2, 0, 0, 0, 0, 3, 1], 0),
        ([1, 0, 0, 0, 0, 0, 0, 3, 1], 0),
        ([0] * 12, 0),  # no pain at all: nothing struck
    ],
)
def test_painless_runs_before_the_first_pain_are_counted(answers: Sequence[float], painless: int) -> None:
    assert painless_runs(diary(answers)) == painless


def test_pain_long_after_the_last_run_leaves_it_painless_and_a_run_without_a_report_is_none() -> None:
    late = diary([0] * 10 + [4, 3], run_t_d=np.array([0.3, 2.3]))
    assert painless_runs(late) == 2
    assert painless_runs(diary([0] * 10 + [4, 3], run_t_d=np.array([0.3, 2.3, 2.4]))) == 2


@pytest.mark.parametrize(("answers", "passed"), [([0] * 7 + [3, 1, 2], False), ([0] * 4 + [2, 0, 0, 3], True)])
def test_two_painless_runs_withhold_the_trend(answers: Sequence[float], passed: bool) -> None:
    data = diary(answers)
    found = struck_later(Evidence(data, np.zeros(len(data.run_t_d), dtype=bool)))
    assert found.passed is passed
    assert ("trend" in found.withholds) is not passed
    assert "response" not in found.withholds


def test_steady_responders_do_not_open_painless() -> None:
    found = [painless_runs(diary_of(person(), seed=seed)) for seed in range(40)]
    assert np.mean(np.array(found) >= 2) <= 0.025


@pytest.mark.parametrize(("sudden", "passed"), [(0.0, True), (0.59, True), (0.6, False), (0.99, False)])
def test_a_likely_sudden_change_withholds_the_trend(sudden: float, passed: bool) -> None:
    found = steady(sudden)
    assert found.passed is passed
    assert ("trend" in found.withholds) is not passed
