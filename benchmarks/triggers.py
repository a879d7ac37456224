"""Triggers on simulated people: how often is a thing blamed that does nothing, and how often is a real one found?

``make triggers`` (200 people of each kind). Pain follows runs as the model has it, with everything but its size from
the prior. Things do nothing, or raise what is felt for a day. They are done by chance, by the weekday, after runs,
because it hurts or because it does not, as far as was reported, and on pain that nobody reported.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

os.environ.setdefault("AFTERRUN_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

from afterrun.associations.matching import Calendar, one_a_day
from afterrun.associations.passing import Followed, weigh_passing
from afterrun.associations.passing_runs import Cut, Feature, weigh_runs
from afterrun.associations.things import Thing, done_on, kept_up, more_of
from afterrun.associations.triggers import RARE, Trigger, weigh_triggers
from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.designs import DiaryDesign, draw_diary
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import fit_response
from afterrun.response.forecast import nearest_level
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.posterior import Draws
from afterrun.response.simulate import prior_person, simulate_felt, with_answers

DESIGNS = {
    "13 weeks x 1": DiaryDesign(days=91, runs_per_week=1, cares_per_week=0),
    "13 weeks x 3": DiaryDesign(days=91, runs_per_week=3, cares_per_week=0),
    "26 weeks x 2": DiaryDesign(days=182, runs_per_week=2, cares_per_week=0),
}
_GAIN = float(np.log(2.0))
_EVENING_D = 18.5 / 24
_DRAWS = 8
_CRAMPS_PER_WEEK = 0.5
_CRAMPING = ("evenings", "tuesdays", "run days", "bouts")


@dataclass(frozen=True, slots=True)
class Lived:
    """One diary as it was lived: times, what was felt and what was said at each report."""

    data: ResponseData
    felt: Floats


Habit = Callable[[Lived, np.random.Generator], Floats]


def evenings(lived: Lived, rng: np.random.Generator) -> Floats:
    """Any evening, about one in six."""
    return _on(np.flatnonzero(rng.random(int(lived.data.span_d[1])) < 1 / 6), rng)


def tuesdays(lived: Lived, rng: np.random.Generator) -> Floats:
    """Every week on the same day."""
    return _on(np.arange(1, int(lived.data.span_d[1]), 7), rng)


def most_tuesdays(lived: Lived, rng: np.random.Generator) -> Floats:
    """On two Tuesdays of three."""
    days = np.arange(1, int(lived.data.span_d[1]), 7)
    return _on(days[rng.random(len(days)) < 2 / 3], rng)


def run_days(lived: Lived, rng: np.random.Generator) -> Floats:
    """Three hours after most runs."""
    runs = lived.data.run_t_d
    return np.asarray(runs[rng.random(len(runs)) < 0.8] + 3 / 24)


def bouts(lived: Lived, rng: np.random.Generator) -> Floats:
    """Three days in a row, now and then."""
    starts = np.flatnonzero(rng.random(int(lived.data.span_d[1]) - 3) < 1 / 18)
    return _on(np.unique(np.concatenate([starts, starts + 1, starts + 2])), rng)


def because_it_hurt(lived: Lived, rng: np.random.Generator) -> Floats:
    """On about half of the evenings after a report of 2 or more."""
    return _by_report(lived, rng, lambda said: np.asarray(said >= 2))


def because_it_did_not(lived: Lived, rng: np.random.Generator) -> Floats:
    """On about half of the evenings after a report of 0."""
    return _by_report(lived, rng, lambda said: np.asarray(said == 0))


def unreported(lived: Lived, rng: np.random.Generator) -> Floats:
    """On about half of the evenings before a report of 2 or more: felt when it was decided, told afterwards."""
    data = lived.data
    hour = data.report_t_d % 1
    sore = np.unique(np.floor(data.report_t_d[(data.answers >= 2) & (hour >= _EVENING_D)]))
    return _on(sore[rng.random(len(sore)) < 0.5], rng)


HABITS: dict[str, Habit] = {
    habit.__name__.replace("_", " "): habit
    for habit in (evenings, tuesdays, most_tuesdays, run_days, bouts, because_it_hurt, because_it_did_not, unreported)
}


def _by_report(lived: Lived, rng: np.random.Generator, yes: Callable[[Floats], NDArray[np.bool_]]) -> Floats:
    data = lived.data
    asked = (data.report_t_d % 1 < _EVENING_D) & yes(data.answers)
    days = np.unique(np.floor(data.report_t_d[asked]))
    return _on(days[rng.random(len(days)) < 0.5], rng)


def _on(days: NDArray[np.floating | np.integer], rng: np.random.Generator) -> Floats:
    return np.asarray(days + _EVENING_D + rng.uniform(-0.5, 0.5, len(days)) / 24)


def weekly_rhythm(data: ResponseData) -> Floats:
    """A point up and down with the week: most on Wednesdays. [NRS]"""
    return np.asarray(np.cos(2 * np.pi * (data.report_t_d - 2.6) / 7))


def live(
    design: DiaryDesign, seed: int, *, gain: float = _GAIN, rhythm: bool = False
) -> tuple[Lived, np.random.Generator]:
    """Live through a diary without any of the things."""
    rng = np.random.default_rng([seed, design.days, design.runs_per_week])
    plain = draw_diary(design, rng)
    person = prior_person(ResponseModel(KERNELS["K1"]), rng)
    felt = simulate_felt(replace(person, values={**person.values, "log_gain": gain}), plain, rng)
    felt = felt + weekly_rhythm(plain) if rhythm else felt
    return Lived(with_answers(plain, nearest_level(felt, plain.levels)), felt), rng


def weigh(lived: Lived, things: Sequence[Floats], seed: int, rng: np.random.Generator) -> list[Trigger | None]:
    """Fit the diary and weigh what was done, by its times."""
    data = lived.data
    calendar = Calendar(0.0, 0, data.span_d, data.run_t_d)
    asked = [done_on(data.report_t_d, calendar, one_a_day(calendar, t)) for t in things]
    return weigh_things(lived, asked, seed, rng)


def weigh_things(
    lived: Lived, things: Sequence[Thing | None], seed: int, rng: np.random.Generator
) -> list[Trigger | None]:
    """Fit the diary and weigh things."""
    data = lived.data

    def draws_of(like: ResponseData) -> Draws:
        fit = fit_response(like, seed=seed, kernels=(KERNELS["K1"],), curves=(POWER,))
        return fit.draws.rows(np.linspace(0, fit.draws.size - 1, _DRAWS).astype(np.intp))

    calendar = Calendar(0.0, 0, data.span_d, data.run_t_d)
    return weigh_triggers(draws_of(data), data, calendar, things, rng, refit=draws_of)


def blamed(design: DiaryDesign, habits: Sequence[str], seed: int, *, rhythm: bool = False) -> list[Trigger | None]:
    """Weigh things that do nothing."""
    lived, rng = live(design, seed, rhythm=rhythm)
    return weigh(lived, [HABITS[habit](lived, rng) for habit in habits], seed, rng)


def searched(design: DiaryDesign, count: int, rise_nrs: float, seed: int) -> list[Trigger | None]:
    """Weigh a thing done on ``count`` evenings that raises what is felt for a day."""
    lived, rng = live(design, seed)
    data = lived.data
    t = _on(np.sort(rng.choice(int(data.span_d[1]) - 1, count, replace=False)).astype(np.float64), rng)
    return weigh(_risen(lived, {rise_nrs: t}), [t], seed, rng)


def ridden(
    design: DiaryDesign, seed: int, *, hard_nrs: float = 2.0, easy_nrs: float = 0.0, rest: float = 0.3
) -> list[Trigger | None]:
    """Weigh hard rides and easy ones that take turns, each with its rise for a day; hard ones come first."""
    lived, rng = live(design, seed)
    days = np.flatnonzero(rng.random(int(lived.data.span_d[1]) - 1) >= rest)
    hard, easy = _on(days[::2], rng), _on(days[1::2], rng)
    return weigh(_risen(lived, {hard_nrs: hard, easy_nrs: easy}), [hard, easy], seed, rng)


def _risen(lived: Lived, rises: dict[float, Floats]) -> Lived:
    """Let things raise what is felt for a day."""
    data, felt = lived.data, lived.felt
    for rise_nrs, t in rises.items():
        since = data.report_t_d[:, None] - t[None, :]
        felt = felt + rise_nrs * ((since > 0) & (since < 1)).any(axis=1)
    return Lived(with_answers(data, nearest_level(felt, data.levels)), felt)


def walked(design: DiaryDesign, seed: int, *, rise_nrs: float = 0.0, more_nrs: float = 0.0) -> list[Trigger | None]:
    """Weigh the steps of every day, which raise the next morning by so much for each sd; run days have more of them.

    And walk the more the less it hurt on the day before, or the less, by ``more_nrs`` sd a point.
    """
    lived, rng = live(design, seed)
    data = lived.data
    days = np.arange(int(data.span_d[1]), dtype=np.float64)
    ran = np.isin(days, np.floor(data.run_t_d))
    day = np.floor(data.report_t_d).astype(np.intp)
    asked, total = np.bincount(day + 1, minlength=len(days)), np.bincount(day + 1, data.answers, minlength=len(days))
    said = np.where(asked > 0, total / np.maximum(asked, 1) - data.answers.mean(), 0.0)[: len(days)]
    log_steps = 8.9 + 0.3 * rng.standard_normal(len(days)) + 0.3 * ran + 0.3 * more_nrs * said
    standard = (log_steps - log_steps.mean()) / log_steps.std()
    felt = lived.felt + rise_nrs * np.append(0.0, standard)[np.floor(data.report_t_d).astype(int).clip(0, len(days))]
    lived = Lived(with_answers(data, nearest_level(felt, data.levels)), felt)
    calendar = Calendar(0.0, 0, data.span_d, data.run_t_d)
    return weigh_things(lived, [more_of(data.report_t_d, calendar, days + 23 / 24, standard)], seed, rng)


COURSES: dict[str, Callable[[Floats], Floats]] = {
    "steady": lambda t: 0.0 * t,
    "healing": lambda t: 4.0 * np.exp(-t / 25),
    "falling": lambda t: -0.03 * (t - 42),
    "waves of nine weeks": lambda t: 1.5 * np.sin(2 * np.pi * t / 63),
}
"""Slow courses of pain that no thing makes, beside level and ups and downs. [NRS]"""


def without_runs(seed: int, course: str, *, drop: float = 0.0, on: str = "second half") -> list[Trigger | None]:
    """Weigh a thing kept up for weeks, in twelve weeks of a pain that is rated every evening and knows no runs.

    ``drop`` is the share of the pain that it takes. It is kept up in the second half, for two weeks in four, or from
    the first three days in a row of 2 points above the mean on, as people begin things.
    """
    rng = np.random.default_rng([seed, 5])
    t = np.arange(84) + 20 / 24 + rng.uniform(-1, 1, 84) / 24
    slow, quick = (_wandering(t, tau_d, rng) for tau_d in (5.0, 0.7))
    level = np.maximum(rng.uniform(2, 6) + slow + 0.8 * quick + COURSES[course](t), 0.0)
    start, end = _kept_up(level, t, on)
    inside = ((t[:, None] >= start) & (t[:, None] < end)).any(axis=1)
    felt = level * (1 - drop * inside)
    nothing, kinds = np.zeros(0), np.zeros(0, np.int32)
    levels = np.arange(11.0)
    said = nearest_level(felt, levels)
    data = ResponseData(
        run_t_d=nothing, dose=nothing, report_t_d=t, lower=said, upper=said, levels=levels, span_d=(t[0], t[-1]),
        care_t_d=nothing, care_kind=kinds,
    )  # fmt: skip
    data = with_answers(data, said)
    calendar = Calendar(0.0, 0, data.span_d, nothing)

    def share_of(at: Floats) -> Floats:
        return np.asarray(((at[..., None] >= start) & (at[..., None] < end)).any(axis=-1), dtype=np.float64)

    return weigh_things(Lived(data, felt), [kept_up(t, calendar, share_of, start, end[end < t[-1]])], seed, rng)


def _kept_up(level: Floats, t_d: Floats, on: str) -> tuple[Floats, Floats]:
    """When it was begun and given up, each time. [d]"""
    if on == "two weeks in four":
        return np.arange(14.0, 84.0, 28.0), np.arange(28.0, 85.0, 28.0)
    if on == "second half":
        return np.array([42.0]), np.array([99.0])
    bad = np.convolve(level > level.mean() + 1.5, np.ones(3), "valid") == 3
    days = np.flatnonzero(bad[14:56]) + 17
    return np.array([t_d[days[0]] if days.size else 42.0]), np.array([99.0])


def _wandering(t_d: Floats, tau_d: float, rng: np.random.Generator) -> Floats:
    """Ups and downs of sd 1 with a time constant. [NRS]"""
    apart = np.abs(t_d[:, None] - t_d[None, :])
    return np.asarray(
        np.linalg.cholesky(np.exp(-apart / tau_d) + 1e-9 * np.eye(len(t_d))) @ rng.standard_normal(len(t_d))
    )


def cramped(
    weeks: int, habit: str, seed: int, *, chance: float = 0.0, clustered: bool = False
) -> list[Followed | None]:
    """Weigh a thing for a passing cramp: one a week or so by itself, and with a chance each time the thing is done."""
    lived, rng = live(DiaryDesign(days=7 * weeks, runs_per_week=2, cares_per_week=0), seed)
    calendar = Calendar(0.0, 0, lived.data.span_d, lived.data.run_t_d)
    t = one_a_day(calendar, HABITS[habit](lived, rng))
    own = rng.uniform(0, 7 * weeks, rng.poisson(_CRAMPS_PER_WEEK * weeks))
    own = np.concatenate([own, own + rng.uniform(0.3, 2.0, len(own))]) if clustered else own
    extra = t[rng.random(len(t)) < chance] + rng.uniform(0.01, 0.1)
    return weigh_passing(np.sort(np.concatenate([own, extra])), [t], calendar, rng)


def cramped_on_runs(runs: int, seed: int, *, beyond_m: float | None) -> list[Cut]:
    """Weigh runs for a cramp that comes with one in five of them, or with four of five long ones and hardly else."""
    rng = np.random.default_rng([seed, runs, 6])
    t = np.sort(rng.choice(np.arange(84.0), runs, replace=False)) + 0.5
    distance = rng.choice([4000.0, 6000.0, 8000.0, 10000.0, 12000.0], runs) + rng.normal(0, 100, runs)
    chance = np.full(runs, 0.2) if beyond_m is None else np.where(distance > beyond_m, 0.8, 0.05)
    features: dict[str, Feature] = {
        "distance": distance,
        "duration": 0.36 * distance * np.exp(0.05 * rng.standard_normal(runs)),
        "shoe": [str(shoe) for shoe in rng.choice(["old", "new"], runs)],
    }
    return weigh_runs(rng.random(runs) < chance, t, features, rng)


def share_cramped(people: Sequence[list[Followed | None]]) -> float:
    """Share of people who were told of a trigger of the cramp, at the level that holds beside the rated pain."""
    claims = [any(each is not None and each.verdict(RARE / 2) in CLAIMS for each in found) for found in people]
    return float(np.mean(claims))


def share(people: Sequence[list[Trigger | None]], words: Sequence[str]) -> float:
    """Share of people who were told any of these words."""
    return float(np.mean([any(each is not None and each.verdict in words for each in found) for found in people]))


_CRAMPS: dict[str, dict[str, Any]] = {
    "nothing done by it": {},
    "nothing done by it, in pairs": {"clustered": True},
    "every third time": {"chance": 1 / 3},
    "two of three times": {"chance": 2 / 3},
}
CLAIMS = ("may-worsen", "may-help")
BLAMED = ("may-worsen",)
NOTHING = ("no-worthwhile-effect",)


def main() -> None:
    """Print false claims and power."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--designs", choices=DESIGNS, nargs="*", default=list(DESIGNS))
    parser.add_argument("--parts", choices=PARTS, nargs="*", default=list(PARTS))
    options = parser.parse_args()
    people = range(options.people)
    with ProcessPoolExecutor(options.workers) as pool:
        for part in options.parts:
            PARTS[part](pool, people, options.designs)


