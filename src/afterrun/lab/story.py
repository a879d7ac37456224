"""The simulated story: a sore forefoot the day after each run, for thirteen weeks, with its truth kept beside it.

Made by the product's own simulator from a fixed seed. Every number below is invented to resemble one runner's account;
it describes nobody.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

import numpy as np

from afterrun.journal import Journal
from afterrun.journal.settings import keep, settings_of
from afterrun.records import Care, Diary, Event, PainReport, Phase, Run, Site
from afterrun.response.arrays import Floats
from afterrun.response.curve import ResponseCurve, curve_now, ratio_per_month
from afterrun.response.data import ResponseData
from afterrun.response.forecast import nearest_level
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.simulate import Person, simulate_felt, truth_as_draws
from afterrun.response.turns import turns_of
from afterrun.units import SECONDS_PER_DAY

SEED = 8  # a season in which the truth can be seen
QUIET_WEEKS = 8  # before it struck
WEEKS = QUIET_WEEKS + 13  # and a season after
SITE, CRAMP_SITE = Site("right", "forefoot-lateral"), Site("right", "arch")
STRETCHES = (("calf-stretch", "flat-floor"), ("calf-stretch", "off-step"))
_SOURCE, _FIRST_STEPS = "simulated", "first-steps"
# The plot of the story: weeks counted from the first day of the diary.
_FLAT_FROM_WEEK, _STEP_FROM_WEEK = QUIET_WEEKS + 3, QUIET_WEEKS + 9
_SHOES_FROM_WEEK, _RAISES_FROM_WEEK = QUIET_WEEKS + 6, QUIET_WEEKS + 9
_CRAMP_CHANCE, _NOTED_WHILE_RUNNING = 0.35, 0.5  # the plot of the story
_LEVELS = np.arange(11.0)  # whole points

# Peak 24 h after the run, half gone 42 h later; 3 points in the middle of the season that hurts, a third less at its
# end than at its start.
_VALUES = {
    "log_tau_on": np.log(0.6),
    "log_tau_gap": np.log(0.9),
    "log_gain": np.log(3.0),
    "log_alpha": 0.0,
    "log_omega": np.log(0.25),
    "drift": 0.4,
    "log_restless": np.log(0.05),
    "log_sigma_u": np.log(0.4),
    "log_tau_u": np.log(4.0),
    "log_sigma_e": np.log(0.2),
    "log_tau_relief": np.log(4 / 24),
}
_LEVEL_NRS, _TREND_NRS, _FLAT_RELIEF_NRS, _STEP_RELIEF_NRS = 0.7, -0.1, 0.2, 1.5  # the truth of the story
_LATER_NRS = -0.5  # first steps are told most often, so the level is theirs; at other moments it is less, run or no run


@dataclass(frozen=True, slots=True)
class Story:
    """A simulated diary and what it was made from."""

    diary: Diary
    truth: dict[str, object]


@dataclass(frozen=True, slots=True)
class _Calendar:
    """Turns days of the story into times; the story ends the evening before ``now``."""

    first_day: datetime

    def at(self, day: int, hour: float) -> datetime:
        return self.first_day + timedelta(days=day, seconds=round(hour * 3600))

    def days(self, at: datetime) -> float:
        return (at - self.first_day).total_seconds() / SECONDS_PER_DAY


def build_story(*, now: datetime, seed: int = SEED) -> Story:
    """Simulate the story so that it ends on the day before ``now``.

    Parameters
    ----------
    now : datetime
        With offset; the story uses the same.
    seed : int
        Same seed, same story.
    """
    rng = np.random.default_rng(seed)
    midnight = datetime.combine(now.date(), time(), now.tzinfo)
    calendar = _Calendar(midnight - timedelta(days=7 * WEEKS))
    runs = tuple(_runs(calendar, rng))
    cares = tuple(_cares(calendar, runs, rng))
    check_ins = sorted(_check_ins(calendar, runs, rng), key=lambda pair: pair[0])
    person = Person(
        model=ResponseModel(KERNELS["K1"], care_kinds=2),
        values={name: float(value) for name, value in _VALUES.items()},
        static=np.array([_LEVEL_NRS, _TREND_NRS, _FLAT_RELIEF_NRS, _STEP_RELIEF_NRS]),
        offset_nrs=np.array([_LATER_NRS]),
        loading=np.ones(1),
    )
    data, owner = _questions(calendar, runs, cares, check_ins)
    struck = turns_of(data, "struck")
    person = replace(person, turn=struck.only(int(np.searchsorted(struck.start_d, 7 * QUIET_WEEKS))))
    said = nearest_level(simulate_felt(person, data, rng), _LEVELS)
    presses, cramps = _presses(calendar, rng)
    diary = Diary(
        runs=runs,
        pain=tuple(
            sorted(
                (*_reports(check_ins, said[owner[0]], rng), *_while_running(runs, rng), *cramps),
                key=lambda report: report.at,
            )
        ),
        care=tuple(
            replace(care, pain_before=float(before), pain_after=float(after))
            for care, before, after in zip(cares, said[owner[1]], said[owner[2]], strict=True)
        ),
        phases=(
            Phase(intervention="new-shoes", start=calendar.at(7 * (_SHOES_FROM_WEEK - 1), 8), source=_SOURCE),
            Phase(intervention="calf-raises", start=calendar.at(7 * (_RAISES_FROM_WEEK - 1), 8), source=_SOURCE),
        ),
        events=presses,
    )
    return Story(diary, _truth(person, data))


def _runs(calendar: _Calendar, rng: np.random.Generator) -> Iterator[Run]:
    """About one run a week, 4 to 7.5 km: under five miles a week."""
    for week in range(WEEKS):
        if week and rng.random() < 0.08:
            continue
        day, hour = 7 * week + int(rng.choice([5, 6])), rng.uniform(9, 11)
        distance_m = float(round(rng.uniform(4000, 7500), -1))
        pace_s_per_km = rng.normal(345, 8)
        yield Run(
            start=calendar.at(day, hour),
            duration_s=round(distance_m / 1000 * pace_s_per_km),
            distance_m=distance_m,
            cadence_spm=float(round(rng.normal(164, 1.5))),
            source=_SOURCE,
        )


def _check_ins(calendar: _Calendar, runs: tuple[Run, ...], rng: np.random.Generator) -> Iterator[tuple[datetime, str]]:
    """Most mornings and many evenings, and half an hour after each run."""
    last_run_day = -9
    run_days = {int(calendar.days(run.start)) for run in runs}
    for day in range(7 * WEEKS):
        last_run_day = day if day in run_days else last_run_day
        lately = day - last_run_day <= 3
        if rng.random() < (0.95 if lately else 0.8):
            yield calendar.at(day, rng.uniform(6.8, 8.2)), _FIRST_STEPS
        if rng.random() < (0.75 if lately else 0.35):
            yield calendar.at(day, rng.uniform(20.5, 22)), "evening"
    for run in runs:
        yield run.end + timedelta(minutes=30), "after-run"


def _cares(calendar: _Calendar, runs: tuple[Run, ...], rng: np.random.Generator) -> Iterator[Care]:
    """A stretch on the evenings after a run: on the floor at first, off the step once that was found to hit it."""
    for run in runs:
        day = int(calendar.days(run.start))
        if day < 7 * (_FLAT_FROM_WEEK - 1):
            continue
        intervention, variant = STRETCHES[int(day >= 7 * (_STEP_FROM_WEEK - 1))]
        for after in (1, 2, 3):
            if day + after < 7 * WEEKS and rng.random() < 0.8:
                yield Care(
                    at=calendar.at(day + after, rng.uniform(17.5, 19)),
                    intervention=intervention,
                    variant=variant,
                    minutes=3.0,
                    site=SITE,
                    source=_SOURCE,
                )


def _questions(
    calendar: _Calendar, runs: tuple[Run, ...], cares: tuple[Care, ...], asked: list[tuple[datetime, str]]
) -> tuple[ResponseData, list[np.ndarray[tuple[int], np.dtype[np.intp]]]]:
    """Merge check-ins and ratings around care by time; also say where each of the three ended up."""
    care_t = np.array([calendar.days(care.at) for care in cares])
    groups = [np.array([calendar.days(at) for at, _ in asked]), care_t - 1 / 1440, care_t + 4 / 1440]
    t = np.concatenate(groups)
    order = np.argsort(t, kind="stable")
    place = np.empty(len(t), dtype=np.intp)
    place[order] = np.arange(len(t))
    distance = np.array([run.distance_m or 0.0 for run in runs])
    data = ResponseData(
        run_t_d=np.array([calendar.days(run.end) for run in runs]),
        dose=distance / np.median(distance),
        report_t_d=t[order],
        lower=np.full(len(t), -np.inf),
        upper=np.full(len(t), np.inf),
        levels=_LEVELS,
        span_d=(0.0, 7.0 * WEEKS),
        care_t_d=care_t,
        care_kind=np.array([STRETCHES.index((c.intervention, c.variant or "")) for c in cares], dtype=np.int32),
        care_kinds=len(STRETCHES),
        moment=np.concatenate([[moment != _FIRST_STEPS for _, moment in asked], np.ones(2 * len(care_t))])[
            order
        ].astype(np.int32),
        moments=1,
    )
    return data, np.split(place, np.cumsum([len(group) for group in groups])[:-1])


def _reports(check_ins: list[tuple[datetime, str]], said: Floats, rng: np.random.Generator) -> Iterator[PainReport]:
    for (at, moment), nrs in zip(check_ins, said, strict=True):
        words = ("sore", "bruised") if nrs >= 3 else ("sore",) if nrs >= 1 else ()
        pebble = ("pebble",) if nrs >= 3 and rng.random() < 0.3 else ()
        yield PainReport(
            at=at, site=SITE, nrs=float(nrs), moment=moment, quality=(*words, *pebble), scale="nrs-11", source=_SOURCE
        )


def _while_running(runs: tuple[Run, ...], rng: np.random.Generator) -> Iterator[PainReport]:
    """Now and then a note at half way: nothing."""
    for run in runs:
        if rng.random() < _NOTED_WHILE_RUNNING:
            half = run.start + timedelta(seconds=round(run.duration_s / 2))
            yield PainReport(at=half, site=SITE, nrs=0.0, moment="during-run", scale="nrs-11", source=_SOURCE)


def _presses(calendar: _Calendar, rng: np.random.Generator) -> tuple[tuple[Event, ...], tuple[PainReport, ...]]:
    """Overhead presses on Tuesdays; now and then a cramp along the arch of the same foot."""
    events, cramps = [], []
    for week in range(WEEKS):
        at = calendar.at(7 * week + 2, rng.uniform(18, 19))
        events.append(Event(at=at, kind="overhead-press", minutes=15.0, amount=40.0, note="kg", source=_SOURCE))
        if rng.random() < _CRAMP_CHANCE:
            nrs = float(rng.integers(3, 7))
            later = at + timedelta(minutes=12)
            cramps.append(PainReport(at=later, site=CRAMP_SITE, nrs=nrs, symptom="cramp", source=_SOURCE))
    return tuple(events), tuple(cramps)


def _truth(person: Person, data: ResponseData) -> dict[str, object]:
    """Read off the truth what the answers estimate."""
    now = curve_now(truth_as_draws(person, data), data)
    struck_d = float(now.draws.start_d[0])
    return {
        "rise_24h_nrs": _one(now.rise_at(np.array([24.0]))),
        "peak_nrs": _one(now.peak_nrs),
        "peak_h": _one(now.peak_h),
        "half_life_h": _one(now.half_life_h),
        "half_by_h": _one(now.half_by_h),
        "clear_h": _one(now.clear_h),
        "area_nrs_days": _one(now.area_nrs_days),
        "baseline_nrs": _one(now.baseline_nrs),
        "response_ratio_per_30_days": _one(ratio_per_month(now, struck_d)),
        "relief_flat_floor_nrs": _FLAT_RELIEF_NRS,
        "relief_off_step_nrs": _STEP_RELIEF_NRS,
        "curve_nrs": _curve(now),
    }


def _one(values: Floats) -> float:
    return round(float(values.ravel()[0]), 2)


def _curve(curve: ResponseCurve) -> list[float]:
    return [round(float(x), 3) for x in curve.rise_nrs[0]]


def write_story(journal: Journal, *, now: datetime, seed: int = SEED) -> Story:
    """Write the story into a journal and mark it as simulated."""
    story = build_story(now=now, seed=seed)
    diary = story.diary
    journal.add((*diary.runs, *diary.pain, *diary.care, *diary.phases, *diary.events))
    keep(journal, replace(settings_of(journal), simulated=True, truth=json.dumps(story.truth)))
    return story
