"""How much luck there is from run to run is weighed anew at each draw."""

from __future__ import annotations

import numpy as np
import pytest

from afterrun.associations.luck import at_each_luck
from afterrun.response.arrays import Floats
from afterrun.response.designs import DiaryDesign
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import fit_response
from afterrun.response.kernel import KERNELS
from tests.response.people import diary_of, person


def weight_by_luck(omega: float) -> tuple[Floats, Floats]:
    """Weights by draw and step, and the steps, of somebody whose runs differ that much."""
    who = person(care_kinds=0, log_omega=np.log(omega), log_gain=np.log(4.0))
    data = diary_of(who, seed=3, design=DiaryDesign(days=91, runs_per_week=3, reports_per_day=1.7, cares_per_week=0.0))
    fit = fit_response(data, kernels=(KERNELS["K1"],), curves=(POWER,))
    some = fit.draws.rows(np.flatnonzero(fit.draws.responds)[::100])
    each, log_weight = at_each_luck(some, data)
    assert each.size == len(log_weight)
    return np.exp(log_weight).reshape(some.size, -1), each.omega[: each.size // some.size]


def test_steps_are_weighed_within_each_draw_and_follow_the_runs() -> None:
    little, steps = weight_by_luck(0.05)
    much, _ = weight_by_luck(0.5)
    for weight in (little, much):
        assert weight.sum(axis=1) == pytest.approx(1.0)
    assert (little @ steps).mean() < 0.3 < (much @ steps).mean()
    assert little[:, :2].sum(axis=1).min() > 0.1  # and never without a say for little luck
