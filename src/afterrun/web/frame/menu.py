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
    icon : str
        A line drawing of 24 by 24 for the bar of a phone, as the path of an SVG; decoration, read by nobody.
    """

    place: int
    path: str
    title: str
    icon: str = ""
