"""What the forefoot carries: the line of the metatarsal heads and the toes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from afterrun.tissue.curves import Floats
from afterrun.tissue.loading import BONE_POWER, StanceMeasure
from afterrun.tissue.stance import Stance


@dataclass(frozen=True, slots=True)
class ForefootImpulse(StanceMeasure):
    """Force on the forefoot times how long it acts, in body weights.

    The share of the force is where it goes through between heel and metatarsal heads, as on a lever: .77 of runners
    who land on the heel, .86 of others (sd .05; Fukuchi 2017). Per step it hardly changes with speed; per km it falls.

    The weighted dose is of the bones. For the fat pad, nerves and bursae no power is known.

    What it cannot say: which of the five heads carries it, and what the toes take off them.
    """

    name: ClassVar[str] = "forefoot-impulse"
    unit: ClassVar[str] = "BW s"
    power: ClassVar[float | None] = BONE_POWER
    # .05 of .80, and 10 % for another laboratory or method (lever against simulated stance: .267 and .226 BW s).
    level_sd: ClassVar[float] = 0.12
    level_sd_unknown_strike: ClassVar[float] = 0.13
    source: ClassVar[str] = "doi:10.7717/peerj.3298"

    def load(self, stance: Stance) -> Floats:
        """Force on it. [BW]"""
        return stance.forefoot_bw
