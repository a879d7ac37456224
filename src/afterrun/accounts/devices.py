"""A browser that gave the password once: what strangers do elsewhere keeps nobody out who comes with it.

It lets nobody in; it only counts tries apart. What it carries is signed with the hash of the password, which never
leaves this computer: nothing is kept for it, and a new password makes every browser a stranger again.

Source: OWASP, Slow Down Online Guessing Attacks with Device Cookies.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta

REMEMBERED = timedelta(days=400)  # no browser keeps a cookie longer
_NAME_BYTES = 16


def new_device(hashed: str) -> str:
    """Draw the token of a browser that just gave the password with this hash."""
    name = secrets.token_hex(_NAME_BYTES)
    return f"{name}.{_signed(name, hashed)}"


def device_of(token: str | None, hashed: str | None) -> str | None:
    """Return the name of a browser that gave this password before; None if it is a stranger.

    Examples
    --------
    >>> token = new_device("the hash of a password")
    >>> device_of(token, "the hash of a password") == token.split(".")[0]
    True
    >>> device_of(token, "the hash of a new one"), device_of(token[:-1] + "?", "the hash of a password")
    (None, None)
    """
    name, _, signature = (token or "").partition(".")
    if hashed is None or not hmac.compare_digest(_signed(name, hashed).encode(), signature.encode()):
        return None
    return name


def _signed(name: str, hashed: str) -> str:
    return hmac.new(hashed.encode(), f"device {name}".encode(), hashlib.sha256).hexdigest()
