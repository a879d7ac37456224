"""Tables aligned by blanks, as a terminal prints them and as they are pasted into mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from afterrun.importers.tables.text import LONGEST_LINE, SEPARATORS

Line = tuple[int, str]
_GAP = re.compile(r"\S {2,}\S")
_QUOTED = re.compile(r"^(?:> ?)+")  # as mail quotes what it answers
_RULE = re.compile(r"[\s=_+-]+")
_WIDEST_GAP = 2  # blanks that part two columns everywhere: one stands between words
_LEAST_COLUMNS, _LEAST_ROWS = 3, 2  # with the header
_WIDEST = 1000  # letters of a line: judgement
_MOST_LINES = 10_000


def aligned_rows(text: str) -> tuple[tuple[int, list[str]], ...]:
    """Take a table apart at the columns of blanks that run through all its lines; nothing if it is none.

    Examples
    --------
    >>> aligned_rows("Hi, here it is:\\n\\nDay         Where      Pain\\n2026-05-03  left heel     4\\n")
    ((3, ['Day', 'Where', 'Pain']), (4, ['2026-05-03', 'left heel', '4']))
    >>> aligned_rows("day,where,pain\\n2026-05-03,left heel,4\\n")
    ()
    """
    block = max(_blocks(text), key=len, default=[])
    if len(block) < _LEAST_ROWS or any(separator in block[0][1] for separator in SEPARATORS):
        return ()
    columns = _columns([line for _, line in block])
    if len(columns) < _LEAST_COLUMNS:
        return ()
    return tuple((number, [line[first:last].strip() for first, last in columns]) for number, line in block)


def _blocks(text: str) -> Iterator[list[Line]]:
    """Give the lines that have gaps, as long as they follow each other; empty ones and rules lie between."""
    block: list[Line] = []
    for number, raw in enumerate(text.splitlines()[:_MOST_LINES], start=1):
        line = _QUOTED.sub("", raw[:LONGEST_LINE]).rstrip()
        if not line or _RULE.fullmatch(line):
            continue
        if len(line) <= _WIDEST and "\t" not in line and _GAP.search(line):
            block.append((number, line))
        else:
            yield block
            block = []
    yield block


def _columns(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Find where each column begins and ends: between those that are blank in every line."""
    width = max(map(len, lines))
    filled = [any(at < len(line) and line[at] != " " for line in lines) for at in range(width)]
    text = "".join("x" if each else " " for each in filled)
    return [(found.start(), found.end()) for found in re.finditer(rf"x(?:x| {{1,{_WIDEST_GAP - 1}}}(?=x))*", text)]
