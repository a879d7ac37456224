"""What was recorded beside runs that may go with a symptom: events and their amounts, care, what was kept up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from afterrun.associations.amounts import Amounts, standardised
from afterrun.associations.lags import CARE_LATER_LAGS, Lag
from afterrun.associations.matching import Calendar, one_a_day
from afterrun.associations.things import FEWEST_EVENTS, Thing, done_on, kept_up, more_of
from afterrun.findings.trigger import KindOf
from afterrun.lab.preparing import Prepared
from afterrun.reasons.time_course import time_course
from afterrun.records import Diary, Event, Phase, Site
from afterrun.records.measured import MEASURED, SLEEP, WEIGHT
from afterrun.records.painkillers import hides_pain_for
from afterrun.response.arrays import Floats

_MOST_DONE, _MOST_KEPT_UP = 8, 4  # more would ask too much of one diary: judgement
# Share of days from which on only the amount of a thing is asked: with a day in five without it there is something to
# hold it against. Judgement.
_EVERY_DAY = 0.8
_AFTER_RUN_D = 6 / 24  # as the contract says of care
_MINUTES = "min"
_UNITS = {SLEEP: "h", WEIGHT: "kg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """One thing that may go with a symptom.

    Parameters
    ----------
    kind, variant : str and str or None
        As recorded.
    site : Site or None
        Where, if it is a symptom itself.
    kind_of : str
        What kind of record it is.
    t_d : ndarray, shape (m,)
        When it came, at most once a day; the days of what is kept up. [d]
    amounts : Amounts or None
        How much it was each time, where that is what is asked.
    unit : str or None
        Of the amounts, where it is known.
    share : callable or None
        Of what is kept up, the share of its full effect at some times. [-]
    start_d, end_d : ndarray, shapes (k,) and (l,)
        When that was begun, and given up, within the diary. [d]
    care_kinds : frozenset of int
        Of care, its numbers in the model, where it does not share them.
    """

    kind: str
    variant: str | None = None
    site: Site | None = None
    kind_of: KindOf
    t_d: Floats
    amounts: Amounts | None = None
    unit: str | None = None
    share: Callable[[Floats], Floats] | None = None
    start_d: Floats | None = None
    end_d: Floats | None = None
    care_kinds: frozenset[int] = frozenset()

    @property
    def plain(self) -> bool:
        """Whether it is asked as done or not done."""
        return self.amounts is None and self.share is None

    def follows(self, run_t_d: Floats) -> bool:
        """Whether most times of it are in the hours after a run: how that felt may have decided."""
        since = self.t_d[:, None] - run_t_d[None, :]
        return bool(((since >= 0) & (since <= _AFTER_RUN_D)).any(axis=1).mean() > 1 / 2) if len(self.t_d) else False

    def comparable(self, calendar: Calendar) -> int:
        """Count the days of it that others can be compared with."""
        if self.share is not None:
            first, last = calendar.day(np.array(calendar.span_d))
            without = int(last - first) - len(self.t_d)
            return min(len(self.t_d), without)
        return calendar.comparable(self.t_d) if self.amounts is None else calendar.swappable(self.t_d)

    def things(self, report_t_d: Floats, calendar: Calendar) -> tuple[Thing | None, ...]:
        """Turn it into columns, within the days of a calendar; None where there is too little of it.

        Care is two things: what it does later the same day, beside the relief that the model knows, and what it does
        on the days after.
        """
        if self.kind_of == "care":
            t_d = one_a_day(calendar, self.t_d)
            return (
                done_on(report_t_d, calendar, t_d, lags=CARE_LATER_LAGS, leaves_out=self.care_kinds),
                done_on(report_t_d, calendar, t_d, lags=(Lag(0),), relieves=True),
            )
        return (self._thing(report_t_d, calendar),)

    def _thing(self, report_t_d: Floats, calendar: Calendar) -> Thing | None:
        if self.share is not None and self.start_d is not None and self.end_d is not None:
            return kept_up(report_t_d, calendar, self.share, self.start_d, self.end_d)
        if self.amounts is not None:
            inside = (self.t_d >= calendar.span_d[0]) & (self.t_d < calendar.span_d[1])
            return more_of(report_t_d, calendar, self.t_d[inside], self.amounts.standard[inside])
        return done_on(report_t_d, calendar, one_a_day(calendar, self.t_d))


def events_of(diary: Diary, prepared: Prepared, calendar: Calendar) -> list[Load]:
    """List kinds of event, the most frequent first; what has amounts stands there once more with these.

    A painkiller is taken because it hurts, so that it says nothing of what sets pain off.
    """
    found: dict[str, list[Event]] = {}
    for event in diary.events:
        if hides_pain_for(event.kind) is None:
            found.setdefault(event.kind, []).append(event)
    loads = [load for kind, events in found.items() for load in _event(kind, events, prepared, calendar)]
    return sorted((load for load in loads if len(load.t_d)), key=lambda load: -len(load.t_d))


def care_of(prepared: Prepared, calendar: Calendar) -> list[Load]:
    """List kinds of care, the most frequent first; painkillers as little as among events."""
    found: dict[tuple[str, str | None], list[datetime]] = {}
    for care in prepared.cares:
        if hides_pain_for(care.intervention, care.variant) is not None:
            continue
        found.setdefault((care.intervention, care.variant), []).append(care.at)
    loads = [
        Load(
            kind=name,
            variant=variant,
            kind_of="care",
            t_d=one_a_day(calendar, _clock(at, prepared)),
            care_kinds=frozenset(i for i, kind in enumerate(prepared.care_names) if kind == (name, variant)),
        )
        for (name, variant), at in found.items()
    ]
    return sorted((load for load in loads if len(load.t_d)), key=lambda load: -len(load.t_d))


def phases_of(diary: Diary, prepared: Prepared, calendar: Calendar) -> list[Load]:
    """List what was kept up on some days of the diary, in order of its first use."""
    found: dict[tuple[str, str | None], list[Phase]] = {}
    for phase in diary.phases:
        found.setdefault((phase.intervention, phase.variant), []).append(phase)
    loads = [_phase(*kind, phases, prepared, calendar) for kind, phases in found.items()]
    return [load for load in loads if len(load.t_d)][:_MOST_KEPT_UP]


def most_done(loads: Iterable[Load]) -> list[Load]:
    """Keep the loads that are compared: the most frequent."""
    return sorted(loads, key=lambda load: -len(load.t_d))[:_MOST_DONE]


def _event(kind: str, events: Sequence[Event], prepared: Prepared, calendar: Calendar) -> list[Load]:
    t_d = one_a_day(calendar, _clock([event.at for event in events], prepared))
    plain = Load(kind=kind, kind_of="event", t_d=t_d)
    with_amounts = _with_amounts(kind, events, prepared, calendar)
    if kind in MEASURED:  # that it was measured is nothing
        return [] if with_amounts is None else [with_amounts]
    if with_amounts is None:
        return [plain]
    first, last = calendar.span_d
    on_most_days = len(t_d) > _EVERY_DAY * (last - first) or calendar.comparable(t_d) < FEWEST_EVENTS
    return [with_amounts] if on_most_days else [plain, with_amounts]


def _with_amounts(kind: str, events: Sequence[Event], prepared: Prepared, calendar: Calendar) -> Load | None:
    """Amounts of each day, or minutes where no amounts were told; None where they are too few or hardly differ."""
    for unit, told in (
        (_UNITS.get(kind), [event.amount for event in events]),
        (_MINUTES, [event.minutes for event in events]),
    ):
        known = [(event.at, amount) for event, amount in zip(events, told, strict=True) if amount is not None]
        t_d, amount = _daily(known, prepared, calendar, adds_up=kind not in MEASURED)
        amounts = standardised(amount)
        if amounts is not None:
            return Load(kind=kind, kind_of="event", t_d=t_d, amounts=amounts, unit=unit)
    return None


def _daily(
    known: Sequence[tuple[datetime, float]], prepared: Prepared, calendar: Calendar, *, adds_up: bool
) -> tuple[Floats, Floats]:
    """Add up the amounts of each day, at the time of the last: what comes later sees all of it.

    Of what is measured the last of a day counts: noted twice it was put right.
    """
    t_d = np.array([prepared.days(at) for at, _ in known])
    amount = np.array([amount for _, amount in known])
    inside = (t_d >= calendar.span_d[0]) & (t_d < calendar.span_d[1])
    t_d, amount = t_d[inside], amount[inside]
    days, place = np.unique(calendar.day(t_d), return_inverse=True)
    last = np.full(len(days), -np.inf)
    np.maximum.at(last, place, t_d)
    if not adds_up:
        order = np.argsort(t_d, kind="stable")
        return last, amount[order][np.searchsorted(place[order], np.arange(len(days)), side="right") - 1]
    return last, np.bincount(place, amount, minlength=len(days)).astype(np.float64)


def _phase(name: str, variant: str | None, phases: Sequence[Phase], prepared: Prepared, calendar: Calendar) -> Load:
    course = time_course(name)
    tau_d = 0.0 if course is None else course.tau_d
    start = np.array([prepared.days(phase.start) for phase in phases])
    end = np.array([np.inf if phase.end is None else prepared.days(phase.end) for phase in phases])

    def share(t_d: Floats) -> Floats:
        since, off = t_d[..., None] - start, np.maximum(t_d[..., None] - end, 0.0)
        if tau_d:
            at_work = -np.expm1(-np.maximum(since - off, 0.0) / tau_d) * np.exp(-off / tau_d)
        else:
            at_work = (off == 0).astype(np.float64)
        return np.asarray(np.where(since >= 0, at_work, 0.0).max(axis=-1))

    first, last = calendar.span_d
    from_day, to_day = calendar.day(np.array([first, last]))
    noon = np.arange(from_day, to_day, dtype=np.float64) + calendar.midnight_d + 0.5
    inside = ((noon[:, None] >= start) & (noon[:, None] < end)).any(axis=1)
    begun, given_up = (each[(each > first) & (each < last)] for each in (start, end))
    return Load(
        kind=name, variant=variant, kind_of="phase", t_d=noon[inside], share=share, start_d=begun, end_d=given_up
    )


def _clock(times: Sequence[datetime], prepared: Prepared) -> Floats:
    return np.sort(np.array([prepared.days(at) for at in times]))
