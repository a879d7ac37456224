"""One run, told by several sources: a watch file, its export, a line in a table. It is one dose.

What a source told is stored as it came and never changed. One of the records counts; those that are the same stand
behind it and fill in what it does not know whenever it is read, so that taking a merge back loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from afterrun.journal import schema
from afterrun.journal.codec import unpack
from afterrun.journal.rows import SENSELESS, Entry, from_row, identity, instant_us, to_row
from afterrun.journal.same_run import WINDOW_S, Likeness, at_once, likeness
from afterrun.journal.standing import (
    ASK_SAME,
    ASK_SPORT,
    ASKED,
    LEFT_OUT,
    OTHER_SPORT,
    SAME,
    STANDINGS,
    Apart,
    Standing,
)
from afterrun.journal.streams import insert_streams, packed_of
from afterrun.records import CHANNELS, Event, Run, Streams
from afterrun.records.kinds import RUN
from afterrun.records.provenance import TYPED, for_owner_only
from afterrun.records.rules import require_time
from afterrun.records.run import UNCLEAR

_OPTIONAL = tuple(field.name for field in RUN.fields if field.optional and field.name != "original")
_EVENT_US = 60_000_000  # as runs: a minute
_EVENT_LENGTH = 0.05
_EVENT_TOGETHER_S = 180.0  # until the satellites are found
_EVENT_ROUNDED_S = 15 * 60.0  # people write half past seven
_LONGEST_EVENT_US = 24 * 3600 * 1_000_000
_SHIFTED = timedelta(minutes=14)
_WHOLE = 1.02  # a record that is longer by less tells no more of the run


@dataclass(frozen=True, slots=True)
class Stored:
    """A run as it is stored: row, record, and where it stands."""

    id: int
    run: Run
    standing: Standing

    @property
    def counts(self) -> bool:
        """Whether it is a dose."""
        return self.standing.standing is None


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
    """

    new: bool
    stored: Run | None = None
    asked: str | None = None


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
    found = _row(connection, schema.run.c.uid == identity(run))
    if found is not None:
        if settled and standing.says_something and not found.standing.says_something:
            _stand(connection, found.id, standing)
        fill_in(connection, found, run, streams)
        return Outcome(new=False, stored=found.run)
    if (standing.standing is not None and standing.standing not in ASKED) or standing.same_as is not None:
        _store(connection, run, streams, standing)  # answered before, and exported
        return Outcome(new=True)
    if run.sport == UNCLEAR:
        if _event_at(connection, run) is not None:
            _store(connection, run, streams, replace(standing, standing=OTHER_SPORT))
            return Outcome(new=False)
        standing = replace(standing, standing=standing.standing or ASK_SPORT)
    elif not settled and not sport_answered and run.source not in TYPED and _event_at(connection, run) is not None:
        # Two programs name two sports for one time: nobody does both.
        standing = replace(standing, standing=standing.standing or ASK_SPORT)
    return _among(connection, run, streams, standing, settled=settled)


def _among(connection: Connection, run: Run, streams: Streams | None, standing: Standing, *, settled: bool) -> Outcome:
    """Put a new run among those that are there."""
    same, perhaps = [], []
    for each in _near(connection, run):
        alike = _likeness(connection, each, run, streams)
        if alike is Likeness.SAME:
            same.append(each)
        elif alike is Likeness.MAYBE and each.counts and not settled:
            perhaps.append(each)
    asked_as = None
    if standing.standing is None and perhaps and not any(each.counts for each in same):
        asked_as = min(perhaps, key=lambda each: abs(each.run.start - run.start))
        if not same and _knows_its_clock_better(standing, asked_as.standing):
            _store(connection, run, streams, standing)
            _stand(connection, asked_as.id, replace(asked_as.standing, standing=ASK_SAME, same_as=run.start))
            return Outcome(new=True, stored=asked_as.run, asked=ASK_SAME)
        standing = replace(standing, standing=ASK_SAME, same_as=asked_as.run.start)
    row_id = _store(connection, run, streams, standing)
    if not same or standing.standing not in (None, ASK_SPORT, ASK_SAME):
        return Outcome(new=True, stored=None if asked_as is None else asked_as.run, asked=standing.standing)
    keeper = _merge(connection, [*same, Stored(row_id, run, standing)], standing)
    for each in perhaps:  # it counted beside one that is the same as this: at the same time it cannot be another
        if keeper.run.sport != UNCLEAR and at_once(each.run, run):
            asked = replace(each.standing, standing=ASK_SAME, same_as=keeper.run.start)
            _stand(connection, each.id, asked)
    return Outcome(new=False, stored=max(same, key=lambda each: (each.counts, -abs(each.run.start - run.start))).run)


