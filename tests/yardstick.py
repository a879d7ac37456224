"""A fixed piece of work to set against what must be quick: both are slower on a slower machine."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np


def cpu_s(work: Callable[[], object], *, times: int = 5) -> float:
    """CPU time of the quickest of some turns: what else the machine does is no cost of the work. [s]"""
    found = []
    for _ in range(times):
        before = time.process_time()
        work()
        found.append(time.process_time() - before)
    return min(found)


def yardstick_s() -> float:
    """CPU time of sorting 50,000 numbers and of 20,000 turns of a loop: some milliseconds. [s]"""
    numbers = np.random.default_rng(0).random(50_000)
    return cpu_s(lambda: (np.sort(numbers), sum(i % 7 for i in range(20_000))))
