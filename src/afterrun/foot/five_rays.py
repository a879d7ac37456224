"""Which of the five metatarsal heads carries how much of the ball of the foot: a scenario, not a finding.

Nothing here moves from side to side: the load on the ball is shared as by a bed of springs,

    F_i = k_i (D + t z_i),  sum F_i = F,  sum F_i z_i = F z,

z_i where each head lies across the foot, z where the force goes through. How stiff each is, no source tells. Two beds
stand for the spread: one with a stiff first ray (it has two small bones of its own), one by the mean shares of pressure
under shod runners who land on the heel (published tables vary with how the sole is divided): judgement, both.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.tissue.curves import Floats

HEADS = ("MT1", "MT2", "MT3", "MT4", "MT5")
_ACROSS_MM = np.array([-22.0, -4.0, 10.0, 23.0, 36.0])  # from the second ray's axis, outwards positive: judgement
_BEDS = (np.array([2.2, 1.35, 1.15, 0.85, 0.75]), np.array([0.13, 0.13, 0.12, 0.08, 0.05]))
# How far inwards or outwards the force of one runner goes through beside another's: judgement.
_CENTRES_MM = (-4.0, 0.0, 4.0)


@dataclass(frozen=True, slots=True)
class Ray:
    """One head.

    Parameters
    ----------
    head : str
        ``MT1``, the big toe's, to ``MT5``.
    low, high : float
        Of the load on the ball of the foot, over beds and places of the force. [%]
    """

    head: str
    low: float
    high: float


def rays(outwards_mm: float = 0.0) -> tuple[Ray, ...]:
    """Share the load on the ball of the foot.

    Parameters
    ----------
    outwards_mm : float
        How much farther outwards than usual the force goes through. [mm]

    Returns
    -------
    tuple of Ray
        From the big toe's to the little toe's.

    Examples
    --------
    >>> [ray.head for ray in rays()]
    ['MT1', 'MT2', 'MT3', 'MT4', 'MT5']
    """
    shares = 100 * np.array([_shares(bed, outwards_mm + centre) for bed in _BEDS for centre in _CENTRES_MM])
    return tuple(
        Ray(head, float(low), float(high))
        for head, low, high in zip(HEADS, shares.min(axis=0), shares.max(axis=0), strict=True)
    )


def _shares(bed: Floats, beside_mm: float) -> Floats:
    """Share the force where it goes through beside the middle of a bed; a head that would pull carries nothing."""
    usual_mm = bed @ _ACROSS_MM / bed.sum()
    pressed = np.ones(bed.size, dtype=bool)
    for _ in range(bed.size):
        stiff = bed * pressed
        moments = [stiff @ _ACROSS_MM**power for power in range(3)]
        equations = np.array([[moments[0], moments[1]], [moments[1], moments[2]]])
        sunk, tilt = np.linalg.solve(equations, [1.0, usual_mm + beside_mm])
        found: Floats = stiff * (sunk + tilt * _ACROSS_MM)
        if (found >= 0).all():
            break
        pressed &= found > 0
    return found
