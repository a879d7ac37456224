"""Does the pain rise after a thing more than runs, weekdays and the pain before it explain?

Each kind of event and each lag is a column beside everything in the fitted model (`response.regression`), weekdays and
other shapes of the response to runs included. Two tests have to agree, each over all kinds and lags at once: the
model's own (largest of correlated normals), and one that assumes nothing about the ups and downs of pain, in which the
days of the thing are dealt out over matched days (`matching`; max-T, Westfall & Young 1993). The first knows what was
reported before a thing was done, the second what pain is like. Each may be wrong in one diary of twenty; together, and
with an effect worth knowing, they are in fewer than one of forty (`docs/triggers.md`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from afterrun.associations.lags import BEFORE_DAYS, LAG_DAYS, after_days
from afterrun.associations.matching import Calendar
from afterrun.findings.verdicts import SURE, Verdict
from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.posterior import Draws
from afterrun.response.regression import Nuisance, Scores, StandIn, regression
from afterrun.response.reported import expected_report

FEWEST_EVENTS = 5  # fewer have no like days left to deal over: judgement
RARE = 0.05  # one wrong claim in twenty, for all kinds together
_DEALS, _NORMALS = 399, 4000  # p-values to a quarter of a per cent, and normals to a tenth of that
_EFFECT_SD_NRS = 1.5  # prior of an effect: 95 % within 3 points either way
# A point by weekday, less by lag beside the response: judgement (`docs/triggers.md`).
_WEEKDAY_SD_NRS, _RUN_LAG_SD_NRS = 1.0, 0.7
BEFOREHAND_Z = 1.28  # pain that is unusual before the thing already: one in ten by chance
_EFFECT_DRAWS = 2000  # quantiles to half a per cent
WORTH_KNOWING_NRS = 0.5  # of a mean rating: the half point below which pain counts as gone elsewhere
_TINY_NRS = 0.05  # next to no pain


@dataclass(frozen=True, slots=True)
class Trigger:
    """What came out for one kind of event.

    Parameters
    ----------
    n : int
        Days on which it was done.
    lag : int
        The lag at which most was seen.
    p_model, p_dealt : float
        Chance of so much at any lag of any kind if nothing does anything: by the model, and by dealing (NaN if no
        kind impressed the model: it is not asked then).
    before_z : float
        How unusual the pain was on the day before it; NaN where nobody reported on any such day.
    rise_nrs, rate_ratio : ndarray, shape (S,) or None
        Draws of the change of the mean rating at that lag: in points, and as a ratio. None where nothing can be said.
    verdict : str
        At most `may-worsen` or `may-help`: nobody chose at random.
    """

    n: int
    lag: int
    p_model: float
    p_dealt: float
    before_z: float
    rise_nrs: Floats | None
    rate_ratio: Floats | None
    verdict: Verdict

    @property
    def came_before(self) -> bool | None:
        """Whether the pain was already unusual before the thing was done; None where nobody reported then."""
        return beforehand(self.before_z)


def beforehand(before_z: float) -> bool | None:
    """Whether the day before was unusual; None where that is not known."""
    return None if np.isnan(before_z) else abs(before_z) > BEFOREHAND_Z


def weigh_triggers(
    draws: Draws,
    data: ResponseData,
    calendar: Calendar,
    events: Sequence[Floats],
    rng: np.random.Generator,
    *,
    rare: float = RARE,
) -> list[Trigger | None]:
    """Weigh all kinds of event together.

    Parameters
    ----------
    draws : Draws
        A few draws from the fit.
    data : ResponseData
        What was fitted.
    calendar : Calendar
        The days of the diary.
    events : sequence of ndarray
        For each kind, its times, at most one a day. [d]
    rare : float
        What chance may claim wrongly, each test for itself: `RARE`, or less where it is shared with other questions.

    Returns
    -------
    list of Trigger or None
        None for kinds with too few events.
    """
    asked = [i for i, t in enumerate(events) if len(t) >= FEWEST_EVENTS]
    found: list[Trigger | None] = [None] * len(events)
    if not asked:
        return found
    frame = regression(draws, data, _nuisance(data, calendar))
    columns = np.hstack([_columns(data, calendar, events[i]) for i in asked])
    scores = frame.scores(columns)
    strength = np.abs(scores.z).reshape(len(asked), len(LAG_DAYS))
    best = strength.max(axis=1)
    p_model = _share_above(_largest_normals(frame.correlation(columns), rng), best)
    p_dealt = np.full(len(asked), np.nan)
    if (p_model <= max(rare, RARE)).any():
        p_dealt = _share_above(_largest_dealt(frame, data, calendar, [events[i] for i in asked], rng), best)
    for place, i in enumerate(asked):
        mine = slice(place * len(LAG_DAYS), (place + 1) * len(LAG_DAYS))
        found[i] = _judged(
            frame, data, events[i], _before(data, calendar, events[i]), columns[:, mine], int(strength[place].argmax()),
            (float(p_model[place]), float(p_dealt[place])), rare, rng,
        )  # fmt: skip
    return found


def _nuisance(data: ResponseData, calendar: Calendar) -> Nuisance:
    """Weekdays, and runs at the same lags whatever the shape of their response."""
    weekday = (calendar.weekday_of(data.report_t_d)[:, None] == np.arange(7)).astype(np.float64)
    runs = _columns(data, calendar, data.run_t_d)
    sd = np.repeat([_WEEKDAY_SD_NRS, _RUN_LAG_SD_NRS], [7, len(LAG_DAYS)])
    return Nuisance(np.hstack([weekday, runs]), sd)


def _columns(data: ResponseData, calendar: Calendar, event_t_d: Floats) -> Floats:
    """One column a lag. Shape (n, lags)."""
    return np.column_stack([after_days(data.report_t_d, event_t_d, calendar.midnight_d, lag) for lag in LAG_DAYS])


def _largest_normals(correlation: Floats, rng: np.random.Generator) -> Floats:
    values, vectors = np.linalg.eigh(correlation)
    z = rng.standard_normal((_NORMALS, len(values))) @ (vectors * np.sqrt(np.maximum(values, 0.0))).T
    return np.asarray(np.abs(z).max(axis=1))


def _largest_dealt(
    frame: StandIn, data: ResponseData, calendar: Calendar, events: Sequence[Floats], rng: np.random.Generator
) -> Floats:
    """Largest strength over kinds and lags each time the days of all kinds are dealt out."""
    largest = np.zeros(_DEALS)
    for event_t in events:
        dealt = calendar.dealt_out(event_t, _DEALS, rng)
        for lag in LAG_DAYS:
            largest = np.maximum(
                largest, np.abs(frame.scores(after_days(data.report_t_d, dealt, calendar.midnight_d, lag)).z)
            )
    return largest


def _share_above(chance: Floats, seen: Floats) -> Floats:
    return np.asarray((1 + (chance[None, :] >= seen[:, None] - 1e-9).sum(axis=1)) / (1 + len(chance)))


def _judged(
    frame: StandIn,
    data: ResponseData,
    event_t_d: Floats,
    before: Floats,
    columns: Floats,
    lag: int,
    p: tuple[float, float],
    rare: float,
    rng: np.random.Generator,
) -> Trigger:
    scores = frame.scores(columns)
    told = [_on_the_scale(frame, data, columns[:, each], scores, each, rng) for each in range(len(LAG_DAYS))]
    before = before * (columns.max(axis=1) == 0)  # an event before the last one is not "before"
    before_z = float(frame.scores(before[:, None]).z[0]) if before.any() else float("nan")
    rise, ratio = told[lag] or (None, None)
    trigger = (len(event_t_d), lag, *p, before_z, rise, ratio)
    return Trigger(*trigger, _verdict(told, lag, scores.z[lag], _impressed(p, rare), _impressed(p, RARE), before_z))


def _impressed(p: tuple[float, float], rare: float) -> bool:
    """Whether both tests are; one that was not asked (NaN) is not."""
    return all(each <= rare for each in p)


def _before(data: ResponseData, calendar: Calendar, event_t_d: Floats) -> Floats:
    return after_days(data.report_t_d, event_t_d, calendar.midnight_d, BEFORE_DAYS)


def _on_the_scale(
    frame: StandIn, data: ResponseData, column: Floats, scores: Scores, place: int, rng: np.random.Generator
) -> tuple[Floats, Floats] | None:
    """Draws of the mean rating with the thing less that without it, and as a ratio; None where nobody was asked."""
    asked = np.flatnonzero(column)
    if not asked.size:
        return None
    mean, sd = scores.effect(_EFFECT_SD_NRS)
    each = _EFFECT_DRAWS // len(mean)
    effect = mean[:, place, None] + sd[:, place, None] * rng.standard_normal((len(mean), each))
    felt, felt_sd = frame.felt[:, None, asked], frame.felt_sd[:, None, asked]
    with_it = expected_report(felt, felt_sd, data.levels).mean(axis=2)
    without = expected_report(felt - effect[:, :, None], felt_sd, data.levels).mean(axis=2)
    ratio = (with_it + _TINY_NRS) / (
        without + _TINY_NRS
    )  # of two ratings of next to 0 nothing is the double of the other
    return (with_it - without).ravel(), ratio.ravel()


def _verdict(
    told: Sequence[tuple[Floats, Floats] | None],
    lag: int,
    z: float,
    unlikely: bool,
    perhaps: bool,
    before_z: float,
) -> Verdict:
    """Judge it: what is ``unlikely`` at the shared level may be blamed; what is so alone (``perhaps``) not cleared.

    Where nobody reported on the day before, the thing may follow the pain, and is not blamed.
    """
    seen = told[lag]
    if seen is None:
        return "not-yet-known"
    rise = seen[0]
    not_already = bool(np.sign(z) * before_z <= BEFOREHAND_Z)  # not so either where it is not known
    if unlikely and not_already and (rise > WORTH_KNOWING_NRS).mean() >= SURE:
        return "may-worsen"
    if unlikely and not_already and (rise < -WORTH_KNOWING_NRS).mean() >= SURE:
        return "may-help"
    nothing = all(each is not None and (np.abs(each[0]) < WORTH_KNOWING_NRS).mean() >= SURE for each in told)
    return "no-worthwhile-effect" if nothing and not perhaps else "not-yet-known"
