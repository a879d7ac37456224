"""How much of a thing: amounts in their own spread, so that steps and kilograms can be asked alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.associations.things import FEWEST_AMOUNTS
from afterrun.response.arrays import Floats

_SPREAD = 1.1  # the upper quarter over the lower: below it the amounts are all the same for the body: judgement


@dataclass(frozen=True, slots=True)
class Amounts:
    """Amounts of one kind of thing.

    Parameters
    ----------
    standard : ndarray, shape (m,)
        In their sd, 0 in the mean; of the logarithms where these are less skewed. [-]
    sd : float
        How much more than usual one sd is, in the unit of the amounts.
    """

    standard: Floats
    sd: float


def standardised(amount: Floats) -> Amounts | None:
    """Bring amounts to their own spread; None for too few, or for amounts that hardly differ.

    Examples
    --------
    >>> import numpy as np
    >>> found = standardised(np.array([4000.0, 5000, 6000, 7000, 8000, 9000, 10000, 11000]))
    >>> round(found.sd), found.standard.round(1)[[0, -1]]
    (2291, array([-1.5,  1.5]))
    >>> standardised(np.full(30, 90.0)) is None
    True
    """
    if len(amount) < FEWEST_AMOUNTS:
        return None
    low, high = np.quantile(amount, (0.25, 0.75))
    if not high - low > (_SPREAD - 1) * abs(low):
        return None
    if amount.min() > 0 and abs(_skew(np.log(amount))) < abs(_skew(amount)):
        log = np.log(amount)
        usual = float(np.exp(log.mean()))
        return Amounts(_standard(log), usual * float(np.expm1(log.std())))
    return Amounts(_standard(amount), float(amount.std()))


def _standard(x: Floats) -> Floats:
    return np.asarray((x - x.mean()) / x.std())


def _skew(x: Floats) -> float:
    return float((_standard(x) ** 3).mean())
