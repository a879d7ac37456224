from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr

from afterrun.response.arrays import Floats
from afterrun.response.designs import STORY, draw_diary
from afterrun.response.fit import sample_one
from afterrun.response.interval import interval_likelihood
from afterrun.response.kernel import KERNELS
from afterrun.response.likelihood import Likelihood
from afterrun.response.marginal import engine_name, marginal, marginal_c, normal_cdf
from afterrun.response.marginal_numpy import marginal_numpy
from afterrun.response.model import ResponseModel
from afterrun.response.simulate import prior_person, simulate_answers
from afterrun.response.statespace import Marginal, StateSpace
from tests.oracles.dense_gaussian import log_interval, propagate_dense, sampled_marginal
from tests.response.people import random_state_space, sized_state_space
from tests.shares import drawn, first_of

MAX_MOVING = 24  # as in _marginal.c
MOST_STATICS = 24  # of static coefficients there may be any number; these are drawn
needs_c = pytest.mark.skipif(engine_name() != "C", reason="the C kernel was not built here (no compiler)")


@needs_c
@drawn(6, 60)
@given(
    seed=st.integers(0, 10_000),
    kernel=st.sampled_from(sorted(KERNELS)),
    lanes=st.sampled_from([2, 4, 8]),
    draws=st.sampled_from([1, 7, 20]),
)
def test_c_kernel_equals_its_numpy_twin(seed: int, kernel: str, lanes: int, draws: int) -> None:
    model = replace(random_state_space(seed=seed, draws=draws, kernel=kernel), keep_cavity=True)
    ours, twin = marginal_c(model, lanes=lanes), marginal_numpy(model)
    assert np.array_equal(ours.iterations, twin.iterations)
    for name in ("loglik", "mean", "cov"):
        np.testing.assert_allclose(getattr(ours, name), getattr(twin, name), rtol=1e-8, atol=1e-8)
    # A difference of two precisions: where a report says nearly all there is, the last digits of both are lost in it.
    np.testing.assert_allclose(ours.cavity, twin.cavity, rtol=1e-6, atol=1e-6)


