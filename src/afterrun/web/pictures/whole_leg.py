"""The leg of a whole stance, usual and changed: it bends its arch and its toes, as the lever's does not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from afterrun.foot import Outline
from afterrun.tissue.curves import HEEL_TO_HEADS_M, Floats
from afterrun.web.pictures.leg import FLOOR, HEEL_BACK_M, MOVING, PER_BW, PER_CALF_BW, Arrow, Frame, place, points

_KNEE, _ANKLE, _MIDFOOT, _HEADS, _TOES, _HEEL = range(1, 7)
_SHANK_SHOWN = 0.7  # of it, from the ankle: the picture ends there
_CORD = 0.55  # where the Achilles holds, from the sole of the heel up to the ankle


def whole_frames(mass_kg: float, usual: Outline, changed: Outline) -> list[Frame]:
    """Draw a stance moment by moment; what is usual lies behind, dashed."""
    return [_frame(share, mass_kg * 9.81, usual, changed) for share in MOVING]


def _frame(share: float, weight_n: float, usual: Outline, changed: Outline) -> Frame:
    before, after = _at(share, usual), _at(share, changed)
    (usual_foot, usual_leg), (foot, leg) = _lines(before), _lines(after)
    arrows = [
        arrow
        for name, outline, places in ((" usual", usual, before), ("", changed, after))
        for arrow in _arrows(name, share, weight_n, outline, places)
    ]
    return Frame(round(100 * share), foot, leg, tuple(arrows), usual_foot, usual_leg)


def _at(share: float, outline: Outline) -> Floats:
    """Places at a moment, shape (2, 7), the ball of the foot in the middle of stance where the lever has it. [m]"""
    flat = outline.places.reshape(outline.s.size, -1)
    found: Floats = np.array([np.interp(share, outline.s, each) for each in flat.T]).reshape(2, -1)
    found[0] -= _aside(outline)
    return found


def _aside(outline: Outline) -> float:
    return float(np.interp(0.5, outline.s, outline.places[:, 0, _HEADS])) - (HEEL_TO_HEADS_M - HEEL_BACK_M)


def _lines(places: Floats) -> tuple[str, str]:
    at = places.T
    foot = points(at[_HEEL], at[_HEADS], at[_TOES], at[_HEADS], at[_MIDFOOT], at[_ANKLE], at[_HEEL])
    return foot, points(at[_ANKLE], at[_ANKLE] + _SHANK_SHOWN * (at[_KNEE] - at[_ANKLE]))


def _arrows(name: str, share: float, weight_n: float, outline: Outline, places: Floats) -> Iterator[Arrow]:
    at = places.T
    ground_n, ground_m, calf_n = (
        float(np.interp(share, outline.s, values)) for values in (outline.ground_n, outline.ground_m, outline.calf_n)
    )
    x, _ = place(np.array([ground_m - _aside(outline), 0.0]))
    yield Arrow(f"ground{name}", x, FLOOR, x, round(FLOOR - PER_BW * ground_n / weight_n, 1))
    cord = at[_HEEL] + _CORD * (at[_ANKLE] - at[_HEEL])
    way = (at[_KNEE] - cord) / np.linalg.norm(at[_KNEE] - cord)
    x, y = place(cord)
    pull = PER_CALF_BW * calf_n / weight_n
    yield Arrow(f"calf{name}", x, y, round(x + pull * float(way[0]), 1), round(y - pull * float(way[1]), 1))
