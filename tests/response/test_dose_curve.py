from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterrun.response.designs import DiaryDesign, draw_diary
from afterrun.response.dose_curve import CURVES, Threshold, exponent_at_reference, log_dose_effect
from afterrun.response.fit import fit_response
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.simulate import Person, simulate_answers
from tests.response.people import RESPONDER

YEAR = DiaryDesign(days=364, runs_per_week=4)


@given(z=st.floats(-4, 4), index=st.integers(0, len(CURVES) - 1))
def test_every_curve_rises_through_one_at_the_reference_dose(z: float, index: int) -> None:
    curve = CURVES[index]
    values = {p.name: np.array([p.mean + p.sd * z]) for p in curve.parameters}
    alpha, threshold = curve.exponent_and_threshold(values)
    log_effect = log_dose_effect(np.array([0.2, 0.5, 1.0, 1.5, 4.0]), alpha, threshold)[0]
    assert log_effect[2] == pytest.approx(0)
    assert (np.diff(log_effect) > 0).all()
    assert exponent_at_reference(alpha, threshold)[0] > 0


def test_a_threshold_of_nothing_is_no_threshold() -> None:
    dose, both = np.array([0.1, 0.7, 3.0]), np.ones(2)
    with_it, without = log_dose_effect(dose, both, np.array([1e-7, 0.5])), log_dose_effect(dose, both, np.zeros(2))
    assert with_it[0] == pytest.approx(without[0], abs=1e-5)
    assert with_it[1, 0] < without[1, 0] - 2


@pytest.mark.share
@pytest.mark.parametrize("curve", CURVES, ids=lambda curve: curve.name)
def test_the_right_curve_is_found_in_a_year_of_runs(curve: object) -> None:
    rng = np.random.default_rng(8)
    data = draw_diary(YEAR, rng)
    threshold = isinstance(curve, Threshold)
    values = {**RESPONDER, "logit_threshold": np.log(0.8 / 0.2)}
    model = ResponseModel.on(data, KERNELS["K1"], curve)  # type: ignore[arg-type]
    who = Person(model=model, values=values, static=np.array([0.7, 0.0, 0.8]))
    fit = fit_response(simulate_answers(who, data, rng), kernels=(KERNELS["K1"],))
    assert (fit.prob_threshold > 0.95) == threshold
    if threshold:
        assert np.quantile(fit.draws.threshold, 0.1) < 0.8 < np.quantile(fit.draws.threshold[fit.draws.responds], 0.98)
