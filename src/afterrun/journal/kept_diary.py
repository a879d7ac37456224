"""The diary as of one state of a journal, for whoever opens the same one again and again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from afterrun.journal.standing import Apart
from afterrun.journal.stores.checked import Damage
from afterrun.records import Diary


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read at once; records are frozen, so it may be handed to anybody.

    Parameters
    ----------
    state : str or None
        `Journal.state` when it was read; None for nothing yet.
    diary : Diary
        What was there and could be relied on.
    damaged : tuple of Damage
        Entries that were left out of it.
    apart : tuple of Apart
        Runs that do not count in it, and those that were asked about and do.
    """

    state: str | None = None
    diary: Diary = field(default_factory=Diary)
    damaged: tuple[Damage, ...] = ()
    apart: tuple[Apart, ...] = ()


@dataclass(slots=True)
class KeptDiary:
    """The last reading; replaced as a whole, whoever has it meanwhile."""

    _reading: Reading = field(default_factory=Reading)
    _one_reads: threading.Lock = field(default_factory=threading.Lock)

    def of(self, state: str, read: Callable[[], Reading]) -> Reading:
        """Give the reading of a state; one reads at a time, and who waited meanwhile takes what was read.

        Threads that read side by side hand the interpreter over with every row: of ten years two of them take several
        times as long as one after the other.
        """
        found = self._reading
        if found.state != state:
            with self._one_reads:
                found = self._reading
                if found.state != state:
                    self._reading = found = read()
        return found

    def forget(self) -> None:
        """Drop it: the journal is gone."""
        self._reading = Reading()
