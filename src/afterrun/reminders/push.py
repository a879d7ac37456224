"""Web push: wake the service worker of a browser, which knows the one sentence there is. No other word is sent."""

from __future__ import annotations

import base64
import hashlib
import time
import urllib.request
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from afterrun.errors import MissingExtraError
from afterrun.language import say
from afterrun.outward import opener

_TIMEOUT_S = 15.0
_KEPT_FOR_S = 3 * 3600  # by the push service, while the phone is off
_SIGNED_FOR_S = 3600
_NAME_LETTERS = 6


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser that asked to be woken.

    Parameters
    ----------
    address : str
        Of a push service, which the browser's maker runs; whoever has it and the key can wake the browser.
    since : str
        Day, ISO 8601.
    """

    address: str
    since: str

    @property
    def name(self) -> str:
        """A name that tells browsers apart and tells nothing of the address.

        Examples
        --------
        >>> Browser("https://push.example/send/1", "2026-11-24").name
        '672d06'
        """
        return hashlib.sha256(self.address.encode()).hexdigest()[:_NAME_LETTERS]


def can_push() -> bool:
    """Whether the extra is installed."""
    return find_spec("py_vapid") is not None


def new_key() -> str:
    """Make the key by which push services know this Afterrun (P-256, PEM).

    Raises
    ------
    MissingExtraError
        If the extra ``push`` is not installed.
    """
    key = _vapid()()
    key.generate_keys()
    return str(key.private_pem().decode())


def public_key(key: str) -> str:
    """Return the public half, as a browser wants it: 65 bytes, base64 for addresses."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    point = _vapid().from_pem(key.encode()).public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).decode().rstrip("=")


def wake(browser: Browser, key: str, link: str) -> None:
    """Ask the push service to wake the browser (RFC 8030), signed (RFC 8292), without any content.

    Raises
    ------
    OSError
        If it was not taken; `urllib.error.HTTPError` 404 or 410 if the browser is gone for good.
    MissingExtraError
        If the extra ``push`` is not installed.
    """
    parts = urlsplit(browser.address)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": int(time.time()) + _SIGNED_FOR_S, "sub": _contact(link)}
    headers = _vapid().from_pem(key.encode()).sign(claims)
    headers |= {"TTL": str(_KEPT_FOR_S), "Urgency": "normal", "Topic": "check-in", "User-Agent": "afterrun"}
    request = urllib.request.Request(browser.address, b"", headers, method="POST")
    request.add_header("Content-Type", "application/octet-stream")
    with opener().open(request, timeout=_TIMEOUT_S) as answer:
        answer.read(1)


def _contact(link: str) -> str:
    """Whom a push service may ask: the app's own address; nobody's mail address leaves for this."""
    parts = urlsplit(link)
    return f"https://{parts.hostname}" if parts.scheme == "https" else "https://localhost"


def _vapid() -> Any:
    try:
        from py_vapid import Vapid02
    except ImportError:
        raise MissingExtraError(
            say("web push must be signed by py-vapid; it is not installed."),
            remedy=say("Install it with: pip install 'afterrun[push]'. Or use ntfy, e-mail or the calendar."),
        ) from None
    return Vapid02
