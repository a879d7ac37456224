"""An activity as an export tells it in a line or an object, and the record it becomes: as one of a device does."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from afterrun.importers.devices.activity import Activity, found_in
from afterrun.importers.devices.points import Sample
from afterrun.importers.devices.sport import (
    RUNNING,
    UNCLEAR,
    is_of_another,
    is_on_treadmill,
    sport_by_speed,
    sport_named,
)
from afterrun.importers.parsed import Found, Parsed, gather
from afterrun.language import say
from afterrun.records.happenings import Event
from afterrun.records.problem import Problem
from afterrun.records.run import Run

MOST_LISTED = 12_000  # of one file; judgement: two a day for fifteen years. Each costs a third of a millisecond
_SAYS_NOTHING = ("", "other", "workout", "activity", "training", "sport", "fitness", "sonstiges", "andere", "unknown")
_INDOORS = ("indoor run", "indoor_run", "virtual run", "virtual_run", "virtualrun")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One activity, as a service tells it.

    Parameters
    ----------
    start : datetime
        With offset.
    duration_s : float or None
        From start to end, pauses included, where the service knows it. [s]
    distance_m, ascent_m : float or None
        None where it was not measured; nought is what services write for that. [m]
    sport : str or None
        In the service's words; None where it does not say.
    rpe : float or None
        Effort, 0 to 10.
    surface : str or None
        ``treadmill`` for a run indoors.
    per_leg : bool
        Whether the service counts cadence in strides of one leg; others leave it open.
    """

    start: datetime
    duration_s: float | None
    distance_m: float | None = None
    ascent_m: float | None = None
    sport: str | None = None
    shoe: str | None = None
    rpe: float | None = None
    surface: str | None = None
    note: str | None = None
    samples: tuple[Sample, ...] = ()
    per_leg: bool = False


def found_of(told: Told, *, where: str, source: str) -> tuple[list[Found], list[Problem]]:
    """Make the record of one activity, by the rules that hold for devices too: what cannot be is told."""
    says = {"duration_s": told.duration_s, "distance_m": told.distance_m, "ascent_m": told.ascent_m}
    asked = _may_be_run(told)
    activity = Activity(
        names=[] if told.note is None else [told.note],
        where=where,
        source=source,
        start_s=told.start.timestamp(),
        sport=None if asked else sport_told(told.sport),
        named=told.sport or "" if asked else "",
        samples=list(told.samples),
        per_leg=told.per_leg,
        says={name: value for name, value in says.items() if value},
        zone=told.start.tzinfo or UTC,
    )
    found, problems = found_in(activity)
    return [replace(each, record=_with_words(each.record, told)) for each in found], problems


def _may_be_run(told: Told, speed_mps: float | None = None) -> bool:
    """Whether nobody knows the sport's name, and it went as fast as people run: that is asked about."""
    if sport_told(told.sport) is None or sport_named(told.sport) is not None:
        return False
    if speed_mps is None and told.distance_m and told.duration_s:
        speed_mps = told.distance_m / told.duration_s
    return speed_mps is not None and sport_by_speed(speed_mps) in (RUNNING, UNCLEAR)


def parsed_of(activities: Iterable[tuple[str, Told | Problem]], *, name: str, source: str) -> Parsed:
    """Make the records of all activities of a file, each with the place where it stands."""
    found: list[Found] = []
    problems: list[Problem] = []
    for place, (where, told) in enumerate(activities):
        if place >= MOST_LISTED:
            problems.append(more_listed(where))
            break
        if isinstance(told, Problem):
            problems.append(told)
            continue
        records, more = found_of(told, where=where, source=source)
        found.extend(records)
        problems.extend(more)
    return gather(found, problems, name=name)


def more_listed(where: str) -> Problem:
    """Tell that a list goes on."""
    what = say("More than {most} activities are listed; nothing after this one was read.", most=MOST_LISTED)
    return Problem(where, what, say("Split it into several, a year each."))


