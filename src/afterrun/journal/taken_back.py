"""Runs of an import that was taken back: they stay stored, and count nowhere until they are brought back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete

from afterrun.journal import schema
from afterrun.journal.duplicate_runs import add_run
from afterrun.journal.rows import Entry, identity, instant_us
from afterrun.journal.same_event import EVENT_LENGTH, EVENT_US
from afterrun.journal.standing import ASK_SAME, ASK_SPORT, LEFT_OUT, OTHER_SPORT, SAME, TAKEN_BACK, Standing, Stored
from afterrun.journal.stored_runs import stand_row, stored_run, stored_runs, streams_of
from afterrun.records import Event

_ASKED_AT_ONCE = 500  # values: a statement of SQLite may have had 999 until 2020
_FOUND_OUT = (SAME, ASK_SAME)
"""Standings that follow from what else is stored, and are found anew."""


def take_back_runs(connection: Connection, entries: Iterable[Entry]) -> Mapping[str, Standing]:
    """Let runs count nowhere; what stood behind them, or waited because of them, is put among the others anew.

    Returns
    -------
    mapping of str to Standing
        Identity of each that was there -> where it stood, for `bring_back_runs`. What somebody left out stays so.
    """
    found = [each for entry in entries if (each := _stored(connection, entry)) is not None]
    leaning = _leaning_on(connection, found)
    for each in found:
        stand_row(connection, each.id, Standing(standing=TAKEN_BACK, clock_guessed=each.standing.clock_guessed))
    for each in leaning:
        _put_anew(connection, each, Standing())
    return {identity(each.run): each.standing for each in found}


def bring_back_runs(connection: Connection, standings: Mapping[str, Standing]) -> int:
    """Put runs that were taken back among the others again; what was answered about them holds.

    Returns
    -------
    int
        How many there were: one that was imported again since is back already.
    """
    brought = 0
    for uid, standing in standings.items():
        found = stored_run(connection, schema.run.c.uid == uid)
        if found is not None and found.standing.standing == TAKEN_BACK:
            _put_anew(connection, found, Standing() if standing.standing in _FOUND_OUT else standing)
            brought += 1
    return brought


def doubts_without(connection: Connection, event: Event) -> None:
    """Look anew at runs that an activity put in doubt, now that it is gone; what was no run by it is asked."""
    if not event.minutes:
        return
    start = instant_us(event.at)
    for each in stored_runs(connection, schema.run.c.start_us.between(start - EVENT_US, start + EVENT_US)):
        if abs(event.minutes * 60 - each.run.duration_s) > EVENT_LENGTH * each.run.duration_s:
            continue
        if each.standing.standing == ASK_SPORT:
            _put_anew(connection, each, Standing())
        elif each.standing.standing == OTHER_SPORT:
            stand_row(connection, each.id, Standing(standing=ASK_SPORT, clock_guessed=each.standing.clock_guessed))


def _stored(connection: Connection, entry: Entry) -> Stored | None:
    found = stored_run(connection, (schema.run.c.id == entry.id) & (schema.run.c.uid == entry.uid))
    return None if found is None or found.standing.standing in (LEFT_OUT, TAKEN_BACK) else found


def _leaning_on(connection: Connection, gone: Sequence[Stored]) -> list[Stored]:
    """Give the runs that stay, and stand or wait behind one of these or beside it behind another."""
    starts = {instant_us(each.run.start) for each in gone}
    starts |= {instant_us(each.standing.same_as) for each in gone if each.standing.same_as is not None}
    names, ids = sorted(starts), {each.id for each in gone}
    table, found = schema.run_standing, []
    for first in range(0, len(names), _ASKED_AT_ONCE):
        some = table.c.same_as_us.in_(names[first : first + _ASKED_AT_ONCE])
        found += stored_runs(connection, some & table.c.standing.in_(_FOUND_OUT))
    return [each for each in found if each.id not in ids]


def _put_anew(connection: Connection, stored: Stored, standing: Standing) -> None:
    """Store a run again as if it came now, with what is known of its clock and its points."""
    streams = streams_of(connection, stored.id)
    connection.execute(delete(schema.run).where(schema.run.c.id == stored.id))
    known = Standing(standing=standing.standing, same_as=standing.same_as, clock_guessed=stored.standing.clock_guessed)
    add_run(connection, stored.run, streams, known)
