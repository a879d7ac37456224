"""What an importer hands back: the records it found, their streams, and what it had to leave out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from afterrun.language import say
from afterrun.records.kinds import Record
from afterrun.records.original import Original
from afterrun.records.problem import Problem
from afterrun.records.streams import Streams


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """Everything found in one source.

    Parameters
    ----------
    records : tuple of Run, PainReport, Care, Phase, Event, Trial, Allocation, SignAnswer, ToldForecast or SelfTest
        In the order of the source.
    streams : mapping of int to Streams
        Index of a run in ``records`` -> its per-second values.
    problems : tuple of Problem
        What was left out or guessed. All are fatal if there is no record, none otherwise.
    settled : bool
        It comes out of a journal of Afterrun: what counts there counts, and is not asked about again.
    standings : mapping of int to (str or None, datetime or None)
        Index of a run that stood apart in that journal -> how, and the start of the run it is the same as.
    """

    records: tuple[Record, ...] = ()
    streams: Mapping[int, Streams] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    settled: bool = False
    standings: Mapping[int, tuple[str | None, datetime | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file, or one table of a folder.

    ``name`` is relative to what the person pointed at. ``original`` is the device file to keep, None for a table or
    for a file that held nothing.
    """

    name: str
    original: Original | None
    parsed: Parsed


@dataclass(frozen=True, slots=True)
class Found:
    """A record with the streams that belong to it, if any."""

    record: Record
    streams: Streams | None = None


ReadFile: TypeAlias = Callable[[Path, str], Source]
"""Reads the file at a path, told of by a name, whatever its format; never raises."""


def gather(found: Iterable[Found], problems: Iterable[Problem], *, name: str) -> Parsed:
    """Put one source together: twins inside it are kept once, and problems are fatal only if nothing was found."""
    kept: list[Found] = []
    told = list(problems)
    seen: set[Record] = set()
    for one in found:
        if one.record in seen:
            told.append(
                Problem(
                    name,
                    say("The same activity is in this file twice; it was taken once."),
                    say("Nothing to do."),
                    False,
                )
            )
            continue
        seen.add(one.record)
        kept.append(one)
    if not kept and not told:
        told.append(Problem(name, say("This file holds no activity."), say("Nothing to do."), True))
    return Parsed(
        records=tuple(one.record for one in kept),
        streams={index: one.streams for index, one in enumerate(kept) if one.streams is not None},
        problems=judged(told, used=bool(kept)),
    )


def judged(problems: Iterable[Problem], *, used: bool) -> tuple[Problem, ...]:
    """Mark the problems of a source: fatal if nothing of it was used."""
    return tuple(replace(problem, fatal=not used) for problem in problems)


def refused(name: str, reason: str, remedy: str) -> Parsed:
    """Nothing of the source could be used."""
    return Parsed(problems=(Problem(name, reason, remedy, True),))
