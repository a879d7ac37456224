"""Records of runs that may have to do with each other, found from one to the next."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from afterrun.journal import schema
from afterrun.journal.rows import instant_us
from afterrun.journal.same_run import WINDOW_S, Likeness, likeness
from afterrun.journal.settling_runs import begins_at
from afterrun.journal.standing import ASK_SAME, ASK_SPORT, LEFT_OUT, SAME, Stored
from afterrun.journal.stored_runs import stored_runs, streams_of
from afterrun.records import Run, Streams

_ALIVE = (None, ASK_SPORT, ASK_SAME, SAME)
"""Standings of what may be the same as another run: all but what somebody left out or has to correct first."""


class Neighbours:
    """What lies near a run, and how alike any two are; each is looked up once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._places: dict[int, Streams | None] = {}
        self._alike: dict[tuple[int, int], Likeness] = {}
        self._seen: dict[int, Stored] = {}

    def know_places(self, stored: Stored, streams: Streams | None) -> None:
        """Take the places of a run that nobody has to read any more."""
        self._places[stored.id] = streams

    def alike(self, one: Stored, other: Stored) -> Likeness:
        """Compare two records; in any order."""
        pair = (min(one.id, other.id), max(one.id, other.id))
        if pair not in self._alike:
            places = [self._places_of(each) for each in (one, other)] if _meet(one.run, other.run) else [None, None]
            self._alike[pair] = likeness(one.run, other.run, *places)
        return self._alike[pair]

    def together(self, new: Stored, *, sure: bool) -> list[Stored]:
        """Find all that has to do with a new run, through others too.

        Parameters
        ----------
        sure : bool
            Whether what may only be the same has nothing to do with it.
        """
        found = self._joined([new], [new], least=Likeness.SAME if sure else Likeness.MAYBE)
        ahead = [each for each in found if each.id != new.id and not each.is_behind]
        if len(ahead) <= 1 and all(each.counts and not self._is_asked_about(each) for each in ahead):
            return found  # one run, and nothing else depends on it
        seen = {new.id}
        while fresh := [each for each in found if each.id not in seen]:
            seen |= {each.id for each in fresh}
            found = self._joined(found, fresh, least=Likeness.MAYBE)
        return found

    def left_out(self, new: Stored) -> Stored | None:
        """Find a run that somebody left out, of which a new record tells."""
        self._near(new)
        near = (each for each in self._seen.values() if each.id != new.id and _is_left_out(each))
        return next((each for each in near if self.alike(each, new) is Likeness.SAME), None)

    def of_one_run(self, stored: Stored) -> list[Stored]:
        """Give a record with the one that it stands behind, or those near it that stand behind it."""
        if not self._seen:
            self._near(stored)
        ahead = stored
        if stored.is_behind:
            heads = [each for each in self._seen.values() if not each.is_behind and self._is_head(each, stored)]
            if not heads:
                return [stored]
            ahead = max(heads, key=lambda each: (self.alike(each, stored), each.counts))
        return [ahead, *(each for each in self._seen.values() if each.is_behind and self._is_head(ahead, each))]

    @staticmethod
    def _is_head(ahead: Stored, behind: Stored) -> bool:
        return begins_at(ahead.run, behind.standing.same_as)

    def _joined(self, found: Iterable[Stored], fresh: Iterable[Stored], *, least: Likeness) -> list[Stored]:
        """Add to what was found whatever is like any of the fresh ones, with all of its run."""
        joined = {each.id: each for each in found}
        for each in fresh:
            for other in self._near(each):
                if other.id not in joined and self.alike(each, other) >= least:
                    joined |= {mate.id: mate for mate in self.of_one_run(other)}
        return list(joined.values())

    def _near(self, stored: Stored) -> list[Stored]:
        start, table = instant_us(stored.run.start), schema.run
        reach = int(max(WINDOW_S, stored.run.duration_s) * 1_000_000)
        found = stored_runs(self._connection, table.c.start_us.between(start - reach, start + reach))
        self._seen |= {each.id: each for each in (*found, stored)}
        alive = [each for each in found if each.id != stored.id and each.standing.standing in _ALIVE]
        gone = [each for each in found if _is_left_out(each)]
        return [each for each in alive if not (each.is_behind and any(self._is_head(head, each) for head in gone))]

    def _is_asked_about(self, stored: Stored) -> bool:
        table = schema.run_standing
        asked = (table.c.standing == ASK_SAME) & (table.c.same_as_us == instant_us(stored.run.start))
        return self._connection.execute(select(table.c.run_id).where(asked)).first() is not None

    def _places_of(self, stored: Stored) -> Streams | None:
        if stored.id not in self._places:
            found = streams_of(self._connection, stored.id, ("time_s", "latitude_deg", "longitude_deg"))
            self._places[stored.id] = found if found is not None and "time_s" in found.channels else None
        return self._places[stored.id]


def _is_left_out(stored: Stored) -> bool:
    """Whether somebody said that a run does not count, and none in its place."""
    return stored.standing.standing == LEFT_OUT and stored.standing.same_as is None


def _meet(one: Run, other: Run) -> bool:
    return one.start < other.end and other.start < one.end
