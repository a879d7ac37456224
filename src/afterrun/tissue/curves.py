"""Curves over stance of an average runner, as polynomials fitted to measured means.

Fitted here, degree 7 in Chebyshev polynomials of 2 s - 1, to the mean of 26 runners at 2.5, 3.5 and 4.5 m/s on a level
treadmill (Fukuchi, Fukuchi & Duarte 2017, doi 10.7717/peerj.3298, CC BY 4.0; angles and moments by inverse dynamics
with a rigid foot). 25 of them are men. Weighted by the vertical force, so they mean nothing where there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from afterrun.tissue.body import Strike

Floats = NDArray[np.float64]

# Share of runners who land on the heel, where a runner's own landing is not known. 17 of the 26 here; about three in
# four elsewhere. Judgement.
_HEEL_FIRST = 0.7


@dataclass(frozen=True, slots=True)
class StanceCurve:
    """Something over stance, of runners who land on the heel and of those who do not.

    Parameters
    ----------
    rearfoot, other : tuple of float
        Chebyshev coefficients.
    """

    rearfoot: Sequence[float]
    other: Sequence[float]

    def at(self, s: Floats, strike: Strike | None) -> Floats:
        """Take its value at shares ``s`` of stance, 0 to 1; without a landing, the mean of both as often as they come.

        Parameters
        ----------
        s : ndarray, shape (k,)
            Share of stance. [-]
        strike : Strike or None
            How the foot lands.

        Returns
        -------
        ndarray, shape (k,)
        """
        evaluate = np.polynomial.chebyshev.chebval
        share = _HEEL_FIRST if strike is None else float(strike == "rearfoot")
        x = 2 * s - 1
        mixed: Floats = share * evaluate(x, self.rearfoot) + (1 - share) * evaluate(x, self.other)
        return mixed


# Plantar-flexing ankle moment over vertical force and body height. [-] Rmse .0006 and .0003.
ANKLE_LEVER = StanceCurve(
    (0.0449, 0.058, -0.0119, 0.0027, -0.0001, -0.0025, 0.0011, -0.0022),
    (0.0595, 0.0377, -0.0004, -0.0008, 0.0023, -0.0027, 0.0007, -0.0013),
)
# Extending knee moment over vertical force and body height. [-] Rmse .003 and .002.
KNEE_LEVER = StanceCurve(
    (0.006, 0.0044, -0.0734, 0.0287, -0.0097, 0.0025, 0.0003, -0.0012),
    (0.0122, -0.018, -0.0557, 0.0106, -0.003, -0.0012, 0.001, 0.0001),
)
# Where the force goes through, from the heel (0) to the line of the metatarsal heads (1) and beyond. [-] Rmse .004.
FOREFOOT_SHARE = StanceCurve(
    (0.7412, 0.5428, -0.1235, 0.0158, 0.01, -0.0571, 0.025, -0.0375),
    (0.9126, 0.3321, 0.0056, -0.0169, 0.0199, -0.0304, 0.0076, -0.0114),
)
# Ankle, dorsiflexion positive. [deg] Rmse .06.
ANKLE_DEG = StanceCurve(
    (8.34, -4.39, -14.29, -4.51, 2.35, 0.61, 0.01, 0.12), (6.47, -2.68, -16.74, -2.16, 1.84, 0.23, 0.34, -0.03)
)
# Knee, flexion positive. [deg] Rmse .03.
KNEE_DEG = StanceCurve(
    (26.94, -1.32, -15.17, 3.67, 2.23, -0.75, 0.2, 0.01), (29.3, -4.52, -12.73, 2.48, 1.96, -0.43, 0.1, 0.03)
)
# Shank, its lower end forward positive. [deg] Rmse .01.
SHANK_DEG = StanceCurve(
    (-21.42, -22.47, 7.39, -0.72, -1.06, 0.32, -0.13, 0.0), (-23.63, -20.29, 6.69, -0.4, -0.98, 0.21, -0.1, -0.01)
)
# Foot from heel to metatarsal heads, its front up positive; rigid, so after the heel has risen the toes bend by as
# much. [deg] Rmse .06.
FOOT_DEG = StanceCurve(
    (-12.34, -26.67, -6.58, -5.17, 1.28, 0.89, -0.12, 0.13), (-16.52, -22.71, -9.65, -2.57, 0.89, 0.42, 0.24, -0.03)
)

# From the line under the heel to that of the metatarsal heads, of the same runners. [m]
HEEL_TO_HEADS_M = 0.178
