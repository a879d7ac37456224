"""The diary as of one revision, for whoever opens the same journal again and again."""

from __future__ import annotations

from dataclasses import dataclass, field

from afterrun.journal.stores.checked import Damage
from afterrun.records import Diary

_NONE = -1


@dataclass(slots=True)
class KeptDiary:
    """What was read last; records are frozen, so it may be handed to anybody.

    Parameters
    ----------
    revision : int
        `Journal.revision` when it was read; -1 for nothing yet.
    diary : Diary
        What was there and could be relied on.
    damaged : tuple of Damage
        Entries that were left out of it.
    """

    revision: int = _NONE
    diary: Diary = field(default_factory=Diary)
    damaged: tuple[Damage, ...] = ()

    def hold(self, revision: int, diary: Diary, damaged: tuple[Damage, ...] = ()) -> None:
        """Keep a reading in place of the one before."""
        self.revision, self.diary, self.damaged = (
            _NONE,
            diary,
            damaged,
        )  # never an old diary under a new revision, whoever reads meanwhile
        self.revision = revision

    def forget(self) -> None:
        """Drop it: the journal is another one now."""
        self.hold(_NONE, Diary())
