"""How somebody gets an account: by a link that was handed to them, once, for a week."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Row, delete, insert, select

from afterrun.clinic import audit, people, sendings
from afterrun.clinic.people import Person
from afterrun.clinic.roles import Role
from afterrun.clinic.schema import invitation
from afterrun.clinic.sendings import Sent
from afterrun.clinic.store import Store
from afterrun.clinic.tokens import digest_of, new_id, new_token
from afterrun.errors import InvalidValueError
from afterrun.language import say

HOLDS = timedelta(days=7)  # judgement: a week off, and back


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who was invited as what, and until when it holds."""

    id: str
    role: Role
    name: str
    until: datetime


def invite(store: Store, at: datetime, *, by: str, role: Role, name: str, sent: Sent | None = None) -> str:
    """Invite somebody; returns the token of the link, which is kept nowhere."""
    token, number = new_token(), new_id()
    with store.writing() as connection:
        sendings.take(connection, sent)
        connection.execute(
            insert(invitation).values(
                id=number,
                digest=digest_of(token),
                role=role.value,
                name=" ".join(name.split())[:100],
                until=(at + HOLDS).timestamp(),
            )
        )
        audit.note(connection, at, action="invite", actor=by, detail=role.value)
    return token


def standing(store: Store, at: datetime) -> list[Invitation]:
    """List those that nobody has used yet and that still hold."""
    with store.reading() as connection:
        found = connection.execute(
            select(invitation).where(invitation.c.until > at.timestamp()).order_by(invitation.c.until)
        )
        return [_invitation(row) for row in found]


def found(store: Store, at: datetime, token: str) -> Invitation | None:
    """Find what a link invites to; None if it was used, taken back or is too old."""
    with store.reading() as connection:
        row = connection.execute(
            select(invitation).where(invitation.c.digest == digest_of(token), invitation.c.until > at.timestamp())
        ).one_or_none()
    return None if row is None else _invitation(row)


def take_back(store: Store, at: datetime, *, by: str, number: str, sent: Sent | None = None) -> bool:
    """Take one back; False if it is not there."""
    with store.writing() as connection:
        gone = connection.execute(delete(invitation).where(invitation.c.id == number)).rowcount == 1
        if gone:
            sendings.take(connection, sent)
            audit.note(connection, at, action="take-invitation-back", actor=by)
    return gone


def accept(
    store: Store,
    at: datetime,
    token: str,
    *,
    name: str,
    login: str,
    password: str,
    at_last: Callable[[Person], None] = lambda _: None,
) -> Person:
    """Make the account that a link invites to; the link is used up with it, or neither happens.

    Parameters
    ----------
    store, at, token
        Where, when, and what the link says.
    name, login, password : str
        What they typed.
    at_last : callable
        What else belongs to an account. It is done before the account counts: a kill may leave that behind without an
        account, never an account without it.

    Raises
    ------
    InvalidValueError
        If the link does not hold any more, or a field will not do.
    """
    with store.writing() as connection:
        digest = digest_of(token)
        row = connection.execute(
            select(invitation).where(invitation.c.digest == digest, invitation.c.until > at.timestamp())
        ).one_or_none()
        if row is None:
            raise InvalidValueError(
                say("This invitation does not hold any more."), remedy=say("Ask for a new one."), field="code"
            )
        connection.execute(delete(invitation).where(invitation.c.digest == digest))
        made = people.add(connection, at, role=Role(row.role), name=name, login=login, password=password)
        audit.note(connection, at, action="join", actor=made.id, subject=made.id, detail=made.role.value)
        at_last(made)
    return made


def _invitation(row: Row[tuple[object, ...]]) -> Invitation:
    return Invitation(row.id, Role(row.role), row.name, datetime.fromtimestamp(row.until, UTC))
