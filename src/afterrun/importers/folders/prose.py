"""Words that somebody wrote, and no table: notes by day, a chat. What they are is said, what they mean not guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from afterrun.importers.tables.moments import written
from afterrun.importers.tables.years import lacks_year
from afterrun.language import say

_LINES_LOOKED_AT, _LEAST_DAYS = 200, 2
_LONGEST_DATE = 4  # words: "Mon 12 March 2026"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_BULLET = re.compile(r"^[\W_]+")
# How chats are exported: [02.05.26, 08:01:12] Name: words, or 5/2/26, 8:01 AM - Name: words.
_OF_CHAT = re.compile(
    r"\W{0,2}\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?:\s[ap]\.?m\.?)?(?:\]| -) [^:]{1,60}: ",
    re.IGNORECASE,
)


def prose_told(text: str) -> tuple[str, str] | None:
    """Say what a text without a table is, and what to do; None if it tells of no days.

    Examples
    --------
    >>> prose_told("12.3. 5 km, heel 4\\n14.3. rest")[0]
    'These are notes in words, not a table.'
    >>> prose_told("[02.05.26, 08:01:12] Me: heel 4\\n[03.05.26, 08:01:12] Me: heel 2")[0]
    'This is a chat, not a table.'
    >>> prose_told("5 km is far\\n2 shoes")
    """
    lines = [line for line in islice(text.splitlines(), _LINES_LOOKED_AT) if line.strip()]
    if sum(_OF_CHAT.match(line.replace("\u202f", " ").lstrip("\u200e")) is not None for line in lines) >= _LEAST_DAYS:
        return say("This is a chat, not a table."), _as_table()
    if sum(any(map(_is_day, _beginnings(line))) for line in lines) >= _LEAST_DAYS:
        return say("These are notes in words, not a table."), _as_table()
    return None


def _beginnings(line: str) -> Iterator[str]:
    words = _BULLET.sub("", line[:100]).split()[:_LONGEST_DATE]
    return (" ".join(words[:n]).rstrip(",:;") for n in range(1, len(words) + 1))


def _is_day(text: str) -> bool:
    return _NUMBER.fullmatch(text) is None and (written(text) is not None or lacks_year(text))


def _as_table() -> str:
    return say("Put it into a table, a line for each answer: date, time, place, pain from 0 to 10.")