def sport_told(text: str | None) -> str | None:
    """Name the sport of a service's word for it; a word we do not know is a sport of its own, and no run.

    Examples
    --------
    >>> sport_told("Trail Running"), sport_told("Zorbing"), sport_told("Other")
    ('running', 'zorbing', None)
    """
    if not text or text.strip().casefold() in _SAYS_NOTHING:
        return None
    return sport_named(text) or "-".join(text.lower().replace("_", " ").split())


def is_indoors(sport: str | None) -> bool:
    """Whether a service's word for a sport means a run on a treadmill."""
    return is_on_treadmill(sport) or any(word in (sport or "").casefold() for word in _INDOORS)


def _with_words(record: Any, told: Told) -> Any:
    if isinstance(record, Run):
        surface = told.surface or ("treadmill" if is_indoors(told.sport) else None)
        rpe = told.rpe if told.rpe is not None and 0 < told.rpe <= 10 else None
        return replace(record, shoe=told.shoe, rpe=rpe, surface=surface, note=told.note)
    return replace(record, note=told.note) if isinstance(record, Event) else record


def overridden(found: Found, told: Told) -> Found:
    """Correct a recording by what the export's index says of it: its sport, shoe, effort and name.

    A recording says best when and how far; the index says what a person corrected later.
    """
    sport, record = sport_told(told.sport), found.record
    if isinstance(record, Run) and _is_doubtful(told, record):
        return replace(found, record=_with_words(replace(record, sport=UNCLEAR), told))
    if isinstance(record, Run) and sport not in (None, RUNNING):
        minutes, amount = record.duration_s / 60, record.distance_m
        event = Event(
            at=record.start,
            kind=sport or "other-activity",
            minutes=minutes,
            amount=amount,
            source=record.source,
            original=record.original,
        )
        return Found(_with_words(event, told))
    if isinstance(record, Event) and sport == RUNNING and record.minutes:
        run = Run(
            start=record.at,
            duration_s=max(60 * record.minutes, 1.0),
            distance_m=record.amount or told.distance_m,
            source=record.source,
            original=record.original,
        )
        return Found(_with_words(run, told), found.streams)
    if isinstance(record, Run) and sport == RUNNING:
        record = replace(record, sport=RUNNING)  # the recording may not have said; then nothing is left to ask
    return replace(found, record=_with_words(record, told))


def _is_doubtful(told: Told, run: Run) -> bool:
    """Whether what the index calls a run has to be asked about: a sport nobody knows, or the name of another one."""
    speed_mps = (run.distance_m or 0.0) / run.duration_s
    if _may_be_run(told, speed_mps):
        return True
    called_run = run.distance_m is not None and sport_told(told.sport) in (None, RUNNING)
    return called_run and is_of_another(told.note or "", speed_mps)


def number_in(row: Mapping[str, Any], *names: str) -> float | None:
    """Read the first of some fields that holds a number; None if none does."""
    for name in names:
        value = row.get(name)
        if isinstance(value, bool) or value in (None, ""):
            continue
        try:
            number = float(value.replace(",", ".") if isinstance(value, str) else value)
        except (TypeError, ValueError, AttributeError):
            continue
        if math.isfinite(number):
            return number
    return None


def text_in(row: Mapping[str, Any], *names: str) -> str | None:
    """Read the first of some fields that holds a text; None if none does."""
    return next((value.strip() for name in names if isinstance(value := row.get(name), str) and value.strip()), None)


def without(where: str, what: str) -> Problem:
    """Tell of an activity that cannot be one."""
    return Problem(where, say("The entry lacks {what}.", what=what), say("Log it by hand if it was a run."))


def numbered(name: str, items: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Say of each item of a file where it stands."""
    return ((say("{name} entry {number}", name=name, number=number), item) for number, item in enumerate(items, 1))
