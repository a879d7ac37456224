"""Days without a year, ``14 May`` or ``14.5.``: a diary of one year may say it in its name or its title only."""

from __future__ import annotations

import re

from afterrun.importers.tables.moments import written

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DIGITS = re.compile(
    r"(?P<weekday>[^\W\d_]{2,10}[.,]*\s+)?(?P<a>\d{1,2})\s*(?P<sep>[./-])\s*(?P<b>\d{1,2})(?P=sep)?", re.ASCII
)
_CLOCK_BEHIND = re.compile(r"[\s,]+\d{1,2}(?:[:.h]\d{2}|\s*[ap]\.?m).*", re.IGNORECASE)
_SOME_YEAR = 2024  # it has each day there is


def year_said(*texts: str) -> int | None:
    """Find the year that names and titles say; None if they say none, or two.

    Examples
    --------
    >>> year_said("pain-2026.csv", "My year"), year_said("2025/2026.csv"), year_said("pain.csv")
    (2026, None, None)
    """
    years = {int(found) for text in texts for found in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def with_year(text: str, year: int) -> str | None:
    """Write the year into a day that has none, with what stands behind it; None if it is no such day.

    Examples
    --------
    >>> with_year("14 May", 2026), with_year("Do 14.5. 07:30", 2026), with_year("4.5 km", 2026)
    ('14 May 2026', 'Do 14.5.2026 07:30', None)
    """
    behind = _CLOCK_BEHIND.search(text)
    day, clock = (text[: behind.start()], text[behind.start() :]) if behind else (text, "")
    day = day.strip().rstrip(",")
    if match := _DIGITS.fullmatch(day):
        full = f"{match['weekday'] or ''}{match['a']}{match['sep']}{match['b']}{match['sep']}{year}"
    else:
        full = f"{day} {year}" if day[:1].isdigit() else f"{day}, {year}"
    return f"{full}{clock}" if not _YEAR.search(day) and written(f"{full}{clock}") is not None else None


def lacks_year(text: str) -> bool:
    """Whether a text is a day without its year."""
    return written(text) is None and with_year(text, _SOME_YEAR) is not None
