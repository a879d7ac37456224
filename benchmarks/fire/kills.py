"""kill -9 of whatever writes to a journal, beside a process that goes on writing: nothing is lost or doubled."""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from afterrun.errors import AfterrunError
from afterrun.journal import Journal
from afterrun.journal.backup import back_up, restore
from afterrun.journal.erasing import erase
from afterrun.journal.stores.sqlite import migrate
from afterrun.journal.stores.sqlite.lock import writing
from afterrun.lab.importing import import_paths
from afterrun.lab.story import write_story
from afterrun.scratch import STEM
from benchmarks.fire.forked import Tell, forked
from benchmarks.killed import Killed
from tests.journal.writers import START, writers

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SITE = "left-heel"
A_JOURNAL = 50  # kills, then a new one: a long diary is read anew each time, which would be all that is killed
VICTIMS = ("restore", "backup", "erase", "migration", "import")


def _at_work(tell: Tell, what: str, path: Path, other: Path) -> None:
    """Do one kind of work over and over."""
    tell("ready")
    while True:
        match what:
            case "restore":
                restore(other, path, now=datetime.now(UTC), force=True)
            case "backup":
                back_up(path, other.with_name("again.db"), force=True)
            case "erase":
                erase(path)
                with Journal.open(path):
                    pass
            case "import":
                with Journal.open(path) as journal:
                    for _ in import_paths(journal, [other.with_name("runs")]):
                        pass
            case "migration":
                with Journal.open(path) as journal, writing(path):
                    migrate.migrate(journal._connection, path, "0004")


def _opened(tell: Tell, path: Path) -> None:
    began = time.process_time()
    with Journal.open(path) as journal:
        tell((time.process_time() - began, len(journal.verify())))


@dataclass(slots=True)
class FilesKilled(Killed):
    """What kills did, and what opening the journal found.

    Parameters
    ----------
    left : int
        Files and folders that stayed after that opening.
    cpu_s : float
        The longest that opening took. [s]
    """

    left: int = 0
    cpu_s: float = 0.0


def kill(what: str, times: int, *, seed: int = 0) -> FilesKilled:
    """Kill one kind of work so many times, beside a writer; an erase alone, as what it erases is gone."""
    rng, found = random.Random(seed), FilesKilled()
    while found.kills < times:
        with tempfile.TemporaryDirectory(prefix="afterrun-fire-") as folder:
            _kill_some(what, Path(folder), min(A_JOURNAL, times - found.kills), rng, found)
    return found


def _kill_some(what: str, home: Path, times: int, rng: random.Random, found: FilesKilled) -> None:
    path, copy = home / "at" / "journal.db", home / "copies" / "copy.db"
    with Journal.open(path) as journal:
        write_story(journal, now=NOW)
    back_up(path, copy)
    _write_runs(copy.with_name("runs"))
    told: list[int] = []
    if what == "erase":
        for _ in range(times):
            _kill_once(what, path, copy, rng)
            reopen(path, found)
    else:
        with writers(path, SITE) as (writer,):
            for _ in range(times):
                writer.wait_for(2)
                _kill_once(what, path, copy, rng)
                reopen(path, found)
            writer.wait_for(2)
        told = list(writer.told)
    held = _entries(path.parent)
    # a restore puts the journal of before aside, so an entry may stand in both
    found.count(told, Counter(held.keys()) if what == "restore" else held)


def _kill_once(what: str, path: Path, copy: Path, rng: random.Random) -> None:
    victim = forked(_at_work, what, path, copy)
    victim.hear()
    time.sleep(rng.uniform(0.0, 0.6))
    victim.kill()


def reopen(path: Path, found: FilesKilled) -> None:
    """Open it anew as the next start does: in a process of its own."""
    opening = forked(_opened, path)
    cpu_s, damage = opening.hear()
    opening.join()
    found.kills += 1
    found.cpu_s = max(found.cpu_s, cpu_s)
    found.damage += [f"{damage} damaged"] if damage else []
    found.left += len(list(path.parent.glob(f"{STEM}*"))) + len(list(path.parent.glob("*.unfinished*")))


def _entries(folder: Path) -> Counter[int]:
    """In how many journals of a folder, put aside or in place, each entry of the writer is."""
    counts: Counter[int] = Counter()
    for path in folder.glob("journal.db*"):
        if path.name.endswith(("-wal", "-shm")):
            continue
        try:
            with Journal.open(path, create=False) as journal:
                pain = [each for each in journal.diary().pain if str(each.site) == SITE and each.at.year < 2020]
        except AfterrunError:
            continue
        for each in pain if not path.name.startswith("journal.db.before-0") else ():
            minute = round((each.at - START).total_seconds() / 60)
            counts[minute] += 1
    return counts


def _write_runs(folder: Path) -> None:
    folder.mkdir()
    for day in range(1, 29):
        points = "".join(
            f"<Trackpoint><Time>2026-03-{day:02d}T08:{minute:02d}:00Z</Time>"
            f"<DistanceMeters>{150 * minute}</DistanceMeters></Trackpoint>"
            for minute in range(30)
        )
        (folder / f"{day}.tcx").write_text(
            '<TrainingCenterDatabase><Activities><Activity Sport="Running">'
            f"<Lap><Track>{points}</Track></Lap></Activity></Activities></TrainingCenterDatabase>"
        )
