"""A fake ntfy server and a fake mail server on this computer, which keep what they are sent."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


class FakeNtfy(HTTPServer):
    """Answers with `status`, and keeps (path, headers, body)."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Ntfy)
        self.got: list[tuple[str, dict[str, str], str]] = []
        self.status = 200
        self.address = f"http://127.0.0.1:{self.server_port}"


class _Ntfy(BaseHTTPRequestHandler):
    server: FakeNtfy

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        self.server.got.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
        self.send_response(self.server.status)
        if self.server.status == 302:
            self.send_header("location", f"{self.server.address}/elsewhere")
        self.send_header("content-length", "0")
        self.end_headers()

    do_GET = do_POST  # noqa: N815 - the library's name

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


class FakeMail(socketserver.ThreadingTCPServer):
    """Speaks enough SMTP to be given a message; refuses a login if told to."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Mail)
        self.got: list[tuple[str, str]] = []
        self.logins: list[str] = []
        self.refuses = False


class _Mail(socketserver.StreamRequestHandler):
    server: FakeMail

    def handle(self) -> None:
        self._say("220 here")
        to = ""
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            if verb == "EHLO":
                self.wfile.write(b"250-here\r\n250 AUTH PLAIN\r\n")
            elif verb == "AUTH":
                self.server.logins.append(line)
                self._say("535 no, not with 'hunter22222'" if self.server.refuses else "235 yes")
            elif verb == "RCPT":
                to = line.split(":", 1)[1].strip("<>")
                self._say("250 yes")
            elif verb == "DATA":
                self._say("354 go on")
                message = "".join(iter(lambda: self.rfile.readline().decode(), ".\r\n"))
                self.server.got.append((to, message))
                self._say("250 taken")
            elif verb == "QUIT":
                return self._say("221 bye")
            else:
                self._say("250 yes")
        return None

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def running(server: Any) -> Iterator[Any]:
    """Run it in a thread."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()
