"""What the person wants to say to whoever reads the sheet, in words of their own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """Free text; empty where nothing was said.

    Parameters
    ----------
    onset : str
        Since when it hurts, and how it began: a diary knows only since when it was kept.
    theory : str
        What the person thinks it is.
    questions : tuple of str
        What they want to ask.
    goal_m : float or None
        How far they would like to run. [m]
    """

    onset: str = ""
    theory: str = ""
    questions: tuple[str, ...] = ()
    goal_m: float | None = None
