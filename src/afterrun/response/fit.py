"""Fit one site: a response and its rival without one, weighed by their evidence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.response.data import ResponseData
from afterrun.response.importance import Sample, sample_posterior
from afterrun.response.kernel import KERNELS, Kernel
from afterrun.response.mode import covariance_at, find_mode
from afterrun.response.model import Likelihood, ResponseModel
from afterrun.response.posterior import Draws, draws_from, joined
from afterrun.response.psis import K_HAT_LIMIT

DRAWS = 1000
_ATTEMPTS = 3
_PRIOR_RESPONDS = 0.5  # before the data, a response and none are as likely


@dataclass(frozen=True, slots=True)
class Fit:
    """What was learned about one site.

    Parameters
    ----------
    data : ResponseData
        What it was learned from.
    draws : Draws
        From the average over both models.
    prob_responds : float
        Posterior probability of the model with a response.
    k_hat : float
        The worse of the two samples' Pareto shapes.
    effective : float
        The smaller of the two effective numbers of draws.
    log_evidence : dict
        By kernel name.
    """

    data: ResponseData
    draws: Draws
    prob_responds: float
    k_hat: float
    effective: float
    log_evidence: dict[str, float]


def fit_response(data: ResponseData, *, seed: int = 0, kernel: Kernel = KERNELS["K1"], size: int = DRAWS) -> Fit:
    """Fit the response model to one site.

    Parameters
    ----------
    data : ResponseData
        Runs, reports and care of one site.
    seed : int
        Same data, same seed: same answer.
    kernel : Kernel
        Shape of the response.
    size : int
        Number of equal-weight draws to return.
    """
    rng = np.random.default_rng(seed)
    rivals = [Likelihood(ResponseModel(k, data.care_kinds), data) for k in (kernel, KERNELS["K0"])]
    samples = [sample_one(likelihood, rng) for likelihood in rivals]
    prob = _prob_first(samples)
    count = round(prob * size)
    q = rivals[0].model.kernel.exponentials(rivals[0].model.values(samples[0].z[:1]))[0].shape[1]
    parts = [
        draws_from(likelihood, sample, size=n, rng=rng, q=q)
        for likelihood, sample, n in zip(rivals, samples, (count, size - count), strict=True)
        if n
    ]
    return Fit(
        data=data,
        draws=joined(parts),
        prob_responds=prob,
        k_hat=max(sample.k_hat for sample in samples),
        effective=min(sample.effective for sample in samples),
        log_evidence={r.model.kernel.name: s.log_evidence for r, s in zip(rivals, samples, strict=True)},
    )


def sample_one(likelihood: Likelihood, rng: np.random.Generator) -> Sample:
    """Find the mode and sample around it; anew, with fresh chance, where the weights came out unusable."""
    for _ in range(_ATTEMPTS):
        mode = find_mode(likelihood, rng)
        sample = sample_posterior(likelihood, mode=mode, covariance=covariance_at(likelihood, mode), rng=rng)
        if sample.k_hat < K_HAT_LIMIT:
            break
    return sample


def _prob_first(samples: list[Sample]) -> float:
    odds = np.log(_PRIOR_RESPONDS / (1 - _PRIOR_RESPONDS)) + samples[0].log_evidence - samples[1].log_evidence
    return float(1 / (1 + np.exp(-np.clip(odds, -700, 700))))
