"""Which calves could run as people run: strong enough, and with the soleus as long as it is seen to be."""

from __future__ import annotations

from functools import cache

import numpy as np

from afterrun.foot.anatomy import Calves, all_calves, chosen
from afterrun.foot.muscle import activation_for, ankle_arm_m, fibre_length, path_m
from afterrun.foot.stances import RunningStance
from afterrun.tissue.curves import ANKLE_DEG, KNEE_DEG

# Fibre lengths of the soleus over that of its largest force, in running people with ultrasound: .65 to .99, .88 at
# the peak (Rubenson 2012, doi 10.1242/jeb.070466). Where it is on this curve decides whether a stretch makes it pull
# more or less. Published models with stiff tendons put it beyond.
_SOLEUS_LENGTHS = (0.65, 0.99)
_MOST_USE = 1.5  # of its strength: what the posture of a mean runner may ask of a model that is weak: judgement


@cache
def calves() -> Calves:
    """Build the calves that every answer is told over: what an average runner at 3 m/s could run with."""
    running = RunningStance()
    step, found = running.steps(), all_calves()
    peak = np.argmax(step.ankle_nm_kg[0])
    at = step.s[peak : peak + 1]
    ankle, knee = (np.deg2rad(curve.at(at, running.strike)) for curve in (ANKLE_DEG, KNEE_DEG))
    path = path_m(found, ankle, knee)
    total_n_kg = step.ankle_nm_kg[0, peak] / (found.share * ankle_arm_m(found, ankle)).sum(axis=0)
    force = found.share * total_n_kg / found.force_n_kg
    length = fibre_length(found, force, path)[0, :, 0]
    use = (found.share * activation_for(found, force, path)).sum(axis=0)[:, 0]
    return chosen(found, (length >= _SOLEUS_LENGTHS[0]) & (length <= _SOLEUS_LENGTHS[1]) & (use <= _MOST_USE))
