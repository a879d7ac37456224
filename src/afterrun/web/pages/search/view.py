"""What is found by a word: in notes, tags and names, as they are stored and as they are said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from afterrun.journal.photos import photo_named
from afterrun.language import say, spoken
from afterrun.records import Diary, Site
from afterrun.records.kinds import KIND_OF
from afterrun.records.tags import tags_of
from afterrun.web.forms.record_forms import Record
from afterrun.web.pages.timeline.view import Row, row_of

MOST = 100  # a longer list is read by nobody on a phone: judgement
_MOST_TAGS = 12


def found(diary: Diary, words: str) -> tuple[list[Row], int]:
    """List the newest entries that hold every word, and say how many there are in all.

    Parameters
    ----------
    diary : Diary
        Everything logged.
    words : str
        As typed; capital letters make no difference, and ``#word`` finds the tag and no longer word.
    """
    wanted = words.casefold().split()
    rows = [row_of(record) for record in _all(diary) if wanted and all(_holds(record, word) for word in wanted)]
    return sorted(rows, key=lambda row: row.at, reverse=True)[:MOST], len(rows)


def tags(diary: Diary) -> list[tuple[str, int]]:
    """List the tags used most, with how often."""
    return Counter(tag for record in _all(diary) for tag in tags_of(record.note)).most_common(_MOST_TAGS)


def photos(diary: Diary) -> int:
    """Count the entries that have a photo."""
    return sum(photo_named(record) is not None for record in _all(diary))


def _all(diary: Diary) -> Iterator[Record]:
    for records in (diary.runs, diary.pain, diary.care, diary.events, diary.phases):
        yield from records


def _holds(record: Record, word: str) -> bool:
    if word.startswith("#"):
        return word[1:] in tags_of(record.note)
    return any(word in text.casefold() for text in _texts(record))


def _texts(record: Record) -> Iterator[str]:
    kind = KIND_OF[type(record)]
    for field in kind.told:
        yield from _said(getattr(record, field.name))
    yield from _said(getattr(record, kind.title))
    if photo_named(record) is not None:
        yield say("photo")


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, Site):
        yield from (str(value), str(value.words))
    elif isinstance(value, tuple):
        for each in value:
            yield from _said(each)
    elif isinstance(value, str):
        yield from (value, spoken(value))
