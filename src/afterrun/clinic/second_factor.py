"""The second factor: a code that an app on the telephone shows (TOTP, RFC 6238), or one of ten kept on paper.

A passkey (`passkeys`) is one as well; the codes on paper are there whichever it is.
"""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from afterrun.clinic.people import Person
from afterrun.clinic.schema import passkey, person, recovery
from afterrun.clinic.tokens import digest_of
from afterrun.errors import MissingExtraError
from afterrun.language import say

STEP_S = 30
_BESIDE = 1  # steps that a clock may be wrong by, to each side (RFC 6238, 5.2)
_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike; 12 of them are 59 bits
_LETTERS_EACH = 12
_SIX_DIGITS = re.compile(r"[0-9]{6}")


def require_installed() -> None:
    """Find out before somebody stands at the door.

    Raises
    ------
    MissingExtraError
        If the extra ``clinic`` is not installed.
    """
    _pyotp()


def ask(connection: Connection, who: Person) -> str:
    """Draw a secret that waits to be confirmed, or give the one that waits; what was set up before still holds."""
    waiting = connection.execute(select(person.c.factor_asked).where(person.c.id == who.id)).scalar_one()
    if waiting:
        return str(waiting)
    secret = str(_pyotp().random_base32())
    connection.execute(update(person).where(person.c.id == who.id).values(factor_asked=secret))
    return secret


def address_of(secret: str, who: Person) -> str:
    """Write the secret as the address that an authenticator app reads."""
    return str(_pyotp().TOTP(secret).provisioning_uri(name=who.login, issuer_name="Afterrun"))


def confirm(connection: Connection, at: datetime, who: Person, code: str) -> list[str] | None:
    """Set the factor up with the first code of it; returns the codes for paper, or None if it is wrong."""
    row = connection.execute(select(person.c.factor_asked).where(person.c.id == who.id)).one()
    step = _step_of(row.factor_asked, code, at) if row.factor_asked else None
    if step is None:
        return None
    connection.execute(
        update(person).where(person.c.id == who.id).values(factor=row.factor_asked, factor_asked=None, factor_step=step)
    )
    return new_codes(connection, who)


def new_codes(connection: Connection, who: Person) -> list[str]:
    """Draw the codes for paper; those of before are void."""
    forget_codes(connection, who)
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(_LETTERS_EACH)) for _ in range(_CODES)]
    connection.execute(
        insert(recovery), [{"digest": digest_of(f"{who.id}:{each}"), "person": who.id} for each in codes]
    )
    return codes


def is_right(connection: Connection, at: datetime, who: Person, code: str) -> bool:
    """Whether a code is right; it is used up then, and so is every code of an earlier step."""
    row = connection.execute(select(person.c.factor, person.c.factor_step).where(person.c.id == who.id)).one()
    typed = "".join(code.split()).lower()
    step = _step_of(row.factor, typed, at) if row.factor is not None else None
    if step is not None:
        taken = connection.execute(
            update(person).where(person.c.id == who.id, person.c.factor_step < step).values(factor_step=step)
        )
        return taken.rowcount == 1
    used = connection.execute(
        delete(recovery).where(recovery.c.person == who.id, recovery.c.digest == digest_of(f"{who.id}:{typed}"))
    )
    return used.rowcount == 1


def forget(connection: Connection, who: Person) -> None:
    """Take every factor and the codes for paper away; it has to be set up anew."""
    connection.execute(update(person).where(person.c.id == who.id).values(factor=None, factor_asked=None))
    connection.execute(delete(passkey).where(passkey.c.person == who.id))
    forget_codes(connection, who)


def forget_codes(connection: Connection, who: Person) -> None:
    """Take the codes for paper away."""
    connection.execute(delete(recovery).where(recovery.c.person == who.id))


def _step_of(secret: str, code: str, at: datetime) -> int | None:
    """Find the step whose code it is."""
    typed = "".join(code.split())
    if not _SIX_DIGITS.fullmatch(typed):
        return None
    totp, now = _pyotp().TOTP(secret), int(at.timestamp()) // STEP_S
    steps = range(now - _BESIDE, now + _BESIDE + 1)
    return next((step for step in steps if secrets.compare_digest(totp.generate_otp(step), typed)), None)


def _pyotp() -> Any:
    try:
        import pyotp
    except ImportError as missing:
        raise MissingExtraError(
            say("A clinic needs a part that is not installed."), remedy=say("Install afterrun[clinic].")
        ) from missing
    return pyotp
