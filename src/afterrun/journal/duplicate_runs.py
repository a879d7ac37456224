"""One run, told by several sources: a watch file, its export, a line in a table. It is one dose.

What a source told is stored as it came and never changed. One of the records counts; those that are the same stand
behind it and fill in what it does not know whenever it is read, so that taking a merge back loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import Connection, delete, select, update

from afterrun.journal import schema
from afterrun.journal.neighbouring_runs import Neighbours
from afterrun.journal.rows import Entry, identity, instant_us, to_row
from afterrun.journal.same_event import EVENT_LENGTH, EVENT_US, events_stored
from afterrun.journal.same_run import Likeness
from afterrun.journal.settling_runs import Alike, begins_at, keeper, order, settle
from afterrun.journal.standing import (
    ASK_SAME,
    ASK_SPORT,
    ASKED,
    LEFT_OUT,
    OTHER_SPORT,
    SAME,
    TAKEN_BACK,
    Apart,
    Standing,
    Stored,
)
from afterrun.journal.stored_runs import stand_row, store_run, stored_run, stored_runs, streams_of
from afterrun.journal.streams import insert_streams
from afterrun.records import Event, Run, Streams
from afterrun.records.kinds import RUN
from afterrun.records.provenance import TYPED
from afterrun.records.run import UNCLEAR

_OPTIONAL = tuple(field.name for field in RUN.fields if field.optional and field.name != "original")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a run.

    Parameters
    ----------
    new : bool
        Whether it was not there before and stands for itself, counted or asked about.
    stored : Run or None
        The run that was there and that it is, or may be, the same as.
    asked : str or None
        What is asked about it.
    was_there : bool
        Whether this very record was stored already: no row is new.
    """

    new: bool
    stored: Run | None = None
    asked: str | None = None
    was_there: bool = False


def add_run(
    connection: Connection,
    run: Run,
    streams: Streams | None = None,
    standing: Standing = Standing(),  # noqa: B008
    *,
    settled: bool = False,
    sport_answered: bool = False,
) -> Outcome:
    """Store a run, unless it is there; count it once, and ask where that is not clear.

    Parameters
    ----------
    standing : Standing
        What is known beforehand: that something about it has to be asked, or what was answered.
    settled : bool
        It comes out of a journal, where it counted: nothing is asked about it.
    sport_answered : bool
        Somebody said that it was a run.
    """
    found = stored_run(connection, schema.run.c.uid == identity(run))
    if found is not None and found.standing.standing == TAKEN_BACK and standing.standing != TAKEN_BACK:
        streams = streams or streams_of(connection, found.id)
        connection.execute(delete(schema.run).where(schema.run.c.id == found.id))
        found = None
    if found is not None:
        if settled and standing.says_something and not found.standing.says_something:
            stand_row(connection, found.id, standing)
        fill_in(connection, found, run, streams)
        return Outcome(new=False, stored=found.run, was_there=True)
    if (standing.standing is not None and standing.standing not in ASKED) or standing.same_as is not None:
        store_run(connection, run, streams, standing)  # answered before, and exported
        return Outcome(new=True)
    if run.sport == UNCLEAR:
        if _event_at(connection, run) is not None:
            store_run(connection, run, streams, replace(standing, standing=OTHER_SPORT))
            return Outcome(new=False)
        standing = replace(standing, standing=standing.standing or ASK_SPORT)
    elif not settled and not sport_answered and run.source not in TYPED and _event_at(connection, run) is not None:
        # Two programs name two sports for one time: nobody does both.
        standing = replace(standing, standing=standing.standing or ASK_SPORT)
    return _among(connection, run, streams, standing, settled=settled)


