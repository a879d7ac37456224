"""What a browser was asked to sign, until it has: once, by that browser, for that purpose, within minutes."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, or_, select

from afterrun.clinic.schema import ceremony
from afterrun.clinic.store import Store
from afterrun.clinic.tokens import digest_of

HOLDS = timedelta(minutes=5)  # as long as browsers wait (WebAuthn Level 3, W3C, 15.1)
_CHALLENGE_BYTES = 32


class Purpose(StrEnum):
    """What for."""

    ADD = "add"
    FACTOR = "factor"
    COME_IN = "come-in"


def begin(connection: Connection, at: datetime, token: str, purpose: Purpose, *, person: str = "") -> bytes:
    """Draw what is to be signed; what the same browser was asked before holds no more."""
    challenge = secrets.token_bytes(_CHALLENGE_BYTES)
    old = ceremony.c.at <= (at - HOLDS).timestamp()
    connection.execute(delete(ceremony).where(or_(ceremony.c.digest == digest_of(token), old)))
    connection.execute(
        insert(ceremony).values(
            digest=digest_of(token), person=person, purpose=purpose.value, challenge=challenge.hex(), at=at.timestamp()
        )
    )
    return challenge


def take(store: Store, at: datetime, token: str | None, purpose: Purpose, *, person: str = "") -> bytes | None:
    """Take what was to be signed: gone with that, whatever the answer is worth. None if nothing of the kind waits."""
    asked = ceremony.c.digest == digest_of(token or "")
    with store.writing() as connection:
        row = connection.execute(select(ceremony).where(asked)).one_or_none()
        connection.execute(delete(ceremony).where(asked))
    if (
        row is None
        or (row.purpose, row.person) != (purpose.value, person)
        or at.timestamp() >= row.at + HOLDS.total_seconds()
    ):
        return None
    return bytes.fromhex(row.challenge)
