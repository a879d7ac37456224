"""Processes that begin where the imports end, so that a thousand of them can be killed in the time there is.

Each is forked from a process that has loaded the program and has no threads; what a kill leaves behind is the same as
for one that was started from the shell.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Any, TypeAlias

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["__main__", "benchmarks.fire.loaded"])
_PATIENCE_S = 120.0  # a guard against hanging, no measure
Tell: TypeAlias = Callable[[Any], None]


@dataclass(slots=True)
class Forked:
    """A process at work.

    Parameters
    ----------
    process : ForkServerProcess
        It.
    """

    process: ForkServerProcess
    _said: Connection

    def hear(self) -> Any:
        """Wait for the next that it tells.

        Raises
        ------
        EOFError
            If it ended without.
        """
        if not self._said.poll(_PATIENCE_S):
            raise TimeoutError
        return self._said.recv()

    def kill(self) -> None:
        """End it with SIGKILL, whatever it does."""
        self.process.kill()
        self.join()

    def join(self) -> None:
        """Wait for its end."""
        self.process.join(_PATIENCE_S)
        self._said.close()


def forked(work: Callable[..., None], *arguments: object) -> Forked:
    """Have a function of a module done in a process of its own; its first argument tells something to whoever waits."""
    heard, told = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_quietly, args=(work, told, arguments))
    process.start()
    told.close()
    return Forked(process, heard)


def _quietly(work: Callable[..., None], told: Connection, arguments: tuple[object, ...]) -> None:
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, sys.stdout.fileno())
    work(told.send, *arguments)
