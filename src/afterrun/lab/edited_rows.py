"""Which row of a table was edited into which: in its time, or in the thing that it tells of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from afterrun.records import Phase
from afterrun.records.kinds import KIND_OF, Record

_MOVED = timedelta(days=1)  # judgement: another hour or the next day is a slip; another week is another entry
_NOT_TOLD = frozenset(("source", "scale", "original", "photo"))
_THING = frozenset(("site", "symptom", "moment", "intervention", "variant", "kind"))
"""What an entry is of; a run has none of it, so that of a run only the time may have been edited."""


def edited_pairs(gone: Iterable[Record], new: Mapping[int, Record]) -> Iterator[tuple[Record, int]]:
    """Pair rows that a table had with rows that it has instead.

    Either way the answer leaves what the table says or what the journal has: nothing is doubled and nothing lost.

    Parameters
    ----------
    gone : iterable of Record
        What the table told before, and tells no longer.
    new : mapping of int to Record
        Place in the table -> what it tells now and nobody told before.

    Yields
    ------
    before : Record
    place : int
        Of what stands there instead; each is given once.
    """
    left = dict(new)
    for before in gone:
        place = min(
            (place for place, now in left.items() if _is_edited(before, now)),
            key=lambda place: _apart(before, left[place]),
            default=None,
        )
        if place is not None:
            del left[place]
            yield before, place


def overlap(one: Phase, other: Phase) -> bool:
    """Whether two phases have a moment in common; one without an end goes on."""
    return (other.end is None or one.start < other.end) and (one.end is None or other.start < one.end)


def _is_edited(before: Record, now: Record) -> bool:
    if type(before) is not type(now):
        return False
    kind = KIND_OF[type(before)]
    one, other = _told(before), _told(now)
    differing = {name for name in one if one[name] != other[name]}
    if differing == {kind.time}:
        return _apart(before, now) <= _MOVED
    return bool(differing) and differing <= _THING


def _told(record: Record) -> dict[str, Any]:
    return {
        each.name: getattr(record, each.name) for each in KIND_OF[type(record)].fields if each.name not in _NOT_TOLD
    }


def _apart(one: Record, other: Record) -> timedelta:
    time_of = KIND_OF[type(one)].time_of
    return abs(time_of(one) - time_of(other))
