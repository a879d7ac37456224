"""What the slower ways of working it out found; they need the extra ``foot``, this does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec

from afterrun.tissue.curves import Floats

Progress = Callable[[int, int], None]
"""Called with how many parts are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outline:
    """Where a leg was through a stance, to be drawn.

    Parameters
    ----------
    s : ndarray, shape (k,)
        Share of stance. [-]
    places : ndarray, shape (k, 2, 7)
        Hip, knee, ankle, midfoot, metatarsal heads, toes and heel. [m]
    ground_n, ground_m : ndarray, shape (k,)
        What presses on the foot, and where along the ground.
    calf_n : ndarray, shape (k,)
        Pull of the calf. [N]
    """

    s: Floats
    places: Floats
    ground_n: Floats
    ground_m: Floats
    calf_n: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Slower:
    """What slower methods say of one change.

    Parameters
    ----------
    values : dict of str to dict of str to ndarray
        By method (``replay``, ``adapted``) and quantity, over feet and costs. [% of the usual]
    unsolved : int
        How many of the stances could not be found.
    usual, changed : Outline or None
        One leg, as it is usual and with the change.
    """

    values: Mapping[str, Mapping[str, Floats]]
    unsolved: int
    usual: Outline | None
    changed: Outline | None


def can_go_deeper() -> bool:
    """Say whether the extra ``foot`` is installed."""
    return find_spec("casadi") is not None
