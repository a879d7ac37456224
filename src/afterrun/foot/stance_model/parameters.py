"""The numbers that one stance is worked out with: one problem is built, and serves all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np

from afterrun.foot.changes import Changes
from afterrun.foot.stance_model.whole_feet import MUSCLES, WholeFoot, WholeMuscle
from afterrun.foot.stances import RunningStance
from afterrun.tissue.curves import Floats
from afterrun.tissue.stance import GRAVITY_MPS2


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a runner is taken to spare; nobody knows it, so answers range over several.

    Parameters
    ----------
    likeness : float
        How much the posture, force and ankle moment of real runners count. [-]
    torque : float
        How much torque at hip and knee counts, over activation of muscles. [-]
    cubed : float
        1 counts activation cubed (short strong pulls cost more), 0 squared. [-]
    """

    likeness: float = 1.0
    torque: float = 1.0
    cubed: float = 0.0


_OF_MUSCLE = ("force_n", "fibre_m", "slack_m", "across_m", "straight_m", "begins", "span", "tendon", "active", "gain")
_ARMS = ("ankle0", "ankle1", "ankle2", "knee0", "knee1", "arch", "toe")
_OF_BODY = ("mass_kg", "ratio", "speed_mps", "step_s", "slope_rad", "contact_s", "landing_rad", "drop_m")
_OF_FOOT = ("fascia_n", "arch_nm", "toes_nm")
NAMES = (
    *_OF_BODY,
    *_OF_FOOT,
    *(each.name for each in fields(Cost)),
    *(f"{muscle}_{name}" for muscle in MUSCLES for name in (*_OF_MUSCLE, *_ARMS)),
)
"""What the problem is built for, in this order."""

_USUAL_DROP_M = 0.008  # heel of a usual running shoe over its front: judgement
_TOES_NM_RAD = 10.0  # as in `foot.sole`


def parameters_of(
    running: RunningStance, changes: Changes, foot: WholeFoot, cost: Cost, landing_rad: float
) -> dict[str, float]:
    """Gather the numbers of a changed stance.

    Parameters
    ----------
    running : RunningStance
        The usual one.
    changes : Changes
        What is different.
    foot : WholeFoot
        Whose.
    cost : Cost
        What is spared.
    landing_rad : float
        Of the sole against the ground at contact. [rad]

    Returns
    -------
    dict of str to float
        By `NAMES`.
    """
    after = running.after(changes)
    step = after.steps()
    mass_kg = running.mass_kg * (1 + changes.mass_percent / 100)
    told = {
        "mass_kg": mass_kg,
        "ratio": step.body.length_ratio,
        "speed_mps": after.speed_mps,
        "step_s": float(step.step_s[0]),
        "slope_rad": float(np.arctan(after.grade)),
        "contact_s": float(step.contact_s[0]),
        "landing_rad": landing_rad,
        "drop_m": _USUAL_DROP_M + changes.drop_mm / 1000,
        "fascia_n": foot.fascia_n_kg * running.mass_kg * changes.fascia_stiffness,
        "arch_nm": foot.arch_nm_kg * running.mass_kg * changes.arch_stiffness,
        "toes_nm": _TOES_NM_RAD * changes.forefoot_stiffness,
        **{each.name: getattr(cost, each.name) for each in fields(Cost)},
    }
    for name, muscle in foot.muscles.items():
        numbers = _of_muscle(name, muscle, changes, running.mass_kg, step.body.length_ratio)
        told |= {f"{name}_{each}": value for each, value in numbers.items()}
    return told


def _of_muscle(name: str, muscle: WholeMuscle, changes: Changes, strong_kg: float, ratio: float) -> Mapping[str, float]:
    pennation = np.deg2rad(muscle.pennation_deg)
    fibre_m = muscle.fibre_m * ratio
    begins, ends = muscle.passive
    return {
        "force_n": muscle.force_n_kg * strong_kg,
        "fibre_m": fibre_m,
        "slack_m": muscle.slack_m * ratio,
        "across_m": fibre_m * float(np.sin(pennation)),
        # Along the tendon at neutral joints without force; a shorter muscle is one whose path is longer for it.
        "straight_m": (muscle.slack_m + muscle.neutral * muscle.fibre_m * float(np.cos(pennation))) * ratio
        + _shorter_rad(name, changes) * muscle.ankle_mm[0] / 1000 * ratio,
        "begins": begins,
        "span": ends - begins,
        "tendon": muscle.tendon,
        "active": _strength(name, changes),
        "gain": changes.calf_stiffness if name in ("soleus", "gastrocnemius") else 1.0,
        **{f"ankle{i}": arm / 1000 * ratio for i, arm in enumerate(muscle.ankle_mm)},
        **{f"knee{i}": arm / 1000 * ratio for i, arm in enumerate(muscle.knee_mm)},
        "arch": muscle.arch_mm / 1000 * ratio,
        "toe": muscle.toe_mm / 1000 * ratio,
    }


def _shorter_rad(name: str, changes: Changes) -> float:
    whole = changes.calf_shortening_deg if name in ("soleus", "gastrocnemius") else 0.0
    two_joint = changes.gastrocnemius_shortening_deg if name == "gastrocnemius" else 0.0
    return float(np.deg2rad(whole + two_joint))


def _strength(name: str, changes: Changes) -> float:
    rested = 1 - changes.calf_tiredness_percent / 100
    return {
        "soleus": changes.calf_strength * rested,
        "gastrocnemius": changes.calf_strength,
        "tibialis": changes.tibialis_strength,
        "flexors": changes.toe_flexor_strength,
        "short_flexor": changes.toe_flexor_strength,
    }[name]


def weight_n(numbers: Mapping[str, float]) -> float:
    """Body weight. [N]"""
    return numbers["mass_kg"] * GRAVITY_MPS2


def as_vector(numbers: Mapping[str, float]) -> Floats:
    """Put them in the order of `NAMES`."""
    return np.array([numbers[name] for name in NAMES])
