"""Does the pain rise after a thing more than runs, weekdays, the pain before and everything else done explain?

Each thing and each lag is a column beside everything in the fitted model (`response.regression`), weekdays, other
shapes of the response to runs, what else these differ in and all other things included: hard rides and easy ones take
turns, and neither may stand for the lack of the other. Two tests have to agree, each over all things and lags at once:
the model's own (largest of correlated normals), and one that assumes nothing about the ups and downs of pain, in which
each thing is dealt out anew (`things`), the others being held where they are (max-T, Westfall & Young 1993). The first
knows what was reported before a thing was done, the second what pain is like. Each may be wrong in one diary of twenty;
together, and with an effect worth knowing, they are in fewer than one of forty (`docs/triggers.md`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from afterrun.associations.lags import LAG_DAYS, Lag, after_days
from afterrun.associations.matching import Calendar
from afterrun.associations.run_features import alike
from afterrun.associations.things import BEFORE_WEEKS_Z, BEFOREHAND_Z, Thing
from afterrun.findings.verdicts import SURE, Verdict
from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.parameters import MODIFIER
from afterrun.response.posterior import Draws
from afterrun.response.regression import Nuisance, Scores, StandIn, correlation, regression
from afterrun.response.reported import expected_report

RARE = 0.05  # one wrong claim in twenty, for all things together
# What is kept up has one or two beginnings to go by, and each test alone is less to be trusted (`docs/triggers.md`).
_STRICTER_FOR_WEEKS = 0.2
_NORMALS = 4000  # p-values to a fortieth of a per cent
_EFFECT_SD_NRS = 1.5  # prior of an effect: 95 % within 3 points either way
# Whatever else was done is taken out: a narrow prior would share a hard ride's doing with the lack of easy ones.
_OTHERS_SD_NRS = 6.0
# Two points by hour (first steps), one by weekday, less by lag beside the response: judgement (`docs/triggers.md`).
_HOUR_SD_NRS, _WEEKDAY_SD_NRS, _RUN_LAG_SD_NRS = 2.0, 1.0, 0.7
_HOURS = 4  # classes: night, morning, afternoon, evening
# Sd of the time before, above which it is not known whether that was unusual; stricter where hardly a report of it lies
# clear of the last time: judgement.
_BEFORE_KNOWN_NRS, _CLEAR_OF_LAST, _BEFORE_KNOWN_OTHERWISE_NRS = 1.0, 5, 0.6
_REFITS = 2  # of what is kept up: a third moves the effect by less than a tenth of its sd
_LITTLE_OF_IT = 1 / 3  # of an effect, that was there before and may have lasted: judgement (`docs/triggers.md`)
_EFFECT_DRAWS = 2000  # quantiles to half a per cent
WORTH_KNOWING_NRS = 0.5  # of a mean rating: the half point below which pain counts as gone elsewhere
_TINY_NRS = 0.05  # next to no pain


@dataclass(frozen=True, slots=True)
class Trigger:
    """What came out for one thing.

    Parameters
    ----------
    n : int
        Days on which it was done, or kept up.
    lag : Lag
        When after it most was seen.
    p_model, p_dealt : float
        Chance of so much at any lag of any thing if nothing does anything: by the model, and by dealing (NaN if
        nothing impressed the model: it is not asked then).
    before_z : float
        How unusual the pain was before it; NaN where too little was reported then.
    rise_nrs, rate_ratio : ndarray, shape (S,) or None
        Draws of the change of the mean rating at that lag: in points, and as a ratio. None where nothing can be said.
    verdict : str
        At most `may-worsen` or `may-help`: nobody chose at random.
    came_before : bool or None
        Whether the pain was already unusual before the thing was done; None where too little was reported then.
    together : tuple of int
        Places of the things that came on nearly all the same days: they are not held against each other.
    """

    n: int
    lag: Lag
    p_model: float
    p_dealt: float
    before_z: float
    rise_nrs: Floats | None
    rate_ratio: Floats | None
    verdict: Verdict

    came_before: bool | None = None
    together: tuple[int, ...] = ()


def weigh_triggers(
    draws: Draws,
    data: ResponseData,
    calendar: Calendar,
    things: Sequence[Thing | None],
    rng: np.random.Generator,
    *,
    rare: float = RARE,
    refit: Callable[[ResponseData], Draws] | None = None,
    kinds: Floats | None = None,
) -> list[Trigger | None]:
    """Weigh all things together.

    Parameters
    ----------
    draws : Draws
        A few draws from the fit.
    data : ResponseData
        What was fitted.
    calendar : Calendar
        The days of the diary.
    things : sequence of Thing or None
        None for what was done too rarely to ask.
    rare : float
        What chance may claim wrongly, each test for itself: `RARE`, or less where it is shared with other questions.
    refit : callable, optional
        A few draws from a fit of another diary: what was kept up for weeks and seems to matter is taken out of the
        answers and the rest is fitted anew, because a fit that knew nothing of it has called it ups and downs.
    kinds : ndarray, shape (J, c), optional
        What else the runs differ in: hard runs may hurt more, with the thing or without. [-]

    Returns
    -------
    list of Trigger or None
        None where nothing was asked.
    """
    asked = [thing for thing in things if thing is not None]
    place = [i for i, thing in enumerate(things) if thing is not None]
    if not asked:
        return [None] * len(things)
    beside = _Beside(_nuisance(data, calendar), kinds)
    plain = {
        left_out: beside.regression(draws, _without_care(data, left_out))
        for left_out in {thing.leaves_out for thing in asked}
    }
    close = [[i for i, other in enumerate(asked) if other is not thing and _together(thing, other)] for thing in asked]
    sides = [
        _Side(
            plain[thing.leaves_out], thing, [each for i, each in enumerate(asked) if each is not thing and i not in own]
        )
        for thing, own in zip(asked, close, strict=True)
    ]
    best = np.array([side.strength.max() for side in sides])
    p_model = _share_above(_largest_normals(sides, rng), best)
    p_dealt = np.full(len(asked), np.nan)
    if (p_model <= max(rare, RARE)).any():
        p_dealt = _share_above(_largest_dealt(sides, rng), best)
    known = _Known(data, beside, rare, refit, rng)
    judged = (side.judged(known, p) for side, *p in zip(sides, p_model, p_dealt, strict=True))
    told = (replace(each, together=tuple(place[i] for i in own)) for each, own in zip(judged, close, strict=True))
    return [None if thing is None else next(told) for thing in things]


def _together(one: Thing, other: Thing) -> bool:
    """Whether two things came on nearly the same days, so that each would stand for the lack of the other."""
    if one.lags != other.lags:
        return False
    columns = np.column_stack([one.columns.ravel(), other.columns.ravel()])
    centred = columns - columns.mean(axis=0)
    return bool(alike(centred)[0, 1]) and float(centred[:, 0] @ centred[:, 1]) > 0


@dataclass(frozen=True, slots=True)
class _Beside:
    """What takes part beside all things."""

    nuisance: Nuisance
    kinds: Floats | None

    def regression(self, draws: Draws, data: ResponseData) -> StandIn:
        frame = regression(draws, data, self.nuisance)
        if self.kinds is None or not self.kinds.size:
            return frame
        return frame.beside(frame.scaling(self.kinds), MODIFIER.sd)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the judging of every thing needs."""

    data: ResponseData
    beside: _Beside
    rare: float
    refit: Callable[[ResponseData], Draws] | None
    rng: np.random.Generator


