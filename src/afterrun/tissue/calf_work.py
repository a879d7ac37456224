"""What the calf absorbs and gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from afterrun.tissue.curves import Floats
from afterrun.tissue.loading import StanceMeasure
from afterrun.tissue.stance import Stance


@dataclass(frozen=True, slots=True)
class CalfWork(StanceMeasure):
    """Work at the ankle, absorbed and given added, per kg of body mass: moment times how far the ankle turns.

    Held against 26 runners' own moments and angles by a test. Tendon and muscle share it; how is not known here. No
    power is known for muscle, so it has no weighted dose.

    What it cannot say: how the turn of the ankle changes with speed and hills; it is that of an average runner.
    """

    name: ClassVar[str] = "calf-work"
    unit: ClassVar[str] = "J/kg"
    power: ClassVar[float | None] = None
    level_sd: ClassVar[float] = 0.22  # the moment's 19 %, and 10 % of the angle: judgement
    level_sd_unknown_strike: ClassVar[float] = 0.24
    source: ClassVar[str] = "doi:10.7717/peerj.3298"

    def load(self, stance: Stance) -> Floats:
        """Moment at the ankle. [Nm/kg]"""
        return stance.ankle_nm_kg

    def per_step(self, stance: Stance) -> Floats:
        """Work of each step. [J/kg]"""
        work: Floats = self.load(stance) @ np.abs(stance.ankle_turn_rad)
        return work
