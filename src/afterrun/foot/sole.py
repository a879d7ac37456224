"""What the forefoot's force asks of the arch, and how toes and metatarsal heads share it.

The arch holds FF l (l from the joint in the middle of the foot to the metatarsal heads): toe flexors take their part,
the rest is shared by fascia and ligaments. Fascia, flexors and the sole of the shoe press the toes down, which takes
load off the heads (the windlass). Numbers: D'Hondt 2024 (doi 10.1371/journal.pcbi.1012219) unless said.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.foot.changes import Changes
from afterrun.tissue.curves import Floats
from afterrun.tissue.fascia_load import FASCIA_ARM_M, HEADS_FROM_MIDFOOT_M
from afterrun.tissue.stance import Stance

FLEXOR_ANKLE_ARM_M = 0.013  # of the long flexors: 8 to 16 mm in four models
_FASCIA_TOE_ARM_M, _FLEXOR_TOE_ARM_M, _FLEXOR_ARCH_ARM_M = 0.0067, 0.0075, 0.018
_TOE_M = 0.050  # from the heads to where the toes press: .048 to .060
# Toe flexors' force over the forefoot's: .16 BW of 2.06 by static optimisation of the great toe's alone. Judgement.
_FLEXORS_OF_FOREFOOT = 0.10
_FLEXORS_FROM = 0.3  # of stance; before it they are silent: judgement
_TOES_NM_RAD = 10.0  # toes and shoe against bending: 1 to 25 in published models
_MOST_ON_TOES = 0.6  # of the forefoot's force: judgement


@dataclass(frozen=True, slots=True, eq=False)
class Sole:
    """What is carried in front, shape (a, k) each. [N]

    Parameters
    ----------
    forefoot_n, heads_n, toes_n, fascia_n : ndarray, shape (a, k)
        The whole forefoot, of it metatarsal heads and toes, and the pull in the plantar fascia.
    """

    forefoot_n: Floats
    heads_n: Floats
    toes_n: Floats
    fascia_n: Floats


def flexors_n(forefoot_n: Floats, s: Floats) -> Floats:
    """Say how strongly the toe flexors pull, shape of the force. [N]"""
    return forefoot_n * _FLEXORS_OF_FOREFOOT * np.clip((s - _FLEXORS_FROM) / 0.1, 0, 1)


def under_the_sole(forefoot_n: Floats, step: Stance, bend_rad: Floats, fascia_share: Floats, changes: Changes) -> Sole:
    """Share the forefoot's force.

    Parameters
    ----------
    forefoot_n : ndarray, shape (a, k)
        [N]
    step : Stance
        Of whom.
    bend_rad : ndarray, shape (k,)
        How far the toes are bent up. [rad]
    fascia_share : ndarray, shape (a, 1)
        Of the arch's resistance. [-]
    changes : Changes
        What is different.
    """
    ratio = step.body.length_ratio
    flexors = flexors_n(forefoot_n, step.s) * changes.toe_flexor_strength
    stiff = fascia_share * changes.fascia_stiffness
    share = stiff / (stiff + (1 - fascia_share) * changes.arch_stiffness)
    arch_nm = np.maximum(forefoot_n * HEADS_FROM_MIDFOOT_M * ratio - flexors * _FLEXOR_ARCH_ARM_M, 0)
    fascia = share * arch_nm / (FASCIA_ARM_M * ratio)
    toes_nm = fascia * _FASCIA_TOE_ARM_M + flexors * _FLEXOR_TOE_ARM_M
    toes_nm = toes_nm + _TOES_NM_RAD * changes.forefoot_stiffness * bend_rad
    toes = np.minimum(toes_nm / (_TOE_M * ratio), _MOST_ON_TOES * forefoot_n)
    return Sole(forefoot_n, forefoot_n - toes, toes, fascia)
