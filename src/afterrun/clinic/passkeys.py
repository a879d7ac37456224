"""Passkeys: keys on devices of somebody's own, which open for a finger, a face or a PIN.

One is a second factor beside the password; and as it takes both the device and who it belongs to, it is a whole way in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from afterrun.clinic import people, webauthn
from afterrun.clinic.origin import Origin
from afterrun.clinic.people import Person
from afterrun.clinic.roles import STAFF
from afterrun.clinic.schema import passkey, person
from afterrun.clinic.second_factor import forget_codes
from afterrun.clinic.store import Store
from afterrun.clinic.tokens import new_id
from afterrun.clinic.webauthn import Proven, RefusedError
from afterrun.errors import InvalidValueError
from afterrun.language import say

MOST = 10  # of one person: as many devices as somebody has (judgement)
CLONED = "counter"
"""Why one is refused whose device counts less than before: two devices have it."""


@dataclass(frozen=True, slots=True)
class Passkey:
    """One that somebody made.

    Parameters
    ----------
    id : str
        Drawn; stands in addresses.
    name : str
        As they call it.
    site : str
        The name of the clinic that it works at.
    since, used : datetime
        When it was made and used last; None if not yet.
    """

    id: str
    name: str
    site: str
    since: datetime
    used: datetime | None


def of(store: Store, who: str) -> list[Passkey]:
    """List somebody's, oldest first."""
    with store.reading() as connection:
        rows = connection.execute(select(passkey).where(passkey.c.person == who).order_by(passkey.c.since)).all()
    return [_passkey(row) for row in rows]


def keys(connection: Connection, who: Person, origin: Origin) -> list[str]:
    """List what is kept of those that work here."""
    mine = select(passkey.c.key).where(passkey.c.person == who.id, passkey.c.site == origin.name)
    return list(connection.execute(mine.order_by(passkey.c.since)).scalars())


def add(connection: Connection, at: datetime, who: Person, origin: Origin, *, name: str, made: Proven) -> None:
    """Keep a new one.

    Raises
    ------
    InvalidValueError
        If the name will not do, there are too many, or it is there already.
    """
    people.require_here(connection, who.id)
    name = people.plain(say("name"), name)
    mine = connection.execute(select(func.count()).where(passkey.c.person == who.id)).scalar_one()
    if mine >= MOST:
        raise InvalidValueError(
            say("Nobody can have more than {most} passkeys.", most=MOST), remedy=say("Remove one that you do not use.")
        )
    if connection.execute(select(passkey.c.id).where(passkey.c.digest == made.digest)).first() is not None:
        raise InvalidValueError(say("This passkey is already here."), remedy=say("Make another one."))
    connection.execute(
        insert(passkey).values(
            id=new_id(),
            person=who.id,
            name=name,
            site=origin.name,
            digest=made.digest,
            key=made.key,
            counter=made.counter,
            since=at.timestamp(),
        )
    )


def owner(store: Store, origin: Origin, challenge: bytes, answer: str, *, named: bool) -> tuple[Person, Proven]:
    """Find whose passkey signed; nothing is written.

    Parameters
    ----------
    store, origin, challenge, answer
        Where, and what was asked and answered.
    named : bool
        Whether the answer must say whose it is too: it has to where nobody gave a login.

    Raises
    ------
    RefusedError
        If it is nobody's, or the answer does not hold.
    """
    digest, told = webauthn.named_in(answer)
    with store.reading() as connection:
        row = connection.execute(
            select(passkey.c.key, *people.PERSON)
            .where(person.c.id == passkey.c.person)
            .where(passkey.c.digest == digest, passkey.c.site == origin.name, person.c.closed.is_(None))
        ).one_or_none()
    if row is None or ((told or named) and told != row.id):
        raise RefusedError("unknown")
    return people.person_of(row), webauthn.proven(origin, challenge, answer, row.key)


def use(connection: Connection, at: datetime, who: Person, given: Proven) -> None:
    """Note that one was used, and how often by now.

    Raises
    ------
    RefusedError
        If it is not theirs any more, or was used as often before: then two devices have it (Web
        Authentication Level 2, 7.2, step 21).
    """
    mine = (passkey.c.person == who.id, passkey.c.digest == given.digest)
    if connection.execute(select(passkey.c.id).where(*mine)).first() is None:
        raise RefusedError("unknown")
    further = passkey.c.counter < given.counter if given.counter else passkey.c.counter == 0
    values = {"counter": given.counter, "used": at.timestamp()}
    if connection.execute(update(passkey).where(*mine, further).values(**values)).rowcount != 1:
        raise RefusedError(CLONED)


def remove(connection: Connection, who: Person, passkey_id: str) -> bool:
    """Take one away; False if it is not theirs.

    Raises
    ------
    InvalidValueError
        If it is the last second factor of somebody who has to have one.
    """
    if connection.execute(delete(passkey).where(passkey.c.person == who.id, passkey.c.id == passkey_id)).rowcount != 1:
        return False
    left = people.find(connection, who.id)
    if left is not None and not left.has_factor:
        if who.role in STAFF:
            raise InvalidValueError(
                say("This is your only second factor, and you have to have one."),
                remedy=say("Add another passkey or set an app up first, then remove this one."),
            )
        forget_codes(connection, who)
    return True


def _passkey(row: Row[tuple[object, ...]]) -> Passkey:
    used = None if row.used is None else datetime.fromtimestamp(row.used, UTC)
    return Passkey(row.id, row.name, row.site, datetime.fromtimestamp(row.since, UTC), used)
