"""A worker that outlives whoever started it works for nobody, and would wait for work for good."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_LOOKS_EVERY_S = 2.0  # judgement


def die_with_parent() -> None:
    """End this process when its parent ends, however that ends."""
    started_by = multiprocessing.parent_process()
    parent = os.getppid() if started_by is None else started_by.pid
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before it was asked
            os._exit(1)
        return
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int | None) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOKS_EVERY_S)
    os._exit(1)
