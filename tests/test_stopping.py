"""Stops that are lost on their way, that come again, or that something does not heed, in small programs."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from afterrun import stopping
from afterrun.errors import JournalError

_BEGIN = """
import atexit, os, signal, sys, threading
from afterrun.stopping import exit_code, go_on, saying, stoppable
def stop(sign=signal.SIGINT):
    os.kill(os.getpid(), sign)
signal.signal(signal.SIGINT, signal.default_int_handler)
"""
LOST = """
class Held:
    def __del__(self):
        stop()
with stoppable():
    Held()
    threading.Event().wait()
"""
AGAIN = """
with stoppable():
    try:
        stop()
    finally:
        stop()
        threading.Event().wait()
"""
UNHEEDED = """
import multiprocessing
def sleep():
    threading.Event().wait()
with stoppable():
    child = multiprocessing.get_context("fork").Process(target=sleep)
    child.start()
    try:
        stop()
    finally:
        child.join()
        print(child.exitcode, flush=True)
        threading.Event().wait()
"""
TERMINATED = """
with stoppable():
    try:
        stop(signal.SIGTERM)
    except KeyboardInterrupt:
        sys.exit(exit_code())
"""
DONE = """
atexit.register(stop)
with stoppable():
    pass
"""
IGNORED = """
signal.signal(signal.SIGINT, signal.SIG_IGN)
with stoppable():
    stop()
"""
WITHOUT_IT = """
with stoppable():
    try:
        stop()
    except KeyboardInterrupt:
        go_on()
    try:
        stop()
    except KeyboardInterrupt:
        go_on()
    print("went on")
"""


@pytest.mark.parametrize(
    ("program", "code", "said"),
    [
        (LOST, 130, "Stopped.\n"),
        (AGAIN, 130, "Stopped.\n"),
        (UNHEEDED, 130, "-9\nStopped.\n"),
        (TERMINATED, 143, ""),
        (DONE, -signal.SIGINT, ""),
        (IGNORED, 0, ""),
        (WITHOUT_IT, 0, "went on\n"),
    ],
)
def test_it_ends_and_says_so_once(program: str, code: int, said: str) -> None:
    command = [sys.executable, "-c", _BEGIN + program]
    ended = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout) == (code, said)


def test_whatever_became_of_a_stop_is_told_as_one_in_the_innermost_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def end(fault: BaseException) -> tuple[str, int]:
        with (
            pytest.raises(stopping.Stopped) as stop,
            stopping.saying(lambda _: "outside"),
            stopping.saying(lambda _: "inside"),
        ):
            raise fault
        return stop.value.words, stop.value.code

    assert end(KeyboardInterrupt()) == ("inside", 130)
    assert end(BrokenPipeError()) == ("inside", 141)
    monkeypatch.setattr(stopping, "_asked", stopping._Asked(sign=signal.SIGTERM))
    assert end(JournalError("made of it", remedy="none")) == ("inside", 143)
    assert end(SystemExit(1)) == ("inside", 143)
    with pytest.raises(KeyboardInterrupt):
        stopping.go_on()


def test_any_other_fault_stays_what_it_is() -> None:
    with pytest.raises(JournalError), stopping.saying(lambda _: "stopped"):
        raise JournalError("a fault", remedy="none")