def _knows_its_clock_better(one: Standing, other: Standing) -> bool:
    return other.clock_guessed and not one.clock_guessed


def _likeness(connection: Connection, stored: Stored, run: Run, streams: Streams | None) -> Likeness:
    together = streams is not None and stored.run.start < run.end and run.start < stored.run.end
    return likeness(stored.run, run, _places_of(connection, stored.id) if together else None, streams)


def _merge(connection: Connection, together: Sequence[Stored], asked: Standing) -> Stored:
    """Let the record that tells most of a run count, and the others stand behind it; what is asked is asked once."""
    keeper = _keeper(together)
    if any(each.counts and each.run.sport != UNCLEAR for each in together):
        standing = Standing()
    elif keeper.run.sport == UNCLEAR:
        standing = Standing(standing=ASK_SPORT)
    else:
        standing = Standing(standing=asked.standing, same_as=asked.same_as) if asked.same_as else Standing()
    _stand(connection, keeper.id, replace(standing, clock_guessed=keeper.standing.clock_guessed))
    _behind(connection, keeper, together)
    return keeper


def _keeper(together: Sequence[Stored]) -> Stored:
    """Choose which of the records counts: the first that came, unless another tells clearly more."""
    best = together[0]
    for each in together[1:]:
        if _tells_more(each, best):
            best = each
    return best


def _tells_more(one: Stored, other: Stored) -> bool:
    new, old = one.run, other.run
    if (old.sport == UNCLEAR) != (new.sport == UNCLEAR):
        return old.sport == UNCLEAR
    if (old.original is None) != (new.original is None):
        return old.original is None  # a watch knows to the second when a run ended; somebody who types rounds
    if for_owner_only(old) != for_owner_only(new):
        return for_owner_only(old)
    if old.original is None:
        return False
    if abs(new.start - old.start) > _SHIFTED and one.standing.clock_guessed != other.standing.clock_guessed:
        return other.standing.clock_guessed  # one clock was wrong: the one that says which zone it shows is right
    return new.duration_s > _WHOLE * old.duration_s


def _behind(connection: Connection, keeper: Stored, together: Iterable[Stored]) -> None:
    """Let all others stand behind the one that counts, with what stood behind them or was asked about them."""
    at_us = instant_us(keeper.run.start)
    table = schema.run_standing
    for each in together:
        if each.id == keeper.id:
            continue
        connection.execute(
            update(table).where(table.c.same_as_us == instant_us(each.run.start)).values(same_as_us=at_us)
        )
        _stand(connection, each.id, replace(each.standing, standing=SAME, same_as=keeper.run.start))


def stand(connection: Connection, entry: Entry, standing: Standing) -> bool:
    """Say where a stored run stands; False if it is gone."""
    found = _of(connection, entry)
    if found is None:
        return False
    _stand(connection, found.id, replace(standing, clock_guessed=found.standing.clock_guessed))
    return True


def merge_into(connection: Connection, entry: Entry, same_as: datetime) -> bool:
    """Let a run that was asked about be the same as the one that counts; False if either is gone."""
    found = _of(connection, entry)
    others = [each for each in _stored(connection, schema.run.c.start_us == instant_us(same_as)) if each.counts]
    if found is None or not others:
        return False
    _merge(connection, [others[0], found], Standing())
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
    if found.counts:
        move_behind(connection, found.run.start, run.start)
    return take_again(connection, entry, run) is not None


def runs(stored: Iterable[Stored]) -> tuple[Run, ...]:
    """Pick the runs that count, each with what the records behind it know."""
    counted, behind = [], {}  # type: list[Stored], dict[int, list[Stored]]
    for each in stored:
        if each.counts:
            counted.append(each)
        elif each.standing.standing == SAME and each.standing.same_as is not None:
            behind.setdefault(instant_us(each.standing.same_as), []).append(each)
    return tuple(_seen(each, behind.get(instant_us(each.run.start), ())) for each in counted)


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


