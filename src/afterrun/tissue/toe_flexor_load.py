"""What bends the toes down against the ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from afterrun.tissue.curves import Floats
from afterrun.tissue.loading import TENDON_POWER, StanceMeasure
from afterrun.tissue.stance import Stance


@dataclass(frozen=True, slots=True)
class ToeFlexorLoad(StanceMeasure):
    """Moment of the force beyond the metatarsal heads, times how long it acts: flexors, fascia and shoe share it.

    What it cannot say: how they share it. It comes from a foot taken as rigid, and from the last part of stance where
    the force is small: the least certain of the measures, beside the fascia.
    """

    name: ClassVar[str] = "toe-flexor-load"
    unit: ClassVar[str] = "Nm s/kg"
    power: ClassVar[float | None] = TENDON_POWER
    # The point of force is known to 5 % of the foot's 18 cm, of 2 to 4 cm that it goes beyond the heads: judgement.
    level_sd: ClassVar[float] = 0.35
    level_sd_unknown_strike: ClassVar[float] = 0.38
    source: ClassVar[str] = "doi:10.7717/peerj.3298"

    def load(self, stance: Stance) -> Floats:
        """Moment at the joints of the toes. [Nm/kg]"""
        return stance.toe_joint_nm_kg
