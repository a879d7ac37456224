"""Courses over a diary: how the response to a run of the same length goes, and the pain without runs.

Each is the response over its largest; the truth to hold answers against follows from it. Numbers are judgement: what
runners tell of weeks and months, no measurement.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from afterrun.response.arrays import Floats
from benchmarks.felt import MONTH_D, wander

Chance = np.random.Generator
Over = Callable[[Floats], Floats]

_PAINLESS_D = 56.0  # eight weeks
_COMES_BACK_D, _CREEPS_D = 21.0, 30.0


def _none(t_d: Floats) -> Floats:
    return np.zeros(len(t_d))


@dataclass(frozen=True, slots=True)
class Course:
    """One course.

    Parameters
    ----------
    log_response : callable
        Days -> log of the response over its largest; minus infinity where there is none. [-]
    since_d : float
        From when the ratio a month is told: since it last came on, came back or was struck; else the first day. [d]
    changed_d : tuple of two float, or None
        Days between which something changed suddenly, or within weeks. None: a sudden change is none. [d]
    level : callable
        Days -> what is added to the pain without runs. [NRS]
    """

    log_response: Over = _none
    since_d: float = 0.0
    changed_d: tuple[float, float] | None = None
    level: Over = _none


def _nothing(t_d: Floats) -> Floats:
    return np.full(len(t_d), -np.inf)


Drawn = Callable[[Floats, float, Chance], Course]
"""(ends of the runs [d], days of the diary, chance) -> a course."""


def struck(run_t_d: Floats, days: float, rng: Chance) -> Course:
    """No pain for eight weeks; from some run on each hurts, by a fifth less every month."""
    first = min(int(np.searchsorted(run_t_d, _PAINLESS_D)), len(run_t_d) - 1)
    at = float(run_t_d[first])
    return Course(
        lambda t: np.where(t < at, -np.inf, np.log(0.8) * (t - at) / MONTH_D),
        since_d=at,
        changed_d=(float(run_t_d[max(first - 1, 0)]), at),
    )


def growing(run_t_d: Floats, days: float, rng: Chance) -> Course:
    """Three tenths more every month, from the first day."""
    return Course(lambda t: np.log(1.3) * (t - days) / MONTH_D)


def relapse(run_t_d: Floats, days: float, rng: Chance) -> Course:
    """Heals to six tenths every month; after two thirds of the diary it is back in full within three weeks."""
    turn = 2 / 3 * days
    low = np.log(0.6) * turn / MONTH_D
    end = turn + _COMES_BACK_D
    return Course(
        lambda t: np.interp(t, [0.0, turn, end], [0.0, low, 0.0]), since_d=min(end, days - 1), changed_d=(turn, end)
    )


def slowing(run_t_d: Floats, days: float, rng: Chance) -> Course:
    """Halves in the first month, and stays."""
    return Course(lambda t: np.log(0.5) * np.minimum(t, MONTH_D) / MONTH_D)


def turning(run_t_d: Floats, days: float, rng: Chance) -> Course:
    """Heals to seven tenths every month for half of the diary; then grows by three tenths every month."""
    middle = days / 2
    low = np.log(0.7) * middle / MONTH_D
    return Course(
        lambda t: np.where(
            t < middle, np.log(0.7) * t / MONTH_D, np.minimum(low + np.log(1.3) * (t - middle) / MONTH_D, 0.0)
        )
    )


def creeping(run_t_d: Floats, days: float, rng: Chance) -> Course:
    """Creeps in over a month, and stays."""
    start = rng.uniform(0.3, 0.45) * days
    end = start + _CREEPS_D

    def log_response(t: Floats) -> Floats:
        with np.errstate(divide="ignore"):
            return np.log(np.clip((t - start) / _CREEPS_D, 0.0, 1.0))

    return Course(log_response, since_d=end, changed_d=(start, end))


def steady(run_t_d: Floats, days: float, rng: Chance) -> Course:
    """The same all along."""
    return Course()


def level_step(run_t_d: Floats, days: float, rng: Chance) -> Course:
    """Runs do nothing; from one day on there is more pain, or less."""
    at, step = float(rng.uniform(0.3, 0.7) * days), float(rng.choice([-1, 1]) * rng.uniform(1.5, 2.5))
    return Course(_nothing, changed_d=(at, at), level=lambda t: np.asarray(max(0.0, -step) + step * (t >= at)))


def level_waves(run_t_d: Floats, days: float, rng: Chance) -> Course:
    """Runs do nothing; the pain goes up and down over weeks to months: a point a root month."""
    grid = np.arange(0.0, days + 1)
    path = wander(grid, 1.0, rng)
    return Course(_nothing, level=lambda t: np.interp(t, grid, path))


def level(run_t_d: Floats, days: float, rng: Chance) -> Course:
    """Both of it: a step, and the slow ups and downs."""
    step, slow = level_step(run_t_d, days, rng), level_waves(run_t_d, days, rng)
    return Course(_nothing, changed_d=step.changed_d, level=lambda t: step.level(t) + slow.level(t))
