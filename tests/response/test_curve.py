"""Where nothing is felt there is no ratio, and nothing gets worse."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from afterrun.response.curve import curve_now, ratio_per_month
from afterrun.response.data import ResponseData
from afterrun.response.effects import modified_ratio
from afterrun.response.posterior import Draws, joined
from afterrun.response.simulate import truth_as_draws
from afterrun.response.turns import turns_of
from tests.response.people import diary_of, person


def of_both(data: ResponseData) -> Draws:
    """One draw with a response, and the same without."""
    draws = truth_as_draws(person(), data)
    blank = {name: np.zeros(1) for name in ("gain_nrs", "drift")}
    values = {name: getattr(draws, name) for name in Draws.__dataclass_fields__}
    values["modifier"] = np.full((1, 1), 0.5)
    return joined([Draws(**values), Draws(**values | blank | {"responds": np.array([False])})])


def test_of_no_response_there_is_no_ratio() -> None:
    data = diary_of(person(), seed=1)
    both = of_both(data)
    ratio = ratio_per_month(curve_now(both, data), 0.0)
    assert np.isfinite(ratio).tolist() == [True, False]
    assert np.isfinite(modified_ratio(both, data, modifier=0)).tolist() == [True, False]


def test_a_response_that_halves_in_thirty_days_is_told_as_a_half() -> None:
    data = replace(diary_of(person(), seed=1), span_d=(0.0, 90.0))
    draws = truth_as_draws(person(level_nrs=5.0, drift=3 * np.log(2.0)), data)
    now = curve_now(draws, data)
    latent = draws.gain_at(data, np.array([60.0, 90.0]))[0]
    assert latent[1] / latent[0] == pytest.approx(0.5)
    assert ratio_per_month(now, 60.0)[0] == pytest.approx(0.5, abs=0.05)  # the scale bends
    assert ratio_per_month(now, 0.0)[0] == pytest.approx(0.5, abs=0.05)


def test_since_it_struck_and_not_before() -> None:
    """A draw in which the response began later is asked since then, and had none before."""
    data = diary_of(person(), seed=1)
    struck = turns_of(data, "struck").only(1)
    draws = truth_as_draws(replace(person(), turn=struck), data)
    before = draws.gain_at(data, struck.change_d - 1e-6)
    after = draws.gain_at(data, struck.start_d)
    assert before[0, 0] == 0
    assert after[0, 0] == pytest.approx(1.0)
    assert np.isfinite(ratio_per_month(curve_now(draws, data), 0.0)).all()


def test_people_who_have_settled_are_as_on_the_last_day() -> None:
    data = diary_of(person(), seed=1)
    draws = truth_as_draws(person(drift=1.0), data)
    before, after = curve_now(draws, data), curve_now(draws.settled(data), replace(data, span_d=(0.0, 500.0)))
    np.testing.assert_allclose(before.rise_nrs, after.rise_nrs)
