"""Posterior predictive p-values: is the diary stranger than diaries the model itself would write?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from afterrun.checks.evidence import Evidence
from afterrun.response.arrays import Floats
from afterrun.response.replicate import Replicates, replicate

_REPLICATES = 200  # p-values to half a per cent


def replicates_of(evidence: Evidence) -> Replicates:
    """Replicate the diary from some of the draws; the same for all checks of one fit."""
    fit = evidence.fitted
    rows = np.linspace(0, fit.draws.size - 1, min(_REPLICATES, fit.draws.size)).astype(np.intp)
    return replicate(fit.draws.rows(rows), evidence.data, np.random.default_rng(0))


def binned_means(residual: Floats, bins: NDArray[np.intp], count: int) -> Floats:
    """Mean residual in each bin; 0 in an empty one. Shape (S, count). Reports in bin -1 are left out."""
    members = (bins[:, None] == np.arange(count)[None, :]).astype(np.float64)
    return np.asarray(residual @ members / np.maximum(members.sum(axis=0), 1.0))


def strangeness(
    evidence: Evidence, replicates: Replicates, bins: NDArray[np.intp], count: int
) -> tuple[Floats, Floats]:
    """Standardised mean residual by bin, of the diary and of the replicates.

    Returns
    -------
    seen : ndarray, shape (count,)
        Averaged over draws.
    usual : ndarray, shape (S, count)
        The same of each replicate.
    """
    seen = binned_means(evidence.data.answers[None, :] - replicates.expected, bins, count).mean(axis=0)
    usual = binned_means(replicates.answers - replicates.expected, bins, count)
    spread = np.maximum(usual.std(axis=0), 1e-6)
    return seen / spread, usual / spread
