"""A month by its days: what was felt, run and done on each. Raw, as it was logged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean
from typing import TypeVar

from afterrun.errors import InvalidValueError
from afterrun.lab.painkillers import UnderPainkiller
from afterrun.language import say, say_n, spoken
from afterrun.records import Diary, Site
from afterrun.records.pain import DURING_RUN
from afterrun.report.words import points
from afterrun.units import distance_words
from afterrun.web.forms.record_forms import Record
from afterrun.web.pages.timeline.view import Row, row_of, symptom_of

_WEEK_D = 7
_YEARS = range(1900, 2200)  # of diaries; a calendar program knows no others
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the picture.

    Parameters
    ----------
    day : date
        Which.
    of_month : bool
        Whether it belongs to the month shown, and not to the weeks around its ends.
    pain_nrs : float or None
        Mean of the check-ins at the place; None without one. [NRS]
    reports, care, events : int
        How many check-ins, things done, other things.
    hidden : bool
        Whether a painkiller may have made any of the check-ins smaller.
    runs : int
        How many.
    run_m : float
        How far in all; 0 where no distance is known. [m]
    """

    day: date
    of_month: bool
    pain_nrs: float | None = None
    reports: int = 0
    runs: int = 0
    run_m: float = 0.0
    care: int = 0
    events: int = 0
    hidden: bool = False

    @property
    def pain(self) -> str:
        """The mean in half points, in brackets under a painkiller; empty where nothing was reported."""
        if self.pain_nrs is None:
            return ""
        return f"({points(self.pain_nrs)})" if self.hidden else points(self.pain_nrs)

    @property
    def shade(self) -> int:
        """How dark the day is drawn, in five steps."""
        return 0 if self.pain_nrs is None else min(4, int(self.pain_nrs / 2))

    @property
    def words(self) -> str:
        """The day in words, for who does not see the picture."""
        parts = [say("{at:%d %b}", at=self.day)]
        parts.append(say("no check-in") if self.pain_nrs is None else say("{nrs} of 10", nrs=points(self.pain_nrs)))
        if self.hidden:
            parts.append(say("under a painkiller"))
        if self.runs:
            far = f" ({distance_words(self.run_m)})" if self.run_m else ""
            parts.append(say_n("{n} run", "{n} runs", self.runs) + far)
        if self.care:
            parts.append(say_n("{n} thing done about it", "{n} things done about it", self.care))
        if self.events:
            parts.append(say_n("{n} other thing", "{n} other things", self.events))
        return ", ".join(parts)


def month_asked(text: str, now: datetime) -> date:
    """Read which month is meant, as ``2026-11``; this one where nothing is said.

    Raises
    ------
    InvalidValueError
        If it is none.
    """
    return _date("month", f"{text}-01", text) if text else now.date().replace(day=1)


def day_asked(text: str) -> date | None:
    """Read which day is to be opened; None where nothing is said.

    Raises
    ------
    InvalidValueError
        If it is none.
    """
    return _date("day", text, text) if text else None


def _date(name: str, text: str, typed: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = date.min
    if found.year not in _YEARS:
        raise InvalidValueError(
            say("{name} must be one of the calendar; got {text!r}.", name=spoken(name), text=typed[:20]),
            remedy=say("Choose another."),
            field=name,
        )
    return found


def weeks_of(diary: Diary, site: Site | None, month: date, begins: int, now: datetime) -> list[list[Day]]:
    """Lay a month out in whole weeks.

    Parameters
    ----------
    diary : Diary
        Everything logged.
    site : Site or None
        Whose pain is shown.
    month : date
        Its first day.
    begins : int
        The weekday on which a week begins; 0 is Monday.
    now : datetime
        Its zone says which day a moment is of.
    """
    first = month - timedelta(days=(month.weekday() - begins) % _WEEK_D)
    last = beside(month, 1)
    symptom = symptom_of(diary, site)
    hides = UnderPainkiller(diary).hide
    felt = [each for each in diary.pain if each.site == site and each.symptom == symptom and each.moment != DURING_RUN]
    hidden = {_day(report.at, now) for report in felt if hides(report.at)}
    nrs = _of_days(((report.at, report.nrs) for report in felt), now)
    runs = _of_days(((run.start, run.distance_m or 0.0) for run in diary.runs), now)
    care, events = (_of_days(((each.at, None) for each in records), now) for records in (diary.care, diary.events))

    def of(day: date) -> Day:
        return Day(
            day,
            of_month=month <= day < last,
            pain_nrs=fmean(nrs[day]) if day in nrs else None,
            reports=len(nrs.get(day, ())),
            runs=len(runs.get(day, ())),
            run_m=sum(runs.get(day, ())),
            care=len(care.get(day, ())),
            events=len(events.get(day, ())),
            hidden=day in hidden,
        )

    weeks = range((last - first + timedelta(days=_WEEK_D - 1)).days // _WEEK_D)
    return [[of(first + timedelta(days=_WEEK_D * week + i)) for i in range(_WEEK_D)] for week in weeks]


def beside(month: date, by: int) -> date:
    """Find the first day of the month before or after."""
    place = month.year * 12 + month.month - 1 + by
    return date(place // 12, place % 12 + 1, 1)


def begins(diary: Diary, now: datetime) -> date:
    """Find the first day on which anything was logged, today if nothing was: before it no month is worth a look."""
    lists: tuple[Sequence[Record], ...] = (diary.runs, diary.pain, diary.care, diary.events, diary.phases)
    return min((_day(row_of(record).at, now) for records in lists for record in records[:1]), default=now.date())


def rows_of_day(diary: Diary, day: date, now: datetime) -> list[Row]:
    """List everything of one day, in its order, at every place."""
    lists: tuple[Sequence[Record], ...] = (diary.runs, diary.pain, diary.care, diary.events, diary.phases)
    rows = (row_of(record) for records in lists for record in records)
    return sorted((row for row in rows if _day(row.at, now) == day), key=lambda row: row.at)


def _of_days(dated: Iterable[tuple[datetime, T]], now: datetime) -> dict[date, list[T]]:
    found: dict[date, list[T]] = defaultdict(list)
    for at, record in dated:
        found[_day(at, now)].append(record)
    return found


def _day(at: datetime, now: datetime) -> date:
    return at.astimezone(now.tzinfo).date()
