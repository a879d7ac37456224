"""What a rule is made of: what it finds, how soon, and what it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final

from afterrun.findings.flag import Flag, Level
from afterrun.reasons.red_flags.signs import signs_of
from afterrun.records import Diary, Event, PainReport, Run, Site

SAME_DAY: Final = "same-day"
WITHIN_DAYS: Final = "within-days"
SOON: Final = "soon"
LEVELS: tuple[Level, ...] = (SAME_DAY, WITHIN_DAYS, SOON)

TOLD_FOR = timedelta(days=14)
"""How long a report raises a flag, unless somebody has looked since. A better day does not end it (a clot or a tired
bone has good days too), and nobody can click it away. Two weeks are a judgement: long enough to be met before several
of the next runs and on the sheet of the next visit, short enough that an old flag does not teach anyone to overlook a
new one."""
RESTS = timedelta(days=14)
"""How long an answered question is not asked again while its pattern stays as it was; as long as a flag is told."""
SEEN_RESTS: Mapping[Level, timedelta] = {SAME_DAY: RESTS, WITHIN_DAYS: RESTS, SOON: timedelta(days=90)}
"""After "seen" it is asked again in any case. What matters soon does not change in two weeks: a judgement."""


@dataclass(frozen=True, kw_only=True)  # without slots: what every rule asks for is looked for once
class Place:
    """What was told of one place up to now.

    Parameters
    ----------
    site : Site
        The place.
    reports : sequence of PainReport
        Oldest first.
    now : datetime
        The clock.
    events : sequence of Event
        What else happened to the person.
    runs : sequence of Run
        All up to now.
    seen : datetime or None
        When somebody who can judge it last looked: only what was reported since raises flags.
    """

    site: Site
    reports: Sequence[PainReport]
    now: datetime
    events: Sequence[Event] = ()
    runs: Sequence[Run] = ()
    seen: datetime | None = None

    def counts(self, at: datetime) -> bool:
        """Whether what was told at a time still raises flags; a check-in knows no more than its minute."""
        return at > self.now - TOLD_FOR and (self.seen is None or at >= self.seen.replace(second=0, microsecond=0))

    @cached_property
    def recent(self) -> tuple[PainReport, ...]:
        """Reports that still raise flags; see `TOLD_FOR`."""
        return tuple(report for report in self.reports if self.counts(report.at))

    @cached_property
    def signs(self) -> frozenset[str]:
        """Signs that any of them names."""
        return frozenset[str]().union(*(signs_of(report) for report in self.recent))


def places_of(diary: Diary, now: datetime) -> list[Place]:
    """Sort what was told up to now by place."""
    reports: dict[Site, list[PainReport]] = defaultdict(list)
    for report in diary.pain:
        if report.at <= now:
            reports[report.site].append(report)
    return [Place(site=site, reports=of, now=now, events=diary.events, runs=diary.runs) for site, of in reports.items()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One family of signs.

    Parameters
    ----------
    name : str
        As in docs/red-flags.md.
    sign : str
        What is answered where somebody has looked at it; see `listed`.
    find : callable
        What was told of one place -> the flag that it raises, or None.
    rests_on : str
        Author, year and DOI or guideline; what is a judgement says so.
    over_weeks : bool
        Whether it is read from weeks, and so would be told again with the next report after somebody has looked.
    """

    name: str
    sign: str
    find: Callable[[Place], Flag | None]
    rests_on: str
    over_weeks: bool = False
