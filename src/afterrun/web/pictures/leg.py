"""The lower leg and foot from the side, at one moment of stance, with what presses and pulls as arrows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from afterrun.foot.lever import Carried
from afterrun.foot.stances import RunningStance
from afterrun.tissue.curves import FOOT_DEG, HEEL_TO_HEADS_M, SHANK_DEG, Floats

MOMENTS = (0.1, 0.3, 0.5, 0.7, 0.9)  # of stance: landing, foot flat, the largest force, the heel rises, push-off
MOVING = tuple(round(0.05 * i, 2) for i in range(1, 20))  # of a leg that moves; at the ends of stance nothing presses
# One picture, in the units of its viewBox; metres of the foot to it.
WIDE, HIGH = 150.0, 170.0
_SCALE, _LEFT, FLOOR = 300.0, 34.0, 150.0
# The foot of the runners the curves are from, with the ankle above 0. [m]
HEEL_BACK_M, _SOLE_M, _SHANK_M, _TOE_M = 0.045, 0.080, 0.30, 0.055
_HEEL_CORD_UP_M = 0.035  # where the Achilles holds, above the sole
_LEVEL_DEG = 4.0  # what the curves tell of a foot that lies flat: the line from heel to heads is not the sole
PER_BW = 34.0  # how long an arrow of one body weight is
PER_CALF_BW = 10.0  # of the calf: several body weights


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line with a head, from its foot to its point, and whether it is what is usual."""

    kind: str
    x: float
    y: float
    to_x: float
    to_y: float


@dataclass(frozen=True, slots=True)
class Frame:
    """One moment.

    Parameters
    ----------
    percent : int
        Of stance.
    foot, leg : str
        Points of two SVG lines.
    arrows : tuple of Arrow
        ``ground usual``, ``ground``, ``calf usual``, ``calf``: what is usual first.
    usual_foot, usual_leg : str
        The same lines of the usual leg, where it is another.
    """

    percent: int
    foot: str
    leg: str
    arrows: tuple[Arrow, ...]
    usual_foot: str = ""
    usual_leg: str = ""

    @property
    def is_one_of_few(self) -> bool:
        """Whether it is shown where nothing moves."""
        return self.percent in {round(100 * share) for share in MOMENTS}

    def length(self, kind: str) -> float:
        """How long an arrow is, in the units of the picture."""
        found = next(each for each in self.arrows if each.kind == kind)
        return float(np.hypot(found.to_x - found.x, found.to_y - found.y))


def frames(running: RunningStance, usual: Carried, changed: Carried) -> list[Frame]:
    """Draw the moments of a stance; without a change both arrows lie on each other."""
    drawn = {" usual": _drawn(usual), "": _drawn(changed)}
    return [_frame(share, running, drawn) for share in MOVING]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What arrows show at each point of stance, in the middle of all calves: force, where it goes, the calf's pull."""

    force_n: Floats
    share: Floats
    calf_n: Floats


def _drawn(carried: Carried) -> _Drawn:
    share = np.clip(np.median(carried.share, axis=0), -0.1, 1.3)
    return _Drawn(carried.force_n, share, np.median(carried.calf_n, axis=0))


def _frame(at: float, running: RunningStance, drawn: Mapping[str, _Drawn]) -> Frame:
    s = np.array([at])
    pitch = np.deg2rad(_flat(float(FOOT_DEG.at(s, running.strike)[0]) + _LEVEL_DEG))
    lean = np.deg2rad(float(SHANK_DEG.at(s, running.strike)[0]))
    along = np.array([np.cos(pitch), np.sin(pitch)])
    up = np.array([-np.sin(pitch), np.cos(pitch)])
    # The foot turns about what touches: the heel while the toes are up, the metatarsal heads once the heel is.
    heel = np.array([-HEEL_BACK_M, 0.0])
    heads = heel + HEEL_TO_HEADS_M * along
    if pitch < 0:
        heads = np.array([HEEL_TO_HEADS_M - HEEL_BACK_M, 0.0])
        heel = heads - HEEL_TO_HEADS_M * along
    ankle = heel + HEEL_BACK_M * along + _SOLE_M * up
    toe = heads + _TOE_M * (np.array([1.0, 0.0]) if pitch < 0 else along)
    knee = ankle + _SHANK_M * np.array([-np.sin(lean), np.cos(lean)])
    cord = heel + _HEEL_CORD_UP_M * up
    return Frame(
        percent=round(100 * at),
        foot=points(heel, heads, toe, heads, ankle, heel),
        leg=points(ankle, knee),
        arrows=tuple(_arrows(at, running.mass_kg * 9.81, drawn, heel, heads - heel, cord, knee)),
    )


def _flat(pitch_deg: float) -> float:
    """Lay a foot flat that is nearly so."""
    return 0.0 if abs(pitch_deg) < 3 else pitch_deg


def _arrows(
    at: float,
    weight_n: float,
    drawn: Mapping[str, _Drawn],
    heel: Floats,
    sole: Floats,
    cord: Floats,
    knee: Floats,
) -> Iterator[Arrow]:
    way = (knee - cord) / np.linalg.norm(knee - cord)
    for name, each in drawn.items():
        point = round(at * each.force_n.size - 0.5)
        x, y = place(heel + each.share[point] * sole)
        yield Arrow(f"ground{name}", x, FLOOR, x, round(FLOOR - PER_BW * each.force_n[point] / weight_n, 1))
        pull = PER_CALF_BW * float(each.calf_n[point]) / weight_n
        x, y = place(cord)
        yield Arrow(f"calf{name}", x, y, round(x + pull * float(way[0]), 1), round(y - pull * float(way[1]), 1))


def place(at: Floats) -> tuple[float, float]:
    """Put metres of the foot into the picture."""
    return round(_LEFT + _SCALE * (float(at[0]) + HEEL_BACK_M), 1), round(FLOOR - _SCALE * float(at[1]), 1)


def points(*places: Floats) -> str:
    """Join places to a line."""
    return " ".join(f"{x},{y}" for x, y in map(place, places))
