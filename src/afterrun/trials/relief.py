"""Relief in a trial: what doing it now takes off, over waiting, in pairs of episodes."""

from __future__ import annotations

import numpy as np

from afterrun.response.arrays import Floats

# As for relief in the diary: no presumption, and 95 % within two points (`RELIEF_SIZE`).
PRIOR_SD_NRS = 1.0
_SPREADS_NRS = np.geomspace(0.3, 6.0, 40)  # of one pair; as likely in the logarithm before the data
_DRAWS = 4000  # quantiles to a third of a per cent


def relief_draws(differences: Floats, rng: np.random.Generator, *, prior_sd: float = PRIOR_SD_NRS) -> Floats:
    """Draw the fall in pain that doing it now causes within the hour, over waiting. Shape (S,). [NRS]

    ``d_p ~ N(-drop, s^2)`` for the change with minus the change without in each pair; ``drop ~ N(0, prior_sd^2)``;
    log s uniform on a grid from 0.3 to 6 points.

    Parameters
    ----------
    differences : ndarray, shape (pairs,)
        Change in pain with minus change without; NaN where a pair is not whole. [NRS]
    rng : Generator
        Source of chance.
    """
    known = differences[np.isfinite(differences)]
    n, s2 = len(known), _SPREADS_NRS**2
    precision = n / s2 + 1 / prior_sd**2
    mean = -(known.sum() / s2) / precision if n else np.zeros_like(s2)
    log_weight = -n * np.log(_SPREADS_NRS) - 0.5 * np.log(precision)
    log_weight += -0.5 * (known @ known) / s2 + 0.5 * mean**2 * precision
    weight = np.exp(log_weight - log_weight.max())
    picked = rng.choice(len(s2), _DRAWS, p=weight / weight.sum())
    return np.asarray(mean[picked] + rng.standard_normal(_DRAWS) / np.sqrt(precision[picked]))
