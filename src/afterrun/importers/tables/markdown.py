"""Tables of notes (Obsidian, Notion, Org mode): bars around the rows, dashes below the header, marks around words."""

from __future__ import annotations

import re
from collections.abc import Sequence

_RULE = re.compile(r":?-{2,}(?:\+-+)*:?")  # Org mode parts the columns of its rules at plus signs
_STAMP = re.compile(r"[<\[](\d{4}-\d\d-\d\d)(?: [^\W\d]+\.?)?( \d{1,2}:\d\d)?[>\]]", re.ASCII)  # <2026-05-03 Sun 07:30>
_MARKS = re.compile(r"\*\*|__|`|\[\[|\]\]")


def unmarked(rows: Sequence[tuple[int, list[str]]]) -> tuple[tuple[int, list[str]], ...]:
    """Take the bars, the rules and the marks off rows that were parted at bars.

    Examples
    --------
    >>> unmarked([(1, ["", " Date ", " Pain ", ""]), (2, ["", "---", ":--:", ""]), (3, ["", " a ", " **4** ", ""])])
    ((1, ['Date', 'Pain']), (3, ['a', '4']))
    """
    if not any(_is_rule(cells) for _, cells in rows):
        return tuple(rows)
    return tuple((line, [_unmarked(cell) for cell in _inner(cells)]) for line, cells in rows if not _is_rule(cells))


def _unmarked(cell: str) -> str:
    plain = _MARKS.sub("", cell).strip()
    stamp = _STAMP.fullmatch(plain)
    return plain if stamp is None else "".join(filter(None, stamp.groups()))


def _is_rule(cells: Sequence[str]) -> bool:
    inner = [cell.strip() for cell in _inner(cells)]
    return bool(inner) and all(_RULE.fullmatch(cell) for cell in inner)


def _inner(cells: Sequence[str]) -> Sequence[str]:
    first = 1 if len(cells) > 1 and not cells[0].strip() else 0
    last = len(cells) - 1 if len(cells) > 1 and not cells[-1].strip() else len(cells)
    return cells[first:last]
