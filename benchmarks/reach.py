"""How long an answer takes, in multiples of ``python -c "import numpy"``: ``make reach``.

CPU time of whole processes with all that they start, on this computer, in this minute: before each command the import
is measured too, and the medians of a few of either are compared. So neither a slow computer nor a busy one says more
than the program does. ``first`` knows nothing yet; ``kept`` was asked before, and nothing was written since;
``fits kept`` has to look again at all but the fits.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import numpy as np

from afterrun.journal import Journal
from afterrun.lab.story import write_story
from afterrun.response.designs import BUSY, draw_diary
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.simulate import prior_person, simulate_answers
from benchmarks.long_journal import long_journal, told_of

_SEED = 1
_ANSWERS = ("-m", "afterrun", "answers", "--json", "--journal")
_LIBRARY = """
import sys
from datetime import datetime
from pathlib import Path
from afterrun import Journal, answer
with Journal.open(Path(sys.argv[1]), create=False) as journal:
    diary = journal.diary()
answer(diary, now=datetime.fromisoformat(sys.argv[2]))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is measured.

    Parameters
    ----------
    name : str
        As it is printed.
    goal : float
        Multiples that it may take; NaN where nobody asked for any.
    arguments : tuple of str
        Of Python.
    environment : mapping
        Beside the usual one.
    forget : str
        What is emptied of the cache before each time: ``*`` everything, ``answers`` all but the fits, nothing.
    """

    name: str
    goal: float
    arguments: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    forget: str = ""


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3, help="how often each is measured")
    parser.add_argument("--only", default="", help="rows whose name has this in it")
    options = parser.parse_args()
    print(f"{'what':34s} {'CPU s':>7s} {'import':>7s} {'times':>6s} {'goal':>5s}")
    with tempfile.TemporaryDirectory() as folder:
        for asked in _rows(Path(folder)):
            if options.only in asked.name:
                own_s, import_s = measured(asked, Path(folder) / "cache", options.times)
                goal = "" if np.isnan(asked.goal) else f"{asked.goal:.0f}"
                print(f"{asked.name:34s} {own_s:7.2f} {import_s:7.3f} {own_s / import_s:6.1f} {goal:>5s}", flush=True)


def _rows(folder: Path) -> Iterator[Asked]:
    now = datetime.now(UTC).replace(microsecond=0)
    story, busy, long = folder / "story.db", folder / "busy.db", folder / "long.db"
    with Journal.open(story) as journal:
        write_story(journal, now=now)
    busy_journal(busy, now=now)
    for name, path, goal in (("story", story, 4.0), ("busy", busy, 8.0)):
        yield Asked(name=f"{name}, first", goal=goal, arguments=(*_ANSWERS, str(path)), forget="*")
        yield Asked(name=f"{name}, fits kept", goal=np.nan, arguments=(*_ANSWERS, str(path)), forget="answers")
        yield Asked(name=f"{name}, kept", goal=2.0, arguments=(*_ANSWERS, str(path)))
    arguments = (*_ANSWERS, str(story))
    yield Asked(name="story, NumPy alone", goal=20.0, arguments=arguments, environment=_TWIN, forget="*")
    long_journal(long, now=now)
    yield Asked(
        name="ten years, in the library", goal=40.0, arguments=("-c", _LIBRARY, str(long), now.isoformat()), forget="*"
    )


_TWIN = {"AFTERRUN_ENGINE": "numpy"}


def busy_journal(path: Path, *, now: datetime) -> None:
    """Make a journal of a year of four runs a week, simulated."""
    rng = np.random.default_rng(_SEED)
    data = draw_diary(BUSY, rng)
    person = prior_person(ResponseModel.on(data, KERNELS["K1"]), rng)
    with Journal.open(path) as journal:
        journal.add(told_of(simulate_answers(person, data, rng), now - timedelta(days=BUSY.days)))


def measured(asked: Asked, cache: Path, times: int) -> tuple[float, float]:
    """Return the median CPU time of a command, and of the import beside it. [s]"""
    environment = {**os.environ, "AFTERRUN_CACHE": str(cache), **asked.environment}
    if not asked.forget:  # what was asked before is there
        cpu_s(asked.arguments, environment)
    own, imports = [], []
    for _ in range(times):
        for kept in cache.glob(asked.forget) if asked.forget else ():
            shutil.rmtree(kept)
        imports.append(cpu_s(("-c", "import numpy"), environment))
        own.append(cpu_s(asked.arguments, environment))
    return median(own), median(imports)


def cpu_s(arguments: tuple[str, ...], environment: Mapping[str, str]) -> float:
    """Run Python, and return the CPU time that it took. [s]"""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
