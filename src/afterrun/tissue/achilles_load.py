"""What the Achilles tendon carries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from afterrun.tissue.curves import Floats
from afterrun.tissue.loading import TENDON_POWER, StanceMeasure
from afterrun.tissue.stance import GRAVITY_MPS2, Stance

# Arm of the tendon at the load's peak, ankle 20 to 25 degrees up: 33 to 52 mm in 90 % of people (Manal 2013,
# doi 10.1002/phy2.139; Maganaris 2000; Holzer 2020, doi 10.1038/s41598-020-76625-x: 15 functions). Its middle is
# judgement.
TENDON_ARM_M = 0.038


@dataclass(frozen=True, slots=True)
class AchillesLoad(StanceMeasure):
    """Moment at the ankle over the arm of the tendon, times how long it acts, in body weights.

    What it cannot say: how much of it the soleus and how much the gastrocnemius carries, and what the tendon's own
    thickness makes of it. Methods of measuring it differ by a factor of three (3 to 10 BW at its peak): only how
    runs of one person compare is solid.
    """

    name: ClassVar[str] = "achilles-load"
    unit: ClassVar[str] = "BW s"
    power: ClassVar[float | None] = TENDON_POWER
    # The moment is off by 10 % of a new runner, 30 % (90 %) between laboratories, the arm by a factor of 1.26 (90 %).
    level_sd: ClassVar[float] = 0.24
    level_sd_unknown_strike: ClassVar[float] = 0.26
    source: ClassVar[str] = "doi:10.1002/phy2.139"

    def load(self, stance: Stance) -> Floats:
        """Force in it. [BW]"""
        return stance.ankle_nm_kg / GRAVITY_MPS2 / (TENDON_ARM_M * stance.body.length_ratio)
