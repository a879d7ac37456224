"""The settings of the served journal, which every request asks for: read anew when its file has changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from afterrun.journal.settings import Settings
from afterrun.journal.state import Seen, seen

_SECOND_NS = 1_000_000_000
_FINE_TICK_NS = 50_000_000  # a kernel's clock of files ticks every 1 to 10 ms
COARSE_TICK_NS = 2 * _SECOND_NS
"""Of file systems that know whole seconds only; FAT knows even ones."""


@dataclass(slots=True)
class KeptSettings:
    """What was chosen when the file looked so. Opening a journal takes 3 ms, a look at its file a twentieth of that.

    Parameters
    ----------
    now_ns : callable
        Tells the time of the system, as its files have it. [ns]
    """

    now_ns: Callable[[], int] = time.time_ns
    _kept: tuple[Seen, Settings] | None = None

    def of(self, path: Path, read: Callable[[], Settings]) -> Settings:
        """Give the settings of a journal as it is now.

        Raises
        ------
        OSError
            If there is no file.
        AfterrunError
            If it cannot be read.
        """
        looks = seen(path)  # before it is read: what is written in between makes it look another way
        kept = self._kept
        if kept is not None and kept[0] == looks:
            return kept[1]
        found = read()
        if self.now_ns() - looks.newest_ns > _tick_ns(looks.newest_ns):
            self._kept = looks, found
        return found


def _tick_ns(newest_ns: int) -> int:
    """How long a file may be written again and look the same, by the time that it was written last."""
    return _FINE_TICK_NS if newest_ns % _SECOND_NS else COARSE_TICK_NS
