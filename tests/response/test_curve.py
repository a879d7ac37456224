"""Where nothing is felt there is no ratio, and nothing gets worse."""

from __future__ import annotations

import numpy as np
import pytest

from afterrun.response.curve import chance_of_less, month_apart, response_ratio
from afterrun.response.effects import modified_ratio
from afterrun.response.posterior import Draws, joined
from afterrun.response.simulate import truth_as_draws
from tests.response.people import diary_of, person


def of_both() -> Draws:
    """One draw with a response, and the same without."""
    draws = truth_as_draws(person())
    blank = {name: np.zeros(1) for name in ("gain_nrs", "drift")}
    values = {name: getattr(draws, name) for name in Draws.__dataclass_fields__}
    values["modifier"] = np.full((1, 1), 0.5)
    return joined([Draws(**values), Draws(**values | blank | {"responds": np.array([False])})])


def test_of_no_response_there_is_no_ratio() -> None:
    data = diary_of(person(), seed=1)
    ratio = response_ratio(*month_apart(of_both(), data))
    assert np.isfinite(ratio).tolist() == [True, False]
    assert np.isfinite(modified_ratio(of_both(), data, modifier=0)).tolist() == [True, False]


def test_what_stays_the_same_is_neither_better_nor_worse() -> None:
    nothing = np.zeros(100)
    assert chance_of_less(nothing, nothing) == pytest.approx(0.5)
    assert chance_of_less(np.array([0.0, 1.0]), np.array([1.0, 0.5])) == pytest.approx(0.5)
    assert chance_of_less(nothing, nothing + 1) == 1.0