def _print_triggers(pool: ProcessPoolExecutor, people: range, designs: Sequence[str]) -> None:
    for design in designs:
        nulls = {name: partial(blamed, DESIGNS[design], [name]) for name in HABITS}
        nulls |= {
            "four kinds": partial(blamed, DESIGNS[design], list(HABITS)[:4]),
            "most tuesdays, rhythm": partial(blamed, DESIGNS[design], ["most tuesdays"], rhythm=True),
            "tuesdays, rhythm": partial(blamed, DESIGNS[design], ["tuesdays"], rhythm=True),
        }
        for name, task in nulls.items():
            found = list(pool.map(task, people, chunksize=5))
            rare = [each.p_model <= RARE for of_one in found for each in of_one if each is not None]
            alone = f"{np.mean(rare):.3f}" if rare else "asked of nobody"
            print(
                f"{design}, nothing done by it, {name}: blamed {share(found, CLAIMS):.3f}; model alone {alone}; "
                f"said to be nothing {share(found, NOTHING):.3f}",
                flush=True,
            )
        for rise in (1.5, 2.0):
            for count in (6, 12, 24):
                found = list(pool.map(partial(searched, DESIGNS[design], count, rise), people, chunksize=5))
                print(
                    f"{design}, {rise:g} more for a day, {count} times: found {share(found, ('may-worsen',)):.3f}; "
                    f"said to help {share(found, ('may-help',)):.3f}, to be nothing {share(found, NOTHING):.3f}",
                    flush=True,
                )


