"""Equal-weight draws from everything that is believed after the data: response or none."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.dose_curve import exponent_at_reference
from afterrun.response.importance import Sample
from afterrun.response.model import Likelihood, softplus


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """S draws on natural scales; one without a response has gain 0.

    Parameters
    ----------
    responds : ndarray of bool, shape (S,)
        Whether runs raise pain in this draw at all.
    tau_d, weight : ndarray, shape (S, q)
        Kernel. [d], [-]
    gain_nrs, drift, omega : ndarray, shape (S,)
        Peak rise after the reference run mid-diary, fall of log response over the diary, run-to-run sd.
    alpha, threshold : ndarray, shape (S,)
        Dose curve, see `log_dose_effect`.
    sigma_u, tau_u_d, sigma_e : ndarray, shape (S,)
        Ups and downs, their time constant, sd of an answer.
    level_nrs, trend_nrs : ndarray, shape (S,)
        Pain without runs mid-diary, and its change in 30 days.
    relief_nrs : ndarray, shape (S, k)
        Fall just after one care of each kind.
    tau_relief_d : ndarray, shape (S,)
        How fast relief fades; NaN where there was no care.
    modifier : ndarray, shape (S, p)
        Fall of the log response for a unit of each modifier; 0 without a response.
    background_nrs, pending : ndarray, shape (S,) and (S, q)
        Ups and downs, and exponentials still to come from past runs, at the last event.
    """

    responds: np.ndarray[tuple[int], np.dtype[np.bool_]]
    tau_d: Floats
    weight: Floats
    gain_nrs: Floats
    alpha: Floats
    threshold: Floats
    drift: Floats
    omega: Floats
    sigma_u: Floats
    tau_u_d: Floats
    sigma_e: Floats
    level_nrs: Floats
    trend_nrs: Floats
    relief_nrs: Floats
    tau_relief_d: Floats
    modifier: Floats
    background_nrs: Floats
    pending: Floats

    @property
    def size(self) -> int:
        """S."""
        return len(self.gain_nrs)

    @property
    def dose_exponent(self) -> Floats:
        """Slope of the log response in log dose at the reference dose. Shape (S,). [-]"""
        return exponent_at_reference(self.alpha, self.threshold)

    def rows(self, index: np.ndarray[tuple[int], np.dtype[np.intp | np.bool_]]) -> Draws:
        """Keep some draws."""
        return Draws(**{f.name: getattr(self, f.name)[index] for f in fields(self)})


def joined(parts: list[Draws]) -> Draws:
    """Put draws of several models together; they must agree in q."""
    return Draws(**{f.name: np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Draws)})


def draws_from(likelihood: Likelihood, sample: Sample, *, size: int, rng: np.random.Generator, q: int) -> Draws:
    """Resample systematically by weight, then draw the state at the last event of each.

    ``q`` is the number of exponentials to pad to, so that draws with and without a response fit together.
    """
    position = (np.arange(size) + rng.random()) / size
    picked = np.searchsorted(np.cumsum(sample.weight), position).clip(0, len(sample.weight) - 1)
    model, values = likelihood.model, likelihood.model.values(sample.z[picked])
    tau_d, weight = model.kernel.exponentials(values)
    own = tau_d.shape[1]
    state = _state_draws(sample.state_mean[picked], sample.state_cov[picked], rng)
    blank = np.zeros(size)
    responds = own > 0
    alpha, threshold = model.curve.exponent_and_threshold(values) if responds else (np.ones(size), blank)
    return Draws(
        responds=np.full(size, responds),
        tau_d=np.hstack([tau_d, np.ones((size, q - own))]),
        weight=np.hstack([weight, np.zeros((size, q - own))]),
        gain_nrs=softplus(values["gain"]) if responds else blank,
        alpha=alpha,
        threshold=threshold,
        drift=values["drift"] if responds else blank,
        omega=model.omega(values),
        sigma_u=np.exp(values["log_sigma_u"]),
        tau_u_d=np.exp(values["log_tau_u"]),
        sigma_e=model.sigma_e(values),
        level_nrs=state[:, 1 + own],
        trend_nrs=state[:, 2 + own],
        relief_nrs=state[:, 3 + own :],
        tau_relief_d=np.exp(values["log_tau_relief"]) if model.care_kinds else np.full(size, np.nan),
        modifier=model.modifier_effects(values),
        background_nrs=state[:, 0],
        pending=np.hstack([state[:, 1 : 1 + own], np.zeros((size, q - own))]),
    )


def _state_draws(mean: Floats, cov: Floats, rng: np.random.Generator) -> Floats:
    jitter = 1e-10 * np.eye(mean.shape[1])
    factor = np.linalg.cholesky(cov + jitter)
    return np.asarray(mean + (factor @ rng.standard_normal((*mean.shape, 1)))[..., 0])
