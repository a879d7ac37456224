"""One diary with a known truth over time: who, when they run and report, what they say, and what there is to be known.

The diary is one of records, as a journal holds it, so that the answers to it are those a runner reads.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import numpy as np

from afterrun.records import Diary, PainReport, Run, Site
from afterrun.response.arrays import Floats, Indices
from afterrun.response.designs import DiaryDesign, draw_diary
from afterrun.response.reported import expected_report
from benchmarks.felt import MONTH_D, after, after_all, said, waves
from benchmarks.off_model_courses import (
    Chance,
    Course,
    Drawn,
    creeping,
    growing,
    level,
    level_step,
    level_waves,
    relapse,
    slowing,
    steady,
    struck,
    turning,
)

SITE = Site("left", "knee")
FIRST = datetime(2026, 1, 5, tzinfo=UTC)
LEVELS = np.arange(11.0)
_USUAL_M, _PACE_S_PER_M = 6000.0, 0.345
_REFERENCE_D = 90.0  # the reference run is the median of the last 90 days, as the contract says
_AREA_LAG_D = np.arange(0.0, 14.01, 1 / 24)  # two weeks, as the area is told

DESIGNS = {
    "story": DiaryDesign(days=91, runs_per_week=1, cares_per_week=0),
    "20 weeks x 2": DiaryDesign(days=140, runs_per_week=2, cares_per_week=0),
    "26 weeks x 1": DiaryDesign(days=182, runs_per_week=1, cares_per_week=0),
    "30 weeks x 2": DiaryDesign(days=210, runs_per_week=2, cares_per_week=0),
    "26 weeks, habits of their own": DiaryDesign(days=182, runs_per_week=5, cares_per_week=0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """When somebody runs, how far, and reports; days from the first. [d], [m]"""

    run_t_d: Floats
    distance_m: Floats
    report_t_d: Floats
    days: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What does not change: peak rise after the usual distance, its course, its doubt, the pain without runs.

    Parameters
    ----------
    peak_nrs : float
        At the worst of the course. [NRS]
    rise_d, fade_d : float
        As in `felt.after`. [d]
    exponent, run_to_run : float
        Of the distance; relative sd from run to run. [-]
    level_nrs, waves_nrs, waves_d, answer_nrs : float
        Pain without runs, sd and time constant of its ups and downs, sd of an answer. [NRS], [d]
    """

    peak_nrs: float
    rise_d: float
    fade_d: float
    exponent: float
    run_to_run: float
    level_nrs: float
    waves_nrs: float
    waves_d: float
    answer_nrs: float

    def rise(self, lag_d: Floats, peak_nrs: float, level_nrs: float) -> Floats:
        """Expected report with a run minus without it: on the scale that is answered on. Shape of ``lag_d``. [NRS]"""
        felt = peak_nrs * after(lag_d, self.rise_d, self.fade_d)
        sd = np.hypot(self.waves_nrs, self.answer_nrs)
        more = expected_report(level_nrs + felt, np.hypot(sd, self.run_to_run * felt), LEVELS)
        return np.asarray(more - expected_report(np.array(level_nrs), np.array(sd), LEVELS))

    def area(self, peak_nrs: float, level_nrs: float) -> float:
        """Sum of the rise over two weeks. [NRS d]"""
        return float(np.trapezoid(self.rise(_AREA_LAG_D, peak_nrs, level_nrs), _AREA_LAG_D))


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What there is to be known on the last day.

    Parameters
    ----------
    responds : bool
        Whether runs, as they stand in the diary, raise the pain.
    rise_24h_nrs : float
        A day after the reference run. [NRS]
    ratio_since, ratio_month : float or None
        Ratio of areas a month, along the chord since `Course.since_d`, and over the last 30 days: infinite where there
        was no response then; None without one now. [-]
    changed : tuple of two datetime, or None
        Between which something changed.
    log_response : tuple of float
        At each run, over the largest; minus infinity where there is none. [-]
    area_nrs_days : tuple of float
        What the usual run would do on each day from the first to the last. [NRS d]
    """

    responds: bool
    rise_24h_nrs: float
    ratio_since: float | None
    ratio_month: float | None
    changed: tuple[datetime, datetime] | None
    log_response: tuple[float, ...] = ()
    area_nrs_days: tuple[float, ...] = ()

    def ratio_from(self, day: date) -> float | None:
        """Ratio of areas a month from a day to the last: infinite without a response then, None without one now. [-]

        No run says on which day it struck between the last without pain and the first with it: any of them is it.
        """
        if not self.responds:
            return None
        at = min(max((day - FIRST.date()).days, 0), len(self.area_nrs_days) - 2)
        if self.changed is not None and self.changed[0].date() <= day:
            at = next(i for i in range(at, len(self.area_nrs_days)) if self.area_nrs_days[i] > 0)
        then, now = self.area_nrs_days[at], self.area_nrs_days[-1]
        months = max(len(self.area_nrs_days) - 1 - at, 1) / MONTH_D
        return (now / then) ** (1 / months) if then > 0 else math.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """A diary, the time of asking, and its truth."""

    diary: Diary
    now: datetime
    truth: Truth


def by_design(design: DiaryDesign, rng: Chance) -> Calendar:
    """Follow a design: distances around the usual one."""
    drawn = draw_diary(design, rng)
    return Calendar(
        run_t_d=drawn.run_t_d,
        distance_m=_USUAL_M * drawn.dose,
        report_t_d=drawn.report_t_d,
        days=float(design.days),
    )


def team(_design: DiaryDesign, rng: Chance) -> Calendar:
    """26 weeks of four to six sessions, whatever the design, and one report a morning."""
    days = [7 * week + np.sort(rng.choice(7, rng.integers(4, 7), replace=False)) for week in range(26)]
    return _with_mornings(np.concatenate(days).astype(np.float64), rng, spread=0.3)


def every_day(_design: DiaryDesign, rng: Chance) -> Calendar:
    """26 weeks with a load a day, as steps are, heavy and light weeks among them, and one report a morning."""
    return _with_mornings(np.arange(182.0), rng, spread=0.5)


def _with_mornings(day: Floats, rng: Chance, *, spread: float) -> Calendar:
    weekly = np.repeat(rng.normal(0, 0.25, 26), 7)[day.astype(int)]
    mornings = np.arange(182.0)[rng.random(182) > 0.1]
    return Calendar(
        run_t_d=day + rng.uniform(16, 20, len(day)) / 24,
        distance_m=_USUAL_M * np.exp(weekly + rng.normal(0, spread, len(day))),
        report_t_d=mornings + rng.uniform(6.5, 8.5, len(mornings)) / 24,
        days=182.0,
    )


def dealt_doses(calendar: Calendar, rng: Chance) -> Calendar:
    """Deal the distances of each week out anew among its runs."""
    distance = calendar.distance_m.copy()
    for runs in _weeks(calendar):
        distance[runs] = rng.permutation(distance[runs])
    return replace(calendar, distance_m=distance)


def dealt_days(calendar: Calendar, rng: Chance) -> Calendar:
    """Put the runs of each week on other days of it, at their hours."""
    t = calendar.run_t_d.copy()
    for runs in _weeks(calendar):
        start = 7 * np.floor(t[runs[0]] / 7)
        t[runs] = start + np.sort(rng.choice(7, len(runs), replace=False)) + t[runs] % 1
    return replace(calendar, run_t_d=t)


def _weeks(calendar: Calendar) -> list[Indices]:
    week = np.floor(calendar.run_t_d / 7)
    return [np.flatnonzero(week == each) for each in np.unique(week)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of people over time.

    Parameters
    ----------
    course : callable
        See `off_model_courses`.
    area_nrs_days : tuple of two float, or None
        Range of the area after the reference run, where the peak is not to be 2 to 4 points. [NRS d]
    level_nrs : tuple of two float
        Range of the pain without runs. [NRS]
    calendar : callable
        When they run and report.
    dealt : callable or None
        What is done to the runs once the answers stand: they have nothing to do with them any more.
    """

    course: Drawn
    area_nrs_days: tuple[float, float] | None = None
    level_nrs: tuple[float, float] = (0.2, 1.5)
    calendar: Callable[[DiaryDesign, Chance], Calendar] = by_design
    dealt: Callable[[Calendar, Chance], Calendar] | None = None


