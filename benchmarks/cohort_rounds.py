"""What a person costs in each round of a cohort, and whether the later rounds tell what a fit with the search would.

``make cohort-rounds`` (40 people; here ``ARGS="--people 40 --kind wide"``). A person is a diary of eight weeks in
tables, fitted with all shapes: alone, then as one of the population that people were drawn from, from what the first
round kept; and beside it with the search, under two seeds. How far these two are apart is Monte Carlo error.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("AFTERRUN_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from afterrun.lab.cohort import columns
from afterrun.lab.cohort.kept import Kept
from afterrun.lab.cohort.person import Job, row_again, row_of, row_of_fit
from afterrun.lab.cohort.source import FolderSource
from afterrun.response.fit import fit_response
from afterrun.response.population import Population
from benchmarks.cohort_engines import DESIGN, NOW
from benchmarks.cohort_people import draw_person, population, write_folder

_Row = dict[str, Any]
_SD_OF_RANGE = 3.29  # sds in a central 90 % of a normal


def main() -> None:
    """Work through both rounds, and print what they cost and how far rows are apart."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--kind", default="narrow")
    asked = parser.parse_args()
    among = population(asked.kind)
    with tempfile.TemporaryDirectory() as name:
        home, people = Path(name), [f"p{number:04d}" for number in range(asked.people)]
        for number, person in enumerate(people):
            rng = np.random.default_rng([6, number])
            write_folder(home / person, draw_person(among, rng, design=DESIGN))
        first = Job(source=FolderSource(home), folder=home, now=NOW, seed=0, language="en")
        row_of(first, people[0])  # what is worked out once a process
        alone = _timed("alone", (partial(row_of, first, person) for person in people))
    prior = Population(dict(among.of), among.share)
    later = Job(source=first.source, folder=home, now=NOW, seed=0, language="en", prior=prior, first=home)
    again = _timed("as one of them", (partial(row_again, later, row) for row in alone))
    searched = [
        _timed(f"the same with the search, seed {seed}", (partial(_searched, row, prior, seed) for row in alone))
        for seed in (0, 1)
    ]
    kept = np.mean([len(row[columns.KEPT]) for row in alone])
    print(f"kept of a person: {kept / 1000:.0f} kB")
    print(_apart("as one of them, and with the search", again, searched[0]))
    print(_apart("with the search, two seeds", searched[1], searched[0]))


def _timed(name: str, work: Iterable[Callable[[], _Row]]) -> list[_Row]:
    began = time.process_time()
    rows = [each() for each in work]
    failed = [row[columns.WHY] for row in rows if row.get(columns.WHY)]
    print(f"{name}: {(time.process_time() - began) / len(rows):.2f} CPU s a person, failed {len(failed)}", flush=True)
    return rows


def _searched(row: _Row, prior: Population, seed: int) -> _Row:
    kept = Kept.of_bytes(row[columns.KEPT])
    return row_of_fit(kept, fit_response(kept.evidence.data, seed=seed, body=prior), prior)


def _apart(name: str, rows: Sequence[_Row], others: Sequence[_Row]) -> str:
    """Root mean square of how far ranges are apart, in sds of what is told, and how often only one of the two tells."""
    away: list[list[float]] = []
    only_one = 0
    for row, other in zip(rows, others, strict=True):
        for quantity in columns.TOLD:
            here, there = (_ends(each, quantity) for each in (row, other))
            only_one += bool(here) != bool(there)
            if here and there:
                sd = max((there[2] - there[1]) / _SD_OF_RANGE, 1e-9)
                away.append([(a - b) / sd for a, b in zip(here, there, strict=True)])
    median, low, high = np.sqrt((np.array(away) ** 2).mean(axis=0))
    chance = np.sqrt(
        np.mean([(a["prob_responds"] - b["prob_responds"]) ** 2 for a, b in zip(rows, others, strict=True)])
    )
    return (
        f"{name}: apart by {median:.2f} sd in the median, {low:.2f} and {high:.2f} at the ends, {chance:.3f} in the "
        f"chance that runs matter; told by one alone {only_one} of {only_one + len(away)}"
    )


def _ends(row: _Row, quantity: str) -> list[float]:
    """Median and ends of a range; nothing where it is not told."""
    found = [row.get(f"{quantity}_{end}") for end in ("median", "lo", "hi")]
    return [value for value in found if value is not None]


if __name__ == "__main__":
    main()
