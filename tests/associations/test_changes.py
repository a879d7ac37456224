"""What a fit says of a sudden change."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from afterrun.associations.changes import Change, change_of
from afterrun.response.designs import DiaryDesign, draw_diary
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import Fit, fit_response
from afterrun.response.kernel import KERNELS
from afterrun.response.simulate import simulate_answers
from afterrun.response.turns import TurnName, Turns, turns_of
from tests.response.people import person

DESIGN = DiaryDesign(days=91, runs_per_week=2, reports_per_day=2.0, skipped_days=0.0, cares_per_week=0)


@cache
def lived(name: TurnName, *, before: float = 0.0, step_nrs: float = 0.0, gain_nrs: float = 2.5) -> tuple[Fit, Turns]:
    """Somebody to whom one thing happened in the middle, fitted; and what it was."""
    rng = np.random.default_rng(5)
    data = draw_diary(DESIGN, rng)
    turns = turns_of(data, name)
    middle = np.flatnonzero(np.isclose(turns.before, before)) if name == "step" else np.arange(turns.count)
    turn = turns.only(int(middle[len(middle) // 2]))
    who = replace(person(care_kinds=0, level_nrs=2.0, log_gain=np.log(gain_nrs)), turn=turn, level_step_nrs=step_nrs)
    return fit_response(simulate_answers(who, data, rng), kernels=(KERNELS["K1"],), curves=(POWER,)), turn


def told(fit: Fit) -> Change:
    found = change_of(fit, np.random.default_rng(1))
    assert found is not None
    return found


def test_a_response_that_struck_is_told_and_dated() -> None:
    fit, turn = lived("struck")
    change = told(fit)
    assert (change.verdict, change.what, change.struck, change.worse) == ("changed", "response", True, True)
    low, middle, high = change.date_d
    assert low <= turn.change_d[0] + 1e-6
    assert turn.until_d[0] - 1e-6 <= high
    assert low < middle < high
    assert high - low < 30


def test_a_step_of_the_response_is_told_with_its_size() -> None:
    fit, turn = lived("step", before=0.3, gain_nrs=5.0)
    change = told(fit)
    assert (change.what, change.worse) == ("response", True)
    assert change.prob > 0.5
    if not change.struck:  # hardly anything before and nothing before look alike
        low, high = np.quantile(change.step, [0.02, 0.98])
        assert low < -np.log(turn.before[0]) < high


def test_more_pain_on_every_day_is_no_change_of_the_response() -> None:
    fit, turn = lived("level", step_nrs=2.5)
    change = told(fit)
    assert (change.verdict, change.what, change.struck, change.worse) == ("changed", "baseline", False, True)
    assert change.date_d[0] - 2 <= turn.level_d[0] <= change.date_d[2] + 2
    low, high = np.quantile(change.step, [0.02, 0.98])
    assert low < 2.5 < high


def test_less_pain_on_every_day_is_better() -> None:
    fit, _ = lived("level", step_nrs=-2.0)
    assert (told(fit).what, told(fit).worse) == ("baseline", False)


def test_where_nothing_changed_nothing_is_told() -> None:
    fit, _ = lived("none")
    assert told(fit).verdict != "changed"
    assert told(fit).prob < 0.5


@pytest.mark.parametrize(
    ("prob", "all_of_it", "verdict"),
    [(0.96, True, "changed"), (0.96, False, "changed"), (0.1, True, "no-sign"), (0.1, False, "not-yet-known")],
)
def test_only_what_was_looked_for_is_denied(prob: float, all_of_it: bool, verdict: str) -> None:
    fit, _ = lived("none")
    names: dict[TurnName, float] = {"none": 1 - prob, "struck": prob, "came-on": 0.0, "step": 0.0}
    change = told(replace(fit, prob_turn=names | ({"level": 0.0} if all_of_it else {})))
    assert change.verdict == verdict


@pytest.mark.parametrize(("level", "verdict"), [(0.05, "no-sign"), (0.16, "not-yet-known")])
def test_what_has_become_likelier_is_not_denied_though_it_is_still_unlikely(level: float, verdict: str) -> None:
    fit, _ = lived("none")
    names: dict[TurnName, float] = {"none": 1 - level, "struck": 0.0, "came-on": 0.0, "step": 0.0, "level": level}
    assert told(replace(fit, prob_turn=names)).verdict == verdict


def test_a_diary_too_short_for_any_is_not_spoken_of() -> None:
    fit, _ = lived("none")
    assert change_of(replace(fit, prob_turn={"none": 1.0}), np.random.default_rng(0)) is None