def _among(connection: Connection, run: Run, streams: Streams | None, standing: Standing, *, settled: bool) -> Outcome:
    """Put a new run among those that are there."""
    neighbours = Neighbours(connection)
    new = Stored(store_run(connection, run, streams, standing), run, standing)
    neighbours.know_places(new, streams)
    if standing.standing not in (None, ASK_SPORT):
        return Outcome(new=True, asked=standing.standing)
    if (left_out := neighbours.left_out(new)) is not None:
        behind = Standing(standing=SAME, same_as=left_out.run.start, clock_guessed=standing.clock_guessed)
        stand_row(connection, new.id, behind)
        return Outcome(new=False)
    together = neighbours.together(new, sure=settled)
    if len(together) == 1:
        return Outcome(new=True, asked=standing.standing)
    stands = settle(together, new.id, _sure_of(new, neighbours.alike) if settled else neighbours.alike)
    _stand_anew(connection, together, stands)
    return _outcome(new, together, stands)


def _sure_of(new: Stored, alike: Alike) -> Alike:
    """Ask nothing about a run: it is the same as another, or is not."""

    def compared(one: Stored, other: Stored) -> Likeness:
        found = alike(one, other)
        return Likeness.DIFFERENT if found is Likeness.MAYBE and new.id in (one.id, other.id) else found

    return compared


def _outcome(new: Stored, together: Sequence[Stored], stands: Mapping[int, Standing]) -> Outcome:
    others = [each for each in together if each.id != new.id]
    own = stands[new.id]
    ahead = own.same_as if own.standing == SAME else new.run.start
    mates = [
        each
        for each in others
        if (stands[each.id].standing == SAME and stands[each.id].same_as == ahead)
        or (own.standing == SAME and stands[each.id].standing != SAME and begins_at(each.run, ahead))
    ]
    if mates:
        best = max(mates, key=lambda each: (each.counts, -abs(each.run.start - new.run.start)))
        return Outcome(new=False, stored=best.run)
    if own.standing == ASK_SAME:
        counted = (each.run for each in others if stands[each.id].standing is None)
        return Outcome(new=True, stored=next(run for run in counted if begins_at(run, own.same_as)), asked=ASK_SAME)
    displaced = [each.run for each in others if each.counts and stands[each.id].standing == ASK_SAME]
    return Outcome(new=True, stored=next(iter(displaced), None), asked=ASK_SAME if displaced else own.standing)


def _stand_anew(connection: Connection, together: Iterable[Stored], stands: Mapping[int, Standing]) -> None:
    """Let records stand as was settled; what else names the start of one that stands behind another now follows it."""
    for each in together:
        now = stands[each.id]
        if now.standing == SAME and now.same_as is not None and not each.is_behind:
            move_behind(connection, each.run.start, now.same_as)
    for each in together:
        if each.standing != stands[each.id]:
            stand_row(connection, each.id, stands[each.id])


def stand(connection: Connection, entry: Entry, standing: Standing) -> bool:
    """Say where a stored run stands; False if it is gone."""
    found = _of(connection, entry)
    if found is None:
        return False
    stand_row(connection, found.id, replace(standing, clock_guessed=found.standing.clock_guessed))
    return True


def merge_into(connection: Connection, entry: Entry, same_as: datetime) -> bool:
    """Let a run that was asked about be the same as the one that counts; False if either is gone."""
    found = _of(connection, entry)
    others = [
        each for each in stored_runs(connection, schema.run.c.start_us == instant_us(same_as)) if not each.is_behind
    ]
    if found is None or not others:
        return False
    neighbours = Neighbours(connection)
    other = min(others, key=lambda each: not each.counts)
    together = [*neighbours.of_one_run(found), *neighbours.of_one_run(other)]
    best = keeper(together)
    stands = Standing(standing=ASK_SPORT if best.run.sport == UNCLEAR else None)
    behind = Standing(standing=SAME, same_as=best.run.start)
    settled = {each.id: stands if each.id == best.id else behind for each in together}
    guessed = {each.id: each.standing.clock_guessed for each in together}
    _stand_anew(connection, together, {row: replace(each, clock_guessed=guessed[row]) for row, each in settled.items()})
    return True