KINDS: dict[str, Kind] = {
    "struck": Kind(course=struck, level_nrs=(-1.0, -0.3)),  # reports of 0, mostly
    "growing": Kind(course=growing),
    "relapse": Kind(course=relapse),
    "slowing": Kind(course=slowing),
    "turning": Kind(course=turning),
    "creeping": Kind(course=creeping),
    "steady": Kind(course=steady),
    "level-step": Kind(course=level_step, level_nrs=(1.0, 2.5)),
    "level-waves": Kind(course=level_waves, level_nrs=(2.0, 4.0)),
    "level": Kind(course=level, level_nrs=(2.0, 4.0)),
    "team": Kind(course=steady, area_nrs_days=(0.3, 0.6), level_nrs=(1.0, 2.5), calendar=team),
    "dealt-doses": Kind(
        course=steady, area_nrs_days=(0.5, 1.0), level_nrs=(1.0, 2.0), calendar=every_day, dealt=dealt_doses
    ),
    "dealt-days": Kind(course=steady, dealt=dealt_days),
}


def on_design(kind: Kind, design: DiaryDesign) -> bool:
    """Whether a kind is lived on a design: each on its own habits, or on those of the design."""
    return (kind.calendar is by_design) == (design is not DESIGNS["26 weeks, habits of their own"])


