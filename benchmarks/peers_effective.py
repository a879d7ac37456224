"""Effective draws of MCMC from its autocorrelation: what a peer without its own figure is given."""

from __future__ import annotations

import numpy as np

from afterrun.response.arrays import Floats


def bulk_effective(chains: Floats) -> float:
    """Effective number of draws by Geyer's initial positive sequence, all chains about their common mean.

    Parameters
    ----------
    chains : ndarray, shape (chains, draws)
        One parameter.
    """
    count, draws = chains.shape
    away = chains - chains.mean()
    size = 2 * draws
    spectrum = np.abs(np.fft.rfft(away, size, axis=1)) ** 2
    covariance = np.fft.irfft(spectrum, size, axis=1)[:, :draws].mean(axis=0)
    correlation = covariance / covariance[0]
    pairs = correlation[: draws // 2 * 2].reshape(-1, 2).sum(axis=1)
    ends = np.flatnonzero(pairs < 0)
    kept = np.minimum.accumulate(pairs[: ends[0] if ends.size else len(pairs)])
    return float(count * draws / max(2 * kept.sum() - 1, 1 / (count * draws)))
