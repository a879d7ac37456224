"""Numbers as people write them: which sign is the decimal one is seen from the whole table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, TypeAlias

Decimal: TypeAlias = Literal[".", ","]

# 1 234 and 1'234: blanks of all widths, and the Swiss apostrophe.
_GROUPING = str.maketrans("", "", " \u00a0\u2009\u202f'’")
_MINUS = str.maketrans({"−": "-"})
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
# What only one of the two can be: grouped and a decimal, not three digits behind it, nought or too much before it.
_SHOWN = r"[+-]?(\d{{1,3}}({group}\d{{3}})+{sign}\d+|\d*{sign}(\d{{1,2}}|\d{{4,}})|0*{sign}\d+|\d{{4,}}{sign}\d+)"
_GROUPED_TWICE = r"|[+-]?\d{{1,3}}({group}\d{{3}}){{2,}}"
_SHAPE = _SHOWN + _GROUPED_TWICE
_SURE: tuple[tuple[Decimal, re.Pattern[str]], ...] = (
    (",", re.compile(_SHAPE.format(sign=",", group=r"\."), re.ASCII)),
    (".", re.compile(_SHAPE.format(sign=r"\.", group=","), re.ASCII)),
    (".", re.compile(r"[+-]?(\d+\.?\d*|\.\d+)[eE][+-]?\d+", re.ASCII)),
)
_OPEN_COMMA = re.compile(r"[+-]?\d{1,3},\d{3}", re.ASCII)
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,]\d+)?", re.ASCII)


def decimal_of(texts: Iterable[str], *, separator: str) -> Decimal | None:
    """Say which sign is the decimal one in a table: as some of its numbers show, else by what parts its cells.

    Returns
    -------
    {".", ","} or None
        None if they show both, or none where a comma parts the cells.

    Examples
    --------
    >>> decimal_of(["4,5", "1.200"], separator=";"), decimal_of(["4.5"], separator=","), decimal_of([], separator=";")
    (',', '.', ',')
    """
    shown = {sign for text in texts if (sign := _sure(_tidied(text))) is not None}
    if len(shown) == 1:
        return shown.pop()
    return "," if not shown and separator == ";" else None


def read_number(text: str, decimal: Decimal | None) -> float | None:
    """Read a number; None if it is none, or may be two (``1,234``).

    Examples
    --------
    >>> read_number("4,5", None), read_number("1.234", ","), read_number("1.234", None), read_number("1,234", None)
    (4.5, 1234.0, 1.234, None)
    """
    tidied = _tidied(text)
    sign = _sure(tidied) or decimal
    if sign is None and _OPEN_COMMA.fullmatch(tidied):
        return None
    if sign == ",":
        tidied = tidied.replace(".", "").replace(",", ".")
    elif sign == ".":
        tidied = tidied.replace(",", "")
    return float(tidied) if _PLAIN.fullmatch(tidied) else None


def may_be_two(text: str) -> bool:
    """Whether it is a number that can be read in two ways."""
    return _OPEN_COMMA.fullmatch(_tidied(text)) is not None


def clock_s(text: str, *, hours_first: bool = False) -> float | None:
    """Read a length written like a clock, ``1:02:30`` or ``40:00``; None if it is none. [s]

    ``hours_first`` is for a column where two parts are hours and minutes.

    Examples
    --------
    >>> clock_s("1:02:30"), clock_s("40:00"), clock_s("40")
    (3750.0, 2400.0, None)
    """
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes, rest = match.groups()
    if hours is None and hours_first:
        return 3600.0 * int(minutes) + 60.0 * int(rest)
    return 3600.0 * int(hours or 0) + 60.0 * int(minutes) + float(rest)


def _tidied(text: str) -> str:
    return text.strip().translate(_MINUS).translate(_GROUPING)


def _sure(text: str) -> Decimal | None:
    return next((sign for sign, shape in _SURE if shape.fullmatch(text)), None)
