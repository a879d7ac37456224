"""The server under attack: each attack runs against a server of its own, and a page has to answer all the while.

Prints one line an attack, with its counts, and fails if one of them gets through.
"""

from __future__ import annotations

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from afterrun.journal import Journal
from afterrun.lab.story import write_story

PAGE_S = 1.0  # what is promised of a page while any one attack runs
END_S = 2.0  # what is promised of the end
SITE = "right-forefoot-lateral"  # of the story
_PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from afterrun.web.serving import Reach, serve
serve(Path(sys.argv[1]), reach=Reach(), open_browser=False, clock=lambda: datetime.now(UTC))
"""
CROSS = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
LONG = "/static/vendor/htmx-4.0.1.min.js"
HEAVY = (
    f"/fragment/trial-designs?site={SITE}&weeks=104",
    f"/fragment/answers?site={SITE}",
    f"/fragment/today?site={SITE}",
    f"/report?site={SITE}",
    f"/report?site={SITE}&format=pdf",
    f"/api/answers?site={SITE}",
    f"/api/curve?site={SITE}",
    "/settings/export",
    "/settings/backup",
)


@dataclass
class Server:
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    host: str
    port: int

    def connection(self, timeout_s: float = 60.0) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(self.host, self.port, timeout=timeout_s)

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, float]:
        """Return the status and how long it took. [s]"""
        began = time.monotonic()
        connection = self.connection()
        try:
            connection.request("GET", path, headers=headers or {})
            answer = connection.getresponse()
            answer.read()
            return answer.status, time.monotonic() - began
        finally:
            connection.close()

    def abandoned(self, path: str, headers: dict[str, str] | None = None) -> socket.socket:
        """Ask and do not wait."""
        asking = socket.create_connection((self.host, self.port))
        lines = [f"GET {path} HTTP/1.1", f"Host: {self.host}:{self.port}"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        asking.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        return asking

    def end(self, sign: int = signal.SIGTERM) -> float:
        """End it; return how long that took. [s]"""
        began = time.monotonic()
        self.process.send_signal(sign)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(30)
        return time.monotonic() - began

    def worker_cpu_s(self) -> float:
        """Return the CPU time of the processes beside it so far, of those that ended too. [s]"""
        # a process is listed under the thread that started it
        of_threads = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        pids = [pid for children in of_threads for pid in children.read_text("ascii").split()]
        return _ended_cpu_s(self.process.pid) + sum(cpu_s(int(pid)) for pid in pids)


@dataclass
class Tally:
    """What came of an attack."""

    name: str
    asked: int = 0
    quiet_page_s: float = 0.0
    worst_page_s: float = 0.0
    pages: int = 0
    end_s: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def line(self) -> str:
        state = "ok" if not self.wrong else "FAILED: " + "; ".join(sorted(set(self.wrong))[:5])
        return (
            f"{self.name}: {self.asked} asked; {self.pages} pages beside it, the slowest {self.worst_page_s:.2f} s "
            f"(before it {self.quiet_page_s:.2f} s); "
            f"ended in {self.end_s:.2f} s; {state}"
        )


def cpu_s(pid: int) -> float:
    """Return the CPU time of a process so far; 0 if it is gone. [s]"""
    return _ticks_s(pid, slice(11, 13))


def _ended_cpu_s(pid: int) -> float:
    return _ticks_s(pid, slice(13, 15))


def _ticks_s(pid: int, which: slice) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return sum(map(int, fields[which])) / os.sysconf("SC_CLK_TCK")


def story(path: Path) -> None:
    """Write the story of the example into a journal."""
    with Journal.open(path) as journal:
        write_story(journal, now=datetime.now(UTC))


@contextmanager
def served(folder: Path, fill: Callable[[Path], object] = story) -> Iterator[tuple[Server, Path]]:
    """Serve a journal of its own; hand out the server and where the journal lies."""
    path = Path(tempfile.mkdtemp(dir=folder)) / "journal.db"
    fill(path)
    command = [sys.executable, "-c", _PROGRAM, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        told = next(line for line in process.stdout if line.startswith("Open "))
        host, _, port = told.split()[1].removeprefix("http://").rstrip("/").partition(":")
        server = Server(process, host, int(port))
        server.get("/check-in")  # the templates are read
        try:
            yield server, path
        finally:
            if process.poll() is None:
                process.kill()


def attack(
    folder: Path, name: str, act: Callable[[Server, Tally], None], *, pages: int = 10, until_done: bool = False
) -> Tally:
    """Attack a server, look at a page meanwhile, and end it while the attack goes on, or after it."""
    tally = Tally(name)
    with served(folder) as (server, _):
        tally.quiet_page_s = max(server.get("/check-in")[1] for _ in range(pages))
        done = threading.Event()

        def attacking() -> None:
            try:
                act(server, tally)
            except OSError as fault:  # a closed door is an answer, and no page was harmed
                tally.wrong += [] if server.process.poll() is not None else [f"{type(fault).__name__}: {fault}"]
            finally:
                done.set()

        thread = threading.Thread(target=attacking, daemon=True)
        thread.start()
        time.sleep(0.5)
        for _ in range(pages):
            status, took_s = server.get("/check-in")
            tally.pages += 1
            tally.worst_page_s = max(tally.worst_page_s, took_s)
            if status != 200:
                tally.wrong.append(f"/check-in said {status}")
            time.sleep(0.1)
        if until_done:
            done.wait(120)
        tally.end_s = server.end()
        done.wait(30)
    if tally.worst_page_s > PAGE_S:
        tally.wrong.append(f"a page took {tally.worst_page_s:.2f} s")
    if tally.end_s > END_S:
        tally.wrong.append(f"the end took {tally.end_s:.2f} s")
    return tally


def abandoned(count: int, paths: tuple[str, ...], headers: dict[str, str]) -> Callable[[Server, Tally], None]:
    """Ask many times, and go away at once."""

    def act(server: Server, tally: Tally) -> None:
        for number in range(count):
            server.abandoned(paths[number % len(paths)], headers).close()
            tally.asked += 1

    return act


def kept_waiting(count: int, paths: tuple[str, ...]) -> Callable[[Server, Tally], None]:
    """Ask many times, and stay."""

    def act(server: Server, tally: Tally) -> None:
        asking = []
        for number in range(count):
            asking.append(server.abandoned(paths[number % len(paths)]))
            tally.asked += 1
        time.sleep(5)
        for each in asking:
            each.close()

    return act


def from_another_site(server: Server, tally: Tally) -> None:
    """Every heavy address, as another site's picture, frame and script would ask for it; nothing may be begun."""
    for kind in ({}, {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}, {"Sec-Fetch-Site": "same-site"}):
        for path in HEAVY:
            status, _ = server.get(path, CROSS | kind)
            tally.asked += 1
            if status != 403:
                tally.wrong.append(f"{path} said {status} to another site")
    if server.worker_cpu_s():
        tally.wrong.append("another site made it work")


