"""What a device is asked, and whether its answer holds (Web Authentication Level 2, W3C 2021, 7.1 and 7.2).

The library reads the answer and looks at its kind, the challenge, the origin, the name of the clinic, that somebody was
there and was recognised by the device, and the signature. What it leaves to its caller is looked at here: that no page
of another site had ours inside it, and that the key is of a kind that was offered; the counter is `passkeys`' to keep.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from afterrun.clinic.origin import Origin
from afterrun.clinic.people import Person
from afterrun.errors import MissingExtraError
from afterrun.language import say

if TYPE_CHECKING:
    from fido2.server import Fido2Server
    from fido2.webauthn import AttestedCredentialData

_OFFERED = (-7, -8, -257)  # ES256, EdDSA, RS256: what devices have


class RefusedError(Exception):
    """An answer that proves nothing. Its reason is for the audit trail."""


@dataclass(frozen=True, slots=True)
class Proven:
    """What an answer proved.

    Parameters
    ----------
    digest : str
        Of what the device calls the key.
    key : str
        Its public half with that, as it is kept.
    counter : int
        How often the device used it; 0 if it does not count.
    """

    digest: str
    key: str
    counter: int


def is_installed() -> bool:
    """Whether the extra ``passkey`` is there; it is not loaded yet."""
    return find_spec("fido2") is not None


def require_installed() -> None:
    """Find out before somebody stands at the door.

    Raises
    ------
    MissingExtraError
        If the extra ``passkey`` is not installed.
    """
    if not is_installed():
        raise MissingExtraError(
            say("Passkeys need a part that is not installed."), remedy=say("Install afterrun[passkey].")
        )


def new_question(origin: Origin, challenge: bytes, who: Person, known: Iterable[str]) -> dict[str, Any]:
    """Ask for a new key, which the device finds without being told whose, and not for a second one on the same."""
    from fido2.webauthn import (
        PublicKeyCredentialUserEntity,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    asked, _ = _server(origin).register_begin(
        PublicKeyCredentialUserEntity(id=who.id.encode(), name=who.login, display_name=who.name),
        credentials=[_read(each) for each in known],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
        challenge=challenge,
    )
    return dict(asked.public_key)


def question(origin: Origin, challenge: bytes, known: Iterable[str]) -> dict[str, Any]:
    """Ask for a signature by one of somebody's keys; by any, if none is named."""
    from fido2.webauthn import UserVerificationRequirement

    asked, _ = _server(origin).authenticate_begin(
        credentials=[_read(each) for each in known] or None,
        user_verification=UserVerificationRequirement.REQUIRED,
        challenge=challenge,
    )
    return dict(asked.public_key)


def proven_new(origin: Origin, challenge: bytes, answer: str) -> Proven:
    """Read what a device says about a new key.

    Raises
    ------
    RefusedError
        If it does not hold.
    """
    from fido2.webauthn import Aaguid, AttestedCredentialData, RegistrationResponse

    with _refusing():
        told = RegistrationResponse.from_dict(json.loads(answer))
        data = _server(origin).register_complete(_state(challenge), told)
        made = data.credential_data
        if told.response.client_data.cross_origin or made is None or made.credential_id != told.raw_id:
            raise RefusedError("answer")
        if made.public_key.get(3) not in _OFFERED:
            raise RefusedError("kind of key")
        # which make of device it is is nobody's business here
        kept = AttestedCredentialData.create(Aaguid.NONE, made.credential_id, made.public_key)
        return Proven(_digest(made.credential_id), base64.b64encode(kept).decode(), data.counter)


def named_in(answer: str) -> tuple[str, str]:
    """Read which key an answer says it is by, and whose: nothing is proven by that.

    Raises
    ------
    RefusedError
        If it says nothing of the kind.
    """
    from fido2.webauthn import AuthenticationResponse

    with _refusing():
        told = AuthenticationResponse.from_dict(json.loads(answer))
        return _digest(told.raw_id), (told.response.user_handle or b"").decode()


def proven(origin: Origin, challenge: bytes, answer: str, key: str) -> Proven:
    """Read a signature.

    Raises
    ------
    RefusedError
        If it is not by that key, or not for that challenge, here and now, by somebody whom the device recognised.
    """
    from fido2.webauthn import AuthenticationResponse

    with _refusing():
        told = AuthenticationResponse.from_dict(json.loads(answer))
        if told.response.client_data.cross_origin:
            raise RefusedError("answer")
        made = _server(origin).authenticate_complete(_state(challenge), [_read(key)], told)
        return Proven(_digest(made.credential_id), key, told.response.authenticator_data.counter)


@contextmanager
def _refusing() -> Iterator[None]:
    """Refuse whatever the library stumbles over in bytes that anybody can send."""
    try:
        yield
    except RefusedError:
        raise
    except Exception as fault:
        raise RefusedError("answer") from fault


def _server(origin: Origin) -> Fido2Server:
    require_installed()
    from fido2.server import Fido2Server
    from fido2.webauthn import PublicKeyCredentialRpEntity

    server = Fido2Server(
        PublicKeyCredentialRpEntity(id=origin.name, name="Afterrun"), verify_origin=lambda told: told == origin.address
    )
    server.allowed_algorithms = [each for each in server.allowed_algorithms if each.alg in _OFFERED]
    return server


def _state(challenge: bytes) -> dict[str, str]:
    """Say what was asked, as the library wants it."""
    encoded = base64.urlsafe_b64encode(challenge).rstrip(b"=").decode()
    return {"challenge": encoded, "user_verification": "required"}


def _read(key: str) -> AttestedCredentialData:
    from fido2.webauthn import AttestedCredentialData

    return AttestedCredentialData(base64.b64decode(key))


def _digest(credential: bytes) -> str:
    return hashlib.sha256(credential).hexdigest()
