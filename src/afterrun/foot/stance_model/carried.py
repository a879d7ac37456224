"""What a whole stance carried: the same loads that the lever tells, and where everything was, to be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from afterrun.foot.stance_model.dynamics import OUTPUTS, dynamics
from afterrun.foot.stance_model.solved import Solved
from afterrun.foot.stance_model.solving import read
from afterrun.foot.stance_model.whole_feet import CALF
from afterrun.tissue.curves import Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Course:
    """A stance, moment by moment.

    Parameters
    ----------
    s, shares : ndarray, shape (k,)
        Share of stance of every moment, and what it counts in a sum. [-]
    contact_s : float
        [s]
    outputs : dict of str to ndarray, shape (k,)
        By `dynamics.OUTPUTS`.
    activations : ndarray, shape (5, k)
        By `whole_feet.MUSCLES`.
    """

    s: Floats
    shares: Floats
    contact_s: float
    outputs: Mapping[str, Floats]
    activations: Floats

    def impulse(self, *names: str) -> float:
        """Sum loads over stance. [unit of the load times s]"""
        whole: Floats = np.sum([self.outputs[name] for name in names], axis=0)
        return float(self.shares @ whole) * self.contact_s

    @property
    def calf_n(self) -> Floats:
        """Pull of the calf. [N]"""
        found: Floats = np.sum([self.outputs[f"{muscle}_n"] for muscle in CALF], axis=0)
        return found


def course_of(stance: Solved) -> Course:
    """Read a stance."""
    states, _, contact_s, outputs = read(stance)
    return Course(
        s=stance.mesh.s,
        shares=stance.mesh.shares,
        contact_s=contact_s,
        outputs=dict(zip(OUTPUTS, outputs, strict=True)),
        activations=states[14:19],
    )


def loads_of(stance: Solved) -> dict[str, float]:
    """Sum up a stance: its loads by the names that the lever gives them."""
    course = course_of(stance)
    forefoot = course.impulse("heads_n", "toes_n")
    after = stance.asked.running.after(stance.asked.changes)
    strengths = np.array([stance.asked.foot.muscles[muscle].force_n_kg for muscle in CALF])
    calf = course.calf_n
    return {
        "forefoot-impulse": forefoot,
        "forefoot-impulse-per-km": forefoot * 500 * after.steps_per_minute / 60 / after.speed_mps,
        "metatarsal-head-impulse": course.impulse("heads_n"),
        "toe-impulse": course.impulse("toes_n"),
        "heel-impulse": course.impulse("heel_n"),
        "achilles-peak": float(calf.max()),
        "fascia-impulse": course.impulse("fascia_n"),
        "calf-use": float(strengths @ course.activations[: len(CALF), np.argmax(calf)] / strengths.sum()),
    }


def ground_m_of(stance: Solved) -> Floats:
    """Where along the ground the force goes through at every moment, shape (k,). [m]"""
    places, outputs = places_of(stance), course_of(stance).outputs
    at = {"heel": places[:, 0, 6], "heads": places[:, 0, 4], "toes": places[:, 0, 5]}
    force = np.array([np.maximum(outputs[f"{place}_n"], 0) for place in at])
    found: Floats = (force * np.array(list(at.values()))).sum(axis=0) / np.maximum(force.sum(axis=0), 1e-9)
    return found


def places_of(stance: Solved) -> Floats:
    """Hip, knee, ankle, midfoot, heads, toes and heel at every moment, shape (k, 2, 7). [m]"""
    states, *_ = read(stance)
    leg = stance.asked.numbers(stance.mesh)[0]
    return np.array([np.array(dynamics().places(each, leg)[0]) for each in states[:7].T])