class _Side:
    """One thing, beside all the others."""

    def __init__(self, plain: StandIn, thing: Thing, others: Sequence[Thing]) -> None:
        self.thing = thing
        self.others = np.hstack([thing.free, *(other.finer for other in others)])
        self.frame = self._beside_others(plain)
        self.scores, left = self._score(thing.columns[..., None])
        self.weights = self.frame.weights(left)
        self.strength = _strength(self.scores.z[:, 0], thing)

    def dealt(self, rng: np.random.Generator) -> Floats:
        """Largest strength over the lags each time chance deals the thing out anew, the others being held."""
        return np.asarray(_strength(self._score(self.thing.dealt(rng))[0].z, self.thing).max(axis=0))

    def _score(self, columns: Floats) -> tuple[Scores, Floats]:
        return self.frame.in_turn(columns, _earlier(self.thing.lags), _OTHERS_SD_NRS)

    def judged(self, known: _Known, p: Sequence[float]) -> Trigger:
        """Judge it, with its chances by the model and by dealing."""
        thing, place, before = self.thing, int(self.strength.argmax()), self._before()
        stricter = _STRICTER_FOR_WEEKS if thing.for_weeks else 1.0
        # one that was not asked (NaN) is not impressed
        impressed = [all(each <= limit for each in p) for limit in (known.rare * stricter, RARE)]
        told = [
            _on_the_scale(self.frame, known, thing.columns[:, each], *self._effect(each))
            for each in range(len(thing.lags))
        ]
        if thing.for_weeks and impressed[0] and known.refit is not None:
            told = [self._refitted(known, known.refit)]
        before_z = self._before_z(before)
        rise, ratio = told[place] or (None, None)
        z = float(self.scores.z[place, 0])
        led = self._led(before, place)
        verdict = _verdict(
            told, place, unlikely=impressed[0], perhaps=impressed[1], led=led, little_to_much=thing.little_to_much
        )
        if z < 0 and thing.harm_only[place]:
            verdict = "not-yet-known"
        return Trigger(
            thing.n, thing.lags[place], p[0], p[1], before_z, rise, ratio, verdict, self._came_before(before_z)
        )

    def _beside_others(self, frame: StandIn) -> StandIn:
        return frame.beside(self.others, _OTHERS_SD_NRS) if self.others.size else frame

    def _effect(self, place: int) -> tuple[Floats, Floats]:
        mean, sd = self.scores.effect(_EFFECT_SD_NRS)
        return mean[:, place, 0], sd[:, place, 0]

    def _refitted(self, known: _Known, refit: Callable[[ResponseData], Draws]) -> tuple[Floats, Floats] | None:
        """Take the effect out of the answers, fit what is left, and look how much was left of it."""
        data, column = known.data, self.thing.columns[:, 0]
        out = float(self._effect(0)[0].mean())
        for _ in range(_REFITS):
            rest = replace(data, lower=data.lower - out * column, upper=data.upper - out * column)
            frame = self._beside_others(known.beside.regression(refit(rest), rest))
            scores = frame.scores(column[:, None])
            variance = 1 / (scores.information[:, 0] + _EFFECT_SD_NRS**-2)
            left = variance * (scores.score[:, 0] - out * _EFFECT_SD_NRS**-2)
            told = _on_the_scale(frame, known, column, left, np.sqrt(variance), out=out)
            out += float(left.mean())
        return told

    def _before(self) -> Scores:
        """Score the time before it, beside what the thing itself did."""
        return self.frame.beside(self.thing.finer, _OTHERS_SD_NRS).scores(self.thing.before[:, None])

    def _before_z(self, before: Scores) -> float:
        """How unusual the pain was before."""
        clear = int(((self.thing.before != 0) & (self.thing.finer == 0).all(axis=1)).sum())
        sd = _BEFORE_KNOWN_NRS if clear >= _CLEAR_OF_LAST else _BEFORE_KNOWN_OTHERWISE_NRS
        return float(before.z[0]) if before.information.mean() >= sd**-2 else float("nan")

    def _led(self, before: Scores, place: int) -> bool:
        """Whether what was seen after it was not there before; not so where that is not known, but for what is kept up.

        Pain that was unusual before lasts into the time after, and gets less on the way: what is much more after it
        than before is not that. With what is kept up nearly every report is before or after some beginning, and
        nothing is left to compare with.
        """
        before_z, z = self._before_z(before), float(self.scores.z[place, 0])
        if self.thing.for_weeks:
            return not self._came_before(before_z)
        earlier, later = float(before.effect(_EFFECT_SD_NRS)[0].mean()), float(self._effect(place)[0].mean())
        if np.isnan(before_z):
            return False
        return bool(np.sign(z) * before_z <= BEFOREHAND_Z) or bool(abs(earlier) < _LITTLE_OF_IT * abs(later))

    def _came_before(self, before_z: float) -> bool | None:
        return beforehand(before_z, BEFORE_WEEKS_Z if self.thing.for_weeks else BEFOREHAND_Z)


