"""How far something long has come, on one line of a terminal that is written over."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import click

from afterrun.language import say

_FEWEST, _SHORTEST_S = 3, 2.0  # judgement: before that, how long the rest takes is anybody's guess
_MINUTE_S = 60.0
_LONGEST_NAME = 40


class Progress:
    """Counts, and says what is left, where somebody looks at a terminal; elsewhere it says nothing.

    Parameters
    ----------
    total : int
        How many there are, about.
    clock : callable
        Seconds that grow. [s]
    """

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._total = total
        self._clock = clock
        self._began_s = clock()
        self._shown = sys.stderr.isatty()
        self.done = 0

    def step(self, name: str) -> None:
        """One more is done."""
        self.done += 1
        if self._shown:
            told = how_far(self.done, self._total, self._clock() - self._began_s)
            click.echo(f"\r\033[K{told}  {name[:_LONGEST_NAME]}", nl=False, err=True)

    def clear(self) -> None:
        """Empty the line, so that something can be said."""
        if self._shown:
            click.echo("\r\033[K", nl=False, err=True)


def how_far(done: int, total: int, took_s: float) -> str:
    """Say how far it has come and what is left, if the beginning tells.

    Examples
    --------
    >>> how_far(40, 400, 60), how_far(390, 400, 60), how_far(1, 400, 1)
    ('40 of about 400, 9 min left', '390 of about 400, less than a minute left', '1 of about 400')
    """
    total = max(total, done)
    if done < _FEWEST or took_s < _SHORTEST_S:
        return say("{done} of about {total}", done=done, total=total)
    left_s = took_s / done * (total - done)
    if left_s < _MINUTE_S:
        return say("{done} of about {total}, less than a minute left", done=done, total=total)
    return say("{done} of about {total}, {left:.0f} min left", done=done, total=total, left=left_s / _MINUTE_S)
