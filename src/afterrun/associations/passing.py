"""Does a passing symptom (a cramp) come more often after a thing than after matched days?

Such a symptom is noted when it comes; nobody is asked about it otherwise, so silence counts as none. The number of days
of the thing that it followed, at three lags, is compared with the same number when the days of the thing are dealt out
over matched days (`matching`); the largest difference counts, over the lags and all kinds of thing (max-T, Westfall &
Young 1993). How many times as often: binomial given the total, with a mild prior.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from afterrun.associations.lags import BEFORE_DAYS, LAG_DAYS, after_days
from afterrun.associations.matching import Calendar
from afterrun.associations.things import BEFOREHAND_Z, FEWEST_EVENTS
from afterrun.associations.triggers import beforehand
from afterrun.findings.verdicts import SURE, WORTH_HAVING_RATIO, Verdict
from afterrun.response.arrays import Floats

FEWEST_EPISODES = 3  # of a symptom, below which nothing is compared
_DEALS = 999  # p-values to a thousandth
_LOG_RATIO = np.linspace(-5.0, 5.0, 501)  # up to 150 times as often either way: beyond any prior worth having
_PRIOR_SD = 1.5  # of the log rate ratio: 95 % between a nineteenth and nineteen times


@dataclass(frozen=True, slots=True)
class Followed:
    """What came out for one kind of event and one passing symptom.

    Parameters
    ----------
    n : int
        Days on which the thing was done.
    lag : int
        The lag at which the difference was largest.
    followed, others_followed, others : int
        Days of the thing that the symptom followed at that lag; other days that it followed, and how many there were.
    p : float
        Chance of such a difference at any lag after any kind of thing, if nothing does anything.
    before_z : float
        How unusual it was for the symptom to have come on the day before; NaN where it had, and no other days are left
        to compare with.
    ratio_cdf : ndarray, shape (501,)
        Posterior of the log rate ratio, summed up, on a fixed grid.
    """

    n: int
    lag: int
    followed: int
    others_followed: int
    others: int
    p: float
    before_z: float
    ratio_cdf: Floats

    @property
    def came_before(self) -> bool | None:
        """Whether the symptom had come before the thing more often, or less, than on matched days; None: not known."""
        return beforehand(self.before_z)

    def ratio_at(self, share: float) -> float:
        """Quantile of the rate ratio: how many times as often the symptom comes after the thing as after other days."""
        return ratio_at(self.ratio_cdf, share)

    def verdict(self, rare: float) -> Verdict:
        """Judge it; ``rare`` is what chance may claim wrongly. Nothing is blamed where the day before is not known."""
        verdict = verdict_on_rate(self.ratio_cdf, self.p, rare)
        led = {"may-worsen": self.before_z <= BEFOREHAND_Z, "may-help": self.before_z >= -BEFOREHAND_Z}
        return verdict if led.get(verdict, True) else "not-yet-known"


def verdict_on_rate(ratio_cdf: Floats, p: float, rare: float) -> Verdict:
    """Judge how much more often a passing symptom comes, from the posterior of that and the chance of so much."""
    at_worse, at_better = (
        float(np.interp(np.log(ratio), _LOG_RATIO, ratio_cdf)) for ratio in (1 / WORTH_HAVING_RATIO, WORTH_HAVING_RATIO)
    )
    if p <= rare and 1 - at_worse >= SURE:
        return "may-worsen"
    return "may-help" if p <= rare and at_better >= SURE else "not-yet-known"


def ratio_at(ratio_cdf: Floats, share: float) -> float:
    """Quantile of the rate ratio: how many times as often the symptom comes. [-]"""
    return float(np.exp(np.interp(share, ratio_cdf, _LOG_RATIO)))


def weigh_passing(
    episode_t_d: Floats, events: Sequence[Floats], calendar: Calendar, rng: np.random.Generator
) -> list[Followed | None]:
    """Weigh all kinds of event for one passing symptom.

    Parameters
    ----------
    episode_t_d : ndarray, shape (e,)
        When the symptom came. [d]
    events : sequence of ndarray
        For each kind, its times, at most one a day. [d]
    calendar : Calendar
        The days of the diary.

    Returns
    -------
    list of Followed or None
        None for kinds with too few events; for all of them if the symptom came too rarely.
    """
    found: list[Followed | None] = [None] * len(events)
    asked = [i for i, t in enumerate(events) if len(t) >= FEWEST_EVENTS]
    if len(episode_t_d) < FEWEST_EPISODES or not asked:
        return found
    seen = {i: _standardised(episode_t_d, events[i], calendar, rng) for i in asked}
    largest = np.max([np.abs(dealt[1:, : len(LAG_DAYS)]).max(axis=1) for dealt in seen.values()], axis=0)
    for i in asked:
        strength = np.abs(seen[i][0, : len(LAG_DAYS)])
        lag = int(strength.argmax())
        p = (1 + (largest >= strength[lag] - 1e-9).sum()) / (1 + _DEALS)
        found[i] = _counted(episode_t_d, events[i], calendar, lag, float(p), float(seen[i][0, -1]))
    return found


def _standardised(episode_t_d: Floats, event_t_d: Floats, calendar: Calendar, rng: np.random.Generator) -> Floats:
    """Days followed, by lag, and last the days preceded, over the sd of dealt days; the true days are the first row.

    Where no deal varies, days followed are no sign of anything; days preceded are not known (NaN), unless there are
    none.
    """
    times = np.vstack([event_t_d, calendar.dealt_out(event_t_d, _DEALS, rng)])
    counts = np.column_stack([_hit(episode_t_d, times, calendar, lag) for lag in (*LAG_DAYS, BEFORE_DAYS)])
    spread = counts[1:].std(axis=0)
    standardised = (counts - counts[1:].mean(axis=0)) / np.where(spread > 0, spread, np.inf)
    if not spread[-1] and counts[0, -1]:
        standardised[:, -1] = np.nan
    return np.asarray(standardised)


def _hit(episode_t_d: Floats, times: Floats, calendar: Calendar, lag: int) -> Floats:
    """Number of days with an episode at a lag, for each way to deal. Shape (deals,)."""
    each = after_days(episode_t_d, times[..., None], calendar.midnight_d, lag)  # (episodes, deals, days)
    return np.asarray(each.max(axis=0).sum(axis=1))


def _counted(
    episode_t_d: Floats, event_t_d: Floats, calendar: Calendar, lag: int, p: float, before_z: float
) -> Followed:
    """Count the days of the thing and all others, from the same time of day on."""
    first, last = calendar.day(np.array([calendar.span_d[0], calendar.span_d[1] - 1e-9]))
    hour = float(np.median((event_t_d - calendar.midnight_d) % 1))
    days = np.setdiff1d(np.arange(first, last + 1 - LAG_DAYS[lag]), calendar.day(event_t_d))
    other_t = days + calendar.midnight_d + hour
    followed = int(_hit(episode_t_d, event_t_d[None], calendar, LAG_DAYS[lag])[0])
    others_followed = int(_hit(episode_t_d, other_t[None], calendar, LAG_DAYS[lag])[0])
    return Followed(
        n=len(event_t_d),
        lag=lag,
        followed=followed,
        others_followed=others_followed,
        others=len(other_t),
        p=p,
        before_z=before_z,
        ratio_cdf=ratio_cdf(followed, len(event_t_d), others_followed, len(other_t)),
    )


def ratio_cdf(hits: int, days: int, other_hits: int, other_days: int) -> Floats:
    """Posterior of the log rate ratio of two counts, summed up on a fixed grid: binomial given their total."""
    offset = np.log(days / max(other_days, 1))
    log_density = hits * (_LOG_RATIO + offset) - (hits + other_hits) * np.logaddexp(_LOG_RATIO + offset, 0.0)
    log_density -= 0.5 * (_LOG_RATIO / _PRIOR_SD) ** 2
    below = np.cumsum(np.exp(log_density - log_density.max()))
    return np.asarray(below / below[-1])
