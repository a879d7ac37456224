"""Simulated people: the model run forwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.forecast import nearest_level
from afterrun.response.kernel import kernel_at
from afterrun.response.model import ResponseModel, softplus
from afterrun.response.posterior import Draws


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One truth: parameters by name (`ResponseModel.values`, scalars) and static coefficients."""

    model: ResponseModel
    values: Mapping[str, float]
    static: Floats


def prior_person(model: ResponseModel, rng: np.random.Generator) -> Person:
    """Draw a person from the prior."""
    z = rng.standard_normal((1, len(model.parameters)))
    static = np.array([p.mean + p.sd * rng.standard_normal() for p in model.static])
    return Person(model=model, values={k: float(v[0]) for k, v in model.values(z).items()}, static=static)


def simulate_felt(
    person: Person, data: ResponseData, rng: np.random.Generator, *, shape: Callable[[Floats], Floats] | None = None
) -> Floats:
    """Simulate what is felt at each report, before it is said. Shape (n,). [NRS]

    Parameters
    ----------
    person : Person
        The truth.
    data : ResponseData
        Times and doses; its answers are not looked at.
    rng : Generator
        Source of chance.
    shape : callable, optional
        Another response shape than the person's kernel: lag [d] -> fraction of peak.
    """
    model, values = person.model, {k: np.array([v]) for k, v in person.values.items()}
    tau_d, weight = model.kernel.exponentials(values)
    amplitude = model.amplitude(values, data)[0]
    amplitude = amplitude * (1 + model.omega(values)[0] * rng.standard_normal(len(amplitude)))
    lag = data.report_t_d[:, None] - data.run_t_d[None, :]
    course = shape(lag) if shape else kernel_at(lag.ravel(), tau_d, weight)[0].reshape(lag.shape)
    felt = model.design(values, data)[0] @ person.static + course @ amplitude
    background = _ornstein_uhlenbeck(
        data.report_t_d, float(np.exp(values["log_sigma_u"][0])), float(np.exp(values["log_tau_u"][0])), rng
    )
    return np.asarray(felt + background + model.sigma_e(values)[0] * rng.standard_normal(len(felt)))


def simulate_answers(person: Person, data: ResponseData, rng: np.random.Generator) -> ResponseData:
    """Return the same diary with simulated answers."""
    said = nearest_level(simulate_felt(person, data, rng), data.levels)
    return with_answers(data, said)


def with_answers(data: ResponseData, said: Floats) -> ResponseData:
    """Return the same diary with these answers, each of them a level of the scale."""
    cuts = np.concatenate([[-np.inf], (data.levels[1:] + data.levels[:-1]) / 2, [np.inf]])
    place = np.searchsorted(data.levels, said)
    return replace(data, lower=cuts[place], upper=cuts[place + 1])


def _ornstein_uhlenbeck(t_d: Floats, sigma: float, tau_d: float, rng: np.random.Generator) -> Floats:
    path, chance = np.zeros(len(t_d)), rng.standard_normal(len(t_d))
    for i, t in enumerate(t_d):
        keep = np.exp(-(t - t_d[i - 1]) / tau_d) if i else 0.0
        path[i] = keep * path[i - 1] + sigma * np.sqrt(1 - keep**2) * chance[i]
    return path


def truth_as_draws(person: Person) -> Draws:
    """Put a simulated truth into the shape of one posterior draw, so that the same code reads results off both."""
    model, values = person.model, {k: np.array([v]) for k, v in person.values.items()}
    tau_d, weight = model.kernel.exponentials(values)
    responds = "gain" in values
    alpha, threshold = model.curve.exponent_and_threshold(values) if responds else (np.ones(1), np.zeros(1))
    return Draws(
        responds=np.array([responds]),
        tau_d=tau_d,
        weight=weight,
        gain_nrs=softplus(values["gain"]) if responds else np.zeros(1),
        alpha=alpha,
        threshold=threshold,
        drift=values["drift"] if responds else np.zeros(1),
        omega=model.omega(values),
        sigma_u=np.exp(values["log_sigma_u"]),
        tau_u_d=np.exp(values["log_tau_u"]),
        sigma_e=model.sigma_e(values),
        level_nrs=person.static[:1],
        trend_nrs=person.static[1:2],
        relief_nrs=person.static[None, 2:],
        tau_relief_d=np.exp(values["log_tau_relief"]) if model.care_kinds else np.full(1, np.nan),
        modifier=model.modifier_effects(values),
        background_nrs=np.zeros(1),
        pending=np.zeros_like(tau_d),
    )
