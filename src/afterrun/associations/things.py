"""Things that may go with the pain: columns of a regression, and how each could have come about by chance.

A thing that is done on some days is dealt out over days like these (`matching`); the amounts of one that is done every
day (steps) are swapped among like days; one that is kept up for weeks keeps its pattern, and the pattern is moved along
the diary as along a ring, so that chance has the same long stretches with and without it (Edgington & Onghena 2007 on
random starts of phases; the ring is the usual way to keep a series' own correlation).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from afterrun.associations.lags import BEFORE_DAYS, LAGS, Lag, after_days, seen_at
from afterrun.associations.matching import Calendar
from afterrun.response.arrays import Floats

FEWEST_EVENTS = 5  # fewer have no like days left to deal over: judgement
FEWEST_AMOUNTS = 8  # fewer are no spread: judgement
FEWEST_DAYS_OF_PHASE = 14  # with it and without: ups and downs last for days, and two weeks hold some: judgement
FEWEST_REPORTS_OF_PHASE = 7  # with it and without: judgement
DEALS = 399  # p-values to a quarter of a per cent
# Around a beginning and an end: what was begun yesterday is written down today, and works tomorrow: judgement.
_PASSING_OVER_D = (-1.0, 2.0)
_ELSEWHERE_D = 3  # a pattern moved by less begins in the days that are passed over: it is the same one
_DAYS_BEFORE_PHASE = 14.0  # people begin things after bad weeks: judgement
BEFOREHAND_Z = 1.28  # pain that is unusual before the thing already: one in ten by chance
# The same for what is kept up, where either direction forbids a claim: it is begun in bad weeks, and these end.
BEFORE_WEEKS_Z = 1.64
_LITTLE_TO_MUCH_SD = 2.0  # one sd below the usual to one above: two days in three lie between: judgement
Dealt = Callable[[np.random.Generator], Floats]


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing as the reports see it.

    Parameters
    ----------
    n : int
        Days on which it was done, or kept up.
    lags : tuple of Lag
        Days after it; day 0 for what is kept up.
    columns : ndarray, shape (n_reports, lags)
        How much of it each report sees. [-]
    finer : ndarray, shape (n_reports, h)
        The same with the next day cut at noon and at the hour of the thing: what is taken out of other things. Else
        the evening on which yesterday's hard ride has worn off would speak for the easy one that was just done.
    free : ndarray, shape (n_reports, f)
        What else is taken out of this thing alone, whatever its size. Where it is kept up for weeks: the level and a
        straight trend, that it could stand for, and the days around its beginnings and ends.
    before : ndarray, shape (n_reports,)
        Marks the reports that come too early to see any of it, and just so. [-]
    dealt : callable
        The columns each time chance deals it out anew, from a generator. Shape (n_reports, lags, DEALS).
    harm_only : ndarray of bool, shape (lags,)
        Lags at which less pain is not counted for it: another part of the model tells of that.
    leaves_out : frozenset of int
        Kinds of care whose relief is left out of the model: it fades over hours, but what is slow to fade would take
        the next morning's harm for lasting relief upside down.
    for_weeks : bool
        Whether it is kept up rather than done now and then.
    little_to_much : float
        From little of it to much: 1 where it is done or not, 2 sd where it is an amount. What is cleared makes no
        difference over that. [-]
    """

    n: int
    lags: tuple[Lag, ...]
    columns: Floats
    finer: Floats
    free: Floats
    before: Floats
    dealt: Dealt = field(repr=False)
    harm_only: np.ndarray[tuple[int], np.dtype[np.bool_]]
    leaves_out: frozenset[int] = frozenset()
    for_weeks: bool = False
    little_to_much: float = 1.0


def done_on(
    report_t_d: Floats,
    calendar: Calendar,
    t_d: Floats,
    *,
    lags: tuple[Lag, ...] = LAGS,
    relieves: bool = False,
    leaves_out: frozenset[int] = frozenset(),
) -> Thing | None:
    """Take a thing that was done on some days; None for too few.

    Parameters
    ----------
    report_t_d : ndarray, shape (n_reports,)
        [d]
    calendar : Calendar
        The days of the diary.
    t_d : ndarray, shape (m,)
        When it was done, at most once a day. [d]
    lags : tuple of Lag
        Where to look.
    relieves : bool
        Whether less pain later the same day is told elsewhere (`Thing.harm_only`).
    leaves_out : frozenset of int
        See `Thing`.
    """
    if len(t_d) < FEWEST_EVENTS:
        return None

    def marks(times: Floats) -> Floats:
        return np.stack([seen_at(report_t_d, times, calendar.midnight_d, lag) for lag in lags], axis=1)

    return Thing(
        n=len(t_d),
        lags=lags,
        columns=marks(t_d),
        finer=_cut(report_t_d, calendar, t_d, np.ones(len(t_d)), lags).clip(0.0, 1.0),
        free=np.zeros((len(report_t_d), 0)),
        before=after_days(report_t_d, t_d, calendar.midnight_d, BEFORE_DAYS),
        dealt=lambda rng: marks(calendar.dealt_out(t_d, DEALS, rng)),
        harm_only=np.array([relieves and lag.day == 0 for lag in lags]),
        leaves_out=leaves_out,
    )


