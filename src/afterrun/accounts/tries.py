"""How often a password may be tried: by each browser that gave it before, by each address, and by all addresses."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

MOST = 5
"""Tries before one has to wait: what a person needs who forgot which password it was (judgement)."""
FIRST_WAIT_S, LONGEST_WAIT_S = 60.0, 900.0
FORGOTTEN_S = 3600.0
_AT_ONCE, _EVERY_S = 10, 6.0
"""Of strangers together: 14,400 tries a day, from however many addresses (judgement)."""


@dataclass(slots=True)
class _Tried:
    times: int = 0
    last: float = 0.0
    free_from: float = 0.0


class Tries:
    """Counts in memory: the waits grow for who tries, and strangers wait for each other, each for seconds.

    An address that guesses waits a minute after the fifth try, then two, four, ... up to a quarter of an hour, and is
    forgotten after an hour without one. All addresses share what comes in: many at once slow a new one down, and shut
    nobody out. A browser that gave the password before is counted by itself. No more is kept than strangers may try in
    an hour, and the owner's own browsers.

    Parameters
    ----------
    clock : callable
        Seconds that never go back.

    Examples
    --------
    >>> seconds = iter([0, 0, 1, 2, 3, 4, 5, 5, 64, 65, 184])
    >>> tries = Tries(clock=lambda: next(seconds))
    >>> [tries.take("an address") for _ in range(6)], tries.take("another")
    ([0, 0, 0, 0, 0, 59], 0)
    >>> [tries.take("an address") for _ in range(3)]
    [0, 119, 0]
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tried: dict[str, _Tried] = {}
        self._room, self._room_at = float(_AT_ONCE), clock()
        self._lock = threading.Lock()

    def take(self, who: str, *, known: bool = False) -> int:
        """Count a try before it is made, so that many at once are counted too.

        Parameters
        ----------
        who : str
            The browser, or the address.
        known : bool
            Whether it is a browser that gave the password before: it does not wait for strangers.

        Returns
        -------
        int
            0 if it may be made, else how long to wait; it is not counted then. [s]
        """
        with self._lock:
            now = self._clock()
            self._forget(now)
            tried = self._tried.get(who, _Tried())
            if now < tried.free_from:
                return max(1, ceil(tried.free_from - now))
            if not known and (wait_s := self._wait_of_strangers(now)):
                return wait_s
            tried.times, tried.last = tried.times + 1, now
            if tried.times >= MOST:
                tried.free_from = now + min(FIRST_WAIT_S * 2 ** (tried.times - MOST), LONGEST_WAIT_S)
            self._tried[who] = tried
            return 0

    def forgive(self, who: str) -> None:
        """The password was right: start again."""
        with self._lock:
            self._tried.pop(who, None)

    def _forget(self, now: float) -> None:
        self._tried = {who: each for who, each in self._tried.items() if now - each.last < FORGOTTEN_S}

    def _wait_of_strangers(self, now: float) -> int:
        self._room, self._room_at = min(_AT_ONCE, self._room + (now - self._room_at) / _EVERY_S), now
        if self._room < 1:
            return max(1, ceil((1 - self._room) * _EVERY_S))
        self._room -= 1
        return 0
