"""One person, gone: the journal, and every row that has them in it. The audit trail keeps the id: it says nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, or_, select

from afterrun.clinic import audit
from afterrun.clinic.journals import Journals
from afterrun.clinic.people import Person
from afterrun.clinic.schema import comment, consent, person, proposal, recovery, session, share, study
from afterrun.clinic.store import Store
from afterrun.clinic.tries import account, forgive
from afterrun.journal.erasing import erase as erase_journal


def erase(store: Store, journals: Journals, at: datetime, *, who: Person, by: str) -> None:
    """Erase somebody. The account goes first, so that nobody writes meanwhile, and in one step with its rows."""
    with store.writing() as connection:
        _rows(connection, who.id)
        audit.note(connection, at, action="erase", actor=by, subject=who.id)
    forgive(store, [account(who.login)])
    path = journals.path_of(who.id)
    if path.exists():
        erase_journal(path)
    journals.remove(who.id)
    store.wring_out()


def _rows(connection: Connection, who: str) -> None:
    connection.execute(delete(session).where(session.c.person == who))
    connection.execute(delete(recovery).where(recovery.c.person == who))
    for table in (share, comment, proposal):
        connection.execute(delete(table).where(or_(table.c.runner == who, table.c.clinician == who)))
    theirs = select(study.c.id).where(study.c.researcher == who)
    connection.execute(delete(consent).where(or_(consent.c.runner == who, consent.c.study.in_(theirs))))
    connection.execute(delete(study).where(study.c.researcher == who))
    connection.execute(delete(person).where(person.c.id == who))
