"""Where effects lie in a picture: right is better, and a band in the middle is too small to matter."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from afterrun.findings.verdicts import WORTH_HAVING_NRS, WORTH_HAVING_RATIO
from afterrun.language import mark, say

_EDGE = 4.0  # percent of the width left free on either side, for the halves of the outermost labels
_LONGEST = 3.0  # halvings shown at most; a range that goes on beyond ends at the edge
_RATIOS = {-3: "8×", -2: "4×", -1: mark("twice"), 0: mark("same"), 1: mark("half"), 2: "¼", 3: "⅛"}


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale of whole steps, from worse on the left to better on the right.

    Parameters
    ----------
    low, high : float
        Its ends. [points less, or halvings]
    band : float
        Effects up to this far from nothing are too small to matter. [same unit]
    labels : mapping
        Step -> what to write there.
    """

    low: float
    high: float
    band: float
    labels: Mapping[int, str]

    def at(self, effect: float) -> float:
        """Say where an effect lies, in percent of the width; beyond an end, at the end."""
        inside = min(max(effect, self.low), self.high)
        return round(_EDGE + (100 - 2 * _EDGE) * (inside - self.low) / (self.high - self.low), 2)

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """Places and labels, in order."""
        return [(self.at(step), label) for step, label in self.labels.items() if self.low <= step <= self.high]


def drop_axis(effects: Iterable[float]) -> Axis:
    """Scale for falls in pain. [points]

    Examples
    --------
    >>> drop_axis([0.8, 1.4]).ticks[0], drop_axis([0.8, 1.4]).at(1.0)
    ((4.0, '2'), 73.0)
    """
    low, high = _ends(effects, -2.0, 2.0, 10.0)
    return Axis(low, high, WORTH_HAVING_NRS, {step: str(abs(step)) for step in range(-10, 11)})


def ratio_axis(effects: Iterable[float]) -> Axis:
    """Scale for shares of the pain after other runs, in halvings.

    Examples
    --------
    >>> ratio_axis([0.5]).ticks[-1]
    (96.0, '¼')
    """
    low, high = _ends(effects, -2.0, 2.0, _LONGEST)
    return Axis(low, high, -math.log2(WORTH_HAVING_RATIO), {step: say(label) for step, label in _RATIOS.items()})


def halvings(ratio: float) -> float:
    """Turn a share into halvings: a half is 1, the same 0, twice -1.

    Examples
    --------
    >>> halvings(0.25)
    2.0
    """
    return -math.log2(max(ratio, 2.0**-_LONGEST))


def _ends(effects: Iterable[float], low: float, high: float, most: float) -> tuple[float, float]:
    shown = list(effects)
    return max(math.floor(min([low, *shown])), -most), min(math.ceil(max([high, *shown])), most)
