"""The next run and those after it: each as far as the rule allows, seen from today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, pairwise
from typing import Literal

import numpy as np

from afterrun.plan.ahead import WINDOW_D, Ahead, Planned, ahead
from afterrun.plan.known import Known
from afterrun.plan.rule import (
    DOSES,
    LEAST_OF_USUAL,
    Ceiling,
    allowed,
    chance_of_each,
    critical_nrs,
    step,
    teaches_bits,
)
from afterrun.response.arrays import Floats
from afterrun.response.forecast import nearest_level

LONGEST_OF_D = 30.0  # as the contract says
APART_D = 2  # days between runs at least: most of a usual response has come by then
_TRIES = 10  # days to look for one on which a run fits; what is left of runs has gone by then
_NEXT_TO_NOTHING = 1e-3  # a dose of 0 has no logarithm
Limit = Literal["pain", "longest-run"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How a plan goes.

    Parameters
    ----------
    runs_per_week : int
        How often to run; never more than every other day.
    past : tuple of Planned
        Runs of the person, from which the longest of the last 30 days is taken.
    most : float
        The largest dose wanted, or allowed by somebody who knows better; infinite if nobody said. [-]
    careful : bool
        Count the next run inside the chance, too.
    """

    runs_per_week: int
    past: tuple[Planned, ...]
    most: float = np.inf
    careful: bool = True

    def longest(self, t_d: float, planned: Sequence[Planned] = ()) -> float:
        """Largest dose of the 30 days before a time; 0 without one. [-]"""
        return max((run.dose for run in self._recent(t_d, planned)), default=0.0)

    def longest_next(self, t_d: float, planned: Sequence[Planned] = ()) -> float:
        """Longest that may be run at a time, whatever pain allows; 0 without a run in the 30 days before. [-]

        As long as any of them; a tenth longer only than one that has had the days it answers for. Else each longer run
        would follow on one of which nobody knows yet how it went.

        Examples
        --------
        >>> pace = Pace(runs_per_week=2, past=(Planned(end_t_d=0.0, dose=1.0), Planned(end_t_d=4.0, dose=1.05)))
        >>> [round(pace.longest_next(t_d), 3) for t_d in (4.0, 7.0, 9.0)]
        [1.0, 1.1, 1.155]
        """
        recent = self._recent(t_d, planned)
        return max((run.dose * step(t_d - run.end_t_d) for run in recent), default=0.0)

    def _recent(self, t_d: float, planned: Sequence[Planned]) -> list[Planned]:
        return [run for run in (*self.past, *planned) if t_d - LONGEST_OF_D <= run.end_t_d < t_d]

    def gaps_d(self) -> tuple[int, ...]:
        """Days from run to run, over a week.

        Examples
        --------
        >>> [Pace(runs_per_week=n, past=()).gaps_d() for n in (1, 2, 3, 5)]
        [(7,), (3, 4), (2, 2, 3), (2,)]
        """
        if self.runs_per_week * APART_D > 7:
            return (APART_D,)
        days = [7 * i // self.runs_per_week for i in range(self.runs_per_week + 1)]
        return tuple(b - a for a, b in pairwise(days))


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A run to come.

    Parameters
    ----------
    end_t_d : float
        When it ends. [d]
    dose : float
        The largest that the rule allows, over the reference dose; 0 if none does. [-]
    chance_over : float
        That a report is over the ceiling until the run after it. [-]
    chance_over_5_days : float
        That one of the five days after it is, with the same run again where one is planned meanwhile. [-]
    worst_nrs : ndarray
        Draws of the worst report of these five days. [NRS]
    teaches_bits : float
        How much the outcome is expected to tell. [bit]
    limited_by : str
        ``pain`` or ``longest-run``.
    capped : bool
        Whether it is held to what is wanted, or to what somebody who knows better allows.
    """

    end_t_d: float
    dose: float
    chance_over: float
    chance_over_5_days: float
    worst_nrs: Floats
    teaches_bits: float
    limited_by: Limit
    capped: bool = False


def schedule(
    known: Known, ceiling: Ceiling, pace: Pace, *, first_end_d: float, until_d: float, rng: np.random.Generator
) -> list[Session]:
    """Plan runs from a first possible end on; a day on which none fits is passed over.

    The last entry has no dose if no run fits for ten days on end, or there is none in the 30 days before it.
    """
    found: list[Session] = []
    planned: list[Planned] = []
    end, gaps, tries = first_end_d, cycle(pace.gaps_d()), 0
    while end <= until_d or not found:
        gap = next(gaps)
        session = decide(known, ceiling, pace, end_t_d=end, next_d=end + gap, planned=planned, rng=rng)
        tries = 0 if session.dose else tries + 1
        if session.dose:
            found.append(session)
            planned.append(Planned(end_t_d=end, dose=session.dose))
        elif tries >= _TRIES or not pace.longest(end, planned):
            return found or [session]
        end += gap if session.dose else 1
    return found


def decide(
    known: Known,
    ceiling: Ceiling,
    pace: Pace,
    *,
    end_t_d: float,
    next_d: float,
    planned: Sequence[Planned] = (),
    rng: np.random.Generator,
) -> Session:
    """Find the largest dose that the rule allows in a run that ends at one time, the next one ending at another."""
    again = [next_d] if next_d < end_t_d + WINDOW_D else []
    days = ahead(known, end_t_d=end_t_d, rng=rng, planned=planned, again_t_d=again)
    cap = min(pace.longest_next(end_t_d, planned), pace.most)
    doses = np.append(DOSES[cap > DOSES], max(cap, _NEXT_TO_NOTHING))
    size = known.size_of(doses, end_t_d)
    whole = chance_of_each(size, critical_nrs(days, ceiling.cut_nrs, again=True))
    ruling = whole if pace.careful else chance_of_each(size, critical_nrs(days, ceiling.cut_nrs))
    fine = int(allowed(ruling, ceiling.chance)[0].sum())
    best = fine - 1 if fine and doses[fine - 1] >= min(LEAST_OF_USUAL, pace.most) else None
    until_next = critical_nrs(days, ceiling.cut_nrs, until_d=next_d)
    if best is None:
        nothing = np.zeros((known.draws.size, 1))
        return Session(
            end_t_d=end_t_d,
            dose=0.0,
            chance_over=float(chance_of_each(nothing, until_next).mean()),
            chance_over_5_days=float(chance_of_each(nothing, critical_nrs(days, ceiling.cut_nrs)).mean()),
            worst_nrs=_worst(known, days, nothing[:, 0]),
            teaches_bits=0.0,
            limited_by="pain" if cap > LEAST_OF_USUAL else "longest-run",
        )
    at_cap = best == len(doses) - 1
    return Session(
        end_t_d=end_t_d,
        dose=float(doses[best]),
        chance_over=float(chance_of_each(size[:, [best]], until_next).mean()),
        chance_over_5_days=float(whole[:, best].mean()),
        worst_nrs=_worst(known, days, size[:, best]),
        teaches_bits=teaches_bits(whole[:, best]),
        limited_by="longest-run" if at_cap else "pain",
        capped=at_cap and cap == pace.most,
    )


def _worst(known: Known, days: Ahead, size_nrs: Floats) -> Floats:
    """Worst answers of the five days. Shape (S M,). [NRS]"""
    felt = days.felt_nrs + size_nrs[:, None, None] * (days.seen + days.again)
    return nearest_level(felt.max(axis=2, initial=-np.inf).ravel(), known.data.levels)
