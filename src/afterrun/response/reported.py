"""From what is felt to what is said: expectations on the reported scale, bounds included."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.marginal import normal_cdf


def expected_report(mean: Floats, sd: Floats, levels: Floats) -> Floats:
    r"""Expected answer of somebody whose feeling is N(mean, sd^2) and who names the nearest level.

    ``E[y] = levels_0 + sum_k (levels_{k+1} - levels_k) Phi((mean - cut_k)/sd)``, cuts midway between levels: exact, no
    sampling.

    Parameters
    ----------
    mean, sd : ndarray
        Broadcastable. [NRS points]
    levels : ndarray, shape (k,)
        Possible answers, ascending. [NRS points]

    Examples
    --------
    >>> import numpy as np
    >>> expected_report(np.array([-5.0, 4.0, 30.0]), np.array(1.0), np.arange(11.0)).round(3) + 0.0
    array([ 0.,  4., 10.])
    """
    mean, sd = np.broadcast_arrays(np.asarray(mean, dtype=np.float64), sd)
    total = np.full(mean.shape, float(levels[0]))
    for low, high in pairwise(levels):
        total += (high - low) * normal_cdf((mean - (low + high) / 2) / sd)
    return total


def chance_of_at_least(cut: float, mean: Floats, sd: Floats) -> Floats:
    """Probability that a feeling N(mean, sd^2) lies above a cut of the scale."""
    return normal_cdf((np.asarray(mean) - cut) / sd)