def known_event(connection: Connection, event: Event) -> bool:
    """Whether a program told of this activity, or tells now of one that is there: nobody does one thing twice at once.

    Rows that somebody typed are as many as they are; what is typed beside a recorded one goes to it, so that no word of
    it is lost. A sum of a day (steps) that has grown since takes the place of what it was.
    """
    table, start = schema.TABLES[Event], instant_us(event.at)
    near = table.c.at_us.between(start - _LONGEST_EVENT_US, start + _LONGEST_EVENT_US) & (table.c.kind == event.kind)
    if event.source in TYPED:
        near &= table.c.source.not_in(sorted(TYPED))
    stored = _events(connection, near)
    if event.minutes:
        found = next(((row_id, each) for row_id, each in stored if each != event and _same_event(each, event)), None)
        if found is not None and event.source in TYPED:
            row_id, recorded = found
            told = _with_words(recorded, event)
            connection.execute(update(table).where(table.c.id == row_id).values(to_row(told)))
        return found is not None
    if event.source in TYPED:
        return False
    same = [(row_id, each) for row_id, each in stored if each.at == event.at and each.source == event.source]
    for row_id, each in same:
        if (event.amount or 0.0) > (each.amount or 0.0) and not each.minutes:
            connection.execute(update(table).where(table.c.id == row_id).values(to_row(event)))
    return bool(same)


def doubt_runs(connection: Connection, event: Event) -> Iterator[tuple[Run, str]]:
    """Let runs of the time and length of another activity no longer count, and give each with its new standing.

    A file that did not name its sport is known by it now; where the same file or list named a run before, somebody
    corrected that; where another program does, it is asked which of the two is right.
    """
    if not event.minutes or event.source in TYPED:
        return
    start = instant_us(event.at)
    begun = schema.run.c.start_us.between(start - _EVENT_US, start + _EVENT_US)
    for each in _stored(connection, begun):
        run = each.run
        if each.standing.standing not in (None, ASK_SPORT, ASK_SAME) or run.source in TYPED:
            continue
        if abs(event.minutes * 60 - run.duration_s) > _EVENT_LENGTH * run.duration_s:
            continue
        is_corrected = run.source == event.source and run.original == event.original
        named = run.sport == UNCLEAR and event.original is not None
        now = OTHER_SPORT if is_corrected or named else ASK_SPORT
        if each.standing.standing != now:
            _stand(connection, each.id, replace(each.standing, standing=now, same_as=None))
            yield run, now


def _with_words(recorded: Event, typed: Event) -> Event:
    """Add what only somebody can say: a note, and an amount that no program told."""
    words = [each for each in (recorded.note, typed.note) if each]
    note = words[0] if len(words) == 2 and words[1] in words[0] else "; ".join(words)
    return replace(recorded, note=note or None, amount=recorded.amount if recorded.amount else typed.amount)


def _same_event(one: Event, other: Event) -> bool:
    """Whether two overlap by half of the shorter, and begin or end together: pauses counted or not."""
    if not one.minutes or not other.minutes:
        return False
    one_end, other_end = (each.at + timedelta(minutes=each.minutes or 0.0) for each in (one, other))
    overlap_s = (min(one_end, other_end) - max(one.at, other.at)).total_seconds()
    together_s = min(abs((one.at - other.at).total_seconds()), abs((one_end - other_end).total_seconds()))
    rounded = one.source in TYPED or other.source in TYPED
    near_s = _EVENT_ROUNDED_S if rounded else _EVENT_TOGETHER_S
    return overlap_s >= 30 * min(one.minutes, other.minutes) and together_s <= near_s


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
    found = _row(connection, schema.run.c.uid == identity(run))
    if found is None:
        return None
    own = streams_of(connection, found.id)
    if own is not None:
        return own
    table = schema.run_standing
    query = select(table.c.run_id).where(table.c.standing == SAME, table.c.same_as_us == instant_us(run.start))
    behind = [streams_of(connection, row_id) for row_id in connection.execute(query).scalars().all()]
    return max((each for each in behind if each is not None), key=lambda each: each.size, default=None)


