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
    ids : mapping of int to str
        Index of a record -> the identity that an export of Afterrun wrote beside it.
    rounded : frozenset of int
        Indices of records of such an export whose time a spreadsheet wrote anew, without its offset.
    others : mapping of int to tuple of Record
        Index of a record -> what later rows of the same table say instead, of the same minute and place.
    photos : mapping of str to Original
        Photos that the records name, by their identity; read when they are asked for.
    is_empty : bool
        The source is sound, and holds no activity: a watch writes thousands of such files.
    """

    records: tuple[Record, ...] = ()
    streams: Mapping[int, Streams] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    settled: bool = False
    standings: Mapping[int, tuple[str | None, datetime | None]] = field(default_factory=dict)
    ids: Mapping[int, str] = field(default_factory=dict)
    rounded: frozenset[int] = frozenset()
    others: Mapping[int, tuple[Record, ...]] = field(default_factory=dict)
    photos: Mapping[str, Original] = field(default_factory=dict)
    is_empty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmapped:
    """A table that somebody has to explain: its header as it is written, and its first rows.

    ``why`` is a sentence. ``table`` is what its rows probably are, and ``fields`` what its columns probably are; empty
    where nothing is known.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    why: str
    table: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file, or one table of a folder.

    Parameters
    ----------
    name : str
        Relative to what the person pointed at.
    original : Original or None
        The device file to keep, None for a table or for a file that held nothing.
    parsed : Parsed
        What was found.
    is_table : bool
        Whether its rows were typed: one that differs from what it told before corrects it.
    is_list : bool
        Whether a service lists what it knows of whole activities: one that was typed there may be corrected there.
    unmapped : Unmapped or None
        A table whose columns have to be explained first.
    idle : bool
        It is of no kind that tells of runs or pain (a profile, a picture): many of them are told in one line.
    """

    name: str
    original: Original | None
    parsed: Parsed
    is_table: bool = False
    is_list: bool = False
    unmapped: Unmapped | None = None
    idle: bool = False


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
    is_empty = not kept and not told
    if is_empty:
        told.append(Problem(name, say("This file holds no activity."), say("Nothing to do."), True))
    return Parsed(
        records=tuple(one.record for one in kept),
        streams={index: one.streams for index, one in enumerate(kept) if one.streams is not None},
        problems=judged(told, used=bool(kept)),
        is_empty=is_empty,
    )


def judged(problems: Iterable[Problem], *, used: bool) -> tuple[Problem, ...]:
    """Mark the problems of a source: fatal if nothing of it was used."""
    return tuple(replace(problem, fatal=not used) for problem in problems)


def refused(name: str, reason: str, remedy: str) -> Parsed:
    """Nothing of the source could be used."""
    return Parsed(problems=(Problem(name, reason, remedy, True),))