def slow_heads(count: int) -> Callable[[Server, Tally], None]:
    """Open connections and send the head of a request a letter at a time, or nothing at all."""

    def act(server: Server, tally: Tally) -> None:
        _drip(
            server, tally, [b"" if n % 2 else b"GET /check-in HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " for n in range(count)]
        )

    return act


def slow_bodies(count: int) -> Callable[[Server, Tally], None]:
    """Say that a body of half a megabyte comes, and send it a letter at a time."""

    def act(server: Server, tally: Tally) -> None:
        form = b"Content-Type: application/x-www-form-urlencoded"
        file = b"Content-Type: multipart/form-data; boundary=x"
        heads = [
            f"POST {path} HTTP/1.1\r\nHost: {server.host}:{server.port}\r\nContent-Length: 500000\r\n".encode() + kind
            for path, kind in (("/check-in", form), ("/import", file), ("/settings/restore", file), ("/login", form))
        ]
        _drip(server, tally, [heads[n % len(heads)] + b"\r\n\r\na" for n in range(count)])

    return act


def _drip(server: Server, tally: Tally, beginnings: list[bytes]) -> None:
    asking = []
    for begin in beginnings:
        each = socket.create_connection((server.host, server.port))
        each.sendall(begin)
        asking.append((each, bool(begin)))
        tally.asked += 1
    until = time.monotonic() + 25
    while asking and time.monotonic() < until and server.process.poll() is None:
        time.sleep(0.5)
        asking = [(each, drips) for each, drips in asking if _still_open(each, drips)]
    if server.process.poll() is None and asking:
        tally.wrong.append(f"{len(asking)} of {len(beginnings)} slow connections were never closed")


