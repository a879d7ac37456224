"""The server as `afterrun serve` starts it."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from afterrun.errors import JournalError
from afterrun.web import serving
from afterrun.web.serving import Reach, _listen, serve
from tests.shares import first_of
from tests.web.conftest import NOW

_PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from afterrun.web.serving import Reach, serve
serve(Path(sys.argv[1]), reach=Reach(port=int(sys.argv[2])), open_browser=False, clock=lambda: datetime.now(UTC))
"""
_BUSY_PROGRAM = (
    """
import threading
from afterrun.web import serving
made = serving.create_app
def create_app(*given, **named):
    app = made(*given, **named)
    @app.get("/hangs")
    def hangs():
        print("hangs", flush=True)
        threading.Event().wait()
    return app
serving.create_app = create_app
"""
    + _PROGRAM
)


def test_a_taken_port_is_followed_by_the_next() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with _listen("127.0.0.1", port) as found:
            assert found.getsockname()[1] != port


def test_answers_are_sent_without_delay() -> None:
    """Over one connection, as a browser keeps it: asyncio sets TCP_NODELAY only where the protocol is named."""
    with _listen("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_it_says_where_it_is_serves_and_stops_at_ctrl_c(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _PROGRAM, str(tmp_path / "journal.db"), "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        told = next(line for line in server.stdout if line.startswith("Open "))
        with urllib.request.urlopen(told.split()[1], timeout=60) as answer:
            assert b"Log how it feels now" in answer.read()
        server.send_signal(signal.SIGINT)
        assert server.wait(60) == 0
        assert server.stderr.read() == ""


@pytest.mark.parametrize("sign", first_of([signal.SIGTERM, signal.SIGINT]))
def test_it_ends_whatever_it_does(tmp_path: Path, sign: int) -> None:
    """While things are worked out, somebody is half through a body, and a thread does not come back."""
    command = [sys.executable, "-c", _BUSY_PROGRAM, str(tmp_path / "journal.db"), "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        told = next(line for line in server.stdout if line.startswith("Open "))
        host, _, port = told.split()[1].removeprefix("http://").rstrip("/").partition(":")
        asking = []
        for head in (
            "GET /hangs HTTP/1.1",
            "GET /api/answers HTTP/1.1",
            "POST /check-in HTTP/1.1\r\nContent-Length: 9",
        ):
            each = socket.create_connection((host, int(port)))
            each.sendall(f"{head}\r\nHost: {host}:{port}\r\n\r\n".encode())
            asking.append(each)
        assert next(server.stdout) == "hangs\n"
        server.send_signal(sign)
        assert server.wait(60) in (0, -sign, 128 + sign)
        for each in asking:
            each.close()


def test_a_file_that_is_no_journal_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(b"a shopping list, not a journal" * 100)
    with pytest.raises(JournalError):
        serve(path, reach=Reach(), open_browser=False, clock=lambda: NOW)


def test_that_there_is_no_room_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    """asyncio would write a page of its own words for each that waits, every second."""
    serving._tell_no_room.cache_clear()
    with closing(asyncio.new_event_loop()) as loop:
        for _ in range(3):
            serving._tell_fault(loop, {"message": "", "exception": OSError(errno.EMFILE, "Too many open files")})
        assert [each.split(".")[0] for each in caplog.messages] == ["More ask at once than this computer lets in"]
        serving._tell_fault(loop, {"message": "another fault"})
    assert caplog.messages[1:] == ["another fault"]
