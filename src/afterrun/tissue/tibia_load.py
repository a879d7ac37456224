"""What the shin bone carries along its length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from afterrun.tissue.achilles_load import TENDON_ARM_M
from afterrun.tissue.curves import SHANK_DEG, Floats
from afterrun.tissue.loading import BONE_POWER, StanceMeasure
from afterrun.tissue.stance import GRAVITY_MPS2, Stance


@dataclass(frozen=True, slots=True)
class TibiaLoad(StanceMeasure):
    """Force along the shank: the ground's and the calf's, times how long it acts, in body weights.

    Most of it is the calf's pull, so the force under the foot alone does not tell it (Matijevich 2019).

    What it cannot say: how the bone bends, which breaks it sooner than what presses it.
    """

    name: ClassVar[str] = "tibia-load"
    unit: ClassVar[str] = "BW s"
    power: ClassVar[float | None] = BONE_POWER
    level_sd: ClassVar[float] = 0.20  # the Achilles force's 24 % of three quarters of it, and 10 %: judgement
    level_sd_unknown_strike: ClassVar[float] = 0.22
    source: ClassVar[str] = "doi:10.1249/MSS.0b013e3181a984c4"

    def load(self, stance: Stance) -> Floats:
        """Force along it. [BW]"""
        calf = stance.ankle_nm_kg / GRAVITY_MPS2 / (TENDON_ARM_M * stance.body.length_ratio)
        along = np.cos(np.deg2rad(SHANK_DEG.at(stance.s, stance.body.strike)))
        return calf + stance.force_bw * along
