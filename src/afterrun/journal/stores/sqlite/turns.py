"""Whose turn it is to write, among the threads of this process; and a gap now and then for other processes.

A lock that all just ask for again and again goes to whoever asks at the right instant: beside a long import a page
could wait until it gave up, and beside a busy app an import in a terminal could.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

GIVE_WAY_S = 0.01  # longer than another process waits between two questions
_IN_A_ROW_S = 0.25  # judgement: so long a process may go from turn to turn before it leaves a gap


@dataclass(slots=True)
class _Line:
    """Those who wait, the first of them at work; since when this process has had it in a row, and until when."""

    waiting: deque[threading.Event] = field(default_factory=deque)
    since_s: float = 0.0
    until_s: float = 0.0


_guard = threading.Lock()
_lines: defaultdict[object, _Line] = defaultdict(_Line)


@contextmanager
def turn(what: object, *, timeout_s: float) -> Iterator[bool]:
    """Wait for one's turn; False if it did not come in time."""
    mine = threading.Event()
    with _guard:
        line = _lines[what]
        line.waiting.append(mine)
        if line.waiting[0] is mine:
            mine.set()
    try:
        came = mine.wait(timeout_s)
        if came:
            _give_way(line)
        yield came
    finally:
        with _guard:
            line.until_s = time.monotonic()
            was_first = line.waiting[0] is mine
            line.waiting.remove(mine)
            if was_first and line.waiting:
                line.waiting[0].set()


def _give_way(line: _Line) -> None:
    now_s = time.monotonic()
    if now_s - line.until_s > GIVE_WAY_S:
        line.since_s = now_s  # there was a gap
    elif now_s - line.since_s > _IN_A_ROW_S:
        time.sleep(GIVE_WAY_S)
        line.since_s = time.monotonic()
