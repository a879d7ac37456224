"""What the answers rest on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from afterrun.findings.as_json import named
from afterrun.findings.growth import Growth
from afterrun.findings.painless import Painless


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch without a report.

    Parameters
    ----------
    start, end : datetime
        The reports around it.
    days : float
        Its length. [d]
    """

    start: datetime = field(metadata=named("from"))
    end: datetime = field(metadata=named("to"))
    days: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LeansOn:
    """Other people whom the answers may lean on.

    Parameters
    ----------
    name : str
        What they are called.
    people : int
        How many there are.
    as_of : date
        Until when they were looked at.
    used : bool
        Whether the answers do: they foretell the diary better than nobody does.
    """

    name: str
    people: int
    as_of: date
    used: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """How much was recorded of one site.

    Parameters
    ----------
    runs, reports : int
        That the model saw.
    ratings : int
        How many of these reports are ratings before and after something done.
    during_runs : int
        Reports during runs, which it did not see.
    under_painkiller : int
        Reports in the hours after a painkiller, which it did not see either.
    noted_when_there : int
        Reports at moments at which it was noted only when it was there, which it did not see either.
    start, end : datetime
        The first report; the last report or run.
    gaps : tuple of Gap
        Stretches without a report.
    growth : Growth or None
        Weeks in which the pain went up by much, the last of them lately.
    painless : Painless or None
        Weeks without pain, up to now or until lately.
    leans_on : LeansOn or None
        Other people, if any.
    """

    runs: int
    reports: int
    ratings: int = 0
    during_runs: int
    under_painkiller: int = 0
    noted_when_there: int = 0
    start: datetime = field(metadata=named("from"))
    end: datetime = field(metadata=named("to"))
    gaps: tuple[Gap, ...]
    growth: Growth | None = None
    painless: Painless | None = None
    leans_on: LeansOn | None = None
