"""The app stopped while it works: it ends cleanly, what was acknowledged is there, and nothing is left running."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from afterrun.journal import Journal
from afterrun.journal.identity import journal_id
from benchmarks.fire.kills_serve import _check_in, _send
from benchmarks.fire_pages import uploads
from benchmarks.fire_server import Server
from benchmarks.fit_hours import hour_long
from tests.cli.typed import story_in

pytestmark = [
    pytest.mark.share,
    pytest.mark.skipif(sys.platform != "linux", reason="its processes are found in /proc"),
]
HANG_S = 60.0


def _works_out(server: Server, _: Path, told: list[str]) -> None:
    with suppress(OSError), closing(server.abandoned("/api/answers?site=right-forefoot-lateral")) as asking:
        asking.recv(1)


def _takes_in(server: Server, _: Path, told: list[str]) -> None:
    files = {f"{seed}.fit": hour_long(seed, seconds=600) for seed in range(40)}
    with suppress(OSError, http.client.HTTPException):
        uploads(files)(server, Path(), threading.Event())


def _saves(server: Server, path: Path, told: list[str]) -> None:
    with Journal.open(path) as journal:
        mine = journal_id(journal)
    with suppress(OSError, http.client.HTTPException, RuntimeError):
        for number in range(10_000):
            waiting = _check_in(number, mine)
            _send(f"http://{server.host}:{server.port}/", waiting)
            told.append(f"n {waiting['id']}")


@pytest.mark.parametrize("at", [0.0, 1.0])
@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("does", [_works_out, _takes_in, _saves])
def test_it_ends_and_nothing_is_left(
    tmp_path: Path, does: Callable[[Server, Path, list[str]], None], sign: signal.Signals, code: int, at: float
) -> None:
    """The signal goes to all of its processes, as a terminal sends it: while one still loads, and later."""
    path = story_in(tmp_path / "journal.db")
    told: list[str] = []
    (tmp_path / "tmp").mkdir()
    command = [sys.executable, "-m", "afterrun", "serve", "--port", "0", "--journal", str(path)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"TMPDIR": str(tmp_path / "tmp")},
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stdout is not None
        line = next(line for line in process.stdout if "http://" in line)
        ((host, port),) = re.findall(r"http://([\d.]+):(\d+)/", line)
        doing = threading.Thread(target=does, args=(Server(process, host, int(port)), path, told))
        doing.start()
        _wait(lambda: bool(told or _children(process.pid)))
        time.sleep(at)
        children = _children(process.pid)
        os.killpg(process.pid, sign)
        _, err = process.communicate(timeout=HANG_S)
        doing.join(HANG_S)
    assert (process.returncode, err) == (code, "Stopped.\n" if sign == signal.SIGTERM else "")
    _wait(lambda: not any(map(_runs, children)))
    assert not list((tmp_path / "tmp").iterdir())
    with Journal.open(path, create=False) as journal:
        assert journal.verify() == ()
        kept = [report.note for report in journal.diary().pain if report.note and report.note.startswith("n ")]
    assert len(kept) == len(set(kept))
    assert set(told) <= set(kept)


def _wait(until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + HANG_S
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _children(pid: int) -> list[int]:
    of_threads = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for children in of_threads for child in children.read_text("ascii").split()]


def _runs(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    return False
