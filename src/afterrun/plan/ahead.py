r"""What the person would feel over the next days, draw by draw, and how much of a new run shows in it.

For draw s and replicate m the answer at a usual time t comes from

    felt_sm(t) + A_s(d) seen_sm(t),   seen_sm(t) = loading_s k_s(t - end) luck_sm,   luck_sm = max(1 + omega_s z_sm, 0)

where felt holds level, trend, moment, what past and planned runs still have in store, ups and downs and the noise of an
answer, and ``A_s(d) = G_s g_s(d) ahead_s`` is the size of the new run. So one pass serves every distance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from afterrun.plan.known import Known
from afterrun.response.arrays import Floats, Ints
from afterrun.response.data import ResponseData
from afterrun.response.forecast import last_event_d, left_of_runs, level_ahead
from afterrun.response.posterior import Draws

REPLICATES = 24  # of chance in each draw: the share of a draw is good to a tenth, the mean over hundreds to a hundredth
WINDOW_D = 5.0  # days that a run answers for, as the contract says


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A run to come: when it ends [d] and its dose over the reference dose [-]."""

    end_t_d: float
    dose: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """Answers at usual times after a run that is thought of.

    Parameters
    ----------
    t_d : ndarray, shape (g,)
        When. [d]
    felt_nrs : ndarray, shape (S, M, g)
        Without it. [NRS]
    seen : ndarray, shape (S, M, g)
        What a point of its size adds. [-]
    again : ndarray, shape (S, M, g)
        What a point of the same run once more adds, where one is planned meanwhile; else 0. [-]
    """

    t_d: Floats
    felt_nrs: Floats
    seen: Floats
    again: Floats


def ahead(
    known: Known,
    *,
    end_t_d: float,
    rng: np.random.Generator,
    planned: Sequence[Planned] = (),
    again_t_d: Sequence[float] = (),
    at_rest: bool = False,
    replicates: int = REPLICATES,
) -> Ahead:
    """Go through the five days after a run that ends at one time.

    Parameters
    ----------
    known : Known
        What was learned.
    end_t_d : float
        When the run that is thought of ends. [d]
    rng : Generator
        Source of chance.
    planned : sequence of Planned
        Runs to come before it.
    again_t_d : sequence of float
        When runs of the same dose end that are planned meanwhile (or were run before). [d]
    at_rest : bool
        As if nothing of earlier runs were felt, and nothing known of today.
    replicates : int
        M.
    """
    draws = known.draws
    t_d, moment = known.habit.between(end_t_d, end_t_d + WINDOW_D)
    expected = _without(draws, known.data, t_d, moment, at_rest)
    felt = expected[:, None, :] + _noise(draws, known.data, t_d, at_rest, replicates, rng)
    loading = np.hstack([np.ones((draws.size, 1)), draws.loading])[:, moment]
    seen = _seen(draws, t_d - end_t_d, loading, replicates, rng)
    for run in planned:
        size = known.size_of(np.array([run.dose]), run.end_t_d)
        felt = felt + size[:, :, None] * _seen(draws, t_d - run.end_t_d, loading, replicates, rng)
    more = [_seen(draws, t_d - end, loading, replicates, rng) for end in again_t_d]
    return Ahead(t_d=t_d, felt_nrs=felt, seen=seen, again=sum(more, np.zeros_like(seen)))


def _without(draws: Draws, data: ResponseData, t_d: Floats, moment: Ints, at_rest: bool) -> Floats:
    """Expected without the run. Shape (S, g)."""
    offset = np.hstack([np.zeros((draws.size, 1)), draws.offset_nrs])[:, moment]
    if at_rest:
        return np.asarray(draws.level_at(data, np.full(len(t_d), data.span_d[1])) + offset)
    loading = np.hstack([np.ones((draws.size, 1)), draws.loading])[:, moment]
    return np.asarray(level_ahead(draws, data, t_d) + offset + loading * left_of_runs(draws, data, t_d))


def _noise(
    draws: Draws, data: ResponseData, t_d: Floats, at_rest: bool, replicates: int, rng: np.random.Generator
) -> Floats:
    """Ups and downs, from where they are, and the noise of an answer. Shape (S, M, g)."""
    chance = rng.standard_normal((2, draws.size, replicates, len(t_d)))
    sigma = draws.sigma_u[:, None]
    path = sigma * rng.standard_normal((draws.size, replicates)) if at_rest else draws.background_nrs[:, None]
    out, last = np.empty((draws.size, replicates, len(t_d))), last_event_d(data)
    for i, t in enumerate(t_d):
        fade = np.exp(-max(t - last, 0.0) / draws.tau_u_d)[:, None]
        path = path * fade + sigma * np.sqrt(1 - fade**2) * chance[0, :, :, i]
        out[:, :, i], last = path, t
    return np.asarray(out + draws.sigma_e[:, None, None] * chance[1])


def _seen(draws: Draws, lag_d: Floats, loading: Floats, replicates: int, rng: np.random.Generator) -> Floats:
    """What a point of the size of a run adds. Shape (S, M, g)."""
    luck = np.maximum(1 + draws.omega[:, None] * rng.standard_normal((draws.size, replicates)), 0.0)
    return np.asarray((loading * draws.shape_at(lag_d))[:, None, :] * luck[:, :, None])
