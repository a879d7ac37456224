"""When a goal is in reach: the plan played forward on every draw as if it were the truth, learning as it goes.

Each draw takes its turn as the truth. Run by run the rule picks a distance by its own beliefs, the truth says by chance
whether it went over, and the beliefs are weighted by Bayes' rule with how likely each draw made that. Only over or not
is learned from; real reports tell more, so a goal is reached rather earlier than told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

import numpy as np

from afterrun.plan.ahead import ahead
from afterrun.plan.known import Known
from afterrun.plan.rule import DOSES, LEAST_OF_USUAL, Ceiling, allowed, chance_of_each, critical_nrs, step
from afterrun.plan.schedule import APART_D, LONGEST_OF_D, Pace
from afterrun.response.arrays import Floats, Indices

HORIZON_D = 182.0  # half a year: nobody's response can be foreseen for longer
_FELT_D = 10.0  # earlier runs that are still felt
_TRUTHS = 100  # the ends of a 90 % range of dates are then good to a week or two
# A week: the rule of thumb that runners are told (tried by Buist et al. 2008, doi:10.1177/0363546507307505).
_TEN_PERCENT = 1.10
_DAYS_A_WEEK = 7.0
_MOST_A_WEEK = _DAYS_A_WEEK / APART_D
_LEAST_TOLD = 0.02  # replicates are few: no draw is ever ruled out by one outcome
_AS_GOOD_AS = 0.999  # of the goal


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """When a plan reaches a goal.

    Parameters
    ----------
    days : ndarray, shape (T,)
        From today, one a truth; infinite where it is not within half a year. [d]
    over : float
        Share of its runs until then after which a report was over the ceiling. [-]
    """

    days: Floats
    over: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Futures:
    """Chance of each draw that a run goes over, week by week, when runs of one length follow each other.

    Parameters
    ----------
    chances : ndarray, shape (weeks, S, len(DOSES))
        [-]
    """

    chances: Floats

    def at(self, day: float) -> Floats:
        """Those of a day from today. Shape (S, len(DOSES))."""
        return np.asarray(self.chances[min(int(day / _DAYS_A_WEEK), len(self.chances) - 1)])


def futures(known: Known, ceiling: Ceiling, pace: Pace, *, end_t_d: float, rng: np.random.Generator) -> Futures:
    """Go through a week of runs of one length, from no earlier ones, for each week to come."""
    gap = _DAYS_A_WEEK / min(pace.runs_per_week, _MOST_A_WEEK)
    before = [end_t_d - k * gap for k in range(1, int(_FELT_D / gap) + 1)]
    days = ahead(known, end_t_d=end_t_d, rng=rng, again_t_d=[*before, end_t_d + gap], at_rest=True)
    critical = np.sort(critical_nrs(days, ceiling.cut_nrs, again=True), axis=1)
    size = known.size_of(DOSES, known.last_d)
    weeks = np.arange(int(HORIZON_D / _DAYS_A_WEEK)) * _DAYS_A_WEEK
    grown = [size * known.growth(week)[:, None] for week in weeks]
    return Futures(chances=np.stack([chance_of_each(each, critical) for each in grown]))


def reached(
    known: Known, ceiling: Ceiling, pace: Pace, future: Futures, goal: float, rng: np.random.Generator
) -> Reached:
    """Play the plan forward until it allows runs of a dose, ``goal``, as often as wanted."""
    play = _Play.begun(known, pace)
    for day in _days_of(pace):
        chances = future.at(day)
        dose = play.dose(day, chances, ceiling, pace)
        play.days[np.isinf(play.days) & (dose >= goal * _AS_GOOD_AS)] = day
        if np.isfinite(play.days).all():
            break
        play.run(day, dose, chances, rng)
    return Reached(days=play.days, over=play.overs / play.runs if play.runs else 0.0)


def _days_of(pace: Pace) -> Iterator[float]:
    """Days of runs within half a year."""
    day = 0.0
    for gap in cycle(pace.gaps_d()):
        if day >= HORIZON_D:
            return
        yield day
        day += gap


@dataclass(slots=True)
class _Play:
    """T truths at once: which draw each is, what is believed in it, what was run, and when the goal was reached."""

    truth: Indices
    log_weight: Floats
    history: list[tuple[float, Floats]]
    days: Floats
    runs: float = 0.0
    overs: float = 0.0

    @classmethod
    def begun(cls, known: Known, pace: Pace) -> _Play:
        size = known.draws.size
        truth = np.linspace(0, size - 1, min(_TRUTHS, size)).astype(np.intp)
        history = [(run.end_t_d - known.last_d, np.full(len(truth), run.dose)) for run in pace.past]
        return cls(truth, np.zeros((len(truth), size)), history, np.full(len(truth), np.inf))

    def dose(self, day: float, chances: Floats, ceiling: Ceiling, pace: Pace) -> Floats:
        """The largest that the rule allows by what is believed, and by what was run in 30 days. Shape (T,)."""
        recent = [dose * step(day - at) for at, dose in self.history if at >= day - LONGEST_OF_D]
        cap = np.max(recent, axis=0) if recent else np.zeros(len(self.truth))
        weight = np.exp(self.log_weight - self.log_weight.max(axis=1, keepdims=True))
        fine = allowed(chances, ceiling.chance, weight=weight / weight.sum(axis=1, keepdims=True)).sum(axis=1)
        return np.minimum(np.where(fine > 0, DOSES[np.maximum(fine - 1, 0)], 0.0), np.minimum(cap, pace.most))

    def run(self, day: float, dose: Floats, chances: Floats, rng: np.random.Generator) -> None:
        """Run, and learn of it; who has reached the goal, or may not run, does neither."""
        going = np.isinf(self.days) & (dose >= LEAST_OF_USUAL)
        each = chances[:, _nearest(dose)].T  # (T, S)
        over = rng.random(len(dose)) < each[np.arange(len(dose)), self.truth]
        told = np.where(over[:, None], each, 1 - each)
        self.log_weight += np.where(going[:, None], np.log(np.maximum(told, _LEAST_TOLD)), 0.0)
        self.runs, self.overs = self.runs + float(going.sum()), self.overs + float((over & going).sum())
        self.history.append((day, np.where(going, dose, 0.0)))


def _nearest(dose: Floats) -> Indices:
    """Place of the nearest of `DOSES`. Shape (T,)."""
    away = np.abs(np.log(DOSES)[None, :] - np.log(np.maximum(dose, DOSES[0]))[:, None])
    return np.asarray(away.argmin(axis=1))


def ten_percent(pace: Pace, future: Futures, goal: float, weekly: float) -> Reached:
    """Run a tenth more every week, whatever it does, until a run is as long as the goal.

    Parameters
    ----------
    weekly : float
        Dose of a usual week now. [-]
    """
    chances: list[float] = []
    often = min(pace.runs_per_week, _MOST_A_WEEK)
    for day in _days_of(pace):
        dose = weekly / often * _TEN_PERCENT ** int(day / _DAYS_A_WEEK)
        if dose >= goal:
            return Reached(days=np.array([day]), over=float(np.mean(chances)) if chances else 0.0)
        chances.append(float(future.at(day)[:, _nearest(np.array([dose]))].mean()))
    return Reached(days=np.array([np.inf]), over=float(np.mean(chances)))
