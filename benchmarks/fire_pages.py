"""A page while the server works: `/check-in` is asked five times a second while one attack after the other runs.

``make fire-pages``. Each attack has a server of its own on this computer; it goes on as long as the page is looked at.
Prints the median and the worst wall time of the page, and the processor time of the server and of the processes beside
it. The exit code is 1 if a page took more than a second.
"""

from __future__ import annotations

import argparse
import http.client
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from afterrun.journal import Journal
from afterrun.journal.secrets import Secrets
from afterrun.sync.sources import Folder, Intervals, add
from benchmarks.fire.costly import COSTLY
from benchmarks.fire_server import HEAVY, PAGE_S, SITE, Server, Tally, cpu_s, served, slow_bodies, story
from benchmarks.fit_hours import hour_long
from benchmarks.long_journal import long_journal

_EVERY_S = 0.2
_BOUNDARY = "between-two-parts"
_CLIENTS = 16
_LOOKED_AT = (
    "/",
    "/check-in",
    "/timeline",
    "/why",
    "/plan",
    "/load",
    "/foot",
    "/settings",
    f"/fragment/today?site={SITE}",
)
Attack = Callable[[Server, Path, threading.Event], None]


@dataclass(slots=True)
class Seen:
    """How a page fared.

    Parameters
    ----------
    name : str
        Of the attack.
    took_s : list of float
        Of each page. [s]
    server_s, beside_s : float
        Processor time of the server, and of the processes beside it, those that ended too. [s]
    kept_waiting_s : float
        How long the server, ready to run, was given no processor: other programs of this computer had it. [s]
    wrong : list of str
        What went wrong.
    """

    name: str
    took_s: list[float] = field(default_factory=list)
    server_s: float = 0.0
    beside_s: float = 0.0
    kept_waiting_s: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def line(self) -> str:
        """Write it as a row of a table."""
        late = sum(each > PAGE_S for each in self.took_s)
        said = "; ".join(sorted(set(self.wrong))[:3]) or ("ok" if not late else f"{late} TOO LATE")
        return (
            f"| {self.name} | {len(self.took_s)} | {median(self.took_s):.2f} s | {max(self.took_s):.2f} s "
            f"| {self.server_s:.1f} s | {self.beside_s:.1f} s | {self.kept_waiting_s:.1f} s | {said} |"
        )


def watched(name: str, attack: Attack, folder: Path, *, seconds: float, fill: Callable[[Path], object]) -> Seen:
    """Look at a page while an attack goes on, over and over, against a server of its own."""
    seen, enough = Seen(name), threading.Event()
    with served(folder, fill) as (server, path):
        before_s, began = cpu_s(server.process.pid), time.monotonic()
        beside_before_s, waited_before_s = server.worker_cpu_s(), _kept_waiting_s(server.process.pid)

        def attacking() -> None:
            while not enough.is_set():
                try:
                    attack(server, path, enough)
                except (OSError, http.client.HTTPException) as fault:  # closed on us: an answer, if the server lives
                    if server.process.poll() is not None and not enough.is_set():
                        seen.wrong.append(f"the server ended: {fault}")
                        return
                time.sleep(0.05)

        thread = threading.Thread(target=attacking, daemon=True)
        thread.start()
        time.sleep(0.5)
        while time.monotonic() - began < seconds:
            status, took_s = server.get("/check-in")
            seen.took_s.append(took_s)
            if status != 200:
                seen.wrong.append(f"/check-in said {status}")
            time.sleep(max(0.0, _EVERY_S - took_s))
        seen.server_s = cpu_s(server.process.pid) - before_s
        seen.beside_s = server.worker_cpu_s() - beside_before_s
        seen.kept_waiting_s = _kept_waiting_s(server.process.pid) - waited_before_s
        enough.set()
        if server.end() > 2.0:
            seen.wrong.append("the end took more than two seconds")
        thread.join(30)
    return seen


def _kept_waiting_s(pid: int) -> float:
    """How long the thread that answers was ready and had no processor."""
    return int(Path(f"/proc/{pid}/schedstat").read_text("ascii").split()[1]) / 1e9


def uploads(files: Mapping[str, bytes]) -> Attack:
    """Send files to the import page, one request after the other, and wait for what is said of them."""
    parts = "".join
    bodies = [
        parts(
            (
                f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n',
                "Content-Type: application/octet-stream\r\n\r\n",
            )
        ).encode()
        + content
        + f"\r\n--{_BOUNDARY}--\r\n".encode()
        for name, content in files.items()
    ]

    def act(server: Server, _path: Path, enough: threading.Event) -> None:
        for body in bodies:
            if not enough.is_set():
                _post(server, "/import", body)

    return act


def restores(backup: bytes) -> Attack:
    """Put a large backup in the place of the journal."""
    body = (
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="sure"\r\n\r\nyes\r\n'
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="backup"; filename="b.db"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    ).encode()

    def act(server: Server, _path: Path, _enough: threading.Event) -> None:
        _post(server, "/settings/restore", body + backup + f"\r\n--{_BOUNDARY}--\r\n".encode())

    return act


def _post(server: Server, path: str, body: bytes, kind: str = f"multipart/form-data; boundary={_BOUNDARY}") -> int:
    with closing(server.connection()) as connection:
        origin = f"http://{server.host}:{server.port}"
        connection.request("POST", path, body, {"Content-Type": kind, "Origin": origin, "HX-Request": "true"})
        answer = connection.getresponse()
        answer.read()
        return answer.status


def asked(*paths: str) -> Attack:
    """Ask for what takes long, each address in turn, and wait."""

    def act(server: Server, _path: Path, enough: threading.Event) -> None:
        for path in paths:
            if not enough.is_set():
                server.get(path)

    return act


