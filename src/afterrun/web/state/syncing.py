"""A sync beside the requests: one at a time, looked at while it works, stopped when somebody says so."""

from __future__ import annotations

import logging
import threading
from contextvars import copy_context

from fastapi import Request

from afterrun.errors import AfterrunError
from afterrun.language import say
from afterrun.sync.syncing import Step
from afterrun.web.state.steps import Steps, Work, steps_here

_log = logging.getLogger("afterrun.sync")


class Syncing:
    """The sync of one served journal.

    Parameters
    ----------
    steps : Steps
        How it is done.
    """

    def __init__(self, steps: Steps = steps_here) -> None:
        self._steps = steps
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self.step: Step | None = None
        self.fault = ""

    @property
    def is_working(self) -> bool:
        """Whether one is under way."""
        return self._thread is not None and self._thread.is_alive()

    @property
    def is_stopping(self) -> bool:
        """Whether somebody stopped it, and it has not ended yet."""
        return self.is_working and self._stop.is_set()

    def begin(self, work: Work) -> bool:
        """Begin; False if one is under way. Spoken in the language of whoever began it."""
        with self._lock:
            if self.is_working:
                return False
            self._stop.clear()
            self.step, self.fault = None, ""
            context = copy_context()
            self._thread = threading.Thread(
                target=lambda: context.run(self._run, work), name="afterrun-sync", daemon=True
            )
            self._thread.start()
            return True

    def stop(self) -> None:
        """Let it end after what it is at."""
        self._stop.set()

    def join(self, seconds: float) -> None:
        """Wait for its end."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self, work: Work) -> None:
        try:
            for step in self._steps(work, self._stop):
                self.step = step
        except AfterrunError as error:
            self.fault = f"{error.message} {error.remedy}".strip()
        except Exception as fault:  # nobody is there to catch it; the words of a fault may hold anything
            _log.warning("A sync ended: %s.", type(fault).__name__)
            self.fault = say("Something in Afterrun broke; your journal is as it was.")


def syncing_of(request: Request) -> Syncing:
    """Find it."""
    found = request.app.state.syncing
    assert isinstance(found, Syncing)
    return found