def more_of(report_t_d: Floats, calendar: Calendar, t_d: Floats, amount: Floats) -> Thing | None:
    """Take the amount of a thing; None for too few.

    Parameters
    ----------
    report_t_d, calendar, t_d
        As in `done_on`.
    amount : ndarray, shape (m,)
        In its own sd, 0 on a usual day. [-]
    """
    if len(t_d) < FEWEST_AMOUNTS:
        return None
    midnight = calendar.midnight_d
    seen = np.stack([seen_at(report_t_d, t_d[:, None], midnight, lag) for lag in LAGS])  # (lags, reports, m)
    # its own day is no "before": a day's steps are written down at night
    apart = np.floor(report_t_d - midnight)[:, None] - np.floor(t_d - midnight)[None]
    return Thing(
        n=len(t_d),
        lags=LAGS,
        columns=np.asarray((seen @ amount).T),
        finer=_cut(report_t_d, calendar, t_d, amount, LAGS),
        free=np.zeros((len(report_t_d), 0)),
        before=np.asarray((apart == BEFORE_DAYS) @ amount),
        dealt=lambda rng: np.asarray((seen @ amount[calendar.swapped(t_d, DEALS, rng)].T).transpose(1, 0, 2)),
        harm_only=np.zeros(len(LAGS), dtype=bool),
        little_to_much=_LITTLE_TO_MUCH_SD,
    )


def kept_up(
    report_t_d: Floats, calendar: Calendar, share: Callable[[Floats], Floats], start_d: Floats, end_d: Floats
) -> Thing | None:
    """Take a thing that was kept up for weeks; None where there are too few days with it or without it.

    Parameters
    ----------
    report_t_d, calendar
        As in `done_on`.
    share : callable
        Share of its full effect that it has at some times, 0 to 1. [-]
    start_d : ndarray, shape (k,)
        When it was begun, each time. [d]
    end_d : ndarray, shape (l,)
        When it was given up. [d]
    """
    first, last = calendar.span_d
    days = np.arange(first, last)
    shares, column = share(days), share(report_t_d)
    in_days, in_reports = float(shares.sum()), float(column.sum())
    if min(in_days, len(days) - in_days) < FEWEST_DAYS_OF_PHASE:
        return None
    if min(in_reports, len(column) - in_reports) < FEWEST_REPORTS_OF_PHASE:
        return None
    turns = report_t_d[:, None] - np.concatenate([start_d, end_d])[None, :]
    passing_over = ((turns >= _PASSING_OVER_D[0]) & (turns < _PASSING_OVER_D[1])).T.astype(np.float64)
    ahead = start_d[None, :] - report_t_d[:, None]

    def moved(rng: np.random.Generator) -> Floats:
        shift = rng.integers(_ELSEWHERE_D, len(days) - _ELSEWHERE_D + 1, DEALS)
        return share(first + (report_t_d[:, None] - first - shift[None, :]) % (last - first))[:, None, :]

    return Thing(
        n=round(in_days),
        lags=(Lag(0),),
        columns=column[:, None],
        finer=column[:, None],
        free=np.column_stack([np.ones_like(report_t_d), 2 * (report_t_d - first) / (last - first) - 1, *passing_over]),
        before=np.asarray(((ahead >= 0) & (ahead < _DAYS_BEFORE_PHASE)).any(axis=1) & (column == 0), dtype=np.float64),
        dealt=moved,
        harm_only=np.zeros(1, dtype=bool),
        for_weeks=True,
    )


def _cut(report_t_d: Floats, calendar: Calendar, t_d: Floats, amount: Floats, lags: tuple[Lag, ...]) -> Floats:
    """Cut the next day at noon and at the hour of the thing; other days stay whole. Shape (n_reports, h)."""
    since = report_t_d[:, None] - t_d[None, :]
    parts = []
    for day in sorted({lag.day for lag in lags}):
        for lag in (Lag(1, "morning"), Lag(1, "later")) if day == 1 else (Lag(day),):
            seen = seen_at(report_t_d, t_d[:, None], calendar.midnight_d, lag)
            parts += [seen * (since < 1), seen * (since >= 1)] if lag == Lag(1, "later") else [seen]
    return np.column_stack([(part * amount).sum(axis=1) for part in parts])
