r"""The share of people whose pain runs raise.

With ``B_i`` the Bayes factor of person i for a response, read off their probability of one, the share pi has the
likelihood ``prod_i (pi B_i + 1 - pi)``; before the data every share is as likely.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_SHARES = (np.arange(200) + 0.5) / 200
_SUREST = 1e-6  # the fit's own sums are no better: judgement
_LENT = (0.02, 0.98)  # however sure the cohort is, nobody is ruled out beforehand: judgement


@dataclass(frozen=True, slots=True)
class Responders:
    """What is believed of the share.

    Parameters
    ----------
    weight : ndarray, shape (200,)
        Posterior on a grid; adds to 1.
    """

    weight: NDArray[np.float64]

    @property
    def mean(self) -> float:
        """Expected share. [-]"""
        return float(self.weight @ _SHARES)

    @property
    def lent(self) -> float:
        """Probability that the next person responds, before their data. [-]"""
        return float(np.clip(self.mean, *_LENT))

    def quantiles(self, at: Sequence[float]) -> NDArray[np.float64]:
        """Quantiles of the share. Shape (len(at),). [-]"""
        return np.interp(at, np.cumsum(self.weight) - 0.5 * self.weight, _SHARES)


def responders(prob_responds: Sequence[float], prior: float = 0.5) -> Responders:
    """Learn the share from everybody's probability of a response.

    Parameters
    ----------
    prob_responds : sequence of float
        Of each person. [-]
    prior : float
        What it was before their data. [-]

    Examples
    --------
    >>> round(responders([0.99, 0.99, 0.01]).mean, 2), round(responders([]).mean, 2)
    (0.6, 0.5)
    """
    chance = np.clip(np.array(prob_responds, dtype=np.float64), _SUREST, 1 - _SUREST)
    factor = chance / (1 - chance) * (1 - prior) / prior
    logged = np.log(_SHARES * factor[:, None] + 1 - _SHARES).sum(axis=0)
    weight = np.exp(logged - logged.max())
    return Responders(weight / weight.sum())
