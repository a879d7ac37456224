"""What goes out to other computers: only where somebody said, over a safe connection, and not sent on elsewhere."""

from __future__ import annotations

import urllib.request
from http.client import HTTPMessage
from typing import IO, Any
from urllib.parse import SplitResult, urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Whom a server sends us on to is nobody that the person has named."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Go nowhere: the answer is the one that came."""


def split_address(address: str) -> SplitResult | None:
    """Split an address that somebody else wrote; None if it is none.

    Examples
    --------
    >>> split_address("https://a.org/b").netloc
    'a.org'
    >>> split_address("http://[") is None
    True
    """
    try:
        parts = urlsplit(address)
        _ = parts.hostname, parts.port
    except ValueError:
        return None
    return parts


def is_safe(address: str) -> bool:
    """Whether an address is one that may be asked: https, or this computer itself; without a user in it.

    Examples
    --------
    >>> [is_safe(each) for each in ("https://a.org", "http://a.org", "http://127.0.0.1:80", "https://me:key@a.org")]
    [True, False, True, False]
    """
    parts = split_address(address)
    plain = address.isascii() and address.isprintable() and " " not in address
    if parts is None or not plain or not parts.hostname or "@" in parts.netloc:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def opener() -> Any:
    """Open addresses without following where they send us."""
    return urllib.request.build_opener(NoRedirect)
