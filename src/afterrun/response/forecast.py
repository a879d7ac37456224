"""Pain over the next days, from the state at the last event, with and without one more run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.dose_curve import log_dose_effect
from afterrun.response.posterior import Draws
from afterrun.response.reported import chance_of_at_least, expected_report


@dataclass(frozen=True, slots=True, kw_only=True)
class NextRun:
    """A run not yet run: when it ends [d, as in the data] and its dose over the reference dose [-]."""

    end_t_d: float
    dose: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What the person would report, if asked.

    Parameters
    ----------
    t_d : ndarray, shape (g,)
        Times asked for. [d]
    expected_nrs : ndarray, shape (g,)
        Mean answer. [NRS]
    quantiles_nrs : ndarray, shape (3, g)
        5th, 50th and 95th percentile of the answer. [NRS]
    chance_above : ndarray, shape (g,)
        Chance of an answer above the ceiling at that time. [-]
    worst_nrs : ndarray, shape (S,)
        The worst of the answers at these times, one a draw. [NRS]
    worst_chance_above : float
        Chance that it is above the ceiling. [-]
    """

    t_d: Floats
    expected_nrs: Floats
    quantiles_nrs: Floats
    chance_above: Floats
    worst_nrs: Floats
    worst_chance_above: float


def forecast(
    draws: Draws,
    data: ResponseData,
    *,
    t_d: Floats,
    run: NextRun | None = None,
    ceiling_nrs: float = 4.0,
    rng: np.random.Generator,
) -> Forecast:
    """Forecast the answers at ``t_d``, ascending and after the last event."""
    mean, variance = _moments(draws, data, t_d, run)
    sd = np.sqrt(variance)
    cut = cut_above(data.levels, ceiling_nrs)
    worst = _paths(draws, data, t_d, run, rng).max(axis=1)
    return Forecast(
        t_d=t_d,
        expected_nrs=expected_report(mean, sd, data.levels).mean(axis=0),
        quantiles_nrs=_quantiles(mean, sd, data.levels),
        chance_above=chance_of_at_least(cut, mean, sd).mean(axis=0),
        worst_nrs=worst,
        worst_chance_above=float((worst > ceiling_nrs).mean()),
    )


def last_event_d(data: ResponseData) -> float:
    """When the state was last looked at. [d]"""
    return float(max(data.report_t_d.max(initial=-np.inf), data.run_t_d.max(initial=-np.inf)))


def level_ahead(draws: Draws, data: ResponseData, t_d: Floats) -> Floats:
    """Level, trend and what past care still takes off. Shape (S, g). [NRS]"""
    line = draws.level_at(data, t_d)
    if data.level_prior and len(data.level_column):  # what is kept up goes on
        line = line + (draws.level_effect_nrs @ data.level_column[-1])[:, None]
    return np.asarray(line - _relief(draws, data, t_d))


def left_of_runs(draws: Draws, data: ResponseData, t_d: Floats) -> Floats:
    """What past runs still have in store. Shape (S, g). [NRS]"""
    lag = t_d - last_event_d(data)
    left = np.einsum("sq,sqg->sg", draws.weight * draws.pending, np.exp(-lag[None, None] / draws.tau_d[:, :, None]))
    return np.asarray(left + draws.deviation_left(data, t_d))


def _steady(draws: Draws, data: ResponseData, t_d: Floats) -> Floats:
    """Both together. Shape (S, g)."""
    return level_ahead(draws, data, t_d) + left_of_runs(draws, data, t_d)


def _relief(draws: Draws, data: ResponseData, t_d: Floats) -> Floats:
    if not data.care_kinds:
        return np.zeros((draws.size, len(t_d)))
    since = np.maximum(t_d[None, :] - data.care_t_d[:, None], 0.0)
    felt = np.exp(-since[None] / draws.tau_relief_d[:, None, None])
    return np.asarray(np.einsum("sc,scg->sg", draws.relief_nrs[:, data.care_kind] * data.weight_of_care, felt))


