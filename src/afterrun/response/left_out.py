"""How well a model foretells the reports after each run from all the others: the run is left out, not the report."""

from __future__ import annotations

import numpy as np

from afterrun.response.arrays import Floats, Ints
from afterrun.response.data import ResponseData
from afterrun.response.interval import interval_likelihood
from afterrun.response.posterior import Draws
from afterrun.response.regression import Nuisance, StandIn, regression


def blocks_of(report_t_d: Floats, run_t_d: Floats) -> Ints:
    """Number the reports by the last run before them; -1 before the first. Shape (n,).

    Examples
    --------
    >>> import numpy as np
    >>> blocks_of(np.array([0.5, 1.5, 2.0, 3.0]), np.array([1.0, 2.5]))
    array([-1,  0,  0,  1])
    """
    return np.asarray(np.searchsorted(np.sort(run_t_d), report_t_d, side="left") - 1)


def score_left_out(draws: Draws, data: ResponseData, block: Ints) -> float:
    """Mean log probability of a report, foretold from the reports of all other blocks.

    With Q the inverse covariance of the pseudo-observations y (`regression`), those of a block b are expected, given
    all others, at ``y_b - Q_bb^-1 (Q (y - E y))_b`` with covariance ``Q_bb^-1`` (Rue & Held 2005, section 2.2). What is
    not done again for each block is the posterior of the parameters: ten numbers, to which one run adds little.

    Parameters
    ----------
    draws : Draws
        A few; each costs O(n^3).
    data : ResponseData
        What they were fitted to.
    block : ndarray of int, shape (n,)
        Which reports are left out together, as from `blocks_of`.

    Returns
    -------
    float
        [nat a report]
    """
    stand_in = regression(draws, data, Nuisance(np.zeros((len(data.report_t_d), 0)), np.zeros(0)))
    found = [_by_draw(draws.sigma_e[m], stand_in, m, data, block) for m in range(draws.size)]
    return float((np.logaddexp.reduce(found, axis=0) - np.log(draws.size)).mean())


def _by_draw(sigma_e: float, stand_in: StandIn, m: int, data: ResponseData, block: Ints) -> Floats:
    """Log probability of each report at one draw. Shape (n,)."""
    whiten = stand_in.whiten[m]
    precision, pull = whiten.T @ whiten, whiten.T @ stand_in.said[m]
    mean, variance = np.empty(len(pull)), np.empty(len(pull))
    for number in np.unique(block):
        left = np.flatnonzero(block == number)
        spread = np.linalg.inv(precision[np.ix_(left, left)])
        mean[left] = stand_in.target[m, left] - spread @ pull[left]
        variance[left] = np.diag(spread) - stand_in.noise[m, left]
    sd = np.sqrt(np.maximum(variance, 0.0) + sigma_e**2)
    return np.asarray(interval_likelihood(data.lower, data.upper, mean, sd)[0])
