"""Whether a run counts; and if not, what it waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from afterrun.journal.rows import Entry
from afterrun.records import Run

ASK_SPORT, ASK_NUMBERS, ASK_DATE, ASK_SAME = "ask-sport", "ask-numbers", "ask-date", "ask-same"
ASKED = (ASK_SPORT, ASK_NUMBERS, ASK_DATE, ASK_SAME)
SAME, OTHER_SPORT, LEFT_OUT, TAKEN_BACK = "same", "other-sport", "left-out", "taken-back"
STANDINGS = (*ASKED, SAME, OTHER_SPORT, LEFT_OUT, TAKEN_BACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a run stands.

    Parameters
    ----------
    standing : str or None
        One of `STANDINGS`; None counts.
    same_as : datetime or None
        Start of the run that it is, may be, or was asked to be the same as.
    clock_guessed : bool
        Its source told only UTC: the offset of its start is the journal's or this computer's.
    """

    standing: str | None = None
    same_as: datetime | None = None
    clock_guessed: bool = False

    @property
    def says_something(self) -> bool:
        """Whether there is anything to keep."""
        return self != Standing()


@dataclass(frozen=True, slots=True)
class Stored:
    """A run as it is stored: row, record, and where it stands."""

    id: int
    run: Run
    standing: Standing

    @property
    def counts(self) -> bool:
        """Whether it is a dose."""
        return self.standing.standing is None

    @property
    def answered(self) -> bool:
        """Whether somebody said that it is another run than one that it was asked to be the same as."""
        return self.counts and self.standing.same_as is not None

    @property
    def is_behind(self) -> bool:
        """Whether it was found, or said, to be the same as one that counts."""
        return self.standing.standing == SAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A run that does not count, or that was asked about.

    Parameters
    ----------
    run : Run
        As its source told it.
    entry : Entry
        Where it is stored.
    standing : Standing
        Why.
    other : Run or None
        The run that it is, or may be, the same as: one that counts, or waits itself.
    """

    run: Run
    entry: Entry
    standing: Standing
    other: Run | None = None
