"""A process beside the app works out what takes long: pages stay quick meanwhile, and it can be stopped at once."""

from __future__ import annotations

import pickle
import subprocess
import threading
from collections.abc import Callable
from typing import Any

from afterrun.keeping import kept_in
from afterrun.language import language
from afterrun.units import distance_unit
from afterrun.web.state.background import StoppedError
from afterrun.web.state.beside import end, started

_LOOK_S = 0.1  # between two looks whether it is wanted still
_TRIES = 2  # a process that had nothing to do may end just when it is asked


class Worker:
    """Works for one at a time; the process is started when it is needed, and ends by itself when it is not.

    What is handed to it, and what comes back, is copied.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def __call__(self, make: Callable[[], Any], wanted: Callable[[], bool], /) -> Any:
        """Have something made.

        Raises
        ------
        StoppedError
            If it is wanted no more; what was begun is gone at once.
        """
        question = pickle.dumps((make, language(), distance_unit(), kept_in()))
        for _ in range(_TRIES):
            answer = self._asked(question, wanted)
            if not wanted():
                raise StoppedError
            if answer is not None:
                value, fault = answer
                if fault is not None:
                    raise fault
                return value
        raise RuntimeError("The process that works things out ended without an answer.")

    def stop(self) -> None:
        """End the process, whatever it does."""
        with self._lock:
            if self._process is not None:
                end(self._process)
            self._process = None

    def _asked(self, question: bytes, wanted: Callable[[], bool]) -> tuple[Any, Exception | None] | None:
        process = self._running()
        answers: list[tuple[Any, Exception | None]] = []
        asking = threading.Thread(target=_ask, args=(process, question, answers), daemon=True)
        asking.start()
        while asking.is_alive():
            if not wanted():
                process.kill()  # ends the thread too, for nothing more comes
                break
            asking.join(_LOOK_S)
        if not answers:
            self.stop()
        return answers[0] if answers else None

    def _running(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._process is not None and self._process.poll() is None:
                return self._process
            if self._process is not None:
                end(self._process)
            self._process = started("afterrun.web.state.working")
            return self._process


def _ask(process: subprocess.Popen[bytes], question: bytes, answers: list[tuple[Any, Exception | None]]) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(question)
        process.stdin.flush()
        answers.append(pickle.load(process.stdout))
    except (OSError, EOFError, ValueError, pickle.UnpicklingError):
        return  # it is gone: no answer
