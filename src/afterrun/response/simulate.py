"""Simulated people: the model run forwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.course import LEVEL_WALKS, WALKS
from afterrun.response.data import ResponseData
from afterrun.response.deviation import REST, TERMS
from afterrun.response.forecast import nearest_level
from afterrun.response.kernel import kernel_at
from afterrun.response.model import ResponseModel
from afterrun.response.parameters import LEVEL, RELIEF_SIZE, TREND
from afterrun.response.posterior import Draws
from afterrun.response.replicate import steady_nrs
from afterrun.response.turns import LEVEL_STEP_SD_NRS, OF_THE_LEVEL, TURN_PRIOR, Turns, no_turn, turns_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One truth.

    Parameters
    ----------
    model : ResponseModel
        Which parts there are.
    values : mapping
        Parameters by name (`ResponseModel.values`), scalars.
    static : ndarray, shape (2 + care_kinds,)
        Level, trend and the relief of each kind of care. [NRS]
    wandering : ndarray, shape (WALKS + LEVEL_WALKS,)
        How the response and then the level wander, in sd of the prior; not at all unless told.
    turn : Turns or None
        A sudden change, at one place.
    level_step_nrs : float
        Its size, if it is one of the level.
    offset_nrs, loading : ndarray, shape (moments,)
        How much higher reports at other moments are, and how much of a rise they show; nothing and all unless told.
    deviation : ndarray, shape (TERMS + REST,)
        How the course deviates from its kernel, in sd of the prior; not at all unless told.
    """

    model: ResponseModel
    values: Mapping[str, float]
    static: Floats
    wandering: Floats = field(default_factory=lambda: np.zeros(WALKS + LEVEL_WALKS))
    turn: Turns | None = None
    level_step_nrs: float = 0.0
    offset_nrs: Floats | None = None
    loading: Floats | None = None
    deviation: Floats = field(default_factory=lambda: np.zeros(TERMS + REST))


def prior_person(model: ResponseModel, rng: np.random.Generator) -> Person:
    """Draw a person from the prior, with a straight course."""
    z = rng.standard_normal((1, len(model.parameters)))
    static = np.array(
        [p.mean + p.sd * rng.standard_normal() for p in (LEVEL, TREND, *[RELIEF_SIZE] * model.care_kinds)]
    )
    person = Person(model=model, values={k: float(v[0]) for k, v in model.values(z).items()}, static=static)
    return replace(person, deviation=rng.standard_normal(TERMS + REST)) if model.kernel.free else person


def with_a_course(person: Person, data: ResponseData, rng: np.random.Generator) -> Person:
    """Let a person's response and level wander and, perhaps, change suddenly: as the prior says."""
    person = replace(person, wandering=rng.standard_normal(WALKS + LEVEL_WALKS))
    names = tuple(name for name in TURN_PRIOR if person.model.responds or name in OF_THE_LEVEL)
    found = {name: turns_of(data, name) for name in names}
    odds = {name: TURN_PRIOR[name] for name in names if found[name].count}
    name = rng.choice(list(odds), p=np.array(list(odds.values())) / sum(odds.values()))
    turn = found[name].only(int(rng.integers(found[name].count)))
    step = LEVEL_STEP_SD_NRS * rng.standard_normal() if name == "level" else 0.0
    return replace(person, turn=turn, level_step_nrs=float(step))


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
    truth = truth_as_draws(person, data)
    amplitude = truth.rises(data)[0]
    lucky = amplitude * (1 + truth.omega[0] * rng.standard_normal(len(amplitude)))
    lag = data.report_t_d[:, None] - data.run_t_d[None, :]
    if shape:
        left = shape(lag) @ lucky
    else:  # luck does not touch what deviates from the kernel, as in `model`
        kernel = kernel_at(lag.ravel(), truth.tau_d, truth.weight)[0].reshape(lag.shape)
        left = kernel @ lucky + truth.deviation_left(data, data.report_t_d)[0]
    felt = steady_nrs(truth, data)[0] + truth.at_moments(data)[1][0] * left
    background = _ornstein_uhlenbeck(data.report_t_d, float(truth.sigma_u[0]), float(truth.tau_u_d[0]), rng)
    return np.asarray(felt + background + truth.sigma_e[0] * rng.standard_normal(len(felt)))


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


def truth_as_draws(person: Person, data: ResponseData) -> Draws:
    """Put a simulated truth into the shape of one posterior draw, so that the same code reads results off both."""
    return people_as_draws(
        person.model,
        {name: np.array([value]) for name, value in person.values.items()},
        person.static[None],
        data,
        turn=person.turn,
        wandering=person.wandering[None],
        deviation=person.deviation[None],
        level_step_nrs=person.level_step_nrs,
        offset_nrs=None if person.offset_nrs is None else person.offset_nrs[None],
        loading=None if person.loading is None else person.loading[None],
    )


def people_as_draws(
    model: ResponseModel,
    values: Mapping[str, Floats],
    static: Floats,
    data: ResponseData,
    *,
    deviation: Floats,
    wandering: Floats | None = None,
    turn: Turns | None = None,
    level_step_nrs: float = 0.0,
    offset_nrs: Floats | None = None,
    loading: Floats | None = None,
) -> Draws:
    """Put S people of one model into the shape of draws; see `Person`, with a first axis for who it is."""
    size, turn = len(static), turn or no_turn(data)
    which = np.zeros(size, dtype=np.intp)
    wandering = np.zeros((size, WALKS + LEVEL_WALKS)) if wandering is None else wandering
    tau_d, weight = model.kernel.exponentials(values)
    alpha, threshold = np.ones(size), np.zeros(size)
    if model.responds:
        alpha, threshold = model.curve.exponent_and_threshold(values)
    course = model.course(values, data, turn, which)
    return Draws(
        responds=np.full(size, model.responds),
        tau_d=tau_d,
        weight=weight,
        deviation=model.deviation_sd(values)[:, None] * deviation,
        gain_nrs=model.gain_nrs(values),
        alpha=alpha,
        threshold=threshold,
        **{f.name: getattr(course, f.name) for f in fields(course)},
        until_d=turn.until_d[which],
        walk=model.walk_sd(values, data, course)[:, None] * wandering[:, :WALKS],
        omega=model.omega(values),
        sigma_u=np.exp(values["log_sigma_u"]),
        tau_u_d=np.exp(values["log_tau_u"]),
        sigma_e=model.sigma_e(values),
        level_nrs=static[:, 0],
        trend_nrs=static[:, 1],
        level_walk=wandering[:, WALKS:],
        level_d=turn.level_d[which],
        level_step_nrs=np.full(size, level_step_nrs),
        level_effect_nrs=np.zeros((size, len(data.level_prior))),
        offset_nrs=np.zeros((size, data.moments)) if offset_nrs is None else offset_nrs,
        loading=np.ones((size, data.moments)) if loading is None else loading,
        relief_nrs=static[:, 2:],
        tau_relief_d=np.exp(values["log_tau_relief"]) if model.care_kinds else np.full(size, np.nan),
        modifier=model.modifier_effects(values),
        background_nrs=np.zeros(size),
        pending=np.zeros_like(tau_d),
    )
