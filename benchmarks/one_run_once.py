"""One run once: runs that three sources tell of, each in its own way, put into one journal in a chance order.

``make one-run-once`` makes a diary of 1,000 runs (``ARGS="--runs 20"``: of fewer), twice a day now and then, on a
few loops that come again, and tells it by a watch (FIT), by a service (GPX: found the satellites later, cropped, in
several tracks, with a clock that is hours off) and by a table (typed: rounded starts, moving time, rounded lengths).
It prints how many records were merged with another run (none may be), and how many of the copies were found or asked
about (at least 99 % must be), and how many runs that have no copy are asked about in vain.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np

from afterrun.journal import Journal
from afterrun.journal.standing import ASK_SAME, SAME, Standing
from afterrun.records import Original, Run, Streams

HOME = timezone(timedelta(hours=1))
DEGREE_M = 111_195.0
STEP_S = 15.0


@dataclass(frozen=True, slots=True)
class Truth:
    """A run as it was: start, pieces of running [s] with pauses between them [s], speed [m/s], which loop."""

    number: int
    start: datetime
    moving_s: float
    pauses: tuple[tuple[float, float], ...]
    speed_mps: float
    loop: int

    @property
    def elapsed_s(self) -> float:
        """From start to end."""
        return self.moving_s + sum(lasts_s for _, lasts_s in self.pauses)

    @property
    def metres(self) -> float:
        """How far."""
        return self.moving_s * self.speed_mps

    def way_m(self, at_s: np.ndarray) -> np.ndarray:
        """How far it was at some times since the start."""
        moved = at_s.astype(float)
        for begins_s, lasts_s in self.pauses:
            moved = moved - np.clip(at_s - begins_s, 0, lasts_s)
        return moved * self.speed_mps


@dataclass(frozen=True, slots=True)
class Told:
    """A record of one source, the run that it is of, and in which way it is another than the watch's."""

    run: Run
    truth: int
    way: str
    streams: Streams | None = None
    original: Original | None = None
    guessed: bool = False


@dataclass(slots=True)
class Score:
    """What became of the copies: number by way and outcome, and what must not be."""

    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    false_merges: list[tuple[int, int]] = field(default_factory=list)
    asked_in_vain: int = 0
    runs: int = 0

    @property
    def copies(self) -> int:
        """How many records told of a run that another told of too."""
        return sum(self.found.values())

    @property
    def share_found(self) -> float:
        """Share of the copies that were merged or asked about."""
        missed = sum(n for (_, outcome), n in self.found.items() if outcome == "missed")
        return 1 - missed / max(self.copies, 1)


def diary(runs: int, rng: np.random.Generator) -> list[Truth]:
    """Make up runs: four days a week, a second one on one day in eight, on six loops of usual lengths."""
    loops_m = rng.uniform(3000, 16000, 6)
    made: list[Truth] = []
    day = datetime(2023, 1, 2, tzinfo=HOME)
    while len(made) < runs:
        day += timedelta(days=1)
        if rng.random() > 4 / 7:
            continue
        starts = [rng.normal(7.2, 0.7)] if rng.random() < 0.6 else [rng.normal(18, 0.9)]
        if rng.random() < 0.125:
            starts = [rng.normal(7, 0.5), rng.normal(17.5, 0.8)]
        for hour in starts:
            loop = int(rng.integers(6))
            speed = float(rng.normal(2.8, 0.2))
            moving_s = float(round(loops_m[loop] * rng.normal(1, 0.01) / speed))
            pauses = ((moving_s * 0.4, float(round(rng.uniform(30, 600)))),) if rng.random() < 0.3 else ()
            start = day + timedelta(seconds=round(3600 * float(hour)))
            made.append(Truth(len(made), start, moving_s, pauses, speed, loop))
    return made[:runs]


def told(truth: Truth, rng: np.random.Generator) -> Iterator[Told]:
    """Tell a run by the watch, by a service and by a table, each with chance nine in ten."""
    if rng.random() < 0.9:
        yield _by_file(truth, "fit", "watch", rng, 0, truth.elapsed_s)
    if rng.random() < 0.9:
        yield from _by_service(truth, rng)
    if rng.random() < 0.9:
        yield _by_hand(truth, rng)


def _by_service(truth: Truth, rng: np.random.Generator) -> Iterator[Told]:
    way = str(rng.choice(["as it is", "gps lock", "cropped", "two tracks", "shifted", "footpod", "moving time"]))
    end_s = truth.elapsed_s
    if way == "gps lock":
        yield _by_file(truth, "gpx", way, rng, float(rng.integers(20, 170)), end_s)
    elif way == "cropped":
        yield _by_file(truth, "gpx", way, rng, 0, end_s * float(rng.uniform(0.6, 0.95)))
    elif way == "two tracks":
        cut_s = round(end_s * 0.5)
        yield _by_file(truth, "gpx", way, rng, 0, cut_s)
        yield _by_file(truth, "gpx", way, rng, cut_s + 30, end_s)
    elif way == "shifted":
        quarters = int(rng.choice([-48, -32, -22, -4, -2, 4, 8, 21, 23, 36]))
        plain = _by_file(truth, "gpx", way, rng, 0, end_s)
        yield replace(plain, run=replace(plain.run, start=plain.run.start + timedelta(minutes=15 * quarters)))
    elif way == "footpod":
        plain = _by_file(truth, "tcx", way, rng, 0, end_s, places=False)
        yield replace(plain, run=replace(plain.run, distance_m=truth.metres * float(rng.uniform(0.92, 1.08))))
    elif way == "moving time":
        plain = _by_file(truth, "tcx", way, rng, 0, end_s, places=False)
        yield replace(plain, run=replace(plain.run, duration_s=truth.moving_s))
    else:
        yield _by_file(truth, "gpx", way, rng, 0, end_s)


