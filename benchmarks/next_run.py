"""The worst report after the next run, forecast from all before it: ``make next-run`` (150 people of each kind).

How often do the 50, 80 and 95 % ranges hold it (randomised ranks: answers are whole numbers), and is the chance of 4 or
more a better guess (Brier score) than how often it came to that after the person's own runs so far?
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

os.environ.setdefault("AFTERRUN_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.designs import STORY, DiaryDesign, draw_diary
from afterrun.response.fit import fit_response
from afterrun.response.forecast import NextRun, forecast
from afterrun.response.kernel import RESPONSES
from afterrun.response.model import ResponseModel
from afterrun.response.simulate import prior_person, simulate_answers

DESIGNS = {
    "story": replace(STORY, cares_per_week=0.0),  # nobody can forecast the care of days to come
    "13 weeks x 3": DiaryDesign(days=91, runs_per_week=3, cares_per_week=0.0),
    "40 weeks x 4": DiaryDesign(days=280, runs_per_week=4, cares_per_week=0.0),
}
_WINDOW_D = 5.0
_MUCH_NRS = 4.0
_LEVELS = (0.5, 0.8, 0.95)


@dataclass(frozen=True, slots=True)
class Forecast1:
    """One person: rank of what came, chance given to 4 or more, own past rate of it, whether it came."""

    rank: float
    chance: float
    past_rate: float
    came: bool


def forecast_one(design: DiaryDesign, seed: int) -> Forecast1 | None:
    """Simulate somebody who responds, forecast the last run of the diary that leaves five days of reports after it."""
    rng = np.random.default_rng([seed, 7])
    data = draw_diary(design, rng)
    model = ResponseModel.on(data, RESPONSES[rng.integers(len(RESPONSES))])
    data = simulate_answers(prior_person(model, rng), data, rng)
    cut = int(np.searchsorted(data.run_t_d, design.days - _WINDOW_D)) - 1
    end = float(data.run_t_d[cut])
    nearest = data.run_t_d[cut + 1] if cut + 1 < len(data.run_t_d) else np.inf
    t_d = data.report_t_d[(data.report_t_d > end) & (data.report_t_d <= min(end + _WINDOW_D, nearest))]
    known = data.until(end)
    if not t_d.size or len(known.report_t_d) < 20:
        return None
    fit = fit_response(known, seed=seed)
    found = forecast(
        fit.draws, known, t_d=t_d, run=NextRun(end_t_d=end, dose=float(data.dose[cut])), ceiling_nrs=3.5, rng=rng
    )
    came = worst_after(data, cut, t_d[-1] - end)
    before = np.array([worst_after(data, j, t_d[-1] - end) for j in range(cut)])
    rank = float((found.worst_nrs < came).mean() + rng.random() * (found.worst_nrs == came).mean())
    rate = float((np.nansum(before >= _MUCH_NRS) + 1) / (np.isfinite(before).sum() + 2))
    return Forecast1(rank, found.worst_chance_above, rate, bool(came >= _MUCH_NRS))


def worst_after(data: ResponseData, run: int, window_d: float) -> float:
    """Worst answer within some days after a run and before the next; NaN without any."""
    end = data.run_t_d[run]
    stop = min(end + window_d, data.run_t_d[run + 1] if run + 1 < len(data.run_t_d) else np.inf)
    answers = data.answers[(data.report_t_d > end) & (data.report_t_d <= stop)]
    return float(answers.max()) if answers.size else float("nan")


def summary(people: list[Forecast1]) -> str:
    """Coverage of ranges and Brier scores."""
    rank = np.array([person.rank for person in people])
    cover = [float(((rank >= (1 - level) / 2) & (rank <= (1 + level) / 2)).mean()) for level in _LEVELS]
    score: Callable[[str], Floats] = lambda name: np.array(  # noqa: E731
        [(getattr(person, name) - person.came) ** 2 for person in people]
    )
    ours, own = score("chance"), score("past_rate")
    gain = own - ours
    return (
        f"{len(people)} people; ranges hold 50 %: {cover[0]:.3f}, 80 %: {cover[1]:.3f}, 95 %: {cover[2]:.3f}; "
        f"Brier {ours.mean():.3f}, own past rate {own.mean():.3f} "
        f"(better by {gain.mean():.3f} +- {gain.std() / np.sqrt(len(gain)):.3f})"
    )


def main() -> None:
    """Print one line a design."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=150)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with ProcessPoolExecutor(options.workers) as pool:
        for name, design in DESIGNS.items():
            found = pool.map(partial(forecast_one, design), range(options.people), chunksize=5)
            print(f"{name}: {summary([person for person in found if person])}", flush=True)


if __name__ == "__main__":
    main()
