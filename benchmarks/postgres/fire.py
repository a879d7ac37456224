"""kill -9 of the server, of those who write and of a move: what was acknowledged is there, once.

``python -m benchmarks.postgres.fire`` in full (20 kills of each); `tests/journal/test_postgres_fire.py` runs a few.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from afterrun.errors import JournalError
from afterrun.journal import Journal
from afterrun.journal.moving import move
from afterrun.lab.story import write_story
from afterrun.places import Database
from benchmarks.killed import Killed
from benchmarks.postgres.cluster import Cluster, cluster
from benchmarks.postgres.ready import prepared

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
_PLACE = "AFTERRUN_FIRE_PLACE"  # an address in the arguments of a process would show its password to all
_WRITER = f"""
import os, sys, time
from datetime import UTC, datetime, timedelta
from afterrun.errors import JournalError
from afterrun.journal import Journal
from afterrun.places import database_at
from afterrun.records import PainReport, Site
place, site = database_at(os.environ["{_PLACE}"]), Site.parse("left-heel")
i = int(sys.argv[1])
while True:
    try:
        with Journal.open(place) as journal:
            while True:
                at = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=i)
                journal.add([PainReport(at=at, site=site, nrs=i % 11)])
                print(i, flush=True)
                i += 1
    except JournalError:
        i += 1  # whether this one was stored nobody was told
        time.sleep(0.05)
"""
_MOVER = f"""
import os, sys
from pathlib import Path
from afterrun.journal import moving
from afterrun.places import database_at
moving._ROWS_AT_ONCE = 10
there, back = sys.argv[1] == "there", Path(sys.argv[2])
place = database_at(os.environ["{_PLACE}"])
print("ready", flush=True)
moving.move(back, place) if there else moving.move(place, back)
"""


@dataclass(slots=True)
class DatabaseKilled(Killed):
    """What kills did, and what is there of what nobody was told.

    Parameters
    ----------
    more : int
        Entries, or halves of a move, that nobody was told of.
    """

    more: int = 0


class Writer:
    """A process that adds to one person's journal, and tells of each entry once it is acknowledged."""

    def __init__(self, place: Database) -> None:
        self.place = place
        self.told: list[int] = []
        self._start()

    def kill(self) -> None:
        """Kill -9, and hear what it had said."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self._reader.join()

    def begin_anew(self) -> None:
        """Go on behind whatever was told."""
        self._start()

    def _start(self) -> None:
        first = 100_000 + 10_000 * (max(self.told, default=0) // 10_000)
        command = [sys.executable, "-c", _WRITER, str(first)]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env={**os.environ, _PLACE: address(self.place)}
        )
        self._reader = threading.Thread(target=self._listen, args=(self._process,))
        self._reader.start()

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            self.told.extend(int(line) for line in lines if line.endswith("\n"))


def address(place: Database) -> str:
    """Write a place as it is typed."""
    return f"{place.server}?person={place.person}"


def kill_server(server: Cluster, times: int, *, seed: int = 0) -> DatabaseKilled:
    """Kill the server beside two people's writers, and one of the writers as well; start it again each time."""
    rng, found = random.Random(seed), DatabaseKilled()
    where = prepared(server, "fire")
    both = [Writer(where.of(name)) for name in ("anna", "ben")]
    try:
        for _ in range(times):
            _wait_for_more(both)
            time.sleep(rng.uniform(0.0, 0.3))
            server.kill()
            found.kills += 1
            server.start()
            both[0].kill()
            both[0].begin_anew()
        _wait_for_more(both)
    finally:
        for each in both:
            each.kill()
    for each in both:
        _count(each, found)
    return found


def kill_move(server: Cluster, times: int, *, seed: int = 0) -> DatabaseKilled:
    """Kill a move into the database and one out of it, at a random instant each time, until it was let through."""
    rng, found = random.Random(seed), DatabaseKilled()
    where = prepared(server, "moved").of("carla")
    with tempfile.TemporaryDirectory(prefix="afterrun-fire-") as folder:
        file, back = Path(folder) / "journal.db", Path(folder) / "back.db"
        with Journal.open(file) as journal:
            write_story(journal, now=NOW)
        for way, path in (("there", file), ("back", back)):
            for _ in range(times):
                _kill_move_once(way, path, where, rng)
                found.kills += 1
                found.more += _is_there(where if way == "there" else back)
            with suppress(JournalError):  # the last one may have been quick enough
                move(file, where) if way == "there" else move(where, back)
        with Journal.open(file) as one, Journal.open(back) as other, Journal.open(where) as kept:
            found.damage += [*one.verify(), *other.verify(), *kept.verify()]
            found.acknowledged = len(one.diary().pain)
            found.lost = len(set(one.diary().pain) - set(other.diary().pain) - set(kept.diary().pain))
            found.damage += [] if one.diary() == other.diary() == kept.diary() else ["the diaries differ"]
    return found


def _is_there(place: Database | Path) -> int:
    """Whether a move is through, or half of one is taken for a journal; that one would not be whole."""
    try:
        with Journal.open(place, create=False) as journal:
            return 0 if len(journal.diary().runs) > 5 and journal.verify() == () else 1
    except JournalError:
        return 0


def _kill_move_once(way: str, path: Path, where: Database, rng: random.Random) -> None:
    command = [sys.executable, "-c", _MOVER, way, str(path)]
    mover = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, _PLACE: address(where)},
    )
    assert mover.stdout is not None
    mover.stdout.readline()
    time.sleep(rng.uniform(0.0, 2.0))
    mover.kill()
    mover.communicate()


def _wait_for_more(writers: list[Writer], *, guard_s: float = 60.0) -> None:
    """Wait until each has told of some more."""
    wanted = [len(each.told) + 5 for each in writers]
    end = time.monotonic() + guard_s
    while any(len(each.told) < count for each, count in zip(writers, wanted, strict=True)):
        assert time.monotonic() < end, "the writers got nowhere"
        time.sleep(0.02)


def _count(writer: Writer, found: DatabaseKilled) -> None:
    with Journal.open(writer.place) as journal:
        since = (each.at - datetime(2000, 1, 1, tzinfo=UTC) for each in journal.diary().pain)
        there = Counter(int(each.total_seconds() // 60) for each in since)
        found.damage += journal.verify()
    found.count(writer.told, there)
    found.more += len(set(there) - set(writer.told))


def main() -> None:
    """Print the counts; end with 1 if anything was lost, doubled or damaged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    times, seed = asked.kills, asked.seed
    with cluster(safe=True) as server:
        found = {"server": kill_server(server, times, seed=seed), "move": kill_move(server, times, seed=seed)}
    for name, each in found.items():
        print(f"{name}: {each}")
    sys.exit(any(each.harmed for each in found.values()))


if __name__ == "__main__":
    main()