def _by_file(
    truth: Truth, source: str, way: str, rng: np.random.Generator, from_s: float, to_s: float, *, places: bool = True
) -> Told:
    at_s = np.append(np.arange(from_s, to_s, STEP_S), to_s)
    way_m = truth.way_m(at_s)
    angle = 2 * np.pi * way_m / max(truth.metres, 1)
    radius_m = truth.metres / (2 * np.pi)
    noise = rng.normal(0, 4, (2, at_s.size)) / DEGREE_M
    channels = {"time_s": at_s - from_s, "distance_m": way_m - way_m[0]}
    if places:
        channels["latitude_deg"] = 52 + 0.05 * truth.loop + radius_m * np.sin(angle) / DEGREE_M + noise[0]
        channels["longitude_deg"] = 13 + radius_m * (1 - np.cos(angle)) / DEGREE_M + noise[1]
    original = Original(f"{source}.bin", f"{truth.number} {source} {way} {from_s}".encode())
    start = truth.start + timedelta(seconds=from_s)
    run = Run(
        start=start if source == "fit" else start.astimezone(UTC),
        duration_s=float(to_s - from_s),
        distance_m=float((way_m[-1] - way_m[0]) * rng.normal(1, 0.006)) or None,
        source=source,
        original=original.sha256,
    )
    return Told(run, truth.number, way, Streams(channels), original, source != "fit")


def _by_hand(truth: Truth, rng: np.random.Generator) -> Told:
    way = str(
        rng.choice(["typed to the minute", "typed to five minutes", "typed to half an hour", "typed moving time"])
    )
    minutes = {"typed to the minute": 1, "typed to five minutes": 5, "typed to half an hour": 30}.get(way, 5)
    step_s = 60 * minutes
    start_s = round(truth.start.timestamp() / step_s) * step_s
    lasts_s = truth.moving_s if way == "typed moving time" else truth.elapsed_s
    run = Run(
        start=datetime.fromtimestamp(start_s, HOME),
        duration_s=60.0 * round(lasts_s / 60),
        distance_m=100.0 * round(truth.metres / 100),
        rpe=float(rng.integers(2, 9)),
        source="csv",
    )
    return Told(run, truth.number, way)


def score(runs: int, seed: int, path: Path) -> Score:
    """Put a made-up diary into a journal, source by source, and see what became of each record."""
    rng = np.random.default_rng(seed)
    truths = diary(runs, rng)
    by_source: dict[str, list[Told]] = {}
    for truth in truths:
        for record in told(truth, rng):
            by_source.setdefault(record.run.source, []).append(record)
    sources = list(by_source.values())
    rng.shuffle(sources)
    known: dict[tuple[str, int], Told] = {}
    with Journal.open(path) as journal:
        for records in sources:
            order = [records[int(index)] for index in rng.permutation(len(records))]
            for record in order:
                known[_name(record.run)] = record
                if record.original is not None:
                    journal.add((), original=record.original)
            journal.add(
                [record.run for record in order],
                streams={place: r.streams for place, r in enumerate(order) if r.streams is not None},
                standings={place: Standing(clock_guessed=True) for place, r in enumerate(order) if r.guessed},
            )
        return _scored(journal, known, truths)


def _scored(journal: Journal, known: dict[tuple[str, int], Told], truths: list[Truth]) -> Score:
    found = Score(runs=len(truths))
    counted = Counter(known[_name(run)].truth for run in journal.diary().runs)
    tells = Counter(record.truth for record in known.values())
    for each in journal.apart():
        record = known[_name(each.run)]
        other = None if each.other is None else known[_name(each.other)]
        if each.standing.standing == SAME:
            found.found[record.way, "merged"] += 1
            if other is None or other.truth != record.truth:
                found.false_merges.append((record.truth, -1 if other is None else other.truth))
        elif each.standing.standing == ASK_SAME:
            alone = other is None or other.truth != record.truth
            found.asked_in_vain += alone and not counted[record.truth] and tells[record.truth] == 1
            if tells[record.truth] > 1:
                found.found[record.way, "asked"] += 1
    for truth, times in counted.items():
        several = sum(r.truth == truth and r.way == "two tracks" for r in known.values())
        # Two tracks of one run, with no other source to join them, are two records of one way: nothing is twice.
        extra = times - (2 if several == 2 and times == 2 and tells[truth] == 2 else 1)
        if extra > 0:
            ways = sorted(known[_name(run)].way for run in journal.diary().runs if known[_name(run)].truth == truth)
            found.found[" + ".join(ways), "missed"] += extra
    return found


def _name(run: Run) -> tuple[str, int]:
    return run.original or run.source, int(run.start.timestamp())


def main() -> None:
    """Print what became of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        found = score(asked.runs, asked.seed, Path(folder) / "journal.db")
    print(f"{found.runs} runs, {found.copies} copies, seed {asked.seed}, {time.process_time() - began:.0f} s CPU")
    for (way, outcome), n in sorted(found.found.items()):
        print(f"  {way:60} {outcome:8} {n}")
    print(f"false merges: {len(found.false_merges)} {found.false_merges[:5]}")
    print(f"found or asked: {100 * found.share_found:.2f} %; asked in vain: {found.asked_in_vain}")


if __name__ == "__main__":
    main()
