from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterrun.response.interval import interval_likelihood
from afterrun.response.laplace import engine_name, laplace, laplace_c, normal_cdf
from afterrun.response.laplace_numpy import laplace_numpy
from tests.oracles.dense_gaussian import laplace_dense, log_interval
from tests.response.people import random_state_space

needs_c = pytest.mark.skipif(engine_name() != "C", reason="the C kernel was not built here (no compiler)")


@needs_c
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), kernel=st.sampled_from(["K1", "K0"]))
def test_c_kernel_equals_its_numpy_twin(seed: int, kernel: str) -> None:
    model = random_state_space(seed=seed, draws=8, kernel=kernel)
    ours, twin = laplace_c(model), laplace_numpy(model)
    assert np.array_equal(ours.iterations, twin.iterations)
    for name in ("loglik", "mean", "cov", "mode"):
        np.testing.assert_allclose(getattr(ours, name), getattr(twin, name), rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_filter_equals_the_dense_gaussian(seed: int) -> None:
    model = replace(random_state_space(seed=seed, draws=3), tol=1e-10, max_iter=60)
    found = laplace_numpy(model)
    for i in range(model.draws):
        loglik, mode = laplace_dense(model, i)
        assert found.loglik[i] == pytest.approx(loglik, abs=1e-5)
        np.testing.assert_allclose(found.mode[i], mode, atol=1e-6)


def test_threads_do_not_change_the_answer() -> None:
    model = random_state_space(seed=1, draws=100)
    one, two = laplace(model, threads=1), laplace(model, threads=2)
    assert np.array_equal(one.loglik, two.loglik)
    assert np.array_equal(one.cov, two.cov)


@needs_c
def test_c_kernel_refuses_buffers_of_the_wrong_size() -> None:
    model = random_state_space(seed=1, draws=3)
    with pytest.raises(ValueError, match="buffer sizes"):
        laplace_c(replace(model, mode0=model.mode0[:-1]))


@given(
    lower=st.floats(-2, 9.5),
    width=st.floats(0.1, 3),
    eta=st.floats(-15, 25),
    sigma=st.floats(0.35, 3),
    open_end=st.sampled_from(["none", "low", "high"]),
)
def test_interval_probability_and_its_derivatives(
    lower: float, width: float, eta: float, sigma: float, open_end: str
) -> None:
    upper = np.inf if open_end == "high" else lower + width
    lower = -np.inf if open_end == "low" else lower
    near = min(abs(lower - eta), abs(upper - eta)) / sigma < 20
    log_p, slope, curvature = _interval(lower, upper, eta, sigma)
    if near:
        assert log_p == pytest.approx(log_interval(lower, upper, eta, sigma), rel=1e-6, abs=1e-9)
        h = 1e-4 * sigma
        up, down = _interval(lower, upper, eta + h, sigma), _interval(lower, upper, eta - h, sigma)
        assert slope == pytest.approx((up[0] - down[0]) / (2 * h), rel=1e-3, abs=1e-4)
    assert curvature > 0
    assert np.isfinite([log_p, slope, curvature]).all()


def _interval(lower: float, upper: float, eta: float, sigma: float) -> tuple[float, float, float]:
    args = (np.array([x]) for x in (lower, upper, eta, sigma))
    log_p, slope, curvature = interval_likelihood(*args)
    return float(log_p[0]), float(slope[0]), float(curvature[0])


def test_normal_cdf() -> None:
    np.testing.assert_allclose(
        normal_cdf(np.array([[-1.959964, 0.0], [1.959964, 8.0]])), [[0.025, 0.5], [0.975, 1.0]], atol=1e-6
    )
