"""The server as `afterrun serve` starts it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from afterrun.errors import JournalError
from afterrun.web.serving import Reach, _listen, serve
from tests.web.conftest import NOW

_PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from afterrun.web.serving import Reach, serve
serve(Path(sys.argv[1]), reach=Reach(port=int(sys.argv[2])), open_browser=False, clock=lambda: datetime.now(UTC))
"""


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


def test_a_file_that_is_no_journal_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(b"a shopping list, not a journal" * 100)
    with pytest.raises(JournalError):
        serve(path, reach=Reach(), open_browser=False, clock=lambda: NOW)
