"""The signs that are asked, and what was answered (`afterrun/signs/1`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from afterrun.findings.flag import Flag, Level

Answered = Literal["yes", "no", "seen"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignTold:
    """One sign.

    Parameters
    ----------
    id : str
        Its name.
    level : str
        How soon somebody should look if it is so.
    text, act : str
        What is asked, and what to do if it is so, for people.
    rests_on, status : str
        Where that comes from: ``verified``, ``second-hand`` or ``unchecked``.
    read_by : tuple of str
        Rules that read it from reports; empty where it is only asked.
    answer : str or None
        The last one: ``yes``, ``no``, or ``seen`` by somebody who can judge it. None: never asked.
    answered : datetime or None
        When.
    due : bool
        Whether it is worth asking now.
    why : str or None
        What in the diary makes it so, for people.
    """

    id: str
    level: Level
    text: str
    act: str
    rests_on: str
    status: Literal["verified", "second-hand", "unchecked"]
    read_by: tuple[str, ...]
    answer: Answered | None
    answered: datetime | None
    due: bool
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """All of them, most urgent first.

    Parameters
    ----------
    as_of : datetime
        Nothing after it was looked at.
    signs : tuple of SignTold
        Each of them.
    safety : tuple of Flag
        What calls for a look now, answered or read.
    """

    schema: Literal["afterrun/signs/1"] = "afterrun/signs/1"
    as_of: datetime
    signs: tuple[SignTold, ...]
    safety: tuple[Flag, ...]
