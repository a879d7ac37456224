"""Looking after every run, and yet being fooled no more often than promised.

A fixed test that is looked at again and again finds something sooner or later. A bet against "it does nothing" does
not: if each pair's order is a fair coin, the stake's expected value never grows, and by Ville's inequality it ever
reaches 20 in at most one person of twenty (Ramdas, Grunwald, Vovk & Shafer 2023, doi 10.1214/23-STS894; for trials of
one see arXiv 2309.07353).
"""

from __future__ import annotations

import numpy as np

from afterrun.response.arrays import Floats

SURE = 20.0  # a fair bet gets that high with a chance of 1/20 at most (Ville 1939)
_STAKES = np.array([0.25, 0.5, 1.0, 2.0])  # for each point of pain: bold and timid bettors share the first stake


def e_process(differences: Floats) -> Floats:
    """Value of a bet that it helps, after each pair.

    For a pair that differs by d, whose sign is a fair coin if it does nothing, the factor ``2/(1 + exp(2 s d))`` has
    expectation 1 for any s; the value is the mean over several s of the products.

    Parameters
    ----------
    differences : ndarray, shape (pairs,)
        Outcome with minus without; NaN where a pair is not whole, which leaves the bet as it was. [NRS]

    Returns
    -------
    ndarray, shape (pairs,)

    Examples
    --------
    >>> import numpy as np
    >>> e_process(np.array([-2.0, -1.5, -2.5, -1.0, -2.0])).round(1)
    array([ 1.8,  3.1,  6. , 10.1, 19.1])
    """
    known = np.nan_to_num(np.asarray(differences, dtype=np.float64))
    log_factor = np.log(2.0) - np.logaddexp(0.0, 2 * _STAKES[:, None] * known[None, :])
    return np.asarray(np.exp(np.cumsum(log_factor, axis=1)).mean(axis=0))
