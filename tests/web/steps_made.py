"""Work for a process beside the app, which has to find it: quickly imported."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator

from afterrun.language import language
from afterrun.units import parse_distance_m

HANG_S = 60


def told(*_: object) -> Iterator[object]:
    yield os.getpid()
    yield language()


def refused(*_: object) -> Iterator[object]:
    yield 1
    parse_distance_m("far")


def broken(*_: object) -> Iterator[object]:
    yield 1
    int("x")


def killed(*_: object) -> Iterator[object]:
    yield 1
    os.kill(os.getpid(), signal.SIGKILL)


def greedy(*_: object) -> Iterator[object]:
    yield 1
    yield len(bytearray(8 * 2**30))


def endless(*_: object) -> Iterator[object]:
    yield os.getpid()
    time.sleep(10 * HANG_S)


def until_told(stop: threading.Event) -> Iterator[object]:
    yield os.getpid()
    yield stop.wait(HANG_S)


def killed_at_once(*_: object) -> Iterator[object]:
    os.kill(os.getpid(), signal.SIGKILL)
    yield from ()
