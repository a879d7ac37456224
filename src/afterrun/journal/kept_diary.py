"""The diary as of one state of a journal, for whoever opens the same one again and again."""

from __future__ import annotations

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
    """The last reading; replaced as a whole, whoever reads meanwhile."""

    reading: Reading = field(default_factory=Reading)

    def forget(self) -> None:
        """Drop it: the journal is gone."""
        self.reading = Reading()
