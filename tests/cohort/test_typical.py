"""What people of a population are like: against people drawn one by one."""

from __future__ import annotations

import numpy as np
import pytest

from afterrun.cohort.pooling import MEANS, SDS, Among
from afterrun.cohort.typical import OF_ALL_DRAWS, RESTS_ON, typical
from afterrun.response.curve import ResponseCurve
from afterrun.response.designs import STORY, draw_diary
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.population import POOLED
from afterrun.response.simulate import prior_person, truth_as_draws


def known(mean: float, sd: float) -> Among:
    """As if it were known for sure."""
    weight = np.zeros((len(MEANS), len(SDS)))
    weight[np.abs(MEANS - mean).argmin(), np.abs(SDS - sd).argmin()] = 1.0
    return Among(weight)


def test_what_is_told_agrees_with_people_from_the_prior() -> None:
    rng = np.random.default_rng(1)
    data, model = draw_diary(STORY, rng), ResponseModel(KERNELS["K1"])
    people = [truth_as_draws(prior_person(model, rng), data).settled(data) for _ in range(400)]
    curves = [ResponseCurve(one, data, data.span_d[1]) for one in people]
    found = typical(dict.fromkeys(POOLED, known(0.0, 1.0)), {"K1 power": 1.0}, rng)
    assert list(found) == list(RESTS_ON)
    for name in ("peak_h", "half_by_h", "peak_nrs", "baseline_nrs"):
        one_by_one = np.array([getattr(curve, name)[0] for curve in curves])
        low, median, high = np.percentile(one_by_one, [16, 50, 84])
        assert np.median(found[name].median) == pytest.approx(median, rel=0.12), name
        assert np.median(found[name].between) == pytest.approx((high - low) / 2, rel=0.15), name


def test_a_narrow_population_is_told_narrow_and_where_it_lies() -> None:
    rng = np.random.default_rng(2)
    late = {"K1 log_tau_on": known(1.2, 0.1), "K1 log_tau_gap": known(0.0, 0.1)}
    wide, narrow = (typical(among, {"K1 power": 1.0}, rng) for among in ({}, late))
    assert np.median(narrow["peak_h"].between) < 0.4 * np.median(wide["peak_h"].between)
    assert np.median(narrow["peak_h"].median) > 1.3 * np.median(wide["peak_h"].median)


def test_where_nobody_responds_only_the_baseline_is_told() -> None:
    assert set(typical({}, {}, np.random.default_rng(0))) == {"baseline_nrs"}
    assert set(OF_ALL_DRAWS) <= set(RESTS_ON)
