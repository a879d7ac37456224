"""A password: what it must be, and how it is kept."""

from __future__ import annotations

import unicodedata
from typing import Any

from afterrun.errors import InvalidValueError
from afterrun.language import say

SHORTEST_PASSWORD = 10
_LONGEST_PASSWORD = 512


def hashed_password(password: str) -> str:
    """Hash a new password with argon2id.

    Raises
    ------
    InvalidValueError
        If it is too short or too long.
    """
    text = _same_letters(password)
    if not SHORTEST_PASSWORD <= len(text) <= _LONGEST_PASSWORD:
        raise InvalidValueError(
            say(
                "password must have {shortest_password} to {longest_password} characters; got {text}.",
                shortest_password=SHORTEST_PASSWORD,
                longest_password=_LONGEST_PASSWORD,
                text=len(text),
            ),
            remedy=say("Four words that have nothing to do with each other are easy to keep."),
        )
    return str(_hasher().hash(text))


def is_password(password: str, hashed: str) -> bool:
    """Whether a password is the one that was hashed; one that is too long costs nothing."""
    from argon2.exceptions import InvalidHashError, VerificationError

    if len(password) > _LONGEST_PASSWORD:
        return False
    try:
        return bool(_hasher().verify(hashed, _same_letters(password)))
    except (VerificationError, InvalidHashError):
        return False


def _same_letters(password: str) -> str:
    """An accent may be typed as one sign or as two."""
    return unicodedata.normalize("NFKC", password)


def _hasher() -> Any:
    """Argon2id with the library's parameters: RFC 9106's second recommendation, 64 MiB and three passes."""
    from argon2 import PasswordHasher

    return PasswordHasher()
