"""What a runner shares with a clinician, until when; taken back at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Row, and_, insert, select, update

from afterrun.clinic import audit, people, sendings
from afterrun.clinic.roles import Role, Scope
from afterrun.clinic.schema import person, share
from afterrun.clinic.sendings import Sent
from afterrun.clinic.store import Store
from afterrun.clinic.tokens import new_id
from afterrun.errors import InvalidValueError
from afterrun.language import say

LONGEST = timedelta(days=366)
"""Then it has to be given again: what nobody thinks of any more should end by itself (judgement)."""


@dataclass(frozen=True, slots=True)
class Share:
    """Whose journal is shared with whom, how much, and until when."""

    id: str
    runner: str
    clinician: str
    scope: Scope
    until: datetime


def give(
    store: Store,
    at: datetime,
    *,
    runner: str,
    clinician: str,
    scope: Scope,
    until: datetime,
    sent: Sent | None = None,
) -> Share:
    """Share; one that was given to the same clinician before ends.

    Raises
    ------
    InvalidValueError
        If the end is not ahead, or too far, or there is no such clinician.
    """
    if not at < until <= at + LONGEST:
        raise InvalidValueError(
            say("until must be a day ahead, and at most a year."), remedy=say("Pick another day."), field="until"
        )
    with store.writing() as connection:
        sendings.take(connection, sent)
        people.require_here(connection, runner)
        who = people.find(connection, clinician)
        if who is None or who.closed or who.role is not Role.CLINICIAN:
            raise InvalidValueError(
                say("clinician must be one of this clinic."), remedy=say("Pick one."), field="clinician"
            )
        _end(connection, at, and_(share.c.runner == runner, share.c.clinician == clinician))
        made = Share(new_id(), runner, clinician, scope, until)
        connection.execute(
            insert(share).values(
                id=made.id,
                runner=runner,
                clinician=clinician,
                scope=scope.value,
                begun=at.timestamp(),
                until=until.timestamp(),
            )
        )
        detail = f"{scope.value} with {clinician} until {until.date().isoformat()}"
        audit.note(connection, at, action="share", actor=runner, subject=runner, detail=detail)
    return made


def take_back(store: Store, at: datetime, *, runner: str, number: str, sent: Sent | None = None) -> bool:
    """Take one of the runner's own back: the next request is refused. False if it is not there, or not theirs."""
    with store.writing() as connection:
        ended = _end(connection, at, and_(share.c.id == number, share.c.runner == runner))
        if ended:
            sendings.take(connection, sent)
            audit.note(connection, at, action="take-share-back", actor=runner, subject=runner, detail=number)
    return bool(ended)


def held(store: Store, at: datetime, *, clinician: str, runner: str) -> Scope | None:
    """Say what a clinician may do with a runner's journal now; None for nothing."""
    with store.reading() as connection:
        row = connection.execute(
            select(share.c.scope).where(_holds(at), share.c.clinician == clinician, share.c.runner == runner)
        ).one_or_none()
        who = people.find(connection, runner) if row is not None else None
    return None if row is None or who is None or who.closed else Scope(row.scope)


def of_runner(store: Store, at: datetime, runner: str) -> list[Share]:
    """List what a runner shares now."""
    return _list(store, and_(_holds(at), share.c.runner == runner))


def with_clinician(store: Store, at: datetime, clinician: str) -> list[Share]:
    """List what is shared with a clinician now; whose account is shut shares nothing."""
    open_still = select(person.c.id).where(person.c.id == share.c.runner, person.c.closed.is_(None)).exists()
    return _list(store, and_(_holds(at), share.c.clinician == clinician, open_still))


def _holds(at: datetime) -> ColumnElement[bool]:
    return and_(share.c.revoked.is_(None), share.c.until > at.timestamp())


def _list(store: Store, which: ColumnElement[bool]) -> list[Share]:
    with store.reading() as connection:
        return [_share(row) for row in connection.execute(select(share).where(which).order_by(share.c.until))]


def _end(connection: Connection, at: datetime, which: ColumnElement[bool]) -> int:
    ended = connection.execute(update(share).where(which, share.c.revoked.is_(None)).values(revoked=at.timestamp()))
    return ended.rowcount


def _share(row: Row[tuple[object, ...]]) -> Share:
    return Share(row.id, row.runner, row.clinician, Scope(row.scope), datetime.fromtimestamp(row.until, UTC))
