"""Who there is."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, Connection, Row, func, insert, or_, select, update

from afterrun.accounts import devices
from afterrun.accounts.passwords import hashed_password, is_password
from afterrun.clinic.roles import STAFF, Role
from afterrun.clinic.schema import passkey, person, session
from afterrun.clinic.store import Store
from afterrun.clinic.tokens import new_id
from afterrun.errors import InvalidValueError
from afterrun.language import say

_HAS_PASSKEY = select(passkey.c.id).where(passkey.c.person == person.c.id).correlate(person).exists()
PERSON = (*person.c, _HAS_PASSKEY.label("has_passkey"))
"""What is read of somebody, to make a `Person` of."""
_LONGEST = 100  # of a name; as forms ask: judgement
_HASHING = threading.BoundedSemaphore(4)
"""Each takes 64 MiB for a tenth of a second: who sends many passwords at once may not take the memory (judgement)."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account.

    Parameters
    ----------
    id : str
        Drawn; names the folder of the journal, and the person in the audit trail.
    role : Role
        What they are.
    name, login : str
        How they are called, and what they log in with.
    has_app, has_passkey : bool
        Which second factors are set up: codes of an app on the telephone, passkeys.
    closed : bool
        Whether the account is shut.
    """

    id: str
    role: Role
    name: str
    login: str
    has_app: bool
    has_passkey: bool
    closed: bool

    @property
    def has_factor(self) -> bool:
        """Whether any second factor is set up."""
        return self.has_app or self.has_passkey

    @property
    def owes_factor(self) -> bool:
        """Whether a second factor is asked for: of the staff always, of a runner who set one up."""
        return self.role in STAFF or self.has_factor


def add(connection: Connection, at: datetime, *, role: Role, name: str, login: str, password: str) -> Person:
    """Make an account.

    Raises
    ------
    InvalidValueError
        If the name, the login or the password will not do, or the login is taken.
    """
    name, login = plain(say("name"), name), login_of(login)
    taken = connection.execute(select(func.count()).where(person.c.login == login)).scalar_one()
    if taken:
        raise InvalidValueError(
            say("login must be free; somebody has this one."), remedy=say("Take another one."), field="login"
        )
    made = Person(new_id(), role, name, login, has_app=False, has_passkey=False, closed=False)
    connection.execute(
        insert(person).values(
            id=made.id,
            role=role.value,
            name=name,
            login=login,
            password=hashed_password(password),
            factor_step=0,
            since=at.timestamp(),
        )
    )
    return made


def of(store: Store, who: str) -> Person | None:
    """Find somebody by id."""
    with store.reading() as connection:
        return find(connection, who)


def find(connection: Connection, who: str) -> Person | None:
    """Find somebody by id, in a transaction."""
    row = connection.execute(select(*PERSON).where(person.c.id == who)).one_or_none()
    return None if row is None else person_of(row)


def require_here(connection: Connection, *ids: str) -> None:
    """Refuse to write about somebody who was erased while the request was on its way.

    Raises
    ------
    InvalidValueError
        If one of them is not here any more.
    """
    if any(find(connection, each) is None for each in ids):
        raise InvalidValueError(
            say("Somebody who this is about is not here any more."), remedy=say("Nothing was kept.")
        )


def with_login(connection: Connection, login: str) -> Person | None:
    """Find somebody by login, in a transaction."""
    row = connection.execute(select(*PERSON).where(person.c.login == login_of(login))).one_or_none()
    return None if row is None else person_of(row)


def everybody(store: Store, role: Role | None = None) -> list[Person]:
    """List who there is, or who has a role and may log in, by name."""
    wanted = select(*PERSON).order_by(person.c.name)
    if role is not None:
        wanted = wanted.where(person.c.role == role.value, person.c.closed.is_(None))
    with store.reading() as connection:
        return [person_of(row) for row in connection.execute(wanted)]


def found(store: Store, part: str, *, most: int) -> list[Person]:
    """List whose name or login has a part in it, by name, and no more than so many."""
    wanted = select(*PERSON).order_by(person.c.name, person.c.id).limit(most)
    if part := part.strip():
        wanted = wanted.where(or_(*(each.icontains(part, autoescape=True) for each in (person.c.name, person.c.login))))
    with store.reading() as connection:
        return [person_of(row) for row in connection.execute(wanted)]


def names(store: Store, ids: Iterable[str]) -> dict[str, str]:
    """Say how some people are called, by id; who was erased is not in it."""
    wanted = sorted({each for each in ids if each})
    if not wanted:
        return {}
    with store.reading() as connection:
        found = connection.execute(select(person.c.id, person.c.name).where(person.c.id.in_(wanted)))
        return {row.id: row.name for row in found}


def who_logs_in(store: Store, login: str, password: str) -> Person | None:
    """Return whose login and password they are; it takes as long for a login that nobody has."""
    try:
        wanted = login_of(login)
    except InvalidValueError:
        wanted = ""
    with store.reading() as connection:
        row = connection.execute(select(*PERSON).where(person.c.login == wanted)).one_or_none()
    with _HASHING:
        right = is_password(password, row.password if row is not None else _nobodys())
    return person_of(row) if row is not None and right and row.closed is None else None


def device_of(store: Store, login: str, token: str | None) -> str | None:
    """Name a browser that gave the password of a login before; None if it is a stranger."""
    if not token:
        return None
    try:
        return devices.device_of(token, _hash_of(store, person.c.login == login_of(login)))
    except InvalidValueError:
        return None


def new_device(store: Store, who: Person) -> str:
    """Return what a browser is remembered by that came in as somebody."""
    return devices.new_device(_hash_of(store, person.c.id == who.id) or new_id())


def has_password(store: Store, who: Person, password: str) -> bool:
    """Whether it is theirs."""
    hashed = _hash_of(store, person.c.id == who.id)
    with _HASHING:
        return hashed is not None and is_password(password, hashed)


def set_password(connection: Connection, who: str, password: str) -> None:
    """Give somebody a new password; every browser has to log in with it."""
    connection.execute(update(person).where(person.c.id == who).values(password=hashed_password(password)))
    connection.execute(session.delete().where(session.c.person == who))


def close(connection: Connection, at: datetime, who: str) -> None:
    """Shut an account: whoever is logged in with it is out at once."""
    connection.execute(update(person).where(person.c.id == who).values(closed=at.timestamp()))
    connection.execute(session.delete().where(session.c.person == who))


def login_of(text: str) -> str:
    """Read a login as it is kept: one way to write it.

    Examples
    --------
    >>> login_of(" Ada@Example.org ")
    'ada@example.org'
    """
    return plain(say("login"), text).casefold()


def plain(what: str, text: str) -> str:
    """Read what something is called, as it is kept.

    Raises
    ------
    InvalidValueError
        If it is empty or too long.
    """
    found = " ".join(unicodedata.normalize("NFKC", text).split())
    if not 0 < len(found) <= _LONGEST:
        raise InvalidValueError(
            say("{what} must have 1 to {most} letters; got {n}.", what=what, most=_LONGEST, n=len(found)),
            remedy=say("Type it anew."),
        )
    return found


def _hash_of(store: Store, whose: ColumnElement[bool]) -> str | None:
    with store.reading() as connection:
        return connection.execute(select(person.c.password).where(whose)).scalar_one_or_none()


@cache
def _nobodys() -> str:
    return hashed_password("no password of anybody")


def person_of(row: Row[tuple[object, ...]]) -> Person:
    return Person(
        row.id,
        Role(row.role),
        row.name,
        row.login,
        has_app=row.factor is not None,
        has_passkey=row.has_passkey,
        closed=row.closed is not None,
    )
