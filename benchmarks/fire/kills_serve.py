"""kill -9 of the server while a browser's box sends check-ins, each until it is acknowledged: each is there, once."""

from __future__ import annotations

import http.client
import json
import random
import tempfile
import time
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from afterrun.journal import Journal
from afterrun.journal.identity import journal_id
from afterrun.web.serving import Reach, serve
from benchmarks.fire.forked import Forked, Tell, forked
from benchmarks.fire.kills import A_JOURNAL, FilesKilled, reopen

_PATIENCE_S = 60.0


def _serving(tell: Tell, path: Path) -> None:
    serve(path, reach=Reach(), open_browser=False, clock=lambda: datetime.now(UTC), announce=tell)


def kill_servers(times: int, *, seed: int = 0) -> FilesKilled:
    """Kill a server so many times, each after it has acknowledged one at least."""
    rng, found = random.Random(seed), FilesKilled()
    while found.kills < times:
        with tempfile.TemporaryDirectory(prefix="afterrun-fire-") as folder:
            _kill_some(Path(folder) / "journal.db", min(A_JOURNAL, times - found.kills), rng, found)
    return found


def _kill_some(path: Path, times: int, rng: random.Random, found: FilesKilled) -> None:
    with Journal.open(path) as journal:
        mine = journal_id(journal)
    told: list[str] = []
    waiting = _check_in(0, mine)
    for _ in range(times):
        server = forked(_serving, path)
        address = server.hear()
        killed_at_once = rng.random() < 0.3  # else while one is on its way
        for _ in range(rng.randrange(1, 6)):
            _send(address, waiting)
            told.append(str(waiting["id"]))
            waiting = _check_in(len(told), mine)
        if not killed_at_once:
            _kill_on_the_way(server, address, waiting, rng)
        server.kill()
        reopen(path, found)
    server = forked(_serving, path)
    _send(server.hear(), waiting)  # what was on its way to the last one
    server.kill()
    told.append(str(waiting["id"]))
    with Journal.open(path, create=False) as journal:
        held = Counter(each.note for each in journal.diary().pain)
    found.count([f"n {each}" for each in told], held)


def _check_in(number: int, journal: str) -> dict[str, object]:
    now = datetime.now(UTC).isoformat()
    name = f"{number:016x}"
    fields = {"nrs": str(number % 11), "site": "left-heel", "note": f"n {name}"}
    return {"id": name, "journal": journal, "at": now, "stamped": True, "sent_at": now, "fields": fields}


def _connected(address: str) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(address.removeprefix("http://").rstrip("/"), timeout=_PATIENCE_S)


def _ask(connection: http.client.HTTPConnection, waiting: dict[str, object]) -> None:
    connection.request("POST", "/api/outbox", json.dumps(waiting), {"Content-Type": "application/json"})


def _send(address: str, waiting: dict[str, object]) -> None:
    with closing(_connected(address)) as connection:
        _ask(connection, waiting)
        answer = connection.getresponse()
        said = json.loads(answer.read())
        if answer.status != 200 or said["status"] not in ("stored", "already"):
            raise RuntimeError(f"{answer.status}: {said}")


def _kill_on_the_way(server: Forked, address: str, waiting: dict[str, object], rng: random.Random) -> None:
    """Kill it before it answers, or just after: it is sent again to the next one, as a browser's box does."""
    with closing(_connected(address)) as connection:
        _ask(connection, waiting)
        time.sleep(rng.uniform(0.0, 0.06))
        server.process.kill()
