"""The answers of five days after a run, forecast from all before it: ``make next-run`` (150 people on each diary).

How often do the 50, 80 and 95 % ranges hold an answer, and the worst of them? And is the chance of 4 or more a better
guess (Brier score) than how often it came to that after the person's own runs so far? People are drawn from the whole
prior; ``--kinds responders`` are those whose pain runs raise, and who never change, and any kind of `off_model_people`
can be asked for.

Answers are whole numbers. A range of whole numbers holds more than it was made for; what it says is then the chance of
all its answers. The first figures count an answer on the edge for the part of it that lies inside, which is the mean of
the randomised probability integral transform (Czado, Gneiting & Held 2009, doi:10.1111/j.1541-0420.2009.01191.x).
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise, product

os.environ.setdefault("AFTERRUN_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from afterrun.plan.skill import share_inside
from afterrun.response.arrays import Floats, Indices
from afterrun.response.calibration import anybody
from afterrun.response.data import ResponseData
from afterrun.response.designs import STORY, DiaryDesign, draw_diary
from afterrun.response.fit import fit_response
from afterrun.response.forecast import NextRun, chances_of_answers, forecast
from afterrun.response.kernel import RESPONSES
from afterrun.response.model import ResponseModel
from afterrun.response.simulate import prior_person, simulate_answers
from benchmarks.off_model_people import KINDS as OFF_MODEL
from benchmarks.off_model_people import someone

DESIGNS = {
    "story": replace(STORY, cares_per_week=0.0),  # nobody can forecast the care of days to come
    "13 weeks x 3": DiaryDesign(days=91, runs_per_week=3, cares_per_week=0.0),
    "40 weeks x 4": DiaryDesign(days=280, runs_per_week=4, cares_per_week=0.0),
}
KINDS = ("anybody", "responders", *OFF_MODEL)
_WINDOW_D = 5.0
_MUCH_NRS = 4.0
_LEVELS = (0.5, 0.8, 0.95)
_LEADS_D = (0.0, 0.5, 1.0, 2.0, 3.0, _WINDOW_D)
_EDGE = 1e-9  # sums of chances round


@dataclass(frozen=True, slots=True)
class Foretold:
    """Answers of one person after one run, n of them: what was told of each, and what came.

    Parameters
    ----------
    lead_d : ndarray, shape (n,)
        Since the end of the run. [d]
    chances : ndarray, shape (n, k)
        Told of each possible answer. [-]
    came : ndarray of int, shape (n,)
        Which answer it was.
    """

    lead_d: Floats
    chances: Floats
    came: Indices


@dataclass(frozen=True, slots=True)
class Forecast1:
    """One person: each answer, the worst of them, chance given to 4 or more, own past rate of it, whether it came."""

    each: Foretold
    worst: Foretold
    chance: float
    past_rate: float
    came: bool


def lived(kind: str, design: DiaryDesign, rng: np.random.Generator) -> ResponseData:
    """Keep the diary of somebody of a kind."""
    data = draw_diary(design, rng)
    if kind in OFF_MODEL:
        return someone(OFF_MODEL[kind], data, rng)[1]
    if kind == "responders":
        model = ResponseModel.on(data, RESPONSES[rng.integers(len(RESPONSES))])
        return simulate_answers(prior_person(model, rng), data, rng)
    return simulate_answers(anybody(data, rng), data, rng)


def forecast_one(design: DiaryDesign, seed: int, kind: str = KINDS[0]) -> Forecast1 | None:
    """Simulate somebody, forecast what follows the last run of the diary that leaves five days of reports after it."""
    rng = np.random.default_rng([seed, 7])
    data = lived(kind, design, rng)
    cut = int(np.searchsorted(data.run_t_d, design.days - _WINDOW_D)) - 1
    end = float(data.run_t_d[cut])
    nearest = data.run_t_d[cut + 1] if cut + 1 < len(data.run_t_d) else np.inf
    after = (data.report_t_d > end) & (data.report_t_d <= min(end + _WINDOW_D, nearest))
    t_d, known = data.report_t_d[after], data.until(end)
    if not t_d.size or len(known.report_t_d) < 20:
        return None
    draws = fit_response(known, seed=seed).draws
    run = NextRun(end_t_d=end, dose=float(data.dose[cut]))
    found = forecast(draws, known, t_d=t_d, run=run, ceiling_nrs=3.5, rng=rng)
    said, worst = data.answers[after], float(data.answers[after].max())
    before = np.array([worst_after(data, j, t_d[-1] - end) for j in range(cut)])
    of_worst = (found.worst_nrs[:, None] == data.levels).mean(axis=0)
    return Forecast1(
        each=Foretold(
            t_d - end, chances_of_answers(draws, known, t_d=t_d, run=run), np.searchsorted(data.levels, said)
        ),
        worst=Foretold(t_d[-1:] - end, of_worst[None], np.searchsorted(data.levels, [worst])),
        chance=found.worst_chance_above,
        past_rate=float((np.nansum(before >= _MUCH_NRS) + 1) / (np.isfinite(before).sum() + 2)),
        came=bool(worst >= _MUCH_NRS),
    )


def worst_after(data: ResponseData, run: int, window_d: float) -> float:
    """Worst answer within some days after a run and before the next; NaN without any."""
    end = data.run_t_d[run]
    stop = min(end + window_d, data.run_t_d[run + 1] if run + 1 < len(data.run_t_d) else np.inf)
    answers = data.answers[(data.report_t_d > end) & (data.report_t_d <= stop)]
    return float(answers.max()) if answers.size else float("nan")


def whole_range(chances: Floats, came: Indices, level: float) -> tuple[Floats, Floats]:
    """A central range in whole answers: the chance of all in it, and whether it held what came. Shapes (n,).

    Examples
    --------
    >>> import numpy as np
    >>> said, held = whole_range(np.array([[0.05, 0.3, 0.4, 0.2, 0.05]]), np.array([3]), 0.8)
    >>> said.round(2), held
    (array([0.9]), array([1.]))
    """
    below = np.cumsum(chances, axis=1)
    first = (below < (1 - level) / 2 - _EDGE).sum(axis=1)
    last = (below < (1 + level) / 2 - _EDGE).sum(axis=1)
    answer = np.arange(chances.shape[1])
    inside = (answer >= first[:, None]) & (answer <= last[:, None])
    return (chances * inside).sum(axis=1), inside[np.arange(len(came)), came].astype(np.float64)


def mean_and_error(values: Sequence[Floats]) -> str:
    """Mean over all answers, with its error as that of people: answers of one person are alike."""
    mean = np.concatenate(values).mean()
    off = np.sqrt(sum((each - mean).sum() ** 2 for each in values)) / sum(map(len, values))
    return f"{mean:.3f} +- {off:.3f}"


def coverage(name: str, told: Iterable[Foretold]) -> list[str]:
    """How much the ranges of some answers hold, an answer on the edge in part, and in whole answers."""
    told = [each for each in told if len(each.came)]
    lines = []
    for level in _LEVELS:
        inside = mean_and_error([share_inside(each.chances, each.came, level) for each in told])
        said, held = zip(*(whole_range(each.chances, each.came, level) for each in told), strict=True)
        whole = f"in whole answers said {np.concatenate(said).mean():.3f}, held {mean_and_error(held)}"
        lines.append(f"  {name}: {100 * level:.0f} % held {inside}; {whole}")
    return lines


def _within(each: Foretold, low_d: float, high_d: float) -> Foretold:
    kept = (each.lead_d > low_d) & (each.lead_d <= high_d)
    return Foretold(each.lead_d[kept], each.chances[kept], each.came[kept])


def summary(people: Sequence[Forecast1]) -> str:
    """Coverage of ranges, by time since the run too, and Brier scores."""
    if not people:
        return "nobody whose diary leaves answers after a run"
    each = [person.each for person in people]
    lines = [f"{len(people)} people, {sum(len(one.came) for one in each)} answers", *coverage("each answer", each)]
    for low, high in pairwise(_LEADS_D):
        within = [kept for one in each if len((kept := _within(one, low, high)).came)]
        if within:
            found = (mean_and_error([share_inside(o.chances, o.came, level) for o in within]) for level in _LEVELS)
            lines.append(f"  after {low:g} to {high:g} days: {', '.join(found)}")
    lines += coverage("the worst", [person.worst for person in people])
    ours, own = (np.array([(getattr(p, name) - p.came) ** 2 for p in people]) for name in ("chance", "past_rate"))
    lines.append(
        f"  4 or more: Brier {ours.mean():.3f}, own past rate {own.mean():.3f} "
        f"(better by {mean_and_error([np.array([gain]) for gain in own - ours])})"
    )
    return "\n".join(lines)


def main() -> None:
    """Print a block for each diary and kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=150)
    parser.add_argument("--designs", choices=DESIGNS, nargs="+", default=list(DESIGNS))
    parser.add_argument("--kinds", choices=KINDS, nargs="+", default=[KINDS[0]])
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with ProcessPoolExecutor(options.workers) as pool:
        for name, kind in product(options.designs, options.kinds):
            found = pool.map(partial(forecast_one, DESIGNS[name], kind=kind), range(options.people), chunksize=5)
            print(f"{name}, {kind}: {summary([person for person in found if person])}", flush=True)


if __name__ == "__main__":
    main()
