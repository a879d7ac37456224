"""A sign that somebody should have a look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["same-day", "within-days", "soon"]


@dataclass(frozen=True, slots=True)
class Flag:
    """How soon, and why.

    Parameters
    ----------
    level : str
        ``same-day``, ``within-days`` or ``soon``.
    text : str
        For people; never a name for what it is.
    """

    level: Level
    text: str