def take_again(connection: Connection, entry: Entry, run: Run) -> Outcome | None:
    """Put a run, as somebody corrected it, in the place of one that was asked about; None if that is gone.

    It is put among the others anew: what it is may show only now.
    """
    found = _of(connection, entry)
    if found is None:
        return None
    streams = streams_of(connection, found.id)
    connection.execute(delete(schema.run).where(schema.run.c.id == found.id))
    known = Standing(clock_guessed=found.standing.clock_guessed)
    return add_run(connection, run, streams, known, sport_answered=True)


def correct(connection: Connection, entry: Entry, run: Run) -> bool:
    """Put a run, as a table tells it now, in the place of what it told before; False if that is gone.

    What counts, was merged with another or answered stays so; what is asked about, or began at another time than it
    was told, is put among the others anew.
    """
    found = _of(connection, entry)
    if found is None:
        return False
    begins_as_before = identity(run) == entry.uid
    if begins_as_before:  # what stands behind it names its start to the microsecond
        run = replace(run, start=found.run.start.astimezone(run.start.tzinfo))
    if begins_as_before and found.standing.standing not in (*ASKED, LEFT_OUT):
        connection.execute(update(schema.run).where(schema.run.c.id == found.id).values(to_row(run)))
        return True
    asked = _asked_about(connection, found)
    if not found.is_behind:
        move_behind(connection, found.run.start, run.start)
    if take_again(connection, entry, run) is None:
        return False
    for each in asked:  # what may have been the same at one time may be another run at the other
        waits = stored_run(connection, (schema.run.c.id == each.id) & (schema.run_standing.c.standing == ASK_SAME))
        if waits is not None:
            take_again(connection, Entry(schema.run.name, each.id, identity(each.run)), each.run)
    return True


def _asked_about(connection: Connection, stored: Stored) -> list[Stored]:
    """Give the runs of which it is asked if they are the same as one that counts."""
    table = schema.run_standing
    asked = (table.c.standing == ASK_SAME) & (table.c.same_as_us == instant_us(stored.run.start))
    return stored_runs(connection, asked & (schema.run.c.id != stored.id)) if stored.counts else []


def runs(stored: Iterable[Stored]) -> tuple[Run, ...]:
    """Pick the runs that count, each with what the records behind it know."""
    counted, behind = [], {}  # type: list[Stored], dict[int, list[Stored]]
    for each in stored:
        if each.counts:
            counted.append(each)
        elif each.standing.standing == SAME and each.standing.same_as is not None:
            behind.setdefault(instant_us(each.standing.same_as), []).append(each)
    return tuple(_seen(each, sorted(behind.get(instant_us(each.run.start), ()), key=order)) for each in counted)


def move_behind(connection: Connection, old: datetime, new: datetime) -> None:
    """Let what stands behind a run stand behind the one that takes its place."""
    table = schema.run_standing
    moved = update(table).where(table.c.same_as_us == instant_us(old)).values(same_as_us=instant_us(new))
    connection.execute(moved)


def drop_behind(connection: Connection, start: datetime) -> None:
    """Delete what stands behind a run that is deleted: it told of the same."""
    table = schema.run_standing
    behind = select(table.c.run_id).where(table.c.standing == SAME, table.c.same_as_us == instant_us(start))
    connection.execute(delete(schema.run).where(schema.run.c.id.in_(behind)))


def doubt_runs(connection: Connection, event: Event) -> Iterator[tuple[Run, str]]:
    """Let runs of the time and length of another activity no longer count, and give each with its new standing.

    A file that did not name its sport is known by it now; where the same file or list named a run before, somebody
    corrected that; where another program does, it is asked which of the two is right.
    """
    if not event.minutes or event.source in TYPED:
        return
    start = instant_us(event.at)
    begun = schema.run.c.start_us.between(start - EVENT_US, start + EVENT_US)
    for each in stored_runs(connection, begun):
        run = each.run
        if each.standing.standing not in (None, ASK_SPORT, ASK_SAME) or run.source in TYPED:
            continue
        if abs(event.minutes * 60 - run.duration_s) > EVENT_LENGTH * run.duration_s:
            continue
        is_corrected = run.source == event.source and run.original == event.original
        named = run.sport == UNCLEAR and event.original is not None
        now = OTHER_SPORT if is_corrected or named else ASK_SPORT
        if each.standing.standing != now:
            stand_row(connection, each.id, replace(each.standing, standing=now, same_as=None))
            yield run, now


