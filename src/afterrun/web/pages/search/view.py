"""What is found by a word: in notes, tags and names, as they are stored and as they are said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from afterrun.journal.photos import photo_named
from afterrun.language import say, spoken
from afterrun.records import Diary, Site
from afterrun.records.kinds import KIND_OF
from afterrun.records.tags import tags_of
from afterrun.web.forms.record_forms import Record
from afterrun.web.pages.timeline.view import Row, row_of

_AROUND = 60  # letters of a note before and after the word that was found: two lines on a phone
MOST = 100  # a longer list is read by nobody on a phone: judgement
_MOST_TAGS = 12


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found.

    Parameters
    ----------
    row : Row
        What it is.
    place : str
        Where on the body; empty where it is of none.
    excerpt : str
        Its note about the word that was found; empty where the word is not in it.
    """

    row: Row
    place: str
    excerpt: str


def found(diary: Diary, words: str) -> tuple[list[Hit], int]:
    """List the newest entries that hold every word, and say how many there are in all.

    Parameters
    ----------
    diary : Diary
        Everything logged.
    words : str
        As typed; capital letters make no difference, and ``#word`` finds the tag and no longer word.
    """
    wanted = words.casefold().split()
    held = [record for record in _all(diary) if wanted and all(_holds(record, word) for word in wanted)]
    newest = sorted(held, key=lambda record: KIND_OF[type(record)].time_of(record), reverse=True)[:MOST]
    return [_hit(record, wanted) for record in newest], len(held)


def _hit(record: Record, wanted: Sequence[str]) -> Hit:
    site = getattr(record, "site", None)
    return Hit(row_of(record), "" if site is None else site.words, excerpt(record.note or "", wanted))


def excerpt(note: str, wanted: Sequence[str]) -> str:
    """Cut out of a note what stands about the first of some words; empty where none is in it.

    Examples
    --------
    >>> excerpt("Down the stairs it hurt", ["stairs"])
    'Down the stairs it hurt'
    >>> excerpt("word " * 40 + "Stairs" + " word" * 40, ["stairs"])[:17]
    '… word word word '
    """
    place_of = [place for place, letter in enumerate(note) for _ in letter.casefold()]  # a sharp s is looked for as two
    folded = note.casefold()
    places = [(folded.find(word), len(word)) for word in wanted if word in folded]
    if not places:
        return ""
    found_at, letters = min(places)
    begins, ends = place_of[found_at], place_of[found_at + letters - 1] + 1
    first, last = max(begins - _AROUND, 0), min(ends + _AROUND, len(note))
    if first:
        first = note.find(" ", first, begins) + 1 or first
    if last < len(note):
        last = max(note.rfind(" ", ends, last), ends)
    return f"{'… ' if first else ''}{' '.join(note[first:last].split())}{' …' if last < len(note) else ''}"


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