def _kick(draws: Draws, data: ResponseData, t_d: Floats, run: NextRun | None) -> Floats:
    """Expected rise by the next run. Shape (S, g)."""
    if run is None:
        return np.zeros((draws.size, len(t_d)))
    effect = np.exp(log_dose_effect(np.array([run.dose]), draws.alpha, draws.threshold))[:, 0]
    peak = draws.gain_nrs * effect * draws.gain_at(data, np.array([run.end_t_d]))[:, 0]
    return np.asarray(peak[:, None] * draws.shape_at(t_d - run.end_t_d))


def _moments(draws: Draws, data: ResponseData, t_d: Floats, run: NextRun | None) -> tuple[Floats, Floats]:
    fade = np.exp(-(t_d - last_event_d(data))[None, :] / draws.tau_u_d[:, None])
    kick = _kick(draws, data, t_d, run)
    mean = _steady(draws, data, t_d) + fade * draws.background_nrs[:, None] + kick
    spread = draws.sigma_u[:, None] ** 2 * (1 - fade**2) + draws.sigma_e[:, None] ** 2
    return mean, spread + (draws.omega[:, None] * kick) ** 2


def _paths(draws: Draws, data: ResponseData, t_d: Floats, run: NextRun | None, rng: np.random.Generator) -> Floats:
    """Draw one series of answers per draw. Shape (S, g)."""
    felt = _steady(draws, data, t_d)
    felt += _kick(draws, data, t_d, run) * (1 + draws.omega * rng.standard_normal(draws.size))[:, None]
    background, last = draws.background_nrs, last_event_d(data)
    for i, t in enumerate(t_d):
        fade = np.exp(-(t - last) / draws.tau_u_d)
        background = background * fade + draws.sigma_u * np.sqrt(1 - fade**2) * rng.standard_normal(draws.size)
        felt[:, i] += background
        last = float(t)
    felt += draws.sigma_e[:, None] * rng.standard_normal(felt.shape)
    return nearest_level(felt, data.levels)


def nearest_level(felt: Floats, levels: Floats) -> Floats:
    """Say a feeling on the scale. [NRS]"""
    return np.asarray(levels[np.searchsorted((levels[1:] + levels[:-1]) / 2, felt)])


def cut_above(levels: Floats, ceiling_nrs: float) -> float:
    """Border between the highest answer that is not above the ceiling and the next; infinite if there is none above."""
    above = int(np.searchsorted(levels, ceiling_nrs, side="right"))
    return float((levels[above - 1] + levels[above]) / 2) if 0 < above < len(levels) else float("inf")


def _quantiles(mean: Floats, sd: Floats, levels: Floats) -> Floats:
    """5, 50 and 95 % points of the answer, averaged over draws. Shape (3, g)."""
    cuts = (levels[1:] + levels[:-1]) / 2
    above = np.stack([chance_of_at_least(float(cut), mean, sd).mean(axis=0) for cut in cuts])
    below = np.vstack([1 - above, np.ones(mean.shape[1])])
    return np.stack([levels[(below < p).sum(axis=0)] for p in (0.05, 0.5, 0.95)])


def chances_of_answers(draws: Draws, data: ResponseData, *, t_d: Floats, run: NextRun | None = None) -> Floats:
    """Chance of each possible answer at each time, averaged over draws. Shape (g, k). [-]"""
    mean, variance = _moments(draws, data, t_d, run)
    cuts = (data.levels[1:] + data.levels[:-1]) / 2
    above = np.stack([chance_of_at_least(float(cut), mean, np.sqrt(variance)).mean(axis=0) for cut in cuts])
    edges = np.vstack([np.ones(mean.shape[1]), above, np.zeros(mean.shape[1])])
    return np.asarray((edges[:-1] - edges[1:]).T)
