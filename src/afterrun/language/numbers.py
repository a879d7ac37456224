"""Numbers and dates as a language writes them: a decimal comma, names of days and months."""

from __future__ import annotations

import re
from datetime import date
from string import Formatter
from typing import Any

from afterrun.language.catalogue import catalogue
from afterrun.language.current import ENGLISH, language
from afterrun.language.marking import marks

_COMMA = frozenset({"de"})
_DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d)")
# A day beside the name of its month is written without a zero; `%-d`, the same, is not known to every platform.
_NAMED = re.compile(r"%(d(?=\.? %[bB])|-d|[aAbB])")


# In the order of datetime.weekday() and of the months; `strftime` would follow the locale of the process instead.
_NAMES = {
    "a": marks("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "A": marks("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "b": marks("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "B": (
        *marks("January", "February", "March", "April", "May", "June"),
        *marks("July", "August", "September", "October", "November", "December"),
    ),
}


def number(value: float, spec: str = "g") -> str:
    """Write a number with the decimal sign of the language.

    Examples
    --------
    >>> number(2.5), number(1.25, ".1f")
    ('2.5', '1.2')
    """
    return _with_comma(format(value, spec))


def _with_comma(text: str) -> str:
    return _DECIMAL_POINT.sub(",", text) if language() in _COMMA else text


class _Speaker(Formatter):
    """`str.format` that writes numbers and dates in the language spoken."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, date):
            return f"{value:{_NAMED.sub(lambda found: _name(value, found[1]), format_spec)}}"
        text = str(super().format_field(value, format_spec))
        return text if isinstance(value, str | int) else _with_comma(text)


def _name(at: date, letter: str) -> str:
    if letter in ("d", "-d"):
        return str(at.day)
    place = at.weekday() if letter in "aA" else at.month - 1
    name = _NAMES[letter][place]
    return name if language() == ENGLISH else catalogue(language()).gettext(name)


_SPEAKER = _Speaker()


def filled(text: str, fields: dict[str, object]) -> str:
    """Put fields into a text, numbers and dates as the language writes them.

    Examples
    --------
    >>> filled("{at:%a %d %b %Y}: {n}", {"at": date(2026, 11, 3), "n": 1.5})
    'Tue 3 Nov 2026: 1.5'
    """
    if language() == ENGLISH and not any(isinstance(each, date) for each in fields.values()):
        return text.format(**fields)
    return _SPEAKER.vformat(text, (), fields)
