"""A device that makes passkeys and signs with them, in software: as honest or not as a test wants it."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.webauthn import AttestedCredentialData, AuthenticatorData

from afterrun.clinic import webauthn
from afterrun.clinic.origin import Origin
from afterrun.clinic.people import Person

FLAG = AuthenticatorData.FLAG
HERE = "http://localhost"


def passkey_of(who: Person) -> webauthn.Proven:
    """What is kept of a new one."""
    origin, challenge = Origin.parse(HERE), bytes(32)
    question = webauthn.new_question(origin, challenge, who, [])
    return webauthn.proven_new(origin, challenge, Device().creates(question))


@dataclass
class Made:
    """One passkey on the device."""

    id: bytes
    owner: bytes
    private: ec.EllipticCurvePrivateKey
    counter: int = 0


@dataclass
class Device:
    """It does what it is asked, and says what it is told to say.

    ``origin`` is where it thinks it is, ``flags`` what it says about who is there, ``counts`` whether it counts.
    """

    origin: str = HERE
    flags: AuthenticatorData.FLAG = FLAG.UP | FLAG.UV
    counts: bool = True
    cross_origin: bool = False
    named: bool = True
    made: list[Made] = field(default_factory=list)

    def creates(self, question: dict[str, Any], *, alg: int = -7) -> str:
        """Make a passkey; returns the answer as a browser writes it."""
        private = ec.generate_private_key(ec.SECP256R1())
        passkey = Made(secrets.token_bytes(32), _bytes(question["user"]["id"]), private)
        self.made.append(passkey)
        public = ES256.from_cryptography_key(private.public_key())  # type: ignore[no-untyped-call]
        public[3] = alg
        told = AttestedCredentialData.create(b"\1" * 16, passkey.id, public)
        data = self._data(question["rp"]["id"], passkey, told)
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", question["challenge"])
        return _answer(passkey, clientDataJSON=client, attestationObject=attestation)

    def signs(self, question: dict[str, Any]) -> str:
        """Sign with the newest that fits."""
        allowed = {_bytes(each["id"]) for each in question.get("allowCredentials") or ()}
        passkey = next(each for each in reversed(self.made) if not allowed or each.id in allowed)
        data = self._data(question["rpId"], passkey)
        client = self._client("webauthn.get", question["challenge"])
        signed = passkey.private.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        answer = {"clientDataJSON": client, "authenticatorData": data, "signature": signed}
        return _answer(passkey, **answer, **({"userHandle": passkey.owner} if self.named else {}))

    def _data(self, site: str, passkey: Made, told: bytes = b"") -> bytes:
        passkey.counter += self.counts
        flags = self.flags | FLAG.AT if told else self.flags
        site_hash = hashlib.sha256(site.encode()).digest()
        return bytes(AuthenticatorData.create(site_hash, flags, passkey.counter, told))

    def _client(self, kind: str, challenge: str) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": self.cross_origin}
        return json.dumps(told).encode()


def _answer(passkey: Made, **response: bytes) -> str:
    named = _text(passkey.id)
    told = {name: _text(value) for name, value in response.items()}
    extra = {"clientExtensionResults": {}, "authenticatorAttachment": "platform"}
    return json.dumps({"id": named, "rawId": named, "type": "public-key", "response": told, **extra})


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
