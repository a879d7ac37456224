"""What the forms share: when they were sent, and which field an error is about."""

from __future__ import annotations

import secrets
from datetime import datetime

from fastapi import Request

from afterrun.errors import InvalidValueError
from afterrun.journal import Journal
from afterrun.journal.settings import settings_of
from afterrun.language import say, spoken
from afterrun.web.forms.times import read_local
from afterrun.web.state.service import service_of

_KEY_LETTERS = 16


def new_form_key() -> str:
    """Name a form, so that two sendings of one form can be told from one sending of two."""
    return secrets.token_hex(_KEY_LETTERS // 2)


def time_of(request: Request, journal: Journal, typed: str, form_key: str) -> datetime:
    """Return the time typed, else the minute in which this form was first sent."""
    service = service_of(request)
    now = service.now(journal)
    if typed:
        return read_local(typed, now, zone=settings_of(journal).zone)
    return service.sent_at(form_key[:_KEY_LETTERS] or new_form_key(), now)


def number_of(name: str, text: str) -> float:
    """Read a number as people write it, with a point or a comma.

    Raises
    ------
    InvalidValueError
        If it is none.
    """
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise InvalidValueError(
            say("{name} must be a number; got {text!r}.", name=spoken(name), text=text),
            remedy=say("Write it in digits."),
            field=name.replace(" ", "_"),
        ) from None
