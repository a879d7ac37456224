"""Makers of diaries of the kinds that people keep; one file a life, each with its truth.

Every place, number and word is invented; they describe nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from benchmarks.lives_makers import (
    achilles_warms_up,
    back_drives,
    calf_clot,
    calf_cramp,
    forefoot_stretches,
    forefoot_struck,
    headache_purifier,
    heel_standing,
    hip_onset,
    knee_by_itself,
    knee_hard_rides,
    knees_stairs,
    shin_bone,
    shins_treadmill,
    team_player,
    toes_narrow_shoe,
)
from benchmarks.lives_makers.life import Life

_MODULES = (
    heel_standing,
    shins_treadmill,
    knees_stairs,
    hip_onset,
    toes_narrow_shoe,
    shin_bone,
    calf_clot,
    achilles_warms_up,
    knee_hard_rides,
    calf_cramp,
    headache_purifier,
    team_player,
    forefoot_stretches,
    knee_by_itself,
    back_drives,
    forefoot_struck,
)

LIVES: Mapping[str, Callable[[int], Life]] = {
    module.__name__.rpartition(".")[2].replace("_", "-"): module.make for module in _MODULES
}
"""Makers by name: a seed in, a `Life` out."""
