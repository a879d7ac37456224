"""What the routes share: the journal, the clock, and answers kept until the journal changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from fastapi import Request

from afterrun.journal import Journal
from afterrun.lab.answers import Answer, answer
from afterrun.records import Site

_KEPT_ANSWERS = 16


@dataclass(slots=True)
class Desk:
    """One journal, served.

    Parameters
    ----------
    journal_path : Path
        The file. Opened anew for each request: that takes 2 ms, and no request waits for another.
    clock : callable
        Says what time it is, with offset.
    seed : int
        For the answers.
    """

    journal_path: Path
    clock: Callable[[], datetime]
    seed: int = 0
    _answers: OrderedDict[tuple[object, ...], Answer] = field(default_factory=OrderedDict)
    _working: threading.Lock = field(default_factory=threading.Lock)

    def open(self) -> Journal:
        """Open the journal."""
        return Journal.open(self.journal_path)

    def answer(self, site: Site | None) -> Answer:
        """Answer, or give the answer of before if nothing was written since and it is the same day."""
        now = self.clock()
        with self.open() as journal:
            key = (journal.revision(), site, now.date())
            diary = None if key in self._answers else journal.diary()
        with self._working:  # two tabs asking for the same answer wait for one
            if key not in self._answers:
                assert diary is not None
                self._answers[key] = answer(diary, site=site, now=now, seed=self.seed)
                while len(self._answers) > _KEPT_ANSWERS:
                    self._answers.popitem(last=False)
            return self._answers[key]


def desk_of(request: Request) -> Desk:
    """Find the desk of the app that a request came to."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk
