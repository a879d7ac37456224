"""One ride, told by several sources: it is one event, whichever of them came first."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum
from typing import Any

from sqlalchemy import Connection, delete, select, update

from afterrun.journal import schema
from afterrun.journal.rows import SENSELESS, from_row, instant_us, to_row
from afterrun.records import Event
from afterrun.records.provenance import TYPED

EVENT_US = 60_000_000  # as runs: a minute
EVENT_LENGTH = 0.05
_TOGETHER_S = 180.0  # until the satellites are found
_ROUNDED_S = 15 * 60.0  # people write half past seven
_LONGEST_US = 24 * 3600 * 1_000_000


class Known(Enum):
    """What an event is beside those that are there."""

    NEW = "new"
    THERE = "there"
    TOOK_PLACE = "took the place of what somebody typed"


@dataclass(frozen=True, slots=True)
class Met:
    """How an event met those that are stored: what it is, which of them it put away, and what stands there instead."""

    known: Known
    gone: tuple[Event, ...] = ()
    now: Event | None = None


def known_event(connection: Connection, event: Event) -> Met:
    """Look whether a program told of this activity, or tells now of one that is there: nobody does one twice at once.

    Rows that somebody typed are as many as they are; what is typed beside a recorded one goes to it, so that no word of
    it is lost. A sum of a day (steps) that has grown since takes the place of what it was.
    """
    table, start = schema.TABLES[Event], instant_us(event.at)
    near = table.c.at_us.between(start - _LONGEST_US, start + _LONGEST_US) & (table.c.kind == event.kind)
    if event.source in TYPED:
        near &= table.c.source.not_in(sorted(TYPED))
    stored = events_stored(connection, near)
    if event.minutes:
        return _put_together(connection, event, [each for each in stored if _same(each[1], event)])
    if event.source in TYPED:
        return Met(Known.NEW)
    same = [(row_id, each) for row_id, each in stored if each.at == event.at and each.source == event.source]
    less = [pair for pair in same if (event.amount or 0.0) > (pair[1].amount or 0.0) and not pair[1].minutes]
    for row_id, _ in less:
        connection.execute(update(table).where(table.c.id == row_id).values(to_row(event)))
    gone = tuple(each for _, each in less)
    return Met(Known.THERE, gone, event if gone else None) if same else Met(Known.NEW)


def events_stored(connection: Connection, condition: Any) -> list[tuple[int, Event]]:
    """Read events, each with its row, but for those that make no sense."""
    found = []
    for row in connection.execute(select(schema.TABLES[Event]).where(condition)).mappings():
        with suppress(*SENSELESS):
            found.append((row["id"], from_row(Event, row)))
    return found


def _put_together(connection: Connection, event: Event, same: list[tuple[int, Event]]) -> Met:
    """Keep the record that tells most, with the words of the others."""
    if not same or any(each == event for _, each in same):
        return Met(Known.NEW)  # what is there to the letter is found by its identity
    told, *others = sorted((*(each for _, each in same), event), key=_order)
    for other in others:
        told = _with_words(told, other)
    table, (first, *more) = schema.TABLES[Event], [row_id for row_id, _ in same]
    if more:
        connection.execute(delete(table).where(table.c.id.in_(more)))
    if told != same[0][1]:
        connection.execute(update(table).where(table.c.id == first).values(to_row(told)))
    known = Known.TOOK_PLACE if all(each.source in TYPED for _, each in same) else Known.THERE
    return Met(known, tuple(each for _, each in same if each != told), None if told == same[0][1] else told)


def _order(event: Event) -> tuple[bool, bool, float, float, str]:
    """The record that tells most of an activity first: a recording, then what a program lists, then what was typed."""
    return event.source in TYPED, event.original is None, -(event.minutes or 0.0), event.at.timestamp(), event.source


def _with_words(kept: Event, other: Event) -> Event:
    """Add what the kept record does not say: a note, and an amount that no program told."""
    one, more = kept.note or "", other.note or ""
    note = max(one, more, key=len) if one in more or more in one else f"{one}; {more}"
    return replace(kept, note=note or None, amount=kept.amount if kept.amount else other.amount)


def _same(one: Event, other: Event) -> bool:
    """Whether two overlap by half of the shorter, and begin or end together: pauses counted or not."""
    if not one.minutes or not other.minutes:
        return False
    one_end, other_end = (each.at + timedelta(minutes=each.minutes or 0.0) for each in (one, other))
    overlap_s = (min(one_end, other_end) - max(one.at, other.at)).total_seconds()
    together_s = min(abs((one.at - other.at).total_seconds()), abs((one_end - other_end).total_seconds()))
    rounded = one.source in TYPED or other.source in TYPED
    near_s = _ROUNDED_S if rounded else _TOGETHER_S
    return overlap_s >= 30 * min(one.minutes, other.minutes) and together_s <= near_s
