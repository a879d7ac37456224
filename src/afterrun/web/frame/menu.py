"""The menu at the top of every page; a page that wants a line in it declares `MENU` in its route."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class MenuLine:
    """One line.

    Parameters
    ----------
    place : int
        Where it stands: lines are in order of it.
    path : str
        Where it leads.
    title : str
        What it says, in English.
    """

    place: int
    path: str
    title: str
