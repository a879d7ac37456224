"""What a rule is made of: what it finds, how soon, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from afterrun.findings.flag import Flag, Level
from afterrun.records import PainReport

Reports = Sequence[PainReport]

SAME_DAY: Final = "same-day"
WITHIN_DAYS: Final = "within-days"
SOON: Final = "soon"
LEVELS: tuple[Level, ...] = (SAME_DAY, WITHIN_DAYS, SOON)

TOLD_FOR = timedelta(days=14)
"""How long a report raises a flag. Only time ends it: a better day does not (a clot or a tired bone has good days too),
and nobody can click it away. Two weeks are a judgement: long enough to be met before several of the next runs and on
the sheet of the next visit, short enough that an old flag does not teach anyone to overlook a new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One family of signs.

    Parameters
    ----------
    name : str
        As in docs/red-flags.md.
    find : callable
        (reports of one place up to now, oldest first; now) -> the flag they raise, or None.
    rests_on : str
        Author, year and DOI or guideline; what is a judgement says so.
    """

    name: str
    find: Callable[[Reports, datetime], Flag | None]
    rests_on: str


def recent(reports: Iterable[PainReport], now: datetime) -> list[PainReport]:
    """Keep the reports that still raise flags."""
    return [report for report in reports if report.at > now - TOLD_FOR]
