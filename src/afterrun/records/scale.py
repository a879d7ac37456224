"""The scale a pain answer was given on: which answers were possible, and so which interval each one stands for."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from afterrun.errors import InvalidValueError
from afterrun.language import say


@dataclass(frozen=True, slots=True)
class Scale:
    """The possible answers, in points of the 0-10 scale.

    An answer stands for every feeling nearer to it than to its neighbours: the cuts lie midway, and the two ends are
    open. A 4 of 0, 1, ..., 10 is 3.5 to 4.5; a 0 is everything below 0.5.

    Parameters
    ----------
    name : str
        As stored with each report.
    levels : tuple of float
        Possible answers, ascending. [NRS points]
    """

    name: str
    levels: tuple[float, ...]

    @property
    def cuts(self) -> tuple[float, ...]:
        """Borders between neighbouring answers, one fewer than levels. [NRS points]"""
        return tuple((low + high) / 2 for low, high in zip(self.levels, self.levels[1:], strict=False))

    def interval(self, nrs: float) -> tuple[float, float]:
        """Return the feelings that the answer nearest to ``nrs`` stands for. [NRS points]

        Examples
        --------
        >>> SCALES["nrs-11"].interval(4)
        (3.5, 4.5)
        >>> SCALES["nrs-11"].interval(0)
        (-inf, 0.5)
        """
        cuts = (-math.inf, *self.cuts, math.inf)
        index = bisect_left(self.cuts, nrs)
        return cuts[index], cuts[index + 1]


def _even(name: str, steps: int) -> Scale:
    return Scale(name, tuple(10 * i / steps for i in range(steps + 1)))


SCALES = {
    scale.name: scale
    for scale in (
        _even("nrs-11", 10),
        _even("nrs-21", 20),
        _even("nrs-101", 100),
        # PMSys "soreness" 5..1 (3 = normal, lower = more sore). The spacing is a placeholder, no source anchors it:
        # up to "normal" stays below 3 (mild on the 0-10 scale), "more sore" is moderate, "very sore" severe.
        Scale("wellness-5", (0.0, 1.0, 2.0, 5.0, 8.0)),
    )
}


ZERO_TO_TEN = ("nrs-11", "nrs-21", "nrs-101")
"""Scales whose answers are the feeling itself, the coarsest first; which of them it was may have to be guessed."""


def scale_of(nrs: float) -> str:
    """Name the coarsest 0-10 scale on which ``nrs`` is a possible answer.

    Examples
    --------
    >>> scale_of(4), scale_of(4.5), scale_of(4.3)
    ('nrs-11', 'nrs-21', 'nrs-101')
    """
    for name in ZERO_TO_TEN[:-1]:
        if nrs in SCALES[name].levels:
            return name
    return "nrs-101"


def finest(names: Iterable[str]) -> str:
    """Name the one 0-10 scale on which answers of these scales are all possible; empty where none is of 0-10.

    Whoever writes 0, 2.5, 5 and 7 answers on one scale, on which halves are possible. An answer alone does not tell:
    5 is possible on all of them.

    Examples
    --------
    >>> finest(map(scale_of, (0, 2.5, 5, 7, 10)))
    'nrs-21'
    """
    found = set(names)
    return next((name for name in reversed(ZERO_TO_TEN) if name in found), "")


def scale_named(name: str) -> Scale:
    """Look a scale up.

    Raises
    ------
    InvalidValueError
        If no scale has that name.
    """
    try:
        return SCALES[name]
    except KeyError:
        raise InvalidValueError(
            say("scale must be one of {scales}; got {name!r}.", scales=", ".join(SCALES), name=name),
            remedy=say("Leave it empty for the usual 0-10."),
            field="scale",
        ) from None
