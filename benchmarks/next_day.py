"""Soreness of the next day on real people, one step ahead: ``make next-day``, ``make next-day ARGS="--every 3"``.

For each report from the 41st on, every method is fitted to what was known just before it and says how likely each level
is. Needs PMData in $AFTERRUN_DATA and the rivals' environment, which the make target sets up.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("AFTERRUN_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

from afterrun.response.psis import K_HAT_LIMIT
from benchmarks.next_day_afterrun import next_answer
from benchmarks.next_day_pattern import pattern_table
from benchmarks.next_day_people import (
    FEWEST_REPORTS,
    Floats,
    Ints,
    Person,
    data_folder,
    known_before,
    past_of,
    place_of,
    read_people,
)
from benchmarks.next_day_placebo import placebo_table
from benchmarks.next_day_rivals import RIVALS, Rival, own_mean
from benchmarks.next_day_scores import INTERVALS, Scores, held, mixed_by_its_past, over_people, score

WARM_UP, FIRST = 20, 40  # reports before the first forecast, and before the first one that counts
SORE_NRS = 5.0
RUNNERS = ("p02", "p04", "p08", "p14", "p15")  # named as the best runners in the data's README, before this was run
AFTERRUN, WITHOUT_RUNS, MIXED = "Afterrun", "Afterrun, runs unknown", "Afterrun, mixed alike"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecasts:
    """All forecasts for one person.

    Parameters
    ----------
    chance : mapping
        Method -> ndarray, shape (forecasts, levels).
    came, before : ndarray of int, shape (forecasts,)
        Place of the answer that came, and of the one before it.
    counts : ndarray of bool, shape (forecasts,)
        False in the warm-up.
    """

    name: str
    chance: Mapping[str, Floats]
    came: Ints
    before: Ints
    counts: np.ndarray[tuple[int], np.dtype[np.bool_]]
    levels: Floats
    prob_responds: Floats
    k_hat: Floats


def main() -> None:
    """Forecast everybody and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="forecast each how-many-th report")
    parser.add_argument("--people", nargs="*", help="folders; default all")
    parser.add_argument("--save", type=Path, help="write all forecasts to this .npz")
    options = parser.parse_args()
    folder = data_folder()
    if not folder.is_dir():
        sys.exit("PMData was not found; set AFTERRUN_DATA to the folder that holds pmdata/.")
    people = [p for p in read_people(folder) if not options.people or p.name in options.people]
    enough = [p for p in people if len(p.diary.pain) >= FEWEST_REPORTS]
    skipped = ", ".join(p.name for p in people if p not in enough) or "nobody"
    print(f"{len(enough)} people; skipped for fewer than {FEWEST_REPORTS} reports: {skipped}", flush=True)
    started, done = time.perf_counter(), []
    for person in enough:
        done.append(forecast_person(person, RIVALS, every=options.every))
        print(progress(done[-1], len(person.diary.runs), time.perf_counter() - started), flush=True)
    print("\n".join(("", *score_table(done, "all"), "", *change_table(done), "")))
    if runners := [one for one in done if one.name in RUNNERS]:
        print("\n".join((*score_table(runners, "runners"), "")))
    print("\n".join((*pattern_table(enough), "", *placebo_table(enough))))
    if options.save:
        save(done, options.save)


def forecast_person(person: Person, rivals: Mapping[str, Rival], *, every: int = 1) -> Forecasts:
    """Forecast one person's reports from the 21st on with every method; those from the 41st on count."""
    targets = range(WARM_UP, len(person.diary.pain), every)
    rows: dict[str, list[Floats]] = {name: [] for name in (AFTERRUN, WITHOUT_RUNS, *rivals)}
    own, came, before, prob, k_hat = [], [], [], [], []
    levels = np.zeros(0)
    for target in targets:
        report = person.diary.pain[target]
        known = known_before(report, person.diary)
        levels, t_d = known.data.levels, known.days(report.at)
        ours = next_answer(known.data, t_d)
        rows[AFTERRUN].append(ours.chance)
        rows[WITHOUT_RUNS].append(next_answer(known.data.without_runs(), t_d).chance)
        past = past_of(known, report)
        for name, rival in rivals.items():
            rows[name].append(rival(past))
        own.append(own_mean(past))
        came.append(place_of(report, levels))
        before.append(int(past.answer[-1]))
        prob.append(ours.prob_responds)
        k_hat.append(ours.k_hat)
    answers = np.array(came)
    chance = {name: np.array(row) for name, row in rows.items()}
    mixed = {
        name: mixed_by_its_past(chance[name], np.array(own), answers)
        for name in chance
        if name not in (AFTERRUN, WITHOUT_RUNS)
    }
    return Forecasts(
        name=person.name,
        chance={
            AFTERRUN: chance[AFTERRUN],
            WITHOUT_RUNS: chance[WITHOUT_RUNS],
            MIXED: mixed_by_its_past(chance[AFTERRUN], np.array(own), answers),
            **mixed,
        },
        came=answers,
        before=np.array(before),
        counts=np.array(targets) >= FIRST,
        levels=levels,
        prob_responds=np.array(prob),
        k_hat=np.array(k_hat),
    )


