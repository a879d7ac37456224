"""What the forms share: when they were sent, and which field an error is about."""

from __future__ import annotations

import math
import re
from datetime import datetime
from typing import Annotated

from fastapi import Form, Request

from afterrun.errors import InvalidValueError
from afterrun.journal import Journal
from afterrun.journal.settings import settings_of
from afterrun.language import say, spoken
from afterrun.web.forms.times import by_our_clock, minute_of, read_local
from afterrun.web.state.service import service_of

SENT_AT = "afterrun-sent-at"  # what the clock says that wrote the time of a form, while sending it
_READ_LETTERS = 60
_ON_A_WATCH = re.compile(r"(?:(\d{1,2}):)?(\d\d):([0-5]\d)")
RowSent = Annotated[int, Form(ge=0, le=2**63 - 1)]  # what a row of a table may be numbered


def time_of(request: Request, journal: Journal, typed: str) -> datetime:
    """Return the time typed, else this minute; of a form that waited in a browser, the time its clock wrote then."""
    now = service_of(request).now(journal)
    sent_at = request.headers.get(SENT_AT)
    if sent_at and typed:
        return by_our_clock(_written("time", typed), sent_at=_written("sent_at", sent_at), now=now)
    return read_local(typed, now, zone=settings_of(journal).zone) if typed else minute_of(now)


def _written(name: str, text: str) -> datetime:
    """Read a time that a script wrote."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise InvalidValueError(
            say("{name} must be a time with its offset; got {text!r}.", name=spoken(name), text=shortened(text)),
            remedy=say("Send it again."),
            field=name,
        )
    return at


def number_of(name: str, text: str) -> float:
    """Read a number as people write it, with a point or a comma.

    Raises
    ------
    InvalidValueError
        If it is none.
    """
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise InvalidValueError(
            say("{name} must be a number; got {text!r}.", name=spoken(name), text=shortened(text)),
            remedy=say("Write it in digits."),
            field=name.replace(" ", "_"),
        )
    return number


def minutes_of(name: str, text: str) -> float:
    """Read minutes as people write them: a number, or as a watch shows them, 28:30 or 1:05:30.

    Raises
    ------
    InvalidValueError
        If it is neither, or 1:05, which is an hour to some and a minute to others.
    """
    if ":" not in text:
        return number_of(name, text)
    shown = _ON_A_WATCH.fullmatch(text.strip())
    if shown is None:
        raise InvalidValueError(
            say("{name} must be minutes, or a time like 28:30; got {text!r}.", name=spoken(name), text=shortened(text)),
            remedy=say("With hours it is 1:05:30. Without seconds, write the minutes: 65."),
            field=name,
        )
    hours, minutes, seconds = (int(part or 0) for part in shown.groups())
    return 60 * hours + minutes + seconds / 60


def whole_number_of(name: str, text: str, *, least: int, most: int) -> int:
    """Read a whole number from a range, as people write it.

    Raises
    ------
    InvalidValueError
        If it is none.
    """
    number = number_of(name, text)
    if not (number.is_integer() and least <= number <= most):
        raise InvalidValueError(
            say(
                "{name} must be a whole number from {least} to {most}; got {text!r}.",
                name=spoken(name),
                least=least,
                most=most,
                text=shortened(text),
            ),
            remedy=say("Choose another."),
            field=name.replace(" ", "_"),
        )
    return int(number)


def shortened(text: str) -> str:
    """Repeat what was typed, as far as anybody reads it."""
    return text if len(text) <= _READ_LETTERS else f"{text[:_READ_LETTERS]}…"
