"""Reminders through a mail server that speaks SMTP in full: TLS from the start, STARTTLS, a login."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from afterrun.reminders.channels import NotSentError, send
from afterrun.reminders.settings import Mail


@dataclass
class Post(Message):
    """Keeps what it is given."""

    def __post_init__(self) -> None:
        super().__init__()
        self.got: list[tuple[str, str, str]] = []

    def handle_message(self, message: object) -> None:
        parsed = message_from_bytes(bytes(message))  # type: ignore[call-overload]
        self.got.append((str(parsed["To"]), str(parsed["Subject"]), str(parsed.get_payload()).strip()))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of a server on this computer, signed by itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(secret + made.public_bytes(Encoding.PEM))
    return path


def _login(_server: object, _session: object, _envelope: object, _mechanism: str, given: object) -> AuthResult:
    right = isinstance(given, LoginPassword) and (given.login, given.password) == (b"me", b"hunter22222")
    return AuthResult(success=right, handled=False)


# The library warns of a login without STARTTLS, also where the connection is TLS from its first byte.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")


@pytest.fixture(params=["tls", "starttls"])
def served(request: pytest.FixtureRequest, certificate: Path) -> Iterator[tuple[Post, Mail]]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    post = Post()
    wrapped = {"ssl_context": context} if request.param == "tls" else {"tls_context": context, "require_starttls": True}
    options = {"authenticator": _login, "auth_required": True, "auth_require_tls": request.param == "starttls"}
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(post, hostname="127.0.0.1", port=port, **wrapped, **options)
    server.start()
    try:
        yield post, Mail("me@home.example", "127.0.0.1", port, request.param, "me", "hunter22222")
    finally:
        server.stop()


def test_it_arrives(served: tuple[Post, Mail], certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    post, mail = served
    send(mail, "https://runner.example/check-in")
    assert post.got == [
        ("me@home.example", "Time for a check-in.", "Time for a check-in.\nhttps://runner.example/check-in")
    ]


def test_a_wrong_password_is_told_and_nothing_arrives(
    served: tuple[Post, Mail], certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    post, mail = served
    wrong = Mail(mail.to, mail.host, mail.port, mail.security, mail.user, "guess")
    with pytest.raises(NotSentError, match="did not take the user or the password"):
        send(wrong, "")
    assert post.got == []


def test_a_certificate_that_nobody_vouches_for_gets_no_password(served: tuple[Post, Mail]) -> None:
    post, mail = served
    with pytest.raises(NotSentError, match="no safe connection"):
        send(mail, "")
    assert post.got == []