def merged_starts(stored: Iterable[Stored]) -> Mapping[int, datetime]:
    """Start of a record that stands behind another [us] -> start of the run that counts."""
    return {
        instant_us(each.run.start): each.standing.same_as
        for each in stored
        if each.standing.standing == SAME and each.standing.same_as is not None
    }


def apart(stored: Sequence[Stored]) -> tuple[Apart, ...]:
    """List the runs that do not count, and those that were asked about and do, in order of time."""
    apart_from = [each for each in stored if not each.counts or each.standing.same_as is not None]
    waiting = (each for each in apart_from if each.standing.standing in (ASK_SAME, ASK_SPORT))
    known = {instant_us(each.run.start): each.run for each in waiting}
    known |= {instant_us(run.start): run for run in runs(stored)} if apart_from else {}
    listed = []
    for each in apart_from:
        same_as = each.standing.same_as
        other = None if same_as is None else known.get(instant_us(same_as))
        entry = Entry(schema.run.name, each.id, identity(each.run))
        listed.append(Apart(run=each.run, entry=entry, standing=each.standing, other=other))
    return tuple(listed)


def streams_of_run(connection: Connection, run: Run) -> Streams | None:
    """Per-second values of a run that counts: its own, else of the record behind it that has the longest."""
    found = stored_run(connection, schema.run.c.uid == identity(run))
    if found is None:
        return None
    own = streams_of(connection, found.id)
    if own is not None:
        return own
    table = schema.run_standing
    query = select(table.c.run_id).where(table.c.standing == SAME, table.c.same_as_us == instant_us(run.start))
    behind = [streams_of(connection, row_id) for row_id in connection.execute(query).scalars().all()]
    return max((each for each in behind if each is not None), key=lambda each: each.size, default=None)


def fill_in(connection: Connection, stored: Stored, run: Run, streams: Streams | None) -> None:
    """Add to a stored record what the same source told only now; never change what was there."""
    missing = (name for name in (*_OPTIONAL, "original") if getattr(stored.run, name) is None)
    fresh: dict[str, Any] = {name: value for name in missing if (value := getattr(run, name)) is not None}
    if fresh:
        row = to_row(replace(stored.run, **fresh))
        connection.execute(update(schema.run).where(schema.run.c.id == stored.id).values(row))
    if connection.execute(select(schema.stream.c.run_id).where(schema.stream.c.run_id == stored.id)).first() is None:
        insert_streams(connection, stored.id, streams)


def _seen(kept: Stored, behind: Sequence[Stored]) -> Run:
    run = kept.run
    for other in behind:
        missing = (name for name in _OPTIONAL if getattr(run, name) is None)
        run = replace(run, **{name: getattr(other.run, name) for name in missing})
    knowing = next((each for each in behind if not each.standing.clock_guessed), None)
    if kept.standing.clock_guessed and knowing is not None:
        offset = knowing.run.start.utcoffset() or timedelta(0)
        run = replace(run, start=run.start.astimezone(timezone(offset)))
    return run


def _event_at(connection: Connection, run: Run) -> Event | None:
    """Find another activity that a source names for the same time: then this is no run."""
    table, start = schema.TABLES[Event], instant_us(run.start)
    near = table.c.at_us.between(start - EVENT_US, start + EVENT_US) & table.c.source.not_in(sorted(TYPED))
    for _, event in events_stored(connection, near):
        if event.minutes and abs(event.minutes * 60 - run.duration_s) <= EVENT_LENGTH * run.duration_s:
            return event
    return None


def _of(connection: Connection, entry: Entry) -> Stored | None:
    return stored_run(connection, (schema.run.c.id == entry.id) & (schema.run.c.uid == entry.uid))
