"""What has to be asked about a run before it counts, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from afterrun.records import Run

Asked = Literal["sport", "numbers", "date", "same"]
Answer = Literal["run", "other", "meant", "as-it-is", "leave-out", "same", "another"]
ANSWERS: dict[Asked, tuple[Answer, ...]] = {
    "sport": ("run", "other"),
    "numbers": ("meant", "as-it-is", "leave-out"),
    "date": ("meant", "leave-out"),
    "same": ("same", "another"),
}
"""What is asked -> what may be answered; ``meant`` only where something else was probably meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunQuestion:
    """One question, or one that was answered.

    Parameters
    ----------
    row : int
        Where the run is stored.
    uid : str
        Its identity there.
    asked : str
        Whether it was a run; whether its numbers are right; whether its date is; whether it is the same as another.
    run : Run
        As its source told it.
    other : Run or None
        The run that counts and that it is, or may be, the same as.
    meant : Run or None
        What was probably meant.
    answered : str or None
        How it stands now, in the words of what may be answered. None: it waits.
    """

    row: int
    uid: str
    asked: Asked
    run: Run
    other: Run | None = None
    meant: Run | None = None
    answered: Answer | None = None

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What may be answered."""
        return tuple(each for each in ANSWERS[self.asked] if each != "meant" or self.meant is not None)