def stances() -> Attack:
    """Ask for whole stances of another foot each time."""
    numbers = count()

    def act(server: Server, _path: Path, _enough: threading.Event) -> None:
        value = 1 + next(numbers) % 14
        server.get(f"/fragment/foot/deeper?change=calf_shortening_deg&value={value}")

    return act


def abandoned(server: Server, _path: Path, _enough: threading.Event) -> None:
    """Ask 45 times for what takes long, and go away."""
    for number in range(45):
        server.abandoned(HEAVY[number % len(HEAVY)]).close()
    time.sleep(1)


def many_clients(server: Server, _path: Path, enough: threading.Event) -> None:
    """Sixteen people look at one page after the other."""

    def look(first: int) -> None:
        for number in count(first):
            if enough.is_set():
                return
            with suppress(OSError):
                server.get(_LOOKED_AT[number % len(_LOOKED_AT)], {"HX-Request": "true"} if number % 2 else {})
            time.sleep(0.5)  # to read it

    threads = [threading.Thread(target=look, args=(each,), daemon=True) for each in range(_CLIENTS)]
    for each in threads:
        each.start()
    enough.wait()


def slow_host(server: Server, path: Path, enough: threading.Event) -> None:
    """Sync with a service that sends a letter a second."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        listener.settimeout(0.2)
        add(Secrets(path), Intervals("k" * 20, f"http://127.0.0.1:{listener.getsockname()[1]}"))
        with ExitStack() as open_ones:
            asking: list[socket.socket] = []
            while not enough.is_set():
                _post(server, "/sync", b"", "application/x-www-form-urlencoded")
                with suppress(TimeoutError):
                    one, _ = listener.accept()
                    asking.append(open_ones.enter_context(one))
                    one.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n[")
                for each in asking:
                    with suppress(OSError):
                        each.sendall(b" ")
                time.sleep(1)


def synced_folder(files: Mapping[str, bytes]) -> Attack:
    """Sync with a folder of long runs."""

    def act(server: Server, path: Path, _enough: threading.Event) -> None:
        folder = path.with_name("watched")
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        add(Secrets(path), Folder(str(folder)))
        _post(server, "/sync", b"", "application/x-www-form-urlencoded")

    return act


def dripped(server: Server, _path: Path, _enough: threading.Event) -> None:
    """Send 400 bodies a letter at a time."""
    slow_bodies(400)(server, Tally("slow bodies"))


def _real(path: Path) -> None:
    """One that counts as somebody's own: a simulated one is never synced."""
    story(path)
    with Journal.open(path) as journal:
        journal.set_setting("simulated", "")


def _wait(_server: Server, _path: Path, enough: threading.Event) -> None:
    enough.wait()


def attacks(folder: Path) -> Iterator[tuple[str, Callable[[], Attack], Callable[[Path], object]]]:
    """List them: name, what makes the attack once it is its turn, and the journal that it is done to."""
    other = (f"/fragment/trial-designs?site={SITE}&weeks={weeks}" for weeks in range(2, 105))
    trial = {"site": SITE, "question": "prevention", "intervention": "calf-stretch"}
    plans = (f"/fragment/trial-plan?{urlencode(trial)}&weeks={weeks}" for weeks in range(6, 60))
    yield "nothing", lambda: _wait, story
    yield "upload of long runs (FIT, 6 h)", lambda: uploads(_long_runs()), story
    for name in (
        "GPX of 280,000 points",
        "GPX of empty elements",
        "CSV of 200 columns and 240,000 rows",
        "zip of tiny files",
    ):
        yield f"upload: {name}", partial(_upload, name), story
    long_ago = folder / "long.db"
    yield "restore of ten years", lambda: restores(long_journal(long_ago, now=datetime.now(UTC)).read_bytes()), story
    yield "trial designs, simulated", lambda: asked(*other), story
    yield "a trial, simulated as oneself", lambda: asked(*plans), story
    yield "45 abandoned heavy requests", lambda: abandoned, story
    yield "whole stances of a foot", stances, story
    parts = (f"/fragment/{part}?site={SITE}" for part in ("why", "plan", "forecasts"))
    yield "why, plan and forecasts", lambda: asked(*parts), story
    yield "sync with a slow service", lambda: slow_host, _real
    yield "sync with a folder of long runs", lambda: synced_folder(_long_runs()), _real
    yield "400 slow bodies", lambda: dripped, story
    yield "16 clients", lambda: many_clients, story


def _long_runs() -> Mapping[str, bytes]:
    return {f"day{seed}.fit": hour_long(seed, seconds=6 * 3600) for seed in range(3)}


def _upload(name: str) -> Attack:
    file_name, make = COSTLY[name]
    return uploads({file_name: make()})


def main(arguments: list[str] | None = None) -> int:
    """Run the attacks; return 1 if a page came too late."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=15.0, help="of each attack")
    parser.add_argument("--only", default="", help="attacks whose names hold this")
    options = parser.parse_args(arguments)
    failed = False
    print(
        "| attack | pages | median | worst | server, CPU | beside it, CPU | server, kept waiting | |\n"
        "|---|---|---|---|---|---|---|---|",
        flush=True,
    )
    with tempfile.TemporaryDirectory(prefix="afterrun-fire-") as home:
        for name, make, fill in attacks(Path(home)):
            if options.only in name:
                seen = watched(name, make(), Path(home), seconds=options.seconds, fill=fill)
                failed |= bool(seen.wrong) or max(seen.took_s) > PAGE_S
                print(seen.line(), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
