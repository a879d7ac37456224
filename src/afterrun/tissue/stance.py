"""The force under the foot over a step, and where it acts: what every tissue's load is made of."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from afterrun.tissue.body import USUAL_HEIGHT_M, Body
from afterrun.tissue.curves import (
    ANKLE_DEG,
    ANKLE_LEVER,
    FOREFOOT_SHARE,
    HEEL_TO_HEADS_M,
    KNEE_LEVER,
    Floats,
)

GRAVITY_MPS2 = 9.81
# Midpoints of stance at which forces are summed. At 50 a step's impulse is M g T to .01 %, and a power of 9 of the
# force to .1 % (held by a test).
_POINTS = 50
# The force of a duty factor of .33 is s^1.122 (1 - s)^1.6185, and both exponents grow with it: fitted to 26 runners, a
# waveform rmse of .14 to .15 BW on runners held out of the fit.
_DUTY, _RISE, _RISE_BY_DUTY, _FALL, _FALL_BY_DUTY = 0.33, 1.122, 2.241, 1.6185, 3.422
DUTY_RANGE = (0.26, 0.44)  # of those runners
# The template reads 3.5 % high in the impulse of the ankle (their closure and clipping).
_ANKLE_BIAS = 1.035


@dataclass(frozen=True, eq=False)
class Stance:
    """Stances of n steps of one foot, each at the same k shares of it.

    The vertical force is the beta template F(s) = M g cos(b) (T / t) s^p (1 - s)^q / B(p + 1, q + 1), whose impulse is
    M g cos(b) T exactly: one step carries the body for one step's time.

    Parameters
    ----------
    step_s : ndarray, shape (n,)
        From one contact to the next of the other foot. [s]
    contact_s : ndarray, shape (n,)
        Ground contact. [s]
    grade : ndarray, shape (n,)
        Height over distance, up positive. [-]
    body : Body
        Whose.

    Examples
    --------
    >>> import numpy as np
    >>> one = Stance(np.array([0.36]), np.array([0.25]), np.array([0.0]), Body())
    >>> (one.force_bw * one.contact_s).mean(axis=1).round(3).tolist()
    [0.36]
    """

    step_s: Floats
    contact_s: Floats
    grade: Floats
    body: Body

    @cached_property
    def s(self) -> Floats:
        """Shares of stance, shape (k,). [-]"""
        return (np.arange(_POINTS) + 0.5) / _POINTS

    @cached_property
    def duty(self) -> Floats:
        """Contact over the time of two steps, shape (n,). [-]"""
        return self.contact_s / (2 * self.step_s)

    @cached_property
    def force_bw(self) -> Floats:
        """Force square to the ground, shape (n, k). [BW]"""
        rise = _RISE + _RISE_BY_DUTY * (self.duty - _DUTY)
        fall = _FALL + _FALL_BY_DUTY * (self.duty - _DUTY)
        size = np.cos(np.arctan(self.grade)) * self.step_s / self.contact_s / _beta(rise + 1, fall + 1)
        logs = np.outer(rise, np.log(self.s)) + np.outer(fall, np.log1p(-self.s))
        force: Floats = np.exp(logs) * size[:, None]
        return force

    @cached_property
    def forefoot_bw(self) -> Floats:
        """Of it, the part that the line of the metatarsal heads and the toes carry, shape (n, k). [BW]"""
        return self.force_bw * np.clip(FOREFOOT_SHARE.at(self.s, self.body.strike), 0, 1)

    @cached_property
    def ankle_nm_kg(self) -> Floats:
        """Plantar-flexing moment at the ankle, shape (n, k). [Nm/kg]"""
        lever_m = ANKLE_LEVER.at(self.s, self.body.strike) * self._height_m / _ANKLE_BIAS
        return GRAVITY_MPS2 * np.maximum(self.force_bw * lever_m, 0)

    @cached_property
    def knee_nm_kg(self) -> Floats:
        """Extending moment at the knee, shape (n, k). [Nm/kg]"""
        lever_m = KNEE_LEVER.at(self.s, self.body.strike) * self._height_m
        return GRAVITY_MPS2 * np.maximum(self.force_bw * lever_m, 0)

    @cached_property
    def toe_joint_nm_kg(self) -> Floats:
        """Flexing moment at the joints of the toes: of the force beyond the metatarsal heads, shape (n, k). [Nm/kg]"""
        beyond_m = np.maximum(FOREFOOT_SHARE.at(self.s, self.body.strike) - 1, 0) * HEEL_TO_HEADS_M
        return GRAVITY_MPS2 * self.force_bw * beyond_m * self.body.length_ratio

    @cached_property
    def ankle_turn_rad(self) -> Floats:
        """How far the ankle bends upwards within each k-th part of stance, shape (k,). [rad]"""
        ends = np.linspace(0, 1, _POINTS + 1)
        return np.diff(np.deg2rad(ANKLE_DEG.at(ends, self.body.strike)))

    @property
    def _height_m(self) -> float:
        return self.body.height_m or USUAL_HEIGHT_M

    def impulse(self, load: Floats) -> Floats:
        """Sum a load over stance: shape (n, k) of any unit to (n,) of that unit times s."""
        summed: Floats = load.mean(axis=1) * self.contact_s
        return summed


def _beta(a: Floats, b: Floats) -> Floats:
    """Euler's beta function; SciPy's takes as long to import as a fit takes."""
    pairs = zip(a.tolist(), b.tolist(), strict=True)
    return np.exp([math.lgamma(p) + math.lgamma(q) - math.lgamma(p + q) for p, q in pairs])
