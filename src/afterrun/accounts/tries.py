"""How often a password may be tried: five times a minute, whoever tries and from wherever."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from math import ceil

MOST = 5
WINDOW_S = 60.0


class Tries:
    """A sliding minute, in memory. There is one account, so there is one count.

    Parameters
    ----------
    clock : callable
        Seconds that never go back.

    Examples
    --------
    >>> seconds = iter([0, 1, 2, 3, 4, 5, 61])
    >>> tries = Tries(clock=lambda: next(seconds))
    >>> [tries.take() for _ in range(7)]
    [0, 0, 0, 0, 0, 55, 0]
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._taken: deque[float] = deque()
        self._lock = threading.Lock()

    def take(self) -> int:
        """Count a try before it is made, so that many at once are counted too.

        Returns
        -------
        int
            0 if it may be made, else how long to wait. [s]
        """
        with self._lock:
            now = self._clock()
            while self._taken and now - self._taken[0] >= WINDOW_S:
                self._taken.popleft()
            if len(self._taken) >= MOST:
                return max(1, ceil(WINDOW_S - (now - self._taken[0])))
            self._taken.append(now)
            return 0

    def forgive(self) -> None:
        """The password was right: start again."""
        with self._lock:
            self._taken.clear()
