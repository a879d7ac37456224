"""Whether 5/6/2026 is in May or June, seen from the whole column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from afterrun.importers.here import DateOrder, Here
from afterrun.importers.tables.moments import MONTHS, Written

ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy")
THREE_PAIRS = re.compile(r"(\d\d)([-./])\d\d\2(\d\d)(?!\d)", re.ASCII)
"""A date whose year has two digits, and may stand first or last."""
_RECENT = 10  # years: judgement, of a diary
_LEAST_SWAPPED = 2  # judgement: one of each may be a slip
_CLEARLY_SHORTER, _DAYS_THAT_SHOW = 4, 5  # judgement: a diary of days against one of the same days of many months


def order_of(column: Sequence[Written], here: Here) -> tuple[DateOrder | None, bool]:
    """Decide which of two numbers is the day, from the whole column.

    Returns
    -------
    order : {"dmy", "mdy"} or None
        None if nothing shows it, or the column has both.
    shown : bool
        False where it is only likely, and must be told.
    """
    # A slip of the pen is a day in neither order: it costs itself, and says nothing of the others.
    open_ = [each for each in column if not each.settled and any(_can_be(each, order, here) for order in ORDERS)]
    possible = [order for order in ORDERS if all(_can_be(each, order, here) for each in open_)]
    if not open_ or len(possible) == 1:
        return (possible[0] if possible else "dmy"), True
    if not possible:
        return None, True
    if here.dates is not None:
        return here.dates, True
    return (_by_span(open_), True) if _by_span(open_) else _by_custom(open_)


def may_begin_with_years(texts: Iterable[str], here: Here) -> bool:
    """Whether all dates of three pairs of digits may begin with their year, and were long ago if they ended with it.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> here = Here(now=datetime(2026, 11, 28, tzinfo=UTC))
    >>> may_begin_with_years(["26-05-03", "26-05-14"], here), may_begin_with_years(["26-05-25", "03-06-25"], here)
    (True, False)
    """
    pairs = [match for text in texts if (match := THREE_PAIRS.match(text.strip()))]
    if not pairs or here.now is None:
        return False
    recent = range(here.now.year - _RECENT, here.now.year + 1)
    return all(2000 + int(each[1]) in recent and 2000 + int(each[3]) < recent.start for each in pairs)


def may_be_swapped(column: Sequence[Written], here: Here) -> bool:
    """Whether a spreadsheet of another country read a column: the days that can be months became dates, wrongly.

    What is no month (13/05/2026) it left as text, so that all that is text is above twelve, and all dates are not.
    """
    open_ = [each for each in column if not each.settled]
    settled = [each for each in column if each.settled]
    return (
        here.dates is None
        and min(len(open_), len(settled)) >= _LEAST_SWAPPED
        and all(max(each.first, each.second) > MONTHS for each in open_)
        and all(max(each.first, each.second) <= MONTHS for each in settled)
        and any(each.is_turnable for each in settled)
    )


def _can_be(one: Written, order: DateOrder, here: Here) -> bool:
    at = one.in_order(order)
    return at is not None and not here.in_future(here.on_clock(at))


def _by_span(open_: Iterable[Written]) -> DateOrder | None:
    """A diary goes from day to day: read the wrong way, its days lie months apart."""
    spans: dict[DateOrder, timedelta] = {}
    for order in ORDERS:
        days = sorted({at.date() for each in open_ if (at := each.in_order(order)) is not None})
        if len(days) < _DAYS_THAT_SHOW:
            return None
        spans[order] = days[-1] - days[0]
    shorter = min(ORDERS, key=spans.__getitem__)
    return shorter if _CLEARLY_SHORTER * spans[shorter] <= max(spans.values()) else None


def _by_custom(open_: Sequence[Written]) -> tuple[DateOrder | None, bool]:
    return ("mdy", False) if all(each.as_americans for each in open_) else (None, True)