def scored(person: Forecasts) -> dict[str, Scores]:
    """Score the forecasts that count, every method with the same chance for ties."""
    ties = np.random.default_rng(0).random(len(person.came))[person.counts]
    threshold = int(np.searchsorted(person.levels, SORE_NRS))
    came = person.came[person.counts]
    return {
        name: score(chance[person.counts], came, threshold=threshold, chance_for_ties=ties)
        for name, chance in person.chance.items()
    }


def progress(person: Forecasts, runs: int, seconds: float) -> str:
    """One line a person: how much there was, and whether a response was found in the end."""
    log = {name: s.log.mean() for name, s in scored(person).items()}
    best = max((name for name in log if not name.startswith(AFTERRUN)), key=log.__getitem__)
    return (
        f"{person.name}: {runs:3d} sessions, {int(person.counts.sum()):3d} forecasts, P(responds) at the end "
        f"{person.prob_responds[-1]:.2f}, k-hat at most {person.k_hat.max():.2f}, log score {log[AFTERRUN]:+.3f}, "
        f"best rival {log[best]:+.3f} ({best}); {seconds:.0f} s"
    )


def score_table(people: Sequence[Forecasts], title: str) -> list[str]:
    """One line a method, means over people; the differences to Afterrun with their 95 % under resampling of people."""
    scores = [scored(person) for person in people]
    forecasts = sum(int(person.counts.sum()) for person in people)
    covers = " ".join(f"{'in ' + format(level, '.0%'):>6s}" for level in INTERVALS)
    lines = [
        f"{title}: {len(people)} people, {forecasts} forecasts; means over people",
        f"{'method':24s} {'log score':>9s} {'minus Afterrun (95 %)':>25s} {'minus Afterrun, mixed':>25s} "
        f"{'Brier':>6s} {covers}",
    ]
    order = sorted(people[0].chance, key=lambda name: -float(np.mean([s[name].log.mean() for s in scores])))
    for name in order:
        mean = float(np.mean([s[name].log.mean() for s in scores]))
        brier = float(np.mean([s[name].brier.mean() for s in scores]))
        gaps = [[s[name].log.mean() - s[against].log.mean() for s in scores] for against in (AFTERRUN, MIXED)]
        told = [
            "" if name == against else "{:+.3f} ({:+.3f} to {:+.3f})".format(*over_people(gap))
            for against, gap in zip((AFTERRUN, MIXED), gaps, strict=True)
        ]
        pit = np.concatenate([s[name].pit for s in scores])
        cover = " ".join(f"{held(pit, level):6.2f}" for level in INTERVALS)
        lines.append(f"{name:24s} {mean:9.3f} {told[0]:>25s} {told[1]:>25s} {brier:6.3f} {cover}")
    unsure = sum(int((person.k_hat[person.counts] >= K_HAT_LIMIT).sum()) for person in people)
    lines.append(f"Pareto k-hat of {K_HAT_LIMIT} or more, where the product says nothing: {unsure} forecasts")
    return lines


def change_table(people: Sequence[Forecasts]) -> list[str]:
    """Mean log score over all forecasts, apart for answers that were and were not as the one before."""
    scores = [scored(person) for person in people]
    same = np.concatenate([(p.came == p.before)[p.counts] for p in people])
    lines = [
        f"mean over forecasts: {int(same.sum())} answers as the one before, {int((~same).sum())} that changed",
        f"{'method':24s} {'same':>9s} {'changed':>9s}",
    ]
    for name in people[0].chance:
        log = np.concatenate([s[name].log for s in scores])
        means = (float(part.mean()) if part.size else np.nan for part in (log[same], log[~same]))
        lines.append(f"{name:24s} " + " ".join(f"{mean:9.3f}" for mean in means))
    return lines


def save(people: Sequence[Forecasts], path: Path) -> None:
    """Write every forecast, so that other scores can be taken without running it again."""
    arrays: dict[str, np.ndarray[Any, Any]] = {}
    for person in people:
        arrays |= {f"{person.name}/{name}": chance for name, chance in person.chance.items()}
        arrays |= {f"{person.name}/{key}": getattr(person, key) for key in ("came", "before", "counts")}
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)


if __name__ == "__main__":
    main()
