"""Which of some records of runs are one run, and which of those runs count: seen from all of them at once.

So it does not matter in which order they came. A record that is the same as any other of a run is of that run. Of two
runs that may be one, one counts and the other is asked about. What somebody answered stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import combinations
from typing import TypeAlias

from afterrun.journal.rows import identity, instant_us
from afterrun.journal.same_run import Likeness, at_once
from afterrun.journal.standing import ASK_SAME, ASK_SPORT, SAME, Standing, Stored
from afterrun.records import Run
from afterrun.records.provenance import TYPED, for_owner_only
from afterrun.records.run import UNCLEAR

_SHIFTED = timedelta(minutes=14)
_WHOLE = 1.02  # a record that is longer by less tells no more of the run


Alike: TypeAlias = Callable[[Stored, Stored], Likeness]


@dataclass(slots=True)
class _Group:
    """The records of one run, and whether it counted before the new one came."""

    members: list[Stored]
    counted: bool
    about: _Group | None = field(default=None)

    @property
    def keeper(self) -> Stored:
        return keeper(self.members)

    @property
    def answered(self) -> Stored | None:
        return next((each for each in self.members if each.answered), None)

    @property
    def is_clear(self) -> bool:
        """Whether nothing has to be asked about its sport."""
        speaking = [each for each in self.members if not each.is_behind]
        return any(each.standing.standing != ASK_SPORT and each.run.sport != UNCLEAR for each in speaking)

    @property
    def rank(self) -> tuple[bool, bool, bool, int, float, float, str]:
        """Which of two that may be one counts meanwhile: answered, knowing its clock, recorded, told by more."""
        best = self.keeper
        return (
            self.answered is None,
            all(each.standing.clock_guessed for each in self.members),
            best.run.original is None,
            -len(self.members),
            -best.run.duration_s,
            best.run.start.timestamp(),
            identity(best.run),
        )


def settle(records: Sequence[Stored], new: int, alike: Alike) -> Mapping[int, Standing]:
    """Say where each of some records stands, now that a new one is among them.

    Parameters
    ----------
    records : sequence of Stored
        All that may have to do with each other, with where they stood.
    new : int
        Row of the one that came.
    alike : callable of (Stored, Stored) -> Likeness

    Returns
    -------
    mapping of int to Standing
        Row -> where it stands.
    """
    groups = _united(_as_they_stand(records, new, alike), alike)
    for group in groups:
        group.members.sort(key=order)
    asking = sorted((each for each in groups if each.is_clear), key=lambda each: each.rank)
    counting: list[_Group] = []
    for group in asking:
        rivals = [each for each in counting if _may_be_one(each, group, new, alike)]
        start = group.keeper.run.start
        group.about = min(rivals, key=lambda each: abs(each.keeper.run.start - start), default=None)
        if group.about is None:
            counting.append(group)
    return {row: standing for group in groups for row, standing in _standings(group)}


def keeper(members: Iterable[Stored]) -> Stored:
    """Choose which of the records of a run counts: the one that tells most of it.

    A named sport goes before none, a file before what was typed (a watch knows to the second when a run ended), what
    others may see before what they may not, a clock that says its zone before one that is hours off it, a whole
    recording before a cut one.
    """
    left = list(members)
    for better in (_names_sport, _was_recorded, _is_for_all, _is_on_time, _is_whole, _knows_its_clock):
        left = better(left) or left
    return min(left, key=lambda each: (-each.run.duration_s, *order(each)))


def _names_sport(left: Sequence[Stored]) -> list[Stored]:
    return [each for each in left if each.run.sport != UNCLEAR]


def _was_recorded(left: Sequence[Stored]) -> list[Stored]:
    files = [each for each in left if each.run.original is not None]
    return files or [each for each in left if each.run.source not in TYPED]


def _is_for_all(left: Sequence[Stored]) -> list[Stored]:
    return [each for each in left if not for_owner_only(each.run)]


def _is_on_time(left: Sequence[Stored]) -> list[Stored]:
    clocks = [each.run.start for each in _knows_its_clock(left)]
    return [each for each in left if any(abs(each.run.start - at) <= _SHIFTED for at in clocks)]


def _is_whole(left: Sequence[Stored]) -> list[Stored]:
    longest_s = max(each.run.duration_s for each in left)
    return [each for each in left if each.run.duration_s * _WHOLE >= longest_s]


def _knows_its_clock(left: Sequence[Stored]) -> list[Stored]:
    return [each for each in left if not each.standing.clock_guessed]


def order(each: Stored) -> tuple[float, str]:
    """Put records in an order that is the same however they came."""
    return each.run.start.timestamp(), identity(each.run)


def _as_they_stand(records: Sequence[Stored], new: int, alike: Alike) -> list[_Group]:
    """Put what stands behind a record together with it."""
    ahead = sorted((each for each in records if not each.is_behind), key=order)
    groups = [_Group([each], counted=each.counts and each.id != new) for each in ahead]
    for each in records:
        if not each.is_behind:
            continue
        heads = [group for group in groups if begins_at(group.members[0].run, each.standing.same_as)]
        heads = [group for group in heads if group.members[0].id != new]
        if heads:  # of two that began in the same second, the one that it is like
            own = max(heads, key=lambda group: (alike(group.members[0], each), group.counted))
            own.members.append(each)
        else:  # what it stood behind is gone
            alone = replace(each, standing=Standing(clock_guessed=each.standing.clock_guessed))
            groups.append(_Group([alone], counted=False))
    return groups


def begins_at(run: Run, at: datetime | None) -> bool:
    """Whether a run began then, to the microsecond: so its start names it."""
    return at is not None and instant_us(run.start) == instant_us(at)


def _united(groups: list[_Group], alike: Alike) -> list[_Group]:
    """Unite groups of which any two records are the same, unless somebody said that they are two."""
    pairs = [
        (abs(x.run.start - y.run.start), order(x), order(y), x, y)
        for one, other in combinations(groups, 2)
        for x in one.members
        for y in other.members
        if alike(x, y) is Likeness.SAME
    ]
    apart = [
        {each.id, other.id}
        for group in groups
        for each in group.members
        if each.answered
        for at in groups
        for other in at.members
        if other.id != each.id and begins_at(other.run, each.standing.same_as)
    ]
    for *_, x, y in sorted(pairs, key=lambda pair: pair[:3]):
        one, other = (next(group for group in groups if each in group.members) for each in (x, y))
        together = {each.id for each in (*one.members, *other.members)}
        if one is other or any(pair <= together for pair in apart):
            continue
        one.members += other.members
        one.counted = one.counted or other.counted
        groups.remove(other)
    return groups


def _may_be_one(one: _Group, other: _Group, new: int, alike: Alike) -> bool:
    """Whether it has to be asked if two runs are one.

    Two that counted beside each other were settled, but for what the new record says. A source that knows its clock
    and tells of both tells of two, whatever another clock may be wrong by; at the same time nobody runs twice.
    """
    pairs = [(x, y) for x in one.members for y in other.members]
    if one.counted and other.counted:
        pairs = [(x, y) for x, y in pairs if new in (x.id, y.id)]
    maybe = [(x, y) for x, y in pairs if alike(x, y) is Likeness.MAYBE]
    if any(at_once(x.run, y.run) for x, y in maybe):
        return True
    return bool(maybe) and not any(_tells_of_two(x, y) for x in one.members for y in other.members)


def _tells_of_two(one: Stored, other: Stored) -> bool:
    clocks_known = not one.standing.clock_guessed and not other.standing.clock_guessed
    return one.run.source == other.run.source and clocks_known and not at_once(one.run, other.run)


def _standings(group: _Group) -> Iterable[tuple[int, Standing]]:
    best, answered = group.keeper, group.answered
    if not group.is_clear:
        standing = Standing(standing=ASK_SPORT)
    elif group.about is not None:
        standing = Standing(standing=ASK_SAME, same_as=group.about.keeper.run.start)
    else:
        standing = Standing(same_as=None if answered is None else answered.standing.same_as)
    for each in group.members:
        stands = standing if each is best else Standing(standing=SAME, same_as=best.run.start)
        yield each.id, replace(stands, clock_guessed=each.standing.clock_guessed)
