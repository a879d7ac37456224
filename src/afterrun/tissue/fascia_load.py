"""What the plantar fascia carries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from afterrun.tissue.curves import Floats
from afterrun.tissue.loading import TENDON_POWER, StanceMeasure
from afterrun.tissue.stance import Stance

# From the joint in the middle of the foot forward to the metatarsal heads, and down to the fascia: D'Hondt 2024
# (doi 10.1371/journal.pcbi.1012219), a model of 62 kg. [m]
HEADS_FROM_MIDFOOT_M, FASCIA_ARM_M = 0.085, 0.0415
# Of what holds the arch up, the share that the fascia carries: .15 to .85 in published models, and nobody knows. The
# middle of its logarithm, whose sd is then .53.
FASCIA_SHARE = 0.36


@dataclass(frozen=True, slots=True)
class FasciaLoad(StanceMeasure):
    """Force on the forefoot times its lever on the arch, over that of the fascia and its share of it.

    What it cannot say: how large the force is. Published methods differ fourfold, and the range says so; only how runs
    of one person compare is of use.
    """

    name: ClassVar[str] = "fascia-load"
    unit: ClassVar[str] = "BW s"
    power: ClassVar[float | None] = TENDON_POWER  # a ligament is taken for a tendon: judgement
    level_sd: ClassVar[float] = 0.55
    level_sd_unknown_strike: ClassVar[float] = 0.57
    source: ClassVar[str] = "doi:10.1371/journal.pcbi.1012219"

    def load(self, stance: Stance) -> Floats:
        """Force in it. [BW]"""
        return stance.forefoot_bw * FASCIA_SHARE * HEADS_FROM_MIDFOOT_M / FASCIA_ARM_M
