"""How a runner steps: what a watch knew of it, and what stands in for the rest, with its doubt.

Doubts are sds of natural logarithms. The `level` of a doubt is shared by all runs of a person and cancels where runs
are compared; what is `within` differs from run to run. Relations between speed, cadence and contact are fits to 26
runners at 2.5 to 4.5 m/s (Fukuchi 2017, doi 10.7717/peerj.3298), their sds from runners held out one at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from afterrun.findings.load import Origin
from afterrun.tissue.body import Body
from afterrun.tissue.curves import Floats

Quantity = Literal["speed_mps", "cadence_spm", "contact_ms", "grade"]

CADENCE_RANGE_SPM = (120.0, 240.0)  # running, both feet; below it is walking, one foot, or a slip: judgement
CONTACT_RANGE_MS = (120.0, 400.0)  # running; sprinters reach 90, walkers 600: judgement
SPEED_RANGE_MPS = (2.5, 4.5)  # of the runners that all relations are from
STEEPEST_DOWN = -0.087  # five degrees: beyond, the landing is the largest force and the template fails
WALKING_BELOW_MPS = 1.9  # most change near 2 m/s (told in PMC8629136); a little less, for slow joggers: judgement

# contact = .2495 (v/3)^-.553 s, sd 8.0 %; with cadence .2469 (v/3)^-.420 (c/170)^-.614, sd 7.0 %; the length of the
# body adds (H/1.75)^1.21 and .94 and takes both sds to about 6.6 %. Within one runner from speed to speed: 2.7 %.
_CONTACT_S, _CONTACT_BY_SPEED, _CONTACT_BY_HEIGHT = 0.2495, -0.553, 1.21
_CONTACT_C_S, _CONTACT_C_BY_SPEED, _CONTACT_C_BY_CADENCE = 0.2469, -0.420, -0.614
_CONTACT_CH_S, _CONTACT_CH = 0.2477, (-0.494, -0.272, 0.94)
_CONTACT_SD = {"speed": 0.080, "speed-height": 0.066, "cadence": 0.070, "cadence-height": 0.066}
_CONTACT_WITHIN = 0.027
# cadence = 167.2 (v/3)^.216, sd 6.7 %; with height (H/1.75)^-1.01, 5.5 %.
_CADENCE_SPM, _CADENCE_BY_SPEED, _CADENCE_BY_HEIGHT = 167.2, 0.216, -1.01
_CADENCE_SD, _CADENCE_SD_HEIGHT = 0.067, 0.055
_CADENCE_WITHIN = 0.025  # from day to day at one speed: judgement
# A watch's contact time is off by a constant of 3 +- 5 %, and by 2 % from day to day: judgement from five studies of
# devices (docs/tissue.md); its cadence by 1 %, its speed by 1 %.
_DEVICE_CONTACT, _DEVICE_DAY, _DEVICE = 0.05, 0.02, 0.01


@dataclass(frozen=True, slots=True)
class Doubt:
    """How far a quantity may be off, as sds of its natural logarithm.

    Parameters
    ----------
    level : float
        In all runs of the person alike. [-]
    within : float
        Beside that, from run to run. [-]
    """

    level: float
    within: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gait:
    """Groups of like steps of one run.

    Parameters
    ----------
    steps : ndarray, shape (n,)
        How many steps of both feet each group stands for.
    speed_mps, cadence_spm, contact_s, grade : ndarray, shape (n,)
        Of the group. [m/s, steps/min, s, -]
    origins : mapping of str to str
        Where each quantity is from.
    doubts : mapping of str to Doubt
        How far each may be off; ``time`` is how long was run at all.
    """

    steps: Floats
    speed_mps: Floats
    cadence_spm: Floats
    contact_s: Floats
    grade: Floats
    origins: Mapping[Quantity, Origin]
    doubts: Mapping[str, Doubt]

    @property
    def step_s(self) -> Floats:
        """From one contact to the next of the other foot, shape (n,). [s]"""
        return 60 / self.cadence_spm


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What a person's own runs tell of any of them.

    Parameters
    ----------
    speed_mps, speed_sd : float
        Usual speed, and how far a run is off it (of its logarithm). [m/s, -]
    speed_known : bool
        Whether any run told one.
    cadence, contact : float or None
        Own cadence and contact over what is expected of anybody at that speed; None where no run has any. [-]
    """

    speed_mps: float
    speed_sd: float
    speed_known: bool
    cadence: float | None
    contact: float | None


def expected_cadence_spm(speed_mps: Floats, body: Body) -> Floats:
    """Steps a minute that anybody of that height takes at a speed, shape of the speed. [steps/min]"""
    tall = 1.0 if body.height_m is None else (body.height_m / 1.75) ** _CADENCE_BY_HEIGHT
    return np.asarray(_CADENCE_SPM * (speed_mps / 3) ** _CADENCE_BY_SPEED * tall, dtype=np.float64)


def expected_contact_s(speed_mps: Floats, cadence_spm: Floats | None, body: Body) -> Floats:
    """Ground contact that anybody of that height has at a speed, with its cadence where it is known. [s]"""
    v = speed_mps / 3
    if cadence_spm is None:
        tall = 1.0 if body.height_m is None else (body.height_m / 1.75) ** _CONTACT_BY_HEIGHT
        return np.asarray(_CONTACT_S * v**_CONTACT_BY_SPEED * tall, dtype=np.float64)
    c = cadence_spm / 170
    if body.height_m is None:
        return np.asarray(_CONTACT_C_S * v**_CONTACT_C_BY_SPEED * c**_CONTACT_C_BY_CADENCE, dtype=np.float64)
    by_speed, by_cadence, by_height = _CONTACT_CH
    tall = (body.height_m / 1.75) ** by_height
    return np.asarray(_CONTACT_CH_S * v**by_speed * c**by_cadence * tall, dtype=np.float64)


def cadence_doubt(origin: Origin, body: Body) -> Doubt:
    """How far a cadence from there may be off."""
    if origin == "measured":
        return Doubt(0.0, _DEVICE)
    if origin == "own-runs":
        return Doubt(_DEVICE, _CADENCE_WITHIN)
    return Doubt(_CADENCE_SD if body.height_m is None else _CADENCE_SD_HEIGHT, _CADENCE_WITHIN)


def contact_doubt(origin: Origin, body: Body) -> Doubt:
    """How far a contact time from there may be off."""
    if origin == "measured":
        return Doubt(_DEVICE_CONTACT, _DEVICE_DAY)
    if origin == "own-runs":
        return Doubt(_DEVICE_CONTACT, _CONTACT_WITHIN)
    known = "cadence" if origin == "speed-and-cadence" else "speed"
    return Doubt(_CONTACT_SD[known if body.height_m is None else f"{known}-height"], _CONTACT_WITHIN)


def speed_doubt(origin: Origin, habits: Habits) -> Doubt:
    """How far a speed from there may be off."""
    if origin == "measured":
        return Doubt(0.0, _DEVICE)
    # Whose speed nobody knows may be off in all runs alike.
    return Doubt(0.0 if habits.speed_known else habits.speed_sd, habits.speed_sd if habits.speed_known else 0.1)
