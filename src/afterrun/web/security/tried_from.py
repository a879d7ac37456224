"""Who tries to get in: from what address, and with a browser that gave the password before."""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import Scope

from afterrun.accounts.devices import REMEMBERED
from afterrun.web.security.login_wall import cookie_name, own_cookie

_WHOSE_OWN = 64  # bits of an IPv6 address that a provider gives one line: the rest it may choose anew for each try


def device_token(scope: Scope) -> str | None:
    """Read what a browser was remembered by."""
    return cookie_parser(Headers(scope=scope).get("cookie", "")).get(_name(scope))


def device_cookie(scope: Scope, token: str) -> str:
    """Write what a browser is remembered by; logging out leaves it there."""
    return own_cookie(scope, _name(scope), token, keep=REMEMBERED)


def address_of(scope: Scope) -> str:
    """Say where a request comes from: an address, or the network that one line has.

    Examples
    --------
    >>> address_of({"client": ("2001:db8:1:2:3::4", 1)}), address_of({"client": ("::ffff:192.0.2.7", 1)})
    ('2001:db8:1:2::/64', '192.0.2.7')
    """
    client = scope.get("client")
    host = str(client[0]) if client else ""
    try:
        found = ip_address(host)
    except ValueError:  # of a socket that has none
        return host
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or IPv6Network((int(found), _WHOSE_OWN), strict=False))
    return host


def _name(scope: Scope) -> str:
    return f"{cookie_name(scope)}-device"
