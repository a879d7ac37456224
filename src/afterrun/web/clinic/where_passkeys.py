"""Where passkeys work: at the address that a clinic was given, or on the computer itself."""

from __future__ import annotations

from fastapi import Request

from afterrun.clinic import webauthn
from afterrun.clinic.origin import HERE, Origin
from afterrun.language import say
from afterrun.web.security.guard import name_of


def origin_of(request: Request) -> Origin | None:
    """Say under which address passkeys work for who asks; None if there are none for them.

    Without one that was set it is this computer's own, by the port that is listened on: the header could name the port
    of another program here, which would then be handed our passkeys' answers.
    """
    if not webauthn.is_installed():
        return None
    host = request.headers.get("host", "")
    origin: Origin | None = request.app.state.origin
    if origin is None and name_of(host) == HERE and request.url.scheme == "http":
        origin = Origin.here(request.scope["server"][1])
    return origin if origin is not None and host.lower() == origin.address.split("://")[1] else None


def no_passkeys(request: Request) -> str:
    """Say why there are none for who asks."""
    origin: Origin | None = request.app.state.origin
    if not webauthn.is_installed():
        return say("This clinic has none: a part of Afterrun is not installed here.")
    if origin is not None:
        return say("They work at {address} only.", address=origin.address)
    return say("They need https, and this clinic is not set up for that. Ask who runs it.")
