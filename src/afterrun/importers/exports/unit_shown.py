"""In which unit a list counts its distances, where it does not say so: its steps and their length show it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from statistics import median

from afterrun.units import METRES_PER_MILE, DistanceUnit

_METRES: tuple[tuple[DistanceUnit, float], ...] = (("km", 1000.0), ("mi", METRES_PER_MILE))
_METRES_PER_FOOT = 0.3048
_LONGEST_STEP_M = 2.3  # judgement: no run has longer steps on average; larger numbers are feet
_NEAR = 0.15  # judgement: steps and distance are counted by two sensors; a mile is 61 % more than a kilometre


def unit_shown(runs: Iterable[tuple[float, float, float]]) -> DistanceUnit | None:
    """Say what distances are counted in; None if nothing shows it.

    Parameters
    ----------
    runs : iterable of (distance, steps, step length)
        The length in metres or feet.

    Examples
    --------
    >>> unit_shown([(3.11, 4758, 1.05)]), unit_shown([(8.16, 7496, 1.12)]), unit_shown([])
    ('mi', 'km', None)
    """
    known = [each for each in runs if min(each) > 0]
    if not known:
        return None
    foot = _METRES_PER_FOOT if median(step for _, _, step in known) > _LONGEST_STEP_M else 1.0
    metres = median(steps * step * foot / distance for distance, steps, step in known)
    return next((unit for unit, each in _METRES if abs(math.log(metres / each)) < _NEAR), None)