def _still_open(asking: socket.socket, drips: bool) -> bool:
    try:
        if drips:
            asking.sendall(b"a")
        asking.setblocking(False)
        with suppress(BlockingIOError):
            if asking.recv(1 << 16) == b"":
                return False
        asking.setblocking(True)
    except OSError:
        return False
    return True


def slow_readers(count: int) -> Callable[[Server, Tally], None]:
    """Ask for long answers and take nothing of them."""

    def act(server: Server, tally: Tally) -> None:
        asking = []
        for _ in range(count):
            each = socket.socket()
            each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            each.connect((server.host, server.port))
            for _ in range(20):
                each.sendall(f"GET {LONG} HTTP/1.1\r\nHost: {server.host}:{server.port}\r\n\r\n".encode())
            asking.append(each)
            tally.asked += 1
        time.sleep(5)
        for each in asking:
            each.close()

    return act


def abandoned_work_stops(server: Server, tally: Tally) -> None:
    """What was abandoned may not go on: its process is gone or idle some seconds later."""
    for path in HEAVY[:4]:
        server.abandoned(path).close()
        tally.asked += 1
    time.sleep(8)
    before = server.worker_cpu_s()
    time.sleep(2)
    if server.process.poll() is None and server.worker_cpu_s() - before > 0.1:
        tally.wrong.append("what nobody waits for goes on")


def attacks(share: float) -> dict[str, tuple[Callable[[Server, Tally], None], int]]:
    """List them, each with how many pages are looked at meanwhile; ``share`` 1 is in full."""

    def of(count: int) -> int:
        return max(1, round(count * share))

    designs = HEAVY[:1]
    other = tuple(f"/fragment/trial-designs?site={SITE}&weeks={weeks}" for weeks in range(2, 105))
    htmx = {"HX-Request": "true"}
    return {
        "45 abandoned simulations": (abandoned(45, designs, {}), 10),
        "abandoned simulations, each another": (abandoned(of(450), other, {}), 30),
        "abandoned parts of pages, each another": (abandoned(of(450), other, htmx), 30),
        "every heavy address, abandoned": (abandoned(of(450), HEAVY, {}), 30),
        "every heavy address, waited for": (kept_waiting(of(200), HEAVY), 30),
        "another site's pictures, frames and scripts": (from_another_site, 10),
        "another site's pictures, abandoned": (abandoned(of(2000), HEAVY, CROSS), 30),
        "slow heads": (slow_heads(of(400)), 100),
        "slow bodies": (slow_bodies(of(400)), 100),
        "slow readers": (slow_readers(of(100)), 30),
        "abandoned work stops": (abandoned_work_stops, 80),
    }


def main(arguments: list[str] | None = None) -> int:
    """Run the attacks; return 1 if one got through."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="of the counts; 1 is in full")
    parser.add_argument("--only", default="", help="attacks whose name begins so")
    options = parser.parse_args(arguments)
    failed = 0
    with tempfile.TemporaryDirectory(prefix="afterrun-fire-") as home:
        for name, (act, pages) in attacks(options.share).items():
            if name.startswith(options.only):
                tally = attack(Path(home), name, act, pages=pages)
                failed += bool(tally.wrong)
                print(tally.line(), flush=True)
    print(f"{failed} attacks got through." if failed else "No attack got through.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
