"""The process that does one thing step by step: it comes in at its standard input, each step goes out as it is done."""

from __future__ import annotations

import os
import pickle
import sys
import threading
import traceback
from contextlib import suppress
from typing import BinaryIO

from afterrun.errors import AfterrunError
from afterrun.keeping import keeping
from afterrun.language import speaking
from afterrun.units import measuring
from afterrun.web.state.beside import give_way
from afterrun.web.state.steps import END, FAULT, STEP

# Judgement. Reading a file of 20 MB takes 5 s and 256 MB at most; Apple Health's export of gigabytes is one file, and
# is read before its first run is told of.
_MOST_CPU_S = 600  # from one step to the next
_MOST_BYTES = 3 * 2**30


def main() -> None:
    """Do it, and end with it, or with whoever asked."""
    told = give_way()
    work, spoken, unit, kept = pickle.load(sys.stdin.buffer)
    stop = threading.Event()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, stop), daemon=True).start()
    _limit()
    with suppress(BrokenPipeError):
        try:
            with speaking(spoken), measuring(unit), keeping(kept):
                for step in work(stop):
                    _tell(told, STEP, step)
                    _limit()
            _tell(told, END, None)
        except MemoryError:
            _tell(told, FAULT, None)
        except AfterrunError as fault:
            _tell(told, FAULT, fault)
        except Exception as fault:  # where it was is told here; its words may hold a key, or a line of somebody's diary
            traceback.print_tb(fault.__traceback__)
            _tell(told, FAULT, RuntimeError(type(fault).__name__))
    os._exit(0)  # the listener may hold the input


def _tell(told: BinaryIO, kind: str, value: object) -> None:
    told.write(pickle.dumps((kind, value)))
    told.flush()


def _listen(asked: BinaryIO, stop: threading.Event) -> None:
    """Whoever asked says when to stop, and closes the input when it ends, also when it is killed."""
    with suppress(Exception):
        while True:
            pickle.load(asked)
            stop.set()
    os._exit(0)


def _limit() -> None:
    """Let the next step take so much: beyond it the system ends this process, which leaves no large file of itself."""
    if sys.platform == "win32":  # pragma: no cover - it has no such limits
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + _MOST_CPU_S)
    _lower(resource.RLIMIT_DATA, _MOST_BYTES)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(kind: int, most: int) -> None:
    import resource

    _, hard = resource.getrlimit(kind)
    with suppress(ValueError, OSError):  # some systems know a limit and keep none
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    main()
