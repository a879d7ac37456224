"""Kill workers and clients of a cohort in the middle of their work: is a row lost or doubled, a worker left behind?

``make cohort-fire`` (20 kills of each, on each engine that is installed). The work is a short sleep a person, so that
what is tried is the engine and the rows, not the fit. A row is doubled if two parts hold one of the same person.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from afterrun.cohort.engines import ENGINES, engine_named
from afterrun.cohort.going_on import CHUNK, go_on, working_on
from afterrun.cohort.parts import PERSON, read_table, write_part

COLUMNS = ((PERSON, "string"), ("why", "string"), ("pid", "int64"))
WORKERS = 2
_LOG, _KILLER = "log", "ends-the-process"
_NEEDS = {"processes": "pyarrow", "dask": "distributed", "ray": "ray"}
_WAITS_S, _SETTLES_S = 120.0, 6.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a kill left.

    Parameters
    ----------
    people, rows : int
        Who there is, and rows that are handed out.
    doubled, repeated : int
        Rows beyond one a person, and people worked on more than once.
    left_behind : int
        Processes of the killed client that still run some seconds later.
    """

    people: int
    rows: int
    doubled: int
    repeated: int
    left_behind: int

    @property
    def held(self) -> bool:
        """Whether nothing was lost or doubled, nobody left behind, and no more than a task a worker done again."""
        whole = self.rows == self.people and not self.doubled and not self.left_behind
        return whole and self.repeated <= CHUNK * WORKERS


def work(folder: Path, people: tuple[str, ...], *, seconds: float) -> int:
    """Do a task: note who was worked on, sleep, keep the rows; one name ends the process."""
    rows = []
    for person in people:
        with working_on(folder, person):
            if person == _KILLER:
                os._exit(3)
            with (folder / _LOG).open("a") as log:
                log.write(f"{person} {os.getpid()}\n")
            time.sleep(seconds)
            rows.append({PERSON: person, "pid": os.getpid()})
    write_part(folder, rows, COLUMNS)
    return len(rows)


def give_up(folder: Path, person: str) -> None:
    """Keep a row of whoever ends every worker."""
    write_part(folder, [{PERSON: person, "why": "lost"}], COLUMNS)


def client(engine: str, folder: Path, people: list[str], seconds: float) -> None:
    """Work through everybody, as `afterrun cohort fit` does."""
    task = partial(work, folder, seconds=seconds)
    going = go_on(engine_named(engine), task, people, folder, workers=WORKERS, give_up=partial(give_up, folder))
    for _ in going:
        pass


def names(people: int, *, killer: bool = False) -> list[str]:
    """Name everybody."""
    return [f"p{number:04d}" for number in range(people)] + [_KILLER] * killer


def kill_once(engine: str, what: str, folder: Path, *, people: int, seconds: float = 0.02) -> Outcome:
    """Kill a worker or the client once some rows are there, let it end, and count."""
    process = _start(engine, folder, people, seconds)
    _wait_for(lambda: bool(list(folder.glob("part-*.parquet"))))
    family = _descendants(process.pid)
    left = 0
    if what == "worker":
        with contextlib.suppress(ProcessLookupError):
            os.kill(_logged(folder)[-1][1], signal.SIGKILL)
    else:
        process.kill()
        process.wait()
        left = _left(family)
        process = _start(engine, folder, people, seconds)
    if process.wait(_WAITS_S):
        raise RuntimeError(f"{engine}, {what}: the client ended with {process.returncode}")
    return counted(folder, people, left)


def counted(folder: Path, people: int, left_behind: int = 0) -> Outcome:
    """Count rows and work done again."""
    parts = folder.glob("part-*.parquet")
    rows = Counter(row[PERSON] for part in parts for row in read_table(part, [PERSON]))
    worked = Counter(person for person, _ in _logged(folder))
    return Outcome(
        people=people,
        rows=len(rows),
        doubled=sum(rows.values()) - len(rows),
        repeated=sum(count - 1 for count in worked.values()),
        left_behind=left_behind,
    )


def _start(engine: str, folder: Path, people: int, seconds: float) -> subprocess.Popen[bytes]:
    folder.mkdir(exist_ok=True, parents=True)
    command = [sys.executable, "-m", "benchmarks.cohort_fire", "--client", engine, "--folder", str(folder)]
    return subprocess.Popen([*command, "--people", str(people), "--seconds", str(seconds)])


def _logged(folder: Path) -> list[tuple[str, int]]:
    lines = (folder / _LOG).read_text().splitlines()
    return [(person, int(pid)) for person, pid in (line.split() for line in lines)]


def _descendants(pid: int) -> list[int]:
    """Whoever a process started, and whom these did."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            children.setdefault(int(stat.read_text().rpartition(")")[2].split()[1]), []).append(int(stat.parent.name))
    found, todo = [], [pid]
    while todo:
        todo += children.get(todo[0], [])
        found.append(todo.pop(0))
    return found[1:]


def _left(family: list[int]) -> int:
    """Count who still runs after some seconds."""
    until = time.monotonic() + _SETTLES_S
    while any(map(_alive, family)) and time.monotonic() < until:
        time.sleep(0.1)
    return sum(map(_alive, family))


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def _wait_for(so: Callable[[], bool]) -> None:
    until = time.monotonic() + _WAITS_S
    while not so():
        if time.monotonic() > until:
            raise TimeoutError("the work did not begin")
        time.sleep(0.02)


def main() -> None:
    """Kill, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--people", type=int, default=160)
    parser.add_argument("--seconds", type=float, default=0.02)
    parser.add_argument("--client")
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    if asked.client:
        client(asked.client, asked.folder, names(asked.people), asked.seconds)
        return
    failed = False
    for engine in asked.engines.split(","):
        if find_spec(_NEEDS[engine]) is None:
            print(f"{engine}: not installed")
            continue
        for what in ("worker", "client"):
            with tempfile.TemporaryDirectory() as home:
                found = [
                    kill_once(engine, what, Path(home) / str(turn), people=asked.people, seconds=asked.seconds)
                    for turn in range(asked.kills)
                ]
            print(
                f"{engine}, {what} killed {len(found)} times: rows {sum(each.rows for each in found)} of "
                f"{sum(each.people for each in found)}, doubled {sum(each.doubled for each in found)}, left behind "
                f"{sum(each.left_behind for each in found)}, again at most {max(each.repeated for each in found)}",
                flush=True,
            )
            failed |= not all(each.held for each in found)
    sys.exit(failed)


if __name__ == "__main__":
    main()
