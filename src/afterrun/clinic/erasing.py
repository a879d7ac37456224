"""One person, gone: the journal, and every row that has them in it. The audit trail keeps the id: it says nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select

from afterrun.clinic import audit, sendings
from afterrun.clinic.journals import Journals
from afterrun.clinic.people import Person
from afterrun.clinic.schema import (
    ceremony,
    comment,
    consent,
    leaving,
    passkey,
    person,
    proposal,
    recovery,
    session,
    share,
    study,
)
from afterrun.clinic.sendings import Sent
from afterrun.clinic.store import Store
from afterrun.clinic.tries import forget


def erase(store: Store, journals: Journals, at: datetime, *, who: Person, by: str, sent: Sent | None = None) -> None:
    """Erase somebody. The account goes first, so that nobody writes meanwhile, and in one step with its rows."""
    with store.writing() as connection:
        sendings.take(connection, sent)
        _rows(connection, who.id)
        connection.execute(insert(leaving).values(person=who.id))
        audit.note(connection, at, action="erase", actor=by, subject=who.id)
    forget(store, who.login, f"second factor of {who.id}", f"password of {who.id}")
    finish(store, journals)


def finish(store: Store, journals: Journals) -> None:
    """Take the journals away of all who are erased: also what a kill has left of one before."""
    with store.reading() as connection:
        gone = list(connection.execute(select(leaving.c.person)).scalars())
    for each in gone:
        journals.remove(each)
        with store.writing() as connection:
            connection.execute(delete(leaving).where(leaving.c.person == each))
    if gone:
        store.wring_out()


def _rows(connection: Connection, who: str) -> None:
    for table in (session, recovery, passkey, ceremony):
        connection.execute(delete(table).where(table.c.person == who))
    for table in (share, comment, proposal):
        connection.execute(delete(table).where(or_(table.c.runner == who, table.c.clinician == who)))
    theirs = select(study.c.id).where(study.c.researcher == who)
    connection.execute(delete(consent).where(or_(consent.c.runner == who, consent.c.study.in_(theirs))))
    connection.execute(delete(study).where(study.c.researcher == who))
    connection.execute(delete(person).where(person.c.id == who))
