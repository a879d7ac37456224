"""What is drawn: ids that say nothing, and secrets of which only a hash is kept."""

from __future__ import annotations

import hashlib
import secrets

_ID_BYTES, _TOKEN_BYTES = 16, 32


def new_id() -> str:
    """Draw an id; it can be told to anybody."""
    return secrets.token_hex(_ID_BYTES)


def new_token() -> str:
    """Draw a secret of 256 bits: nobody guesses it, so its hash needs no salt."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def digest_of(token: str) -> str:
    """Hash a secret, as it is kept."""
    return hashlib.sha256(token.encode()).hexdigest()
