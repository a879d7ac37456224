"""The activities of a list, one after the other; one that cannot be had does not keep back those behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from afterrun.language import say
from afterrun.sync.asking import NotFetchedError
from afterrun.sync.items import Cursor, Item
from afterrun.sync.window import after, is_done, is_given_up, without

_OF_ALL = (401, 403, 429)  # answers that hold for whatever is asked


@dataclass(frozen=True, slots=True)
class Listed:
    """One activity of a list.

    Parameters
    ----------
    id : str
        As the service names it.
    day : date or None
        When it was, if the list says so.
    name : str
        What it is called, for people.
    """

    id: str
    day: date | None
    name: str


Fetch = Callable[[Listed], tuple[bytes, str]]
"""Gives its file, or nothing and why there is none."""


def one_by_one(listed: Sequence[Listed], cursor: Cursor, today: date, fetch: Fetch) -> Iterator[Item]:
    """Hand over what was not taken yet, in order.

    One that fails alone is told and looked for at the next sync; that it is alone is seen at the next one.

    Raises
    ------
    NotFetchedError
        If the server cannot be had, or two in a row fail.
    """
    wanted = [each for each in listed if not is_done(cursor, each.id)]
    held: tuple[int, Listed, NotFetchedError] | None = None
    for place, each in enumerate(wanted, start=1):
        try:
            content, refused = fetch(each)
        except NotFetchedError as fault:
            if held is not None or fault.status in _OF_ALL or (fault.again and not fault.status):
                raise
            held = place, each, fault
            continue
        if held is not None:
            missed_at, missed, why = held
            held, cursor = None, without(cursor, missed.id, missed.day or today, today)
            told = _given_up(why) if is_given_up(cursor, missed.id) else _looked_for_again(why)
            yield Item(missed.name, missed_at, len(wanted), cursor, refused=told)
        cursor = after(cursor, each.id, each.day or today, today)
        yield Item(each.name, place, len(wanted), cursor, content, refused=refused)
    if held is not None:
        raise held[2]


def _looked_for_again(why: NotFetchedError) -> str:
    return say("{why}; it is looked for again at the next sync", why=why)


def _given_up(why: NotFetchedError) -> str:
    return say("{why}, again and again; it was left out. If it was a run, import its file by hand", why=why)
