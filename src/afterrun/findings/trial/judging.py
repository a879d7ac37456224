"""Two ways to judge a trial that need no model of pain."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawTest:
    """How strange it is if only the coin was fair.

    Parameters
    ----------
    difference_nrs : float
        Mean outcome with it minus without. [NRS]
    p_helps, p_worsens : float
        Share of possible schedules at least as far to that side. [-]
    schedules : int
        How many were compared.
    exact : bool
        Whether these were all.
    """

    difference_nrs: float
    p_helps: float
    p_worsens: float
    schedules: int
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bet:
    """A stake of 1 on "it helps".

    Parameters
    ----------
    value, highest : float
        Where it stands, and stood at most.
    won : bool
        Whether it has stood high enough.
    won_at : float
        How high that is.
    """

    value: float
    highest: float
    won: bool
    won_at: float