def beforehand(before_z: float, unusual: float = BEFOREHAND_Z) -> bool | None:
    """Whether it was unusual before; None where that is not known."""
    return None if np.isnan(before_z) else abs(before_z) > unusual


def _strength(z: Floats, thing: Thing) -> Floats:
    """Size of standardised scores, shape (lags, ...): less pain does not count where it is told elsewhere."""
    harm_only = thing.harm_only.reshape(-1, *(1,) * (z.ndim - 1))
    return np.asarray(np.where(harm_only, np.maximum(z, 0.0), np.abs(z)))


def _without_care(data: ResponseData, kinds: frozenset[int]) -> ResponseData:
    kept = ~np.isin(data.care_kind, list(kinds))
    return replace(
        data,
        care_t_d=data.care_t_d[kept],
        care_kind=data.care_kind[kept],
        care_weight=None if data.care_weight is None else data.care_weight[kept],
    )


def _nuisance(data: ResponseData, calendar: Calendar) -> Nuisance:
    """Hours of the day, weekdays, and runs at the same lags whatever the shape of their response."""
    clock = np.floor(_HOURS * ((data.report_t_d - calendar.midnight_d) % 1))
    hour = (clock[:, None] == np.arange(_HOURS)).astype(np.float64)
    weekday = (calendar.weekday_of(data.report_t_d)[:, None] == np.arange(7)).astype(np.float64)
    runs = [after_days(data.report_t_d, data.run_t_d, calendar.midnight_d, lag) for lag in LAG_DAYS]
    sd = np.repeat([_HOUR_SD_NRS, _WEEKDAY_SD_NRS, _RUN_LAG_SD_NRS], [_HOURS, 7, len(LAG_DAYS)])
    return Nuisance(np.column_stack([hour, weekday, *runs]), sd)