def streams_of(connection: Connection, row_id: int, channels: Sequence[str] = ()) -> Streams | None:
    """Read the per-second values of a row, all or some; None if it has none of them, or nobody knows when they were."""
    query = select(schema.stream).where(schema.stream.c.run_id == row_id)
    if channels:
        query = query.where(schema.stream.c.channel.in_(channels))
    rows = connection.execute(query).all()
    read = {}
    for row in rows:
        with suppress(*SENSELESS):  # a damaged channel is left out
            read[row.channel] = unpack(packed_of(row))
    if (time := read.get("time_s")) is None:
        return None
    return Streams({name: values for name, values in read.items() if name in CHANNELS and len(values) == len(time)})


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


def _near(connection: Connection, run: Run) -> list[Stored]:
    """Find what may be the same: what counts, and what waits for an answer about its sport or likeness."""
    start, table = instant_us(run.start), schema.run
    reach = int(max(WINDOW_S, run.duration_s) * 1_000_000)
    found = _stored(connection, table.c.start_us.between(start - reach, start + reach))
    return [each for each in found if each.counts or each.standing.standing in (ASK_SPORT, ASK_SAME)]


def _places_of(connection: Connection, row_id: int) -> Streams | None:
    found = streams_of(connection, row_id, ("time_s", "latitude_deg", "longitude_deg"))
    return found if found is not None and "time_s" in found.channels else None


def _event_at(connection: Connection, run: Run) -> Event | None:
    """Find another activity that a source names for the same time: then this is no run."""
    table, start = schema.TABLES[Event], instant_us(run.start)
    near = table.c.at_us.between(start - _EVENT_US, start + _EVENT_US) & table.c.source.not_in(sorted(TYPED))
    for _, event in _events(connection, near):
        if event.minutes and abs(event.minutes * 60 - run.duration_s) <= _EVENT_LENGTH * run.duration_s:
            return event
    return None


def _events(connection: Connection, condition: Any) -> list[tuple[int, Event]]:
    """Read events, each with its row, but for those that make no sense."""
    found = []
    for row in connection.execute(select(schema.TABLES[Event]).where(condition)).mappings():
        with suppress(*SENSELESS):
            found.append((row["id"], from_row(Event, row)))
    return found


def _of(connection: Connection, entry: Entry) -> Stored | None:
    return _row(connection, (schema.run.c.id == entry.id) & (schema.run.c.uid == entry.uid))


def _row(connection: Connection, condition: Any) -> Stored | None:
    return next(iter(_stored(connection, condition)), None)


def _stored(connection: Connection, condition: Any) -> list[Stored]:
    query = select(schema.run, schema.run_standing).outerjoin(schema.run_standing)
    query = query.where(condition).order_by(schema.run.c.start_us, schema.run.c.id)
    found = []
    for row in connection.execute(query).mappings():
        with suppress(*SENSELESS):  # a damaged row is told elsewhere, and is the same as none
            found.append(Stored(row["id"], from_row(Run, row), standing_of(dict(row))))
    return found


def standing_of(row: Mapping[str, Any]) -> Standing:
    """Read where a run stands; raises where that makes no sense."""
    same_as, standing = row["same_as_us"], row["standing"]
    if standing is not None and standing not in STANDINGS:
        raise ValueError(f"standing must be one of {STANDINGS}; got {standing!r}.")
    return Standing(
        standing=standing,
        same_as=None if same_as is None else _at(same_as),
        clock_guessed=bool(row["clock_guessed"]),
    )


def _at(us: int) -> datetime:
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=us)
    require_time("same_as", at)
    return at


def _store(connection: Connection, run: Run, streams: Streams | None, standing: Standing) -> int:
    row_id: int = connection.execute(insert(schema.run).values(to_row(run)).returning(schema.run.c.id)).scalar_one()
    insert_streams(connection, row_id, streams)
    if standing.says_something:
        _stand(connection, row_id, standing)
    return row_id


def _stand(connection: Connection, row_id: int, standing: Standing) -> None:
    table = schema.run_standing
    connection.execute(delete(table).where(table.c.run_id == row_id))
    if standing.says_something:
        same_as = None if standing.same_as is None else instant_us(standing.same_as)
        values = {"run_id": row_id, "standing": standing.standing, "same_as_us": same_as}
        connection.execute(insert(table).values(values | {"clock_guessed": int(standing.clock_guessed)}))
