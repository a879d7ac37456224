"""What stands in for what nothing told of the steps of a run, and from where it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from afterrun.findings.load import Origin
from afterrun.tissue.body import Body
from afterrun.tissue.curves import Floats
from afterrun.tissue.gait import (
    Doubt,
    Gait,
    Habits,
    Quantity,
    cadence_doubt,
    contact_doubt,
    expected_cadence_spm,
    expected_contact_s,
    speed_doubt,
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Known:
    """What is known of n like stretches of a run.

    Parameters
    ----------
    seconds, speed_mps, grade : ndarray, shape (n,)
        How long was run, how fast and how steep. [s, m/s, -]
    cadence_spm, contact_s : ndarray, shape (n,)
        All NaN where nothing told it. [steps/min, s]
    speed_origin, grade_origin : str
        Where these two are from.
    time_sd : float
        Sd of the natural logarithm of how long was run at all. [-]
    """

    seconds: Floats
    speed_mps: Floats
    cadence_spm: Floats
    contact_s: Floats
    grade: Floats
    speed_origin: Origin
    grade_origin: Origin
    time_sd: float


def gait_of(known: Known, body: Body, habits: Habits) -> Gait:
    """Fill in cadence and contact time where they are not known, and say from where each quantity is."""
    cadence, cadence_origin = _cadence(known, body, habits)
    contact_s, contact_origin = _contact_s(known, cadence, cadence_origin, body, habits)
    origins: Mapping[Quantity, Origin] = {
        "speed_mps": known.speed_origin,
        "cadence_spm": cadence_origin,
        "contact_ms": contact_origin,
        "grade": known.grade_origin,
    }
    # With no speed of one's own, what is from the speed is from anybody.
    if known.speed_origin == "population":
        origins = {name: "population" if each == "speed" else each for name, each in origins.items()}
    return Gait(
        steps=cadence * known.seconds / 60,
        speed_mps=known.speed_mps,
        cadence_spm=cadence,
        contact_s=contact_s,
        grade=known.grade,
        origins=origins,
        doubts={
            "speed": speed_doubt(known.speed_origin, habits),
            "cadence": cadence_doubt(cadence_origin, body),
            "contact": contact_doubt(contact_origin, body),
            "time": Doubt(0.0, known.time_sd),
        },
    )


def _cadence(known: Known, body: Body, habits: Habits) -> tuple[Floats, Origin]:
    """As measured, else as the person's other runs have it at this speed, else anybody's."""
    if np.isfinite(known.cadence_spm).any():
        return known.cadence_spm, "measured"
    expected = expected_cadence_spm(known.speed_mps, body) * (habits.cadence or 1.0)
    return expected, "speed" if habits.cadence is None else "own-runs"


def _contact_s(
    known: Known, cadence: Floats, cadence_origin: Origin, body: Body, habits: Habits
) -> tuple[Floats, Origin]:
    """The same; a cadence that is known beside the speed tells more than the speed alone."""
    if np.isfinite(known.contact_s).any():
        return known.contact_s, "measured"
    by_cadence = cadence_origin != "speed"
    expected = expected_contact_s(known.speed_mps, cadence if by_cadence else None, body) * (habits.contact or 1.0)
    if habits.contact is not None:
        return expected, "own-runs"
    return expected, "speed-and-cadence" if by_cadence else "speed"
