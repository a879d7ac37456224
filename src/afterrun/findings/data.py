"""What the answers rest on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from afterrun.findings.as_json import named


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
class Data:
    """How much was recorded of one site.

    Parameters
    ----------
    runs, reports : int
        That the model saw.
    during_runs : int
        Reports during runs, which it did not see.
    under_painkiller : int
        Reports in the hours after a painkiller, which it did not see either.
    start, end : datetime
        The first report; the last report or run.
    gaps : tuple of Gap
        Stretches without a report.
    """

    runs: int
    reports: int
    during_runs: int
    under_painkiller: int = 0
    start: datetime = field(metadata=named("from"))
    end: datetime = field(metadata=named("to"))
    gaps: tuple[Gap, ...]
