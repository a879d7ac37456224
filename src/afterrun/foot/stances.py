"""A way of running that a foot is looked at in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np

from afterrun.foot.changes import Changes
from afterrun.language import mark
from afterrun.records.rules import Range, require_range
from afterrun.tissue.body import USUAL_HEIGHT_M, USUAL_MASS_KG, Body, Strike
from afterrun.tissue.gait import (
    CADENCE_RANGE_SPM,
    SPEED_RANGE_MPS,
    STEEPEST_DOWN,
    expected_cadence_spm,
    expected_contact_s,
)
from afterrun.tissue.stance import Stance

SPEEDS_MPS = Range(1.9, 6.0, "m/s")  # running, to where a jogger's sprint ends; the sources hold 2.5 to 4.5
_USUAL_STEPS = 0.15  # either way of what goes with the speed: two sds of the runners measured (6.7 %), and a little
GRADES = Range(-0.2, 0.2, "")  # beyond, people climb: judgement
_SPEED_AFTER, _GRADE_AFTER = mark("speed with the change"), mark("grade with the change")
_CADENCE_AFTER = mark("cadence with the change")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningStance:
    """One usual stance.

    Parameters
    ----------
    speed_mps : float
        [m/s]
    grade : float
        Height over distance, up positive. [-]
    strike : Strike
        What lands first.
    cadence_spm : float or None
        Steps of both feet; None is what goes with the speed and height. [steps/min]
    body : Body
        Whose; an average runner's where it is not told.

    Raises
    ------
    InvalidValueError
        If it is no running.
    """

    speed_mps: Annotated[float, SPEEDS_MPS] = 3.0
    grade: Annotated[float, GRADES] = 0.0
    strike: Strike = "rearfoot"
    cadence_spm: float | None = None
    body: Body = Body()  # noqa: RUF009  # frozen

    def __post_init__(self) -> None:
        SPEEDS_MPS.require("speed", self.speed_mps)
        GRADES.require("grade", self.grade)
        require_range("cadence", self.cadence_spm, *CADENCE_RANGE_SPM, "steps/min")

    @property
    def mass_kg(self) -> float:
        """Body mass. [kg]"""
        return self.body.mass_kg or USUAL_MASS_KG

    @property
    def steps_per_minute(self) -> float:
        """Cadence, told or expected. [steps/min]"""
        return self.cadence_spm or float(expected_cadence_spm(np.array([self.speed_mps]), self._whole)[0])

    @property
    def beyond(self) -> tuple[str, ...]:
        """Name where it lies outside what the sources measured."""
        expected = float(expected_cadence_spm(np.array([self.speed_mps]), self._whole)[0])
        found = {
            "cadence": abs(self.steps_per_minute / expected - 1) > _USUAL_STEPS,
            "slow": self.speed_mps < SPEED_RANGE_MPS[0],
            "fast": self.speed_mps > SPEED_RANGE_MPS[1],
            "steep-down": self.grade < STEEPEST_DOWN,
            "hill": self.grade != 0 and self.grade >= STEEPEST_DOWN,
        }
        return tuple(name for name, is_so in found.items() if is_so)

    def steps(self) -> Stance:
        """Give the forces of one step."""
        cadence = np.array([self.steps_per_minute])
        speed = np.array([self.speed_mps])
        contact = expected_contact_s(speed, cadence, self._whole)
        return Stance(60 / cadence, contact, np.array([self.grade]), self._whole)

    def after(self, changes: Changes) -> RunningStance:
        """Run it otherwise: what of the changes is about running, not about the foot.

        Raises
        ------
        InvalidValueError
            If with the change it is no running.
        """
        speed_mps = self.speed_mps * (1 + changes.speed_percent / 100)
        SPEEDS_MPS.require(_SPEED_AFTER, speed_mps)
        grade = self.grade + changes.grade_percent / 100
        GRADES.require(_GRADE_AFTER, grade)
        faster = replace(self, speed_mps=speed_mps)
        cadence = self.cadence_spm
        if changes.cadence_percent:
            # Quicker steps at one speed: from the cadence that is usual now.
            cadence = faster.steps_per_minute * (1 + changes.cadence_percent / 100)
            require_range(_CADENCE_AFTER, cadence, *CADENCE_RANGE_SPM, "steps/min")
        return replace(
            faster,
            cadence_spm=cadence,
            grade=grade,
            strike=changes.strike or self.strike,
        )

    @property
    def _whole(self) -> Body:
        return Body(mass_kg=self.mass_kg, height_m=self.body.height_m or USUAL_HEIGHT_M, strike=self.strike)
