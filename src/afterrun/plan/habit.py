"""When the person usually reports: a chance over a ceiling counts answers, so it counts them where they are given."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.response.arrays import Floats, Ints
from afterrun.response.data import ResponseData

_LOOKED_BACK_D = 30.0  # habits of the last month: judgement
_FEWEST = 10  # reports; with fewer in the month the last so many are looked at
_DAY_BEGINS_D = 4 / 24  # who reports at one in the morning is still up
_MOST_A_DAY = 6  # more than that are episodes, no habit: judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """Times of the day at which somebody reports.

    Parameters
    ----------
    midnight_d : float
        A midnight on the arrays' clock. [d]
    after_midnight_d : ndarray, shape (k,)
        Time of the day of each usual report, ascending; at least one. [d]
    moment : ndarray of int, shape (k,)
        At which moment it is made, as in `ResponseData.moment`.
    """

    midnight_d: float
    after_midnight_d: Floats
    moment: Ints

    def between(self, start_d: float, end_d: float) -> tuple[Floats, Ints]:
        """Usual reports after one time, up to another, with their moments. Shapes (g,). [d]

        Examples
        --------
        >>> import numpy as np
        >>> habit = Habit(midnight_d=0.0, after_midnight_d=np.array([0.3, 0.9]), moment=np.array([1, 0], np.int32))
        >>> habit.between(0.5, 2.0)[0]
        array([0.9, 1.3, 1.9])
        """
        days = np.arange(np.floor(start_d - self.midnight_d) - 1, np.ceil(end_d - self.midnight_d) + 1)
        t_d = (self.midnight_d + days[:, None] + self.after_midnight_d[None, :]).ravel()
        moment = np.tile(self.moment, len(days))
        inside = (t_d > start_d) & (t_d <= end_d)
        return t_d[inside], moment[inside]


def habit_of(data: ResponseData, *, midnight_d: float) -> Habit:
    """Read the habit off the last reports: as many a day as on a day with any, each at a usual time.

    Days without a report are not counted: the chance is that of somebody who reports every day.

    Parameters
    ----------
    data : ResponseData
        With at least one report.
    midnight_d : float
        A midnight of the person's clock. [d]
    """
    recent = max(int((data.report_t_d > data.report_t_d[-1] - _LOOKED_BACK_D).sum()), _FEWEST)
    since = data.report_t_d[-recent:] - midnight_d - _DAY_BEGINS_D
    moment = data.moment_of_report[-recent:]
    day, of_day = np.floor(since), since - np.floor(since)
    count = int(np.clip(round(len(day) / len(np.unique(day))), 1, min(_MOST_A_DAY, len(day))))
    order = np.argsort(of_day, kind="stable")
    groups = np.array_split(order, count)
    return Habit(
        midnight_d=midnight_d,
        after_midnight_d=np.array([np.median(of_day[group]) for group in groups]) + _DAY_BEGINS_D,
        moment=np.array([np.bincount(moment[group]).argmax() for group in groups], dtype=np.int32),
    )
