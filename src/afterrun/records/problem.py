"""What could not be taken in, where, why, and what to do: returned beside the good records, never raised."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that was left out.

    Parameters
    ----------
    where : str
        File name, and what is inside it: ``pain.csv line 12``, ``run.fit byte 4711``.
    reason : str
        What is wrong, with the value.
    remedy : str
        What the person can do.
    fatal : bool
        True if nothing of the source could be used; False if the rest was.
    """

    where: str
    reason: str
    remedy: str
    fatal: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.reason} {self.remedy}".strip()
