"""Matched days: when a thing could just as well have been done, by what we know of the days.

Time-stratified referents (Maclure 1991, doi 10.1093/oxfordjournals.aje.a115853, for the case-crossover design; Janes,
Sheppard & Lumley 2005, doi 10.1097/01.ede.0000181315.18836.9d, for why fixed strata of time do not bend the result):
another day of the same four weeks, alike in three things that also move pain: a weekday or a weekend, how long ago the
last run was, and whether one follows within a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from afterrun.response.arrays import Floats

STRATUM_DAYS = 28  # four weeks, as in Maclure's and Janes' months: the same number of each weekday
_SINCE_RUN_D = np.array([1.0, 2.0, 4.0])  # classes of time since the last run
_RUN_AHEAD_D = 1.0  # who runs tomorrow may rest today: judgement
_SATURDAY = 5  # Monday is 0


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a diary.

    Parameters
    ----------
    midnight_d : float
        Time of the first midnight of the person's own clock, on the clock of the arrays. [d]
    weekday : int
        Weekday of the day that it begins, Monday 0.
    span_d : tuple of float
        First and last time of the diary. [d]
    run_t_d : ndarray, shape (J,)
        Ends of the runs. [d]
    """

    midnight_d: float
    weekday: int
    span_d: tuple[float, float]
    run_t_d: Floats

    def day(self, t_d: Floats) -> NDArray[np.intp]:
        """Number the day of a time."""
        return np.floor(np.asarray(t_d) - self.midnight_d).astype(np.intp)

    def weekday_of(self, t_d: Floats) -> NDArray[np.intp]:
        """Weekday of a time, Monday 0."""
        return np.asarray((self.day(t_d) + self.weekday) % 7)

    def dealt_out(self, t_d: Floats, count: int, rng: np.random.Generator) -> Floats:
        """Deal the days of a thing out over days that match theirs, keeping the time of day.

        Parameters
        ----------
        t_d : ndarray, shape (m,)
            When it was done, at most once a day. [d]
        count : int
            How many times to deal.

        Returns
        -------
        ndarray, shape (count, m)
            Times. A day without a match stays where it is. [d]
        """
        clock = (t_d - self.midnight_d) % 1
        dealt = np.repeat(t_d[None, :], count, axis=0)
        for mine, alike in self._alike(t_d):
            picked = np.argsort(rng.random((count, len(alike))), axis=1)[:, : len(mine)]
            dealt[:, mine] = alike[picked] + self.midnight_d + clock[mine]
        return dealt

    def swapped(self, t_d: Floats, count: int, rng: np.random.Generator) -> NDArray[np.intp]:
        """Swap what is known of the times among those whose days match.

        Parameters
        ----------
        t_d : ndarray, shape (m,)
            At most one a day. [d]
        count : int
            How many times to swap.

        Returns
        -------
        ndarray, shape (count, m)
            Places. A time without a match keeps its own.
        """
        places = np.repeat(np.arange(len(t_d))[None, :], count, axis=0)
        for mine, _ in self._alike(t_d):
            places[:, mine] = mine[np.argsort(rng.random((count, len(mine))), axis=1)]
        return places

    def swappable(self, t_d: Floats) -> int:
        """Count the times that another time's day matches."""
        return sum(len(mine) for mine, _ in self._alike(t_d) if len(mine) > 1) if len(t_d) else 0

    def comparable(self, t_d: Floats) -> int:
        """Count the times that have a matched day without the thing."""
        return sum(len(mine) for mine, alike in self._alike(t_d) if len(alike) > len(mine)) if len(t_d) else 0

    def _alike(self, t_d: Floats) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
        """Group times by what their days are like: places of the times, and all days like these."""
        first, last = self.day(np.array([self.span_d[0], self.span_d[1] - 1e-9]))
        hour = float(np.median((t_d - self.midnight_d) % 1))
        days = np.arange(first, last + 1)
        kind = self._kind(days + self.midnight_d + hour, days - first)
        own = kind[self.day(t_d) - first]
        for each in np.unique(own):
            yield np.flatnonzero(own == each), days[kind == each]

    def _kind(self, t_d: Floats, number: NDArray[np.intp]) -> NDArray[np.intp]:
        """Number what a day is like; days alike have the same number."""
        run_t = np.sort(self.run_t_d)
        place = np.searchsorted(run_t, t_d)
        last_run, next_run = np.append(-np.inf, run_t)[place], np.append(run_t, np.inf)[place]
        since = np.searchsorted(_SINCE_RUN_D, t_d - last_run)
        ahead = next_run - t_d <= _RUN_AHEAD_D
        weekend = self.weekday_of(t_d) >= _SATURDAY
        return np.asarray(((number // STRATUM_DAYS * 4 + since) * 2 + ahead) * 2 + weekend)


def one_a_day(calendar: Calendar, t_d: Floats) -> Floats:
    """Keep the first of each day, within the diary."""
    inside = np.sort(t_d[(t_d >= calendar.span_d[0]) & (t_d < calendar.span_d[1])])
    return np.asarray(inside[np.unique(calendar.day(inside), return_index=True)[1]])