def _print_cramps(pool: ProcessPoolExecutor, people: range, _designs: Sequence[str]) -> None:
    for weeks in (13, 26):
        for habit in _CRAMPING:
            for name, more in _CRAMPS.items():
                told = list(pool.map(partial(cramped, weeks, habit, **more), people, chunksize=10))
                print(f"cramps, {weeks} weeks, {habit}, {name}: said {share_cramped(told):.3f}", flush=True)
    for runs in (18, 36):
        for name, far in {"any run": None, "beyond 9.6 km": 9600.0}.items():
            cuts = list(pool.map(partial(cramped_on_runs, runs, beyond_m=far), people, chunksize=10))
            said = [{c.feature for c in of_one if c.verdict(RARE / 2) in CLAIMS} for of_one in cuts]
            print(
                f"cramps, 12 weeks, {runs} runs, {name}: said {np.mean([bool(each) for each in said]):.3f}; "
                f"of the shoe {np.mean(['shoe' in each for each in said]):.3f}",
                flush=True,
            )


def _print_loads(pool: ProcessPoolExecutor, people: range, _designs: Sequence[str]) -> None:
    for design in ("13 weeks x 1", "13 weeks x 3"):
        for hard in (0.0, 2.0, 3.0):
            for rest in (0.0, 0.3):
                task = partial(ridden, DESIGNS[design], hard_nrs=hard, easy_nrs=0.2 if hard else 0.0, rest=rest)
                found = list(pool.map(task, people, chunksize=5))
                easy = [of_one[1] for of_one in found]
                rise = [np.median(each.rise_nrs) for each in easy if each is not None and each.rise_nrs is not None]
                print(
                    f"{design}, rides hard and easy in turn, {hard:g} and {0.2 if hard else 0:g} more, "
                    f"{rest:.0%} of days without: hard blamed {share([of_one[:1] for of_one in found], BLAMED):.3f}; "
                    f"easy said to help {share([of_one[1:] for of_one in found], ('may-help',)):.3f}, to harm "
                    f"{share([of_one[1:] for of_one in found], BLAMED):.3f}, rise in the middle "
                    f"{f'{np.median(rise):.1f}' if rise else 'not told'}",
                    flush=True,
                )
        for rise_nrs, more in ((0.0, 0.0), (0.0, -0.5), (0.0, 0.5), (0.7, 0.0), (1.0, 0.0), (1.5, 0.0)):
            found = list(
                pool.map(partial(walked, DESIGNS[design], rise_nrs=rise_nrs, more_nrs=more), people, chunksize=5)
            )
            print(
                f"{design}, steps, {rise_nrs:g} more an sd, {more:g} sd more a point of the day before: blamed "
                f"{share(found, BLAMED):.3f}; said to help {share(found, ('may-help',)):.3f}",
                flush=True,
            )


def _print_kept_up(pool: ProcessPoolExecutor, people: range, _designs: Sequence[str]) -> None:
    for on in ("second half", "two weeks in four", "when bad"):
        for course in COURSES:
            found = list(pool.map(partial(without_runs, course=course, on=on), people, chunksize=5))
            print(f"kept up, {on}, nothing done by it, {course}: said {share(found, CLAIMS):.3f}", flush=True)
        for drop in (0.5, 0.9):
            found = list(pool.map(partial(without_runs, course="steady", on=on, drop=drop), people, chunksize=5))
            print(
                f"kept up, {on}, takes {drop:.0%}: said to help {share(found, ('may-help',)):.3f}, "
                f"to harm {share(found, BLAMED):.3f}",
                flush=True,
            )


PARTS: dict[str, Callable[[ProcessPoolExecutor, range, Sequence[str]], None]] = {
    "cramps": _print_cramps,
    "loads": _print_loads,
    "kept-up": _print_kept_up,
    "triggers": _print_triggers,
}

if __name__ == "__main__":
    main()
