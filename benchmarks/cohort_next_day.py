"""Real people as a cohort: is the next day's soreness foretold better by who leans on the others than alone?

``make cohort-next-day`` (each tenth report; ``ARGS="--every 50"`` for a part). The people of PMData, as `next_day` has
them. Of the others' whole diaries it is learned in two passes what people share; then each report from the 41st on is
foretold from what its person had recorded before, with the product's prior and with that of the others as prior. Nobody
is one of their own others: only the rough prior of the second pass, which is taken out again, has seen everybody.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from functools import partial

os.environ.setdefault("AFTERRUN_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from afterrun.lab.preparing import prepare
from afterrun.response.population import NOBODY, Population
from benchmarks.cohort_pooling import Fitted, Pass, fit_diary, lent
from benchmarks.next_day_afterrun import next_answer
from benchmarks.next_day_people import FEWEST_REPORTS, Floats, Person, data_folder, known_before, place_of, read_people
from benchmarks.next_day_scores import over_people, score

FIRST = 40  # reports before the first that is foretold, as `next_day` has it
ALONE, AS_ONE = "alone", "as one of them"


def member(person: Person, prior: Population) -> Fitted:
    """Fit somebody's whole diary."""
    last = person.diary.pain[-1]
    known = prepare(person.diary, site=last.site, now=last.at + timedelta(days=1))
    return fit_diary(known.data, prior)


def others_of(second: Pass, number: int) -> Population:
    """Learn from everybody but one."""
    return lent(Pass([*second.people[:number], *second.people[number + 1 :]], second.prior), only_known=True)


def foretold(asked: tuple[Person, Population], *, every: int) -> dict[str, Floats]:
    """Log scores of somebody's reports, alone and as one of the others. [nats]"""
    person, others = asked
    chance: dict[str, list[Floats]] = {ALONE: [], AS_ONE: []}
    came = []
    for report in person.diary.pain[FIRST::every]:
        known = known_before(report, person.diary)
        for way, body in ((ALONE, None), (AS_ONE, others)):
            chance[way].append(next_answer(known.data, known.days(report.at), body=body).chance)
        came.append(place_of(report, known.data.levels))
    no_ties = np.zeros(len(came))
    return {
        way: score(np.array(each), np.array(came), threshold=0, chance_for_ties=no_ties).log
        for way, each in chance.items()
    }


def table(names: Sequence[str], scores: Sequence[dict[str, Floats]]) -> str:
    """One line a person; then means over people, and what leaning on the others adds, with its 95 %."""
    lines = [f"{'':6s} {ALONE:>8s} {AS_ONE:>15s}  (log score, nats; more is better)"]
    for name, each in zip(names, scores, strict=True):
        lines.append(f"{name:6s} {each[ALONE].mean():8.3f} {each[AS_ONE].mean():15.3f}  (n {len(each[ALONE])})")
    means = {way: np.mean([each[way].mean() for each in scores]) for way in (ALONE, AS_ONE)}
    more = over_people([float(each[AS_ONE].mean() - each[ALONE].mean()) for each in scores])
    lines.append(f"{'all':6s} {means[ALONE]:8.3f} {means[AS_ONE]:15.3f}  (n {sum(len(s[ALONE]) for s in scores)})")
    lines.append("leaning on the others adds {:+.3f} ({:+.3f} to {:+.3f})".format(*more))
    return "\n".join(lines)


def main() -> None:
    """Learn, foretell, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=10, help="foretell each how-many-th report")
    parser.add_argument("--people", nargs="*", help="folders; default all")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    if not data_folder().is_dir():
        sys.exit("PMData was not found; set AFTERRUN_DATA to the folder that holds pmdata/.")
    people = [person for person in read_people(data_folder()) if len(person.diary.pain) >= FEWEST_REPORTS]
    people = [person for person in people if not asked.people or person.name in asked.people]
    with ProcessPoolExecutor(asked.workers) as executor:
        first = Pass(list(executor.map(partial(member, prior=NOBODY), people)), NOBODY)
        rough = lent(first, only_known=False)
        second = Pass(list(executor.map(partial(member, prior=rough), people)), rough)
        others = [others_of(second, number) for number in range(len(people))]
        print(f"each leans on the others in {', '.join(sorted({name for each in others for name in each.among}))}")
        of_each = executor.map(partial(foretold, every=asked.every), zip(people, others, strict=True))
        print(table([person.name for person in people], list(of_each)))


if __name__ == "__main__":
    main()
