"""A clinic with people in it, and a clock that is set by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pyotp
from fastapi import FastAPI
from fastapi.testclient import TestClient

from afterrun.clinic import audit, invitations, people, second_factor, sessions
from afterrun.clinic.house import House
from afterrun.clinic.people import Person
from afterrun.clinic.roles import Role

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


@cache
def quick_hasher():  # type: ignore[no-untyped-def]
    """The same hash with less work: hashing is not what is tested here, but in tests/web/test_login.py."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass
class Town:
    """A clinic with people in it.

    ``secrets`` has the second factor of who has one.
    """

    folder: Path
    clock: Clock
    house: House
    secrets: dict[str, str] = field(default_factory=dict)

    def joins(self, role: Role, name: str) -> Person:
        """Somebody takes an invitation up, and sets the second factor up if it is asked for."""
        token = invitations.invite(self.house.store, self.clock(), by="", role=role, name=name)
        made = self.house.join(token, name=name, login=f"{name}@example.org", password=PASSWORD)
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

    def actions(self) -> list[str]:
        """What the audit trail tells, oldest first."""
        return [line.action for line in reversed(audit.lines(self.house.store))]


def client_of(app: FastAPI, token: str | None = None) -> TestClient:
    """A browser, logged in or not; it follows no redirect."""
    found = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
    if token is not None:
        found.cookies.set("afterrun", token)
    return found
