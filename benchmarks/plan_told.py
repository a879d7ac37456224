"""Chances told before the first planned run, beside the true ones: ``python -m benchmarks.plan_told --people 300``.

Somebody keeps a diary (three runs in two weeks; five weeks of it, or ``--weeks``), then asks, two days after a run at
least as in the app, of the run that the plan proposes, and of five doses whatever it proposes, each run twice within
five days as a plan would. The true chance is how often these days go over the ceiling when they are lived again. Over
people from the prior the two must agree, whatever is told; over any one kind they need not: who is getting worse is
told too little until it shows, who heals too much, and of those who hurt most the plan proposes runs to whom luck
made look harmless.

``--twice`` tells that luck from the rest. The same person keeps two diaries that differ by chance alone, and the run
that one of them proposes is told by the other, too, which did not choose it. Where that comes true the forecast is
right, and what is off in the first was chosen by luck. ``--trend-known`` tells the fit which way it goes, and how fast:
what is then told right was told wrong for want of that.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from unittest.mock import patch

os.environ.setdefault("AFTERRUN_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from afterrun.plan.ahead import WINDOW_D, Planned, ahead
from afterrun.plan.habit import habit_of
from afterrun.plan.known import Known, known_of
from afterrun.plan.rule import Ceiling, chance_of_each, critical_nrs
from afterrun.plan.schedule import Pace, Session, decide
from afterrun.response import model
from afterrun.response.arrays import Floats
from afterrun.response.course import drift_scale
from afterrun.response.fit import fit_response
from afterrun.response.parameters import DRIFT
from afterrun.response.posterior import Draws
from benchmarks.felt import MONTH_D
from benchmarks.plan_loop import CEILING, RESTED_D
from benchmarks.plan_people import KINDS, REPORTS_AT, Somebody, somebody, trend_a_month

DOSES = np.array([0.25, 0.5, 0.75, 1.0, 1.1])  # of the usual run
_WEEKS, _DRAWS = 5, 400
_HARDLY = 0.02  # sd of a trend that is known
_ASK_AT, _RUN_AT, _AGAIN_D = 12.0 / 24, 18.0 / 24, 3.5


@dataclass(frozen=True, slots=True)
class Told:
    """One person: the dose proposed with its told and true chance (NaN for none), and those of `DOSES`."""

    dose: float
    told: float
    true: float
    told_each: Floats
    true_each: Floats


@dataclass(frozen=True, slots=True)
class Twice:
    """A run that one diary proposed: told and true after that diary, and after another of the same person."""

    told: float
    true: float
    told_by_other: float
    true_of_other: float


@dataclass(frozen=True, slots=True)
class Question:
    """Somebody who asks after a diary, and what the plan answers: a dose of 1 is their usual run."""

    person: Somebody
    known: Known
    usual: float
    end_d: float
    session: Session
    critical: Floats

    def told(self, doses: Floats) -> Floats:
        """Chances told of some doses, whatever is proposed. Shape (len(doses),). [-]"""
        return np.asarray(chance_of_each(self.known.size_of(doses, self.end_d), self.critical).mean(axis=0))

    def true(self, dose: float) -> float:
        """How often these days would go over. [-]"""
        runs = [(end, dose * self.usual) for end in (self.end_d, self.end_d + _AGAIN_D)]
        return self.person.chance_over(CEILING.nrs, runs, until_d=self.end_d + WINDOW_D)


def kept_a_diary(kind: str, seed: int, weeks: int = _WEEKS, *, luck: int = 0) -> Somebody:
    """Live through the weeks before the first question; with another ``luck`` the same person has another diary."""
    person, wanted = somebody(kind, seed), np.random.default_rng([seed, 3])
    if luck:
        person = replace(person, rng=np.random.default_rng([*person.whose, luck]), whose=(*person.whose, luck))
    for day in range(7 * weeks + RESTED_D):
        person.live(day + REPORTS_AT[0])
        if day % 14 in (2, 6, 11):
            person.run(day + _RUN_AT, float(wanted.uniform(0.8, 1.25)))
        person.live(day + REPORTS_AT[1])
    person.live(_asked_on(weeks) + REPORTS_AT[0])
    return person


def _asked_on(weeks: int) -> int:
    """The day of the question. [d]"""
    return 7 * weeks + RESTED_D


def learned(person: Somebody, weeks: int = _WEEKS, *, size: int = _DRAWS, trend: float | None = None) -> Draws:
    """Fit the diary as of the question; with the growth of the log response in a month, if that is known."""
    data = person.data(_asked_on(weeks) + _ASK_AT)
    if trend is None:
        return fit_response(data, size=size).draws
    days = data.span_d[1] - data.span_d[0]
    known = replace(DRIFT, mean=float(-trend * days / MONTH_D / drift_scale(days)), sd=_HARDLY)
    with patch.object(model, "DRIFT", known):
        return fit_response(data, size=size, turns=(), wanders=False).draws


def question(person: Somebody, draws: Draws, weeks: int = _WEEKS, *, ceiling: Ceiling = CEILING) -> Question:
    """Ask for the next run."""
    now, end = _asked_on(weeks) + _ASK_AT, _asked_on(weeks) + _RUN_AT
    data, usual = person.data(now), person.reference(now)
    known = known_of(draws, data, habit_of(data, midnight_d=0.0), np.random.default_rng(1))
    past = tuple(Planned(end_t_d=e, dose=d / usual) for e, d in zip(person.ends, person.doses, strict=True))
    pace, rng = Pace(runs_per_week=2, past=past), np.random.default_rng(2)
    session = decide(known, ceiling, pace, end_t_d=end, next_d=end + _AGAIN_D, rng=rng)
    days = ahead(known, end_t_d=end, rng=rng, again_t_d=[end + _AGAIN_D])
    return Question(person, known, usual, end, session, critical_nrs(days, ceiling.cut_nrs, again=True))


def ask(kind: str, seed: int, weeks: int = _WEEKS, *, trend_known: bool = False) -> Told:
    """Ask for the first run."""
    person = kept_a_diary(kind, seed, weeks)
    trend = trend_a_month(kind) if trend_known else None
    asked = question(person, learned(person, weeks, trend=trend), weeks)
    dose = asked.session.dose
    return Told(
        dose=dose,
        told=asked.session.chance_over_5_days if dose else np.nan,
        true=asked.true(dose) if dose else np.nan,
        told_each=asked.told(DOSES),
        true_each=np.array([asked.true(float(each)) for each in DOSES]),
    )


def ask_twice(kind: str, seed: int, weeks: int = _WEEKS) -> list[Twice]:
    """Ask after each of two diaries of one person, and of what either proposes after the other; nothing for no run."""
    diaries = [kept_a_diary(kind, seed, weeks, luck=luck) for luck in (1, 2)]
    one, other = (question(person, learned(person, weeks), weeks) for person in diaries)
    return [
        Twice(*(float(chance) for asked in pair for chance in (asked.told(np.array([dose]))[0], asked.true(dose))))
        for pair in ((one, other), (other, one))
        if (dose := pair[0].session.dose)
    ]


def summary(people: Sequence[Told]) -> str:
    """Told beside true: of what was proposed, of the fixed doses, and of all of these by tenths of the told."""
    told, true = (np.array([getattr(each, name) for each in people]) for name in ("told_each", "true_each"))
    ran = [each for each in people if each.dose]
    lines = [f"proposed a run: {len(ran)} of {len(people)}"]
    if ran:
        said, came = np.array([each.told for each in ran]), np.array([each.true for each in ran])
        off = float((came - said).std() / np.sqrt(len(ran)))
        lines.append(f"  that run: told {said.mean():.3f}, true {came.mean():.3f} (+- {off:.3f})")
    for i, dose in enumerate(DOSES):
        lines.append(f"  {dose:.2f} of the usual: told {told[:, i].mean():.3f}, true {true[:, i].mean():.3f}")
    for low in np.arange(10) / 10:
        inside = (told >= low) & (told < (low + 0.1 if low < 0.9 else 1.1))
        if inside.any():
            means = f"told {told[inside].mean():.3f}, true {true[inside].mean():.3f}"
            lines.append(f"  {low:.1f}-{low + 0.1:.1f}: {means}, n {inside.sum()}")
    return "\n".join(lines)


def summary_twice(runs: Sequence[Twice]) -> str:
    """Told beside true after the diary that chose the run, and after the one that did not."""
    lines = [f"runs proposed by one of two diaries: {len(runs)}"]
    for name, told, true in (("that diary", "told", "true"), ("the other", "told_by_other", "true_of_other")):
        said, came = (np.array([getattr(run, field) for run in runs]) for field in (told, true))
        off = float((came - said).std() / np.sqrt(max(len(runs), 1)))
        lines.append(f"  {name}: told {said.mean():.3f}, true {came.mean():.3f} (+- {off:.3f})")
    return "\n".join(lines)


def main() -> None:
    """Print a block a kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=60, help="of each kind")
    parser.add_argument("--kinds", default="prior", help=f"of {', '.join(KINDS)}")
    parser.add_argument("--weeks", type=int, default=_WEEKS, help="of a diary before the question")
    parser.add_argument("--twice", action="store_true", help="two diaries a person")
    parser.add_argument("--trend-known", action="store_true", help="of kinds whose trend is the same for all")
    options = parser.parse_args()
    seeds = range(options.people)
    for kind in options.kinds.split(","):
        if options.twice:
            said = summary_twice([run for seed in seeds for run in ask_twice(kind, seed, options.weeks)])
        else:
            said = summary([ask(kind, seed, options.weeks, trend_known=options.trend_known) for seed in seeds])
        print(f"{kind}, {said}", flush=True)


if __name__ == "__main__":
    main()