@needs_c
@pytest.mark.parametrize("q", range(MAX_MOVING))
def test_every_size_equals_its_numpy_twin(q: int) -> None:
    """Whatever exponentials and static coefficients there are, the sizes compiled by themselves among them."""
    for statics in range(0, MOST_STATICS, 1 + q // 4):
        model = sized_state_space(q=q, statics=statics, walks=min(statics, 3), seed=q + MAX_MOVING * statics)
        twin = marginal_numpy(model)
        for lanes in (2, 4, 8):
            ours = marginal_c(model, lanes=lanes)
            np.testing.assert_allclose(ours.loglik, twin.loglik, rtol=1e-9, atol=1e-9, err_msg=f"l = {statics}")
            np.testing.assert_allclose(ours.cov, twin.cov, rtol=1e-9, atol=1e-9, err_msg=f"l = {statics}")


@needs_c
def test_a_state_that_is_too_large_is_refused() -> None:
    with pytest.raises(ValueError, match="buffer sizes"):
        marginal_c(sized_state_space(q=MAX_MOVING, statics=2, seed=0))


@pytest.mark.parametrize("seed", first_of(range(4)))
def test_filter_equals_the_dense_gaussian(seed: int) -> None:
    model = replace(random_state_space(seed=seed, draws=3), tol_nrs=1e-11, max_iter=400, keep_cavity=True)
    found = marginal_numpy(model)
    for i in range(model.draws):
        loglik, eta, _ = propagate_dense(model, i)
        assert found.loglik[i] == pytest.approx(loglik, abs=1e-5)
        np.testing.assert_allclose(_mean_of(model, found, i), eta, atol=1e-6)


@pytest.mark.parametrize("seed", first_of(range(4)))
def test_it_is_the_marginal_likelihood(seed: int) -> None:
    """Against importance sampling of the whole latent path, for parameters that the diary does not rule out."""
    model = random_state_space(seed=seed, draws=40, level_nrs=4.0)
    likely = int(np.argmax(marginal(model).loglik))
    model = model.part(likely, likely + 1)
    truth, mean = sampled_marginal(model, 0, draws=20_000, seed=seed)
    found = marginal(replace(model, keep_cavity=True))
    assert found.loglik[0] == pytest.approx(truth, abs=0.03)
    assert np.abs(_mean_of(model, found, 0) - mean).max() < 0.05


@pytest.mark.parametrize("seed", first_of([2, 3]))
@pytest.mark.parametrize(("kernel", "most"), [("K1", 0.25), ("K0", 1.0)])
def test_diaries_full_of_zeros_are_scored_a_little_low(seed: int, kernel: str, most: float) -> None:
    """An answer of 0 has only one end, and many of them together are not quite normal: that takes off some tenths.

    Most without a response, which explains such answers worse; never the other way by more than chance. Diaries with
    nine of ten zeros (2) and three quarters (3), at parameters from their own posterior.
    """
    rng = np.random.default_rng(seed)
    data = draw_diary(STORY, rng)
    data = simulate_answers(prior_person(ResponseModel.on(data, KERNELS["K1"]), rng), data, rng)
    assert np.isinf(data.lower).mean() > 0.5
    likelihood = Likelihood(ResponseModel.on(data, KERNELS[kernel]), data)
    sample = sample_one(likelihood, rng)
    some = rng.choice(len(sample.z), 3, p=sample.weight)
    model = likelihood.state_space(likelihood.model.values(sample.z[some]), sample.which[some])
    truth = np.array([sampled_marginal(model, i, draws=2000, seed=seed)[0] for i in range(3)])
    missed = truth - marginal(replace(model, hopeless=-np.inf)).loglik
    assert missed.min() > -0.15
    assert missed.max() < most


def _mean_of(model: StateSpace, found: Marginal, i: int) -> Floats:
    """Mean of eta at each report: what its answer makes of its cavity."""
    mean, variance = found.cavity[i]
    _, slope, _ = interval_likelihood(model.lower, model.upper, mean, np.sqrt(variance + model.sigma_e[i] ** 2))
    return np.asarray(mean + variance * slope)


def test_sweeps_settle_even_where_answers_contradict_the_draw() -> None:
    model = random_state_space(seed=3, draws=200)
    opposite = replace(model, lower=np.where(np.isinf(model.lower), 9.5, -np.inf), upper=np.full(model.reports, np.inf))
    exact = marginal(replace(opposite, tol_nrs=1e-9, max_iter=400))
    np.testing.assert_allclose(marginal(opposite).loglik, exact.loglik, atol=0.02)


def test_sweeps_settle_soon_where_every_answer_is_zero() -> None:
    """Three hundred answers of 0 in twenty days all push one another: full steps swing, half steps creep."""
    model = sized_state_space(q=2, statics=0, draws=20, reports=300, runs=4, seed=1)
    zeros = replace(
        model,
        lower=np.full(model.reports, -np.inf),
        upper=np.full(model.reports, 0.5),
        tau_u_d=np.full(model.draws, 8.0),
        max_iter=40,
    )
    exact = marginal(replace(zeros, tol_nrs=1e-9, max_iter=400))
    found = marginal(zeros)
    np.testing.assert_allclose(found.loglik, exact.loglik, atol=0.005)
    assert found.iterations.max() <= 15


def test_a_weight_is_good_to_a_hundredth() -> None:
    rng = np.random.default_rng(1)
    data = draw_diary(STORY, rng)
    data = simulate_answers(prior_person(ResponseModel.on(data, KERNELS["K1"]), rng), data, rng)
    likelihood = Likelihood(ResponseModel.on(data, KERNELS["K1"]), data)
    sample = sample_one(likelihood, rng)
    space = likelihood.state_space(likelihood.model.values(sample.z), sample.which)
    exact = marginal(replace(space, tol_nrs=1e-9, max_iter=400, hopeless=-np.inf)).loglik
    assert np.sqrt(sample.weight @ (sample.loglik - exact) ** 2) < 0.01


def test_threads_do_not_change_the_answer() -> None:
    model = random_state_space(seed=1, draws=100)
    one, two = marginal(model, threads=1), marginal(model, threads=2)
    assert np.array_equal(one.loglik, two.loglik)
    assert np.array_equal(one.cov, two.cov)


@needs_c
def test_c_kernel_refuses_buffers_of_the_wrong_size() -> None:
    model = random_state_space(seed=1, draws=3)
    with pytest.raises(ValueError, match="buffer sizes"):
        marginal_c(replace(model, cavity0=model.cavity0[:, :-1]))


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
    z = np.concatenate([np.linspace(-36, 36, 100_001), [-np.inf, np.inf]])
    np.testing.assert_allclose(normal_cdf(z), ndtr(z), rtol=1e-12, atol=1e-290)
    np.testing.assert_allclose(
        normal_cdf(np.array([[-1.959964, 0.0], [1.959964, 8.0]])), [[0.025, 0.5], [0.975, 1.0]], atol=1e-6
    )