def _largest_normals(sides: Sequence[_Side], rng: np.random.Generator) -> Floats:
    """Largest strength over things and lags if nothing does anything, by the model."""
    weights = np.concatenate([side.weights for side in sides], axis=2)
    values, vectors = np.linalg.eigh(correlation(weights))
    z = (vectors * np.sqrt(np.maximum(values, 0.0))) @ rng.standard_normal((len(values), _NORMALS))
    ends = np.cumsum([len(side.thing.lags) for side in sides])[:-1]
    each = [_strength(part, side.thing).max(axis=0) for side, part in zip(sides, np.split(z, ends), strict=True)]
    return np.asarray(np.max(each, axis=0))


def _largest_dealt(sides: Sequence[_Side], rng: np.random.Generator) -> Floats:
    """Largest strength over things and lags each time one thing is dealt out and the others stay."""
    return np.asarray(np.max([side.dealt(rng) for side in sides], axis=0))


def _earlier(lags: Sequence[Lag]) -> list[list[int]]:
    """Places of the lags on earlier days, in parts where there are any: what a day is scored beside.

    Pain that was raised yesterday and is back to usual today has not been lowered today.
    """
    parted = {lag.day for lag in lags if lag.part is not None}
    finest = [place for place, lag in enumerate(lags) if lag.part is not None or lag.day not in parted]
    return [[place for place in finest if lags[place].day < lag.day] for lag in lags]


def _share_above(chance: Floats, seen: Floats) -> Floats:
    return np.asarray((1 + (chance[None, :] >= seen[:, None] - 1e-9).sum(axis=1)) / (1 + len(chance)))


def _on_the_scale(
    frame: StandIn, known: _Known, column: Floats, mean: Floats, sd: Floats, *, out: float = 0.0
) -> tuple[Floats, Floats] | None:
    """Draws of the mean rating with one of the thing less that with none, and as a ratio; None where nobody was asked.

    ``mean`` and ``sd`` are of the effect that is still in the answers of ``frame``, by draw; ``out`` was taken out.
    """
    asked, levels = np.flatnonzero(column), known.data.levels
    if not asked.size:
        return None
    each = _EFFECT_DRAWS // len(mean)
    effect = mean[:, None] + sd[:, None] * known.rng.standard_normal((len(mean), each))
    none_of_it = frame.felt[:, None, asked] - effect[:, :, None] * column[asked]
    felt_sd = frame.felt_sd[:, None, asked]
    with_it = expected_report(none_of_it + effect[:, :, None] + out, felt_sd, levels).mean(axis=2)
    without = expected_report(none_of_it, felt_sd, levels).mean(axis=2)
    # of two ratings of next to 0 nothing is the double of the other
    ratio = (with_it + _TINY_NRS) / (without + _TINY_NRS)
    return (with_it - without).ravel(), ratio.ravel()


def _verdict(
    told: Sequence[tuple[Floats, Floats] | None],
    place: int,
    *,
    unlikely: bool,
    perhaps: bool,
    led: bool,
    little_to_much: float = 1.0,
) -> Verdict:
    """Judge it: what is ``unlikely`` at the shared level may be blamed; what is so alone (``perhaps``) not cleared.

    Only what ``led`` the pain is blamed: where that was unusual before, or nobody reported then, the thing may follow.
    Of an amount it is a day with much of it against one with little that has to differ (``little_to_much``).
    """
    seen = told[place]
    if seen is None:
        return "not-yet-known"
    rise, little = seen[0], WORTH_KNOWING_NRS / little_to_much
    if unlikely and led and (rise > little).mean() >= SURE:
        return "may-worsen"
    if unlikely and led and (rise < -little).mean() >= SURE:
        return "may-help"
    nothing = all(each is not None and (np.abs(each[0]) < little).mean() >= SURE for each in told)
    return "no-worthwhile-effect" if nothing and not perhaps else "not-yet-known"
