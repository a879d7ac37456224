"""Numbers as people write them: which sign is the decimal one is seen from the whole table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, TypeAlias

Decimal: TypeAlias = Literal[".", ","]

# 1 234 and 1'234: blanks of all widths, and the Swiss apostrophe.
_GROUPING = str.maketrans("", "", " \u00a0\u2009\u202f'’")
_LONGEST = 60  # letters of a number with its unit; judgement: no computer writes more than 25 digits
# What a keyboard for Chinese or Japanese writes, and the strokes that texts are set with.
_PLAINER = str.maketrans("０１２３４５６７８９．，／：−⁄", "0123456789.,/:-/")
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
_GROUPED = {sign: re.compile(rf"[+-]?\d{{1,3}}(?:{re.escape(sign)}\d{{3}})+") for sign in (".", ",")}
_OPEN_SIGN = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_OPEN_COMMA = re.compile(r"[+-]?\d{1,3},\d{3}", re.ASCII)
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,]\d+)?", re.ASCII)
_POINTS = re.compile(r"(\d{1,2})\.([0-5]\d)\.([0-5]\d)", re.ASCII)
_IN_PARTS = re.compile(
    r"(?:p(?:0d)?t)?(?:(?P<h>\d+(?:[.,]\d+)?)\s*(?:h|hr|hrs|hours?|std|stdn?|stunden?|時間)\.?\s*(?:und|and)?\s*)?"
    r"(?:(?P<m>\d+(?:[.,]\d+)?)\s*(?:m|mins?|minutes?|minuten?|分|'|′|’)\.?\s*(?:und|and)?\s*)?"
    r"(?:(?P<s>\d+(?:[.,]\d+)?)\s*(?:s|secs?|seconds?|sek|sekunden?|秒|\"|″|”|''|’’)\.?)?",
    re.ASCII,
)
_HOURS_MINUTES = re.compile(r"(\d{1,2})\s*h\s*([0-5]\d)|(\d{1,2}):([0-5]\d)\s*(?:h|std)\.?", re.ASCII)
_MINUTES_SECONDS = re.compile(r"(\d{1,3})\s*['′’]\s*([0-5]\d)|(\d{1,3}):([0-5]\d)\s*(?:m|min)\.?", re.ASCII)
_WITH_UNIT = re.compile(r"(.*[\d.,])\s*([^\W\d_]+)\.?", re.ASCII)

_ABOUT = re.compile(
    r"^(?:(?:ca|circa|about|approx|approximately|around|etwa|ungefähr|rund)\b\.?|[~≈])\s*", re.IGNORECASE
)
_RANGE = re.compile(
    r"\d+(?:[.,]\d+)?\s*([^\W\d_]{1,8})?\s*(?:-|–|—|to|bis|or|oder|à)\s*\d+(?:[.,]\d+)?\s*([^\W\d_]{1,8})?\.?", re.ASCII
)
_BESIDE_IT = re.compile(r"\s*\([^()\d]*\)$")
_WITH_SPEED = re.compile(r"([\d.,]+)\s*(k?m\s*/\s*[hs]|kmh|kph|mph|mi\s*/\s*h)")


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
    group = {",": ".", ".": ","}.get(sign or "")
    if sign is None or group is None:
        return float(tidied) if _PLAIN.fullmatch(tidied) else None
    whole = tidied.partition(sign)[0]
    if group in tidied and not _GROUPED[group].fullmatch(whole):  # 1.02.33 is no number, but a time with points
        return None
    tidied = tidied.replace(group, "").replace(sign, ".")
    return float(tidied) if _PLAIN.fullmatch(tidied) else None


def may_be_two(text: str) -> bool:
    """Whether it is a number that can be read in two ways."""
    return _OPEN_COMMA.fullmatch(_tidied(text)) is not None


def may_be_either(text: str) -> bool:
    """Whether the one sign in a number may part thousands or decimals: three digits stand behind it."""
    return _OPEN_SIGN.fullmatch(_tidied(text)) is not None


def clock_s(text: str, *, hours_first: bool = False) -> float | None:
    """Read a length written like a clock, ``1:02:30`` or ``40:00``; None if it is none. [s]

    ``hours_first`` is for a column where two parts are hours and minutes.

    Examples
    --------
    >>> clock_s("1:02:30"), clock_s("40:00"), clock_s("40")
    (3750.0, 2400.0, None)
    """
    match = _CLOCK.fullmatch(_cell(text)) or _POINTS.fullmatch(_cell(text))
    if match is None:
        return None
    hours, minutes, rest = match.groups()
    if hours is None and hours_first:
        return 3600.0 * int(minutes) + 60.0 * int(rest)
    return 3600.0 * int(hours or 0) + 60.0 * int(minutes) + float(rest)


def length_of(text: str) -> float | None:
    """Read a length with its units beside its parts; None if it is none. [s]

    Examples
    --------
    >>> [length_of(text) for text in ("62 min", "1h02", "1 h 2 min", "31'20\\"", "PT31M20S", "1:02 h", "62")]
    [3720.0, 3720.0, 3720.0, 1880.0, 1880.0, 3720.0, None]
    """
    plain = " ".join(_cell(text).split()).casefold()  # blanks of all widths
    for pattern, larger in ((_HOURS_MINUTES, 3600.0), (_MINUTES_SECONDS, 60.0)):
        if match := pattern.fullmatch(plain):
            first, second = (part for part in match.groups() if part is not None)
            return larger * int(first) + larger / 60 * int(second)
    match = _IN_PARTS.fullmatch(plain)
    if match is None or not any(match.groups()):
        return None
    hours, minutes, seconds = (float((match.group(part) or "0").replace(",", ".")) for part in "hms")
    return 3600 * hours + 60 * minutes + seconds


def parted_unit(text: str) -> tuple[str, str]:
    """Part a number from the unit behind it, in small letters; empty where none is.

    Examples
    --------
    >>> parted_unit("5,2 km"), parted_unit("3mi."), parted_unit("5.2")
    (('5,2', 'km'), ('3', 'mi'), ('5.2', ''))
    """
    match = _WITH_UNIT.fullmatch(" ".join(_cell(text).split()))
    return (text, "") if match is None else (match.group(1), match.group(2).casefold())


def plain_amount(text: str) -> str:
    """Leave out what says that an amount is no exact one, or how it was measured.

    Examples
    --------
    >>> plain_amount("ca. 6 km"), plain_amount("~6,5"), plain_amount("6 km (GPS)"), plain_amount("6.1")
    ('6 km', '6,5', '6 km', '6.1')
    """
    return _BESIDE_IT.sub("", _ABOUT.sub("", _cell(text), count=1)) or text.strip()


def is_range(text: str) -> bool:
    """Whether two amounts stand where one belongs.

    Examples
    --------
    >>> is_range("6-7 km"), is_range("40 bis 45 min"), is_range("6.5 km")
    (True, True, False)
    """
    return _RANGE.fullmatch(_cell(text).casefold()) is not None


def parted_speed(text: str) -> tuple[str, str]:
    """Part a speed from its unit, in small letters; empty where none is.

    Examples
    --------
    >>> parted_speed("10,5 km/h"), parted_speed("3.1 m/s"), parted_speed("6.5")
    (('10,5', 'km/h'), ('3.1', 'm/s'), ('6.5', ''))
    """
    match = _WITH_SPEED.fullmatch(_cell(text).casefold())
    return (text, "") if match is None else (match.group(1), match.group(2).replace(" ", ""))


def plainer(text: str) -> str:
    """Write digits of full width, and signs as texts are set with, as every keyboard has them.

    Examples
    --------
    >>> plainer("４⁄１０"), plainer("−2")
    ('4/10', '-2')
    """
    return text.translate(_PLAINER)


def _cell(text: str) -> str:
    """What may be a number: a longer text is none, and to look through it may take the square of its length."""
    stripped = text.strip()
    return stripped.translate(_PLAINER) if len(stripped) <= _LONGEST else ""


def _tidied(text: str) -> str:
    return _cell(text).translate(_GROUPING)


def _sure(text: str) -> Decimal | None:
    return next((sign for sign, shape in _SURE if shape.fullmatch(text)), None)
