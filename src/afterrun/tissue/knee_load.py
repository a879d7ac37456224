"""What straightens the knee, and presses the kneecap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from afterrun.tissue.curves import Floats
from afterrun.tissue.loading import CARTILAGE_POWER, StanceMeasure
from afterrun.tissue.stance import Stance


@dataclass(frozen=True, slots=True)
class KneeLoad(StanceMeasure):
    """Moment that extends the knee, times how long it acts. The force behind the kneecap goes along with it.

    Its weighted dose is a what-if: no power is verified for cartilage.

    What it cannot say: the force behind the kneecap in newtons, which needs the arm of one's own thigh muscle.
    """

    name: ClassVar[str] = "knee-load"
    unit: ClassVar[str] = "Nm s/kg"
    power: ClassVar[float | None] = CARTILAGE_POWER
    level_sd: ClassVar[float] = 0.22  # between runners .20, and 11 % between methods
    level_sd_unknown_strike: ClassVar[float] = 0.23
    source: ClassVar[str] = "doi:10.7717/peerj.3298"

    def load(self, stance: Stance) -> Floats:
        """Moment at the knee. [Nm/kg]"""
        return stance.knee_nm_kg
