"""Makers of diaries of the kinds that people keep; one file a life, each with its truth.

Every place, number and word is invented; they describe nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from benchmarks.lives_makers import (
    achilles_loading,
    achilles_relapse,
    achilles_warms_up,
    ankle_football,
    ankle_sprain,
    back_drives,
    back_evenings,
    back_weekend_runs,
    calf_clot,
    calf_cramp,
    calf_rest_and_exercises,
    foot_builds_up,
    foot_new_shoe,
    forefoot_stretches,
    forefoot_struck,
    head_wine,
    headache_purifier,
    heel_few_entries,
    heel_standing,
    hip_abroad,
    hip_every_month,
    hip_onset,
    knee_by_itself,
    knee_hard_rides,
    knee_once_a_week,
    knee_other_side,
    knee_tablets,
    kneecap_while_running,
    knees_stairs,
    shin_bad_luck,
    shin_bone,
    shin_working_days,
    shins_treadmill,
    sole_every_sunday,
    sole_only_when_it_hurts,
    sole_steps_of_a_day,
    team_player,
    thighs_downhill,
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
    knee_tablets,
    ankle_football,
    shin_working_days,
    hip_every_month,
    ankle_sprain,
    achilles_relapse,
    sole_only_when_it_hurts,
    thighs_downhill,
    knee_other_side,
    calf_rest_and_exercises,
    foot_builds_up,
    heel_few_entries,
    back_weekend_runs,
    sole_every_sunday,
    foot_new_shoe,
    achilles_loading,
    kneecap_while_running,
    hip_abroad,
    sole_steps_of_a_day,
    head_wine,
    knee_once_a_week,
    shin_bad_luck,
    back_evenings,
)

LIVES: Mapping[str, Callable[[int], Life]] = {
    module.__name__.rpartition(".")[2].replace("_", "-"): module.make for module in _MODULES
}
"""Makers by name: a seed in, a `Life` out."""
