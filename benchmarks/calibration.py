"""Calibration of everything that is told: ``make calibrate`` (1,000 people), ``make calibrate ARGS="--people 100"``."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

os.environ.setdefault("AFTERRUN_THREADS", "1")  # people run side by side; one thread each
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from scipy.stats import kstest

from afterrun.response.calibration import Calibrated, calibrate_one, coverage
from afterrun.response.designs import BUSY, STORY
from benchmarks.calibration_picture import picture

DESIGNS = {"story": STORY, "busy": BUSY}


def main() -> None:
    """Fit the people and print one line a quantity."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument(
        "--first", type=int, default=0, help="number of the first of them: others than these are other people"
    )
    parser.add_argument("--design", choices=DESIGNS, default="story")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--picture", type=Path, help="also draw rank histograms into this SVG")
    options = parser.parse_args()
    started = time.perf_counter()
    people = run(options.design, options.people, options.workers, first=options.first)
    print(f"{options.design}: {len(people)} people in {time.perf_counter() - started:.0f} s")
    print("\n".join(table(people)))
    if options.picture:
        title = f"{options.design}: ranks of the truth in {len(people)} people (band: 95 % of bars if calibrated)"
        options.picture.write_text(picture(ranks(people), title), encoding="utf-8")


def run(design: str, people: int, workers: int, *, first: int = 0) -> list[Calibrated]:
    """Calibrate on several processes; the result depends on neither their number nor their order."""
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(partial(calibrate_one, DESIGNS[design]), range(first, first + people), chunksize=5))


def table(people: Sequence[Calibrated]) -> list[str]:
    """Coverage and rank test by quantity, then how well the chances of a response are calibrated."""
    lines = [f"{'quantity':28s} {'n':>5s} {'cover 50':>8s} {'cover 90':>8s} {'cover 95':>8s} {'rank KS p':>9s}"]
    for name, found in ranks(people).items():
        (half, n), (nine, _), (most, _) = (coverage(people, name, level) for level in (0.5, 0.9, 0.95))
        p = kstest(found, "uniform").pvalue
        lines.append(f"{name:28s} {n:5d} {half:8.3f} {nine:8.3f} {most:8.3f} {p:9.3f}")
    lines += _detection(people)
    lines.append(
        f"k-hat: median {np.median([p.k_hat for p in people]):.2f}, largest {max(p.k_hat for p in people):.2f}"
    )
    return lines


def ranks(people: Sequence[Calibrated]) -> dict[str, list[float]]:
    """Ranks of the truth by quantity."""
    names = dict.fromkeys(name for person in people for name in person.rank)
    return {name: [person.rank[name] for person in people if name in person.rank] for name in names}


def _detection(people: Sequence[Calibrated]) -> list[str]:
    lines = []
    for low, high in ((0.0, 0.1), (0.1, 0.5), (0.5, 0.9), (0.9, 1.01)):
        group = [person for person in people if low <= person.prob_area < high]
        if group:
            said, true = np.mean([p.prob_area for p in group]), np.mean([p.area_above for p in group])
            lines.append(
                f"detected {low:.1f}-{min(high, 1):.1f}: {len(group):4d} people, said {said:.2f}, true {true:.2f}"
            )
    none = [person.prob_area for person in people if not person.responds]
    lines.append(f"no response, but detected >= 0.95: {np.mean(np.array(none) >= 0.95):.3f} of {len(none)}")
    return lines


if __name__ == "__main__":
    main()
