"""The page about somebody's own account, and the one on which a second factor is set up: also after what went wrong."""

from __future__ import annotations

import segno
from fastapi import Request
from fastapi.responses import Response

from afterrun.clinic import passkeys, second_factor
from afterrun.web.clinic.rule import denied, house_of, visitor_of
from afterrun.web.clinic.showing import show
from afterrun.web.clinic.where_passkeys import no_passkeys, origin_of

_QR_SCALE = 5  # pixels a dot: read from a screen at arm's length


def show_account(request: Request, error: str | None = None, status: int = 200, *, saved: bool = False) -> Response:
    """Show the account."""
    mine = passkeys.of(house_of(request).store, visitor_of(request).person.id)
    told = None if origin_of(request) is not None else no_passkeys(request)
    return show(request, "account", status=status, error=error, saved=saved, passkeys=mine, no_passkeys=told)


def show_set_up(request: Request, error: str | None = None, status: int = 200) -> Response:
    """Show a secret; never to somebody who has the password alone of an account that has a factor already."""
    house, visitor = house_of(request), visitor_of(request)
    if visitor.person.has_factor and not visitor.whole:
        return denied(request)
    with house.store.writing() as connection:
        secret = second_factor.ask(connection, visitor.person)
    picture = segno.make(second_factor.address_of(secret, visitor.person)).svg_data_uri(scale=_QR_SCALE, light="white")
    passkey = not visitor.whole and origin_of(request) is not None
    return show(request, "set_up", status=status, error=error, picture=picture, secret=secret, passkey=passkey)
