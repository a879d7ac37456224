"""The same fits on each engine that is installed: how much of the time its workers spend on fits.

``make cohort-engines`` (400 people, two workers; here ``ARGS="--people 60"``). A person is a diary of eight weeks in
tables, fitted alone with all shapes. Ideal is the CPU time of the fits by themselves, measured by the workers around
each person, over the workers; efficiency is ideal over the CPU time that the whole family of processes took and over
the wall time. On a busy machine the wall says nothing.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from datetime import datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path

os.environ.setdefault("AFTERRUN_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from afterrun.cohort.engines import ENGINES, engine_named
from afterrun.cohort.going_on import go_on
from afterrun.cohort.parts import PERSON, rows_in, write_part
from afterrun.lab.cohort.person import Job, row_of
from afterrun.lab.cohort.source import FolderSource
from afterrun.response.designs import DiaryDesign
from benchmarks.cohort_people import draw_person, population, write_folder

NOW = datetime.fromisoformat("2026-04-28T08:00:00+00:00")
DESIGN = DiaryDesign(days=56, runs_per_week=2, cares_per_week=0.0)
_NEEDS = {"processes": "pyarrow", "dask": "distributed", "ray": "ray"}
COLUMNS = ((PERSON, "string"), ("cpu_s", "float64"), ("wall_s", "float64"))


def task(job: Job, people: tuple[str, ...]) -> int:
    """Fit some people and keep how long each took by itself."""
    rows = []
    for person in people:
        cpu, wall = time.process_time(), time.monotonic()
        row_of(job, person)
        rows.append({PERSON: person, "cpu_s": time.process_time() - cpu, "wall_s": time.monotonic() - wall})
    write_part(job.folder, rows, COLUMNS)
    return len(rows)


def never(person: str) -> None:
    """Nobody is given up here."""
    raise RuntimeError(person)


def main() -> None:
    """Fit the same people on each engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        people = [f"p{number:04d}" for number in range(asked.people)]
        for number, person in enumerate(people):
            rng = np.random.default_rng([6, number])
            write_folder(home / "source" / person, draw_person(population("narrow"), rng, design=DESIGN))
        for engine in asked.engines.split(","):
            if find_spec(_NEEDS[engine]) is None:
                print(f"{engine}: not installed")
                continue
            print(_line(engine, home, people, asked.workers), flush=True)


def _line(engine: str, home: Path, people: list[str], workers: int) -> str:
    folder = home / engine
    folder.mkdir()
    job = Job(source=FolderSource(home / "source"), folder=folder, now=NOW, seed=0, language="en")
    before, began = _cpu_s(), time.monotonic()
    for _ in go_on(engine_named(engine), partial(task, job), people, folder, workers=workers, give_up=never):
        pass
    wall, cpu = time.monotonic() - began, _cpu_s() - before
    rows = list(rows_in(folder, ["cpu_s", "wall_s"]))
    own, busy = sum(row["cpu_s"] for row in rows), sum(row["wall_s"] for row in rows)
    return (
        f"{engine}: {len(rows)} fits of {own / len(rows):.2f} CPU s, wall {wall:.0f} s, workers on fits "
        f"{busy / workers / wall:.2f} of it; CPU of all processes that ended {cpu:.0f} s, fits {own / cpu:.2f} of it"
    )


def _cpu_s() -> float:
    """CPU time of this process and of all that it started and that have ended. [s]"""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()
