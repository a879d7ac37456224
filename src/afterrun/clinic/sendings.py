"""Forms that were sent: what one brings is done once, however often it comes, also after a restart.

Its name is written in the very transaction of what it brings. It is a hash over a key that was drawn for the form, so
it tells nobody what was in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from afterrun.clinic.schema import sending

_KEPT = timedelta(days=62)  # twice the longest session: a form of before nobody can send without logging in anew


class SentBeforeError(Exception):
    """The form came before, and what it brings was done then. Nothing is at fault: no page shows it as an error."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One form.

    Parameters
    ----------
    name : str
        A hash of who sent it, where to, its key and all that was in it.
    at : datetime
        Now.
    """

    name: str
    at: datetime


def require_new(connection: Connection, sent: Sent | None) -> None:
    """Refuse a form that came before; without a name it is new each time.

    Raises
    ------
    SentBeforeError
        If it did.
    """
    if sent is None:
        return
    if connection.execute(select(sending.c.at).where(sending.c.digest == sent.name)).first() is not None:
        raise SentBeforeError


def take(connection: Connection, sent: Sent | None) -> None:
    """Write down that it came, in the transaction of what it brings.

    Raises
    ------
    SentBeforeError
        If it came before: the whole transaction is for nothing.
    """
    if sent is None:
        return
    require_new(connection, sent)
    connection.execute(delete(sending).where(sending.c.at <= (sent.at - _KEPT).timestamp()))
    connection.execute(insert(sending).values(digest=sent.name, at=sent.at.timestamp()))
