"""What the model would have expected, and other diaries that it could as well have produced at the same times.

For posterior predictive checks (Gelman, Meng & Stern 1996): compare something about the diary with the same thing about
the replicates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.response.arrays import Floats, Indices
from afterrun.response.data import ResponseData
from afterrun.response.forecast import nearest_level
from afterrun.response.posterior import Draws
from afterrun.response.reported import expected_report

_FELT_D = 28.0  # a run longer ago is left out: three time constants of the slowest tail


@dataclass(frozen=True, slots=True)
class Replicates:
    """One row a draw.

    Parameters
    ----------
    expected : ndarray, shape (S, n)
        Expected answers, given nothing but the parameters, runs and care. [NRS]
    answers : ndarray, shape (S, n)
        Answers of a replicated diary. [NRS]
    """

    expected: Floats
    answers: Floats


def replicate(draws: Draws, data: ResponseData, rng: np.random.Generator) -> Replicates:
    """Replicate the diary once for each draw."""
    steady, rise, variance, shocks = _parts(draws, data, rng)
    mean = steady + rise
    sd = np.sqrt(variance + draws.sigma_u[:, None] ** 2 + draws.sigma_e[:, None] ** 2)
    felt = mean + shocks + _background(draws, data.report_t_d, rng)
    felt += draws.sigma_e[:, None] * rng.standard_normal(felt.shape)
    return Replicates(expected_report(mean, sd, data.levels), nearest_level(felt, data.levels))


def steady_nrs(draws: Draws, data: ResponseData) -> Floats:
    """What would be felt at each report without runs and without ups and downs. Shape (S, n). [NRS]"""
    steady = draws.level_at(data, data.report_t_d) + draws.at_moments(data)[0] - _relief(draws, data)
    if data.level_prior:
        steady = steady + draws.level_effect_nrs @ data.level_column.T
    return np.asarray(steady)


def _parts(draws: Draws, data: ResponseData, rng: np.random.Generator) -> tuple[Floats, Floats, Floats, Floats]:
    """Level with trend and relief; rise by runs; its variance from run to run; one draw of that. Each (S, n)."""
    n = len(data.report_t_d)
    loading = draws.at_moments(data)[1]
    steady = steady_nrs(draws, data)
    report, run = _pairs(data)
    if not report.size:
        nothing = np.zeros((draws.size, n))
        return steady, nothing, nothing, nothing
    lag = data.report_t_d[report] - data.run_t_d[run]
    course = draws.shape_at(lag)
    rise = course * loading[:, report] * draws.rises(data)[:, run]
    spread = draws.omega[:, None] * rise
    luck = rng.standard_normal((draws.size, len(data.run_t_d)))
    occupied, start = np.unique(report, return_index=True)
    sums = []
    for part in (rise, spread**2, spread * luck[:, run]):
        total = np.zeros((draws.size, n))
        total[:, occupied] = np.add.reduceat(part, start, axis=1)
        sums.append(total)
    return steady, sums[0], sums[1], sums[2]


def _pairs(data: ResponseData) -> tuple[Indices, Indices]:
    """Pair each report with the runs of the weeks before it, sorted by report."""
    order = np.argsort(data.run_t_d, kind="stable")
    run_t = data.run_t_d[order]
    first = np.searchsorted(run_t, data.report_t_d - _FELT_D)
    count = np.searchsorted(run_t, data.report_t_d) - first
    report = np.repeat(np.arange(len(count)), count)
    run = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    return report, order[run]


def _relief(draws: Draws, data: ResponseData) -> Floats:
    cells = np.zeros((draws.size, len(data.report_t_d) * max(data.care_kinds, 1)))
    recent = data.recent_care
    if recent.cell.size:
        felt = recent.weight * np.exp(-recent.lag_d[None, :] / draws.tau_relief_d[:, None])
        cells[:, recent.cell] = np.add.reduceat(felt, recent.start, axis=1)
    by_kind = cells.reshape(draws.size, -1, max(data.care_kinds, 1))
    return np.asarray(np.einsum("snk,sk->sn", by_kind[:, :, : data.care_kinds], draws.relief_nrs))


def _background(draws: Draws, t_d: Floats, rng: np.random.Generator) -> Floats:
    """Ups and downs at the reports: Ornstein-Uhlenbeck, stationary. Shape (S, n)."""
    noise = rng.standard_normal((draws.size, len(t_d)))
    path = np.empty_like(noise)
    fade = np.exp(-np.diff(t_d, prepend=t_d[:1])[None, :] / draws.tau_u_d[:, None])
    fade[:, :1] = 0.0
    last = np.zeros(draws.size)
    for i in range(len(t_d)):
        last = fade[:, i] * last + np.sqrt(1 - fade[:, i] ** 2) * noise[:, i]
        path[:, i] = last
    return np.asarray(draws.sigma_u[:, None] * path)