def live(kind: Kind, design: DiaryDesign, seed: int) -> Lived:
    """Live through a diary of a kind.

    Parameters
    ----------
    kind : Kind
        Of people.
    design : DiaryDesign
        Habits, for kinds without habits of their own.
    seed : int
        Same seed, same diary.
    """
    rng = np.random.default_rng([seed, design.days, design.runs_per_week, 17])
    calendar = kind.calendar(design, rng)
    course = kind.course(calendar.run_t_d, calendar.days, rng)
    person = _person(kind, rng)
    answers = said(_felt(person, course, calendar, rng))
    told = kind.dealt(calendar, rng) if kind.dealt else calendar
    return Lived(
        diary=_records(told, answers),
        now=FIRST + timedelta(days=calendar.days, hours=8),
        truth=_truth(person, course, calendar, dealt=kind.dealt is not None),
    )


def _person(kind: Kind, rng: Chance) -> Person:
    """Draw somebody. Peaks between a few hours and a day and a half after a run, gone within days."""
    rise = 0.35 * np.exp(0.3 * rng.standard_normal())
    person = Person(
        peak_nrs=float(rng.uniform(2, 4)),
        rise_d=float(rise),
        fade_d=float(rise + 0.9 * np.exp(0.3 * rng.standard_normal())),
        exponent=float(np.exp(0.3 * rng.standard_normal())),
        run_to_run=0.3,
        level_nrs=float(rng.uniform(*kind.level_nrs)),
        waves_nrs=float(rng.uniform(0.2, 0.6)),
        waves_d=float(4 * np.exp(0.5 * rng.standard_normal())),
        answer_nrs=float(rng.uniform(0.35, 0.6)),
    )
    if kind.area_nrs_days is None:
        return person
    return replace(person, peak_nrs=_peak_for(person, float(rng.uniform(*kind.area_nrs_days))))


def _peak_for(person: Person, area_nrs_days: float) -> float:
    """Find the peak that has an area, by halving."""
    low, high = 0.0, 10.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if person.area(middle, person.level_nrs) < area_nrs_days else (low, middle)
    return low


def _felt(person: Person, course: Course, calendar: Calendar, rng: Chance) -> Floats:
    t = calendar.report_t_d
    size = person.peak_nrs * np.exp(course.log_response(calendar.run_t_d))
    size = size * (calendar.distance_m / _USUAL_M) ** person.exponent
    size = size * (1 + person.run_to_run * rng.standard_normal(len(size)))
    felt = person.level_nrs + course.level(t) + waves(t, person.waves_nrs, person.waves_d, rng)
    felt = felt + after_all(t, calendar.run_t_d, size, rise_d=person.rise_d, fade_d=person.fade_d)
    return np.asarray(felt + person.answer_nrs * rng.standard_normal(len(t)))


def _records(calendar: Calendar, answers: Floats) -> Diary:
    ends = [FIRST + timedelta(days=float(t)) for t in calendar.run_t_d]
    return Diary(
        runs=tuple(
            Run(
                start=end - timedelta(seconds=round(m * _PACE_S_PER_M)),
                duration_s=round(m * _PACE_S_PER_M),
                distance_m=m,
            )
            for end, m in zip(ends, np.round(calendar.distance_m).tolist(), strict=True)
        ),
        pain=tuple(
            PainReport(at=FIRST + timedelta(days=float(t)), site=SITE, nrs=float(nrs), scale="nrs-11")
            for t, nrs in zip(calendar.report_t_d, answers, strict=True)
        ),
    )


def _truth(person: Person, course: Course, calendar: Calendar, *, dealt: bool) -> Truth:
    end = calendar.days
    recent = calendar.distance_m[calendar.run_t_d > end - _REFERENCE_D]
    usual = person.peak_nrs * float(np.median(recent) / _USUAL_M) ** person.exponent
    then = np.array([end, course.since_d, end - MONTH_D])
    now, since, month = usual * np.exp(course.log_response(then))
    level_nrs = person.level_nrs + float(course.level(np.array([end]))[0])
    responds = bool(now > 0) and not dealt
    months = max(end - course.since_d, 1.0) / MONTH_D
    area = [person.area(float(peak), level_nrs) for peak in (now, since, month)]
    daily = usual * np.exp(course.log_response(np.linspace(0.0, end, round(end) + 1)))
    return Truth(
        responds=responds,
        rise_24h_nrs=float(person.rise(np.ones(1), float(now), level_nrs)[0]) if responds else 0.0,
        ratio_since=(area[0] / area[1]) ** (1 / months) if responds and area[1] > 0 else None,
        ratio_month=(area[0] / area[2] if area[2] > 0 else np.inf) if responds else None,
        changed=course.changed_d
        and (FIRST + timedelta(days=course.changed_d[0]), FIRST + timedelta(days=course.changed_d[1])),
        log_response=tuple(map(float, course.log_response(calendar.run_t_d))),
        area_nrs_days=tuple(person.area(float(peak), level_nrs) for peak in daily),
    )
