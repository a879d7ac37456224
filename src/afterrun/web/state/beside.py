"""A process beside the app: how it is started and ended, and how it gives way to everything else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import BinaryIO

from afterrun.stopping import ctrl_c_is_for_this_one

_NICE = 10  # everything else on this computer goes first


def started(module: str) -> subprocess.Popen[bytes]:
    """Start one that runs a module of ours, with both its pipes open."""
    # from where this program was loaded, and not from the folder it happens to be called in
    paths = os.pathsep.join(path for path in sys.path if path)
    with ctrl_c_is_for_this_one():  # also while it still loads
        return subprocess.Popen(
            [sys.executable, "-P", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": paths},
        )


def end(process: subprocess.Popen[bytes]) -> None:
    """End it, whatever it does."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        with suppress(OSError):  # what was left to be written has no reader
            pipe.close()


def give_way() -> BinaryIO:
    """Make the process that calls this one beside the app; return where its answers go."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what is printed by mistake is no answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the app, which then ends this
    if hasattr(os, "nice"):
        os.nice(_NICE)
    return answers
