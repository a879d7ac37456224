"""Who is logged in. A session ends when it is not used, and in the end whatever happens."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from afterrun.clinic.people import PERSON, Person, person_of
from afterrun.clinic.roles import STAFF
from afterrun.clinic.schema import person, session
from afterrun.clinic.store import Store
from afterrun.clinic.tokens import digest_of, new_token
from afterrun.errors import JournalError

# Of the staff: NIST SP 800-63B (2017), 4.2.3: again after 30 minutes without use, and after 12 hours in any case.
STAFF_IDLE, STAFF_WHOLE = timedelta(minutes=30), timedelta(hours=12)
# Of a runner, on a telephone of their own, who logs ten seconds a day: 4.1.3 says 30 days; a week unused is judgement.
RUNNER_IDLE, RUNNER_WHOLE = timedelta(days=7), timedelta(days=30)
FACTOR_OWED = timedelta(minutes=10)
"""How long a password alone keeps the door to the second factor open: judgement."""
_NOTED_EVERY_S = 30.0  # of use; not each request is written down


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whose session it is, and whether the second factor was given too."""

    person: Person
    whole: bool


def begin(connection: Connection, at: datetime, who: Person, *, whole: bool) -> str:
    """Begin a session; returns its token, which is kept nowhere."""
    token, now = new_token(), at.timestamp()
    connection.execute(insert(session).values(digest=digest_of(token), person=who.id, whole=whole, begun=now, seen=now))
    return token


def visitor_of(store: Store, at: datetime, token: str | None) -> Visitor | None:
    """Look a token up; None if it is nobody's, has ended, or the account is shut.

    That it was used or has ended is noted where there is room for it; it ends all the same. One from a time that has
    not come yet is of a clock that was wrong, and has ended as well.
    """
    if not token:
        return None
    digest, now = digest_of(token), at.timestamp()
    with store.reading() as connection:
        query = select(session.c.whole, session.c.begun, session.c.seen, *PERSON).where(person.c.id == session.c.person)
        row = connection.execute(query.where(session.c.digest == digest)).one_or_none()
    if row is None or (who := person_of(row)).closed:
        return None
    idle, longest = (STAFF_IDLE, STAFF_WHOLE) if who.role in STAFF else (RUNNER_IDLE, RUNNER_WHOLE)
    if not row.whole:
        longest = FACTOR_OWED
    if abs(now - row.seen) >= idle.total_seconds() or abs(now - row.begun) >= longest.total_seconds():
        with suppress(JournalError), store.writing() as connection:
            connection.execute(delete(session).where(session.c.digest == digest))
        return None
    if now - row.seen >= _NOTED_EVERY_S:
        with suppress(JournalError), store.writing() as connection:
            connection.execute(update(session).where(session.c.digest == digest).values(seen=now))
    return Visitor(who, row.whole)


def end(connection: Connection, token: str | None) -> None:
    """End one session."""
    connection.execute(delete(session).where(session.c.digest == digest_of(token or "")))


def end_all(connection: Connection, who: str, *, but: str | None = None) -> None:
    """End all of somebody's, but one."""
    connection.execute(delete(session).where(session.c.person == who, session.c.digest != digest_of(but or "")))
