"""Fake servers on this computer that answer as intervals.icu and Strava do, and misbehave when told to."""

from __future__ import annotations

import gzip
import json
import time
from base64 import b64decode
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from benchmarks.fit_hours import hour_long

KEY = "k3y-of-nobody-7391"
SECRETS = (KEY, "client-s3cret-5520", "refresh-t0ken-first", "refresh-t0ken-second", "access-t0ken-8842")


class FakeService(ThreadingHTTPServer):
    """Keeps (method, path, headers); ``faults`` are answered first, in turn, to requests whose path holds a text."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.got: list[tuple[str, str, dict[str, str]]] = []
        self.faults: list[tuple[str, Callable[[_Handler], None]]] = []
        self.activities: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}
        self.streams: dict[int, dict[str, Any]] = {}
        self.refreshed: list[str] = []

    def asked(self, part: str) -> int:
        """How often something was asked for."""
        return sum(part in path for _, path, _ in self.got)

    def with_runs(self, count: int, *, seconds: int = 120) -> FakeService:
        """Hold some runs on intervals.icu."""
        for seed in range(count):
            name = f"i{100 + seed}"
            day = f"2026-02-{13 + seed:02d}"
            self.activities.append({"id": name, "start_date_local": f"{day}T08:00:00", "type": "Run", "name": "Easy"})
            self.files[name] = gzip.compress(hour_long(seed, seconds=seconds))
        return self


class _Handler(BaseHTTPRequestHandler):
    server: FakeService
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.got.append((self.command, self.path, headers))
        body = self.rfile.read(int(headers.get("content-length", 0))).decode()
        for place, (part, misbehave) in enumerate(self.server.faults):
            if part in self.path:
                del self.server.faults[place]
                misbehave(self)
                return
        path = urlsplit(self.path).path
        if path.startswith("/api/v1/"):
            self._intervals(path, headers)
        elif path == "/oauth/token":
            self._token(parse_qs(body))
        else:
            self._strava(path, headers)

    do_POST = do_GET  # noqa: N815 - the library's name

    def _intervals(self, path: str, headers: dict[str, str]) -> None:
        word = headers.get("authorization", "").removeprefix("Basic ")
        if b64decode(word).decode() != f"API_KEY:{KEY}":
            self.answer(401)
        elif path.endswith("/activities"):
            oldest = parse_qs(urlsplit(self.path).query)["oldest"][0]
            listed = [each for each in self.server.activities if each["start_date_local"] >= oldest]
            self.answer(200, json.dumps(listed).encode())
        else:
            content = self.server.files.get(path.split("/")[-2])
            self.answer(404) if content is None else self.answer(200, content)

    def _token(self, form: dict[str, list[str]]) -> None:
        self.server.refreshed.append(form["refresh_token"][0])
        if form["client_secret"] != ["client-s3cret-5520"] or form["refresh_token"][0] not in SECRETS:
            self.answer(400)
            return
        told = {"access_token": "access-t0ken-8842", "refresh_token": "refresh-t0ken-second", "expires_at": 4e9}
        self.answer(200, json.dumps(told).encode())

    def _strava(self, path: str, headers: dict[str, str]) -> None:
        if headers.get("authorization") != "Bearer access-t0ken-8842":
            self.answer(401)
        elif path.endswith("/athlete/activities"):
            page = int(parse_qs(urlsplit(self.path).query)["page"][0])
            self.answer(200, json.dumps(self.server.activities if page == 1 else []).encode())
        else:
            streams = self.server.streams.get(int(path.split("/")[-2]))
            self.answer(404) if streams is None else self.answer(200, json.dumps(streams).encode())

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Answer whole."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


Fault = Callable[[_Handler], None]


def status(code: int, **headers: str) -> Fault:
    """Answer with a status, repeating what was sent, as some servers do."""
    return lambda handler: handler.answer(code, str(handler.headers).encode(), **headers)


def cut_off(handler: _Handler) -> None:
    """Promise more than comes."""
    handler.send_response(200)
    handler.send_header("content-length", "5000")
    handler.end_headers()
    handler.wfile.write(b"[" * 100)
    handler.close_connection = True


def nonsense(handler: _Handler) -> None:
    """Answer with a page where JSON was asked for."""
    handler.answer(200, b"<html>Please log in</html>")


def of_another_shape(handler: _Handler) -> None:
    """Answer with JSON of another kind."""
    handler.answer(200, b'{"message": "hello"}')


def huge(handler: _Handler) -> None:
    """Promise a gigabyte."""
    handler.send_response(200)
    handler.send_header("content-length", str(2**30))
    handler.end_headers()
    handler.close_connection = True


def endless(handler: _Handler) -> None:
    """Send on and on, and promise nothing."""
    handler.send_response(200)
    handler.send_header("connection", "close")
    handler.end_headers()
    handler.close_connection = True
    try:
        while True:
            handler.wfile.write(b" " * 2**20)
    except OSError:  # nobody listens any more
        pass


def slow(handler: _Handler) -> None:
    """Send a letter now and then."""
    handler.send_response(200)
    handler.send_header("connection", "close")
    handler.end_headers()
    handler.close_connection = True
    try:
        for _ in range(200):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.01)
    except OSError:
        pass


def sent_on(to: str) -> Fault:
    """Send whoever asks elsewhere."""
    return lambda handler: handler.answer(302, location=to)
