"""A clinic with people in it, and a clock that is set by hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from afterrun.clinic import audit, invitations, people, second_factor, sessions
from afterrun.clinic.house import House
from afterrun.clinic.in_database import SCHEMA
from afterrun.clinic.in_folder import FILE
from afterrun.clinic.people import Person
from afterrun.clinic.roles import Role
from afterrun.errors import JournalError
from afterrun.journal.moving import move
from afterrun.places import Database, Place
from benchmarks.postgres.cluster import Cluster
from tests.postgres import name_of

NOW = datetime(2026, 11, 23, 9, 12, 30, tzinfo=UTC)
PASSWORD = "four quiet words here"


@dataclass
class Clock:
    """A clock that is set by hand."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Town:
    """A clinic with people in it.

    ``secrets`` has the second factor of who has one; ``server`` is there where it is in a database.
    """

    home: Place
    clock: Clock
    house: House
    server: Cluster | None = None
    secrets: dict[str, str] = field(default_factory=dict)

    def invited(self, role: Role, name: str = "") -> str:
        """What the link of an invitation has in it."""
        return invitations.invite(self.house.store, self.clock(), by="", role=role, name=name)

    def joins(self, role: Role, name: str) -> Person:
        """Somebody takes an invitation up, and sets the second factor up if it is asked for."""
        made = self.house.join(self.invited(role, name), name=name, login=f"{name}@example.org", password=PASSWORD)
        if made.owes_factor:
            self.sets_up(made)
        return people.of(self.house.store, made.id) or made

    def sets_up(self, who: Person) -> list[str]:
        """Set the second factor up; returns the codes for paper."""
        with self.house.store.writing() as connection:
            secret = second_factor.ask(connection, who)
            codes = second_factor.confirm(connection, self.clock(), who, pyotp.TOTP(secret).at(self.clock()))
        assert codes is not None
        self.secrets[who.id] = secret
        return codes

    def code(self, who: Person) -> str:
        """What the telephone shows now."""
        return pyotp.TOTP(self.secrets[who.id]).at(self.clock())

    def token(self, who: Person, *, whole: bool = True) -> str:
        """A session."""
        with self.house.store.writing() as connection:
            return sessions.begin(connection, self.clock(), who, whole=whole)

    @property
    def folder(self) -> Path:
        """Where it is in a folder; a test that is about files has nothing to do with a database."""
        if not isinstance(self.home, Path):
            pytest.skip("about files")
        return self.home

    def kept(self) -> Iterator[tuple[str, bytes]]:
        """All that is kept, by the name of the file; of a database what `pg_dump` tells."""
        if isinstance(self.home, Database):
            assert self.server is not None
            yield "dump", self.server.dump(name_of(self.home))
            return
        for path in self.home.rglob("*"):
            if path.is_file():
                yield path.name, path.read_bytes()

    def above(self, *statements: str) -> None:
        """Change the clinic's tables as whoever looks after them can, past all that refuses it."""
        if isinstance(self.home, Path):
            plain = sqlite3.connect(self.home / FILE)
            for trigger in ("audit_no_update", "audit_no_delete", "audit_no_replace"):
                plain.execute(f"DROP TRIGGER {trigger}")
            for statement in statements:
                plain.execute(statement)
            plain.commit()
            plain.close()
            return
        assert self.server is not None
        into = (f"SET search_path = {SCHEMA}", "ALTER TABLE audit DISABLE TRIGGER ALL")
        back = "ALTER TABLE audit ENABLE TRIGGER ALL"  # the database is shared by the tests of a process
        self.server.do(*into, *statements, back, database=name_of(self.home))

    def has_journal(self, who: Person) -> bool:
        """Whether somebody has one."""
        try:
            with self.house.journals.open(who.id):
                return True
        except JournalError:
            return False

    def spoils(self, who: Person) -> None:
        """Nobody can read their journal any more."""
        place = self.house.journals.place_of(who.id)
        if isinstance(place, Path):
            place.write_bytes(b"no journal at all" * 100)
        else:
            assert self.server is not None
            self.server.do(f"DELETE FROM afterrun.person WHERE name = '{who.id}'", database=name_of(place))

    def puts(self, who: Person, file: Path) -> None:
        """A journal from a file takes the place of theirs, in which there is nothing yet."""
        place = self.house.journals.place_of(who.id)
        if isinstance(place, Path):
            place.write_bytes(file.read_bytes())
        else:
            move(file, place)

    def actions(self) -> list[str]:
        """What the audit trail tells, oldest first."""
        return [line.action for line in reversed(audit.lines(self.house.store))]


def client_of(app: FastAPI, token: str | None = None) -> TestClient:
    """A browser, logged in or not; it follows no redirect."""
    found = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
    if token is not None:
        found.cookies.set("afterrun", token)
    return found
