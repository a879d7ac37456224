"""Rival explanations on people whose truth is known: ``python -m benchmarks.rivals --people 100``.

Three parts, each with 13 weeks of one and 26 of three runs a week:

* `plain`: three doses, the two wrong ones correlated .7 (or .9) with the true one in their logs, weighed as they are;
* `whole`: a diary of runs with distance, pace and hills, asked through `afterrun why`; the truth is one of its rivals,
  or that every run hurts alike, or nothing. What the checks withhold is counted as not told;
* `mixed`: two of five rivals are at work at once, each as much as the other, so that any one of them alone is wrong.

Told is how often the true one has .95, alone or with those that the diary cannot tell from it, and how often a wrong
one has, whichever; how often one is said to be at work, alone or beside another; and how often the true one has the
best score with runs left out.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

os.environ.setdefault("AFTERRUN_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from afterrun.lab.site_model import site_model
from afterrun.lab.why import why_of
from afterrun.reasons.rivals import NONE, Account, weigh_rivals
from afterrun.reasons.rivals.doses import (
    accounts_of_events,
    accounts_of_measured,
    accounts_of_runs,
    relative,
    run_doses,
)
from afterrun.records import Diary, Event, PainReport, Run, Site
from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.designs import DiaryDesign, draw_diary
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.simulate import Person, simulate_answers
from benchmarks.kept_outcomes import KeptOutcomes

DESIGNS = {
    "13 weeks x 1": DiaryDesign(days=91, runs_per_week=1, cares_per_week=0.0),
    "13 weeks x 3": DiaryDesign(days=91, runs_per_week=3, cares_per_week=0.0),
    "26 weeks x 3": DiaryDesign(days=182, runs_per_week=3, cares_per_week=0.0),
    "40 weeks x 4": DiaryDesign(days=280, runs_per_week=4, cares_per_week=0.0),
    "a busy year": DiaryDesign(days=364, runs_per_week=4, reports_per_day=1.6, cares_per_week=0.0),
}
TRUTHS = ("distance", "speed", "descent", "session-spike", "rest-gap", "event:football", "every run alike", "none")
MIXED = (
    ("distance", "event:football"),
    ("distance", "event:sleep"),
    ("distance", "descent"),
    ("event:football", "event:sleep"),
)
_SURE = 0.95
_START = datetime(2026, 1, 5, tzinfo=UTC)
_SITE = Site.parse("right-forefoot-lateral")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One person: weights of the true rival with those alike to it, of the heaviest wrong one, and whether it was told.

    ``scored`` is whether the true one also has the best score with runs left out; ``working`` and ``wrong_working`` are
    the chances that a true one, and one that is none, is at work, alone or beside another.
    """

    true: float
    alone: float
    wrong: float
    told: bool
    scored: bool
    cpu_s: float
    working: float = 0.0
    wrong_working: float = 0.0


def person(*, responds: bool, gain_nrs: float = 2.0) -> Person:
    """Somebody like the people of the trials that the goal comes from: a rise of 2 points, luck of a third."""
    values = {
        "log_tau_on": np.log(0.4),
        "log_tau_gap": np.log(1.1),
        "log_gain": np.log(gain_nrs),
        "log_alpha": 0.0,
        "log_omega": np.log(0.35),
        "drift": 0.0,
        "log_restless": np.log(0.1),
        "log_sigma_u": np.log(0.7),
        "log_tau_u": np.log(3.0),
        "log_sigma_e": np.log(0.3),
    }
    model = ResponseModel(KERNELS["K1" if responds else "K0"])
    return Person(model=model, values=values, static=np.array([1.0, 0.0]))


def plain(design: DiaryDesign, rho: float, seed: int) -> Outcome:
    """Weigh the true dose beside two that are correlated with it."""
    rng = np.random.default_rng([seed, 11])
    data = draw_diary(design, rng)
    dose = rng.uniform(0.4, 1.8, len(data.run_t_d))
    dose /= np.median(dose)
    data = simulate_answers(person(responds=True), replace(data, dose=dose), rng)
    doses = [dose, *(_correlated(dose, rho, rng) for _ in range(2))]
    accounts = [Account(name=name, t_d=data.run_t_d, doses=each[None]) for name, each in zip("abc", doses, strict=True)]
    began = time.process_time()
    found = weigh_rivals(data, accounts, fit=None, seed=0)
    cpu_s = time.process_time() - began
    scores = [each.explained.log_score for each in found]
    wrong = max(each.weight for each in found[1:])
    working = _at_work_of({(each.account.name, each.at_work) for each in found}, {"a"})
    best = int(np.argmax(scores)) == 0
    return Outcome(found[0].together, found[0].weight, wrong, True, best, cpu_s, *working)


def _correlated(dose: Floats, rho: float, rng: np.random.Generator) -> Floats:
    log = np.log(dose) - np.log(dose).mean()
    return np.asarray(np.exp(rho * log + np.sqrt(1 - rho**2) * rng.standard_normal(len(dose)) * log.std()))


def whole(design: DiaryDesign, truth: str, seed: int) -> Outcome:
    """Ask a diary of runs, reports and football why it hurts."""
    rng = np.random.default_rng([seed, 12])
    data = draw_diary(design, rng)
    runs = _runs(data, rng)
    football = np.sort(rng.choice(design.days - 2, max(design.days // 6, 8), replace=False) + rng.uniform(0.6, 0.85))
    felt = _felt(data, runs, football, truth)
    data = simulate_answers(person(responds=truth != "none"), felt, rng)
    diary = Diary(
        runs=tuple(runs),
        pain=tuple(
            PainReport(at=_at(t), site=_SITE, nrs=float(nrs))
            for t, nrs in zip(data.report_t_d, data.answers, strict=True)
        ),
        events=tuple(Event(at=_at(t), kind="football", minutes=60.0) for t in football),
    )
    model = site_model(diary, now=_at(design.days + 0.5))
    gate = model.gate_about("explanations")  # fits: not what is timed
    began = time.process_time()
    found = why_of(model, safety=()) if gate.tells("explanations") else None
    cpu_s = time.process_time() - began
    rows = found.explanations if found is not None else None
    if rows is None or found is None:
        return Outcome(0.0, 0.0, 0.0, False, False, cpu_s)
    own = next((row for row in rows if row.name == truth), None)
    true = found.together(own) if own else 0.0
    wrong = max(found.together(row) for row in rows if own is None or row.name not in (truth, *own.alike))
    best = max(rows, key=lambda row: row.log_score).log_score
    scored = own is not None and own.log_score >= best
    working = _at_work_of({(row.name, row.at_work) for row in rows}, {truth, *(own.alike if own else ())})
    return Outcome(true, own.weight if own else 0.0, wrong, True, scored, cpu_s, *working)


def mixed(design: DiaryDesign, truth: tuple[str, str], seed: int) -> Outcome:
    """Weigh five rivals, two of which are at work."""
    rng = np.random.default_rng([seed, 13])
    data = draw_diary(design, rng)
    runs = _runs(data, rng)
    football = np.sort(rng.choice(design.days - 2, max(design.days // 6, 8), replace=False) + rng.uniform(0.6, 0.85))
    night = np.arange(design.days - 1, dtype=np.float64) + 1.3
    hours = np.asarray(rng.normal(7.5, 1.0, len(night)).clip(4.0, 10.0), dtype=np.float64)
    every = range(len(runs))
    of_runs = accounts_of_runs(runs, data.run_t_d, every, every)[0]
    rivals = [
        *(each for each in of_runs if each.name in {"distance", "speed", "descent"}),
        *accounts_of_events({"football": (football, np.ones_like(football))})[0],
        *accounts_of_measured({"sleep": (night, hours)}),
    ]
    one, other = (next(each for each in rivals if each.name == name) for name in truth)
    t_d, dose = (np.concatenate(pair) for pair in zip(_at_work(one), _at_work(other), strict=True))
    order = np.argsort(t_d)
    felt = replace(data, run_t_d=t_d[order], dose=dose[order], modifier=np.zeros((len(dose), 0)))
    felt = simulate_answers(person(responds=True), felt, rng)
    answered = replace(felt, run_t_d=data.run_t_d, dose=data.dose, modifier=data.modifier)
    began = time.process_time()
    found = weigh_rivals(answered, rivals, fit=None, seed=0)
    cpu_s = time.process_time() - began
    true = next(each for each in found if each.account.name == truth[0]).beside.get(truth[1], 0.0)
    wrong = max(each.together for each in found)  # whichever: none is the whole story
    working = _at_work_of({(each.account.name, each.at_work) for each in found}, set(truth))
    return Outcome(true, true, wrong, True, False, cpu_s, *working)


def _at_work_of(rows: Iterable[tuple[str, float]], true: Collection[str]) -> tuple[float, float]:
    """The largest chance to be at work of what is true, and of what is not."""
    chances = [(name in true, at_work) for name, at_work in rows if name != NONE or NONE in true]
    found = [max((chance for is_true, chance in chances if is_true == which), default=0.0) for which in (True, False)]
    return found[0], found[1]


def _at_work(account: Account) -> tuple[Floats, Floats]:
    """When a load comes and how much it is: of sleep the short nights, which come more often, and each does less."""
    if account.name == "event:sleep":
        return account.t_d, 0.4 * account.doses[1] ** 3.5
    return account.t_d, account.doses[0]


def _runs(data: ResponseData, rng: np.random.Generator) -> list[Run]:
    """Distance, pace and hills each differ on their own; every tenth run is much longer than those before."""
    count = len(data.run_t_d)
    distance = 5000 * rng.uniform(0.4, 1.8, count)
    speed = 2.7 * np.exp(0.12 * rng.standard_normal(count))
    climb = distance * 0.012 * np.exp(0.8 * rng.standard_normal(count))
    drop = climb * np.exp(0.6 * rng.standard_normal(count))
    return [
        Run(
            start=_at(t) - timedelta(seconds=float(d / v)),
            duration_s=float(d / v),
            distance_m=float(d),
            ascent_m=float(up),
            descent_m=float(down),
        )
        for t, d, v, up, down in zip(data.run_t_d, distance, speed, climb, drop, strict=True)
    ]


def _felt(data: ResponseData, runs: Sequence[Run], football: Floats, truth: str) -> ResponseData:
    if truth == "event:football":
        return replace(data, run_t_d=football, dose=np.ones(len(football)), modifier=np.zeros((len(football), 0)))
    if truth in ("every run alike", "none"):
        return replace(data, dose=np.ones(len(runs)))
    value = run_doses(runs)[truth]
    dose = relative(value, value)
    return replace(data, dose=dose**3.5 if truth == "speed" else dose)


def _at(t_d: float) -> datetime:
    return _START + timedelta(days=float(t_d))


def _told(name: str, outcomes: Sequence[Outcome]) -> str:
    true, wrong = (np.array([getattr(each, field) for each in outcomes]) for field in ("true", "wrong"))
    cpu_s = np.mean([each.cpu_s for each in outcomes])
    alone = np.mean([each.alone >= _SURE for each in outcomes])
    return (
        f"{name:38s} n {len(outcomes):3d}  told {np.mean([each.told for each in outcomes]):4.2f}  "
        f"P(true) median {np.median(true):4.2f}  true >= .95: {np.mean(true >= _SURE):4.2f} (alone {alone:4.2f})  "
        f"wrong >= .95: {np.mean(wrong >= _SURE):5.3f}  "
        f"at work >= .95: true {np.mean([each.working >= _SURE for each in outcomes]):4.2f}, "
        f"wrong {np.mean([each.wrong_working >= _SURE for each in outcomes]):5.3f}  "
        f"best left out {np.mean([each.scored for each in outcomes]):4.2f}  {cpu_s:4.2f} CPU s"
    )


def _cells(parts: Sequence[str], designs: Sequence[str]) -> list[tuple[str, Callable[[int], Outcome]]]:
    found: list[tuple[str, Callable[[int], Outcome]]] = []
    for name in designs:
        design = DESIGNS[name]
        if "plain" in parts:
            found += [(f"{name}, correlated {rho}", partial(plain, design, rho)) for rho in (0.7, 0.9)]
        if "whole" in parts:
            found += [(f"{name}, {truth}", partial(whole, design, truth)) for truth in TRUTHS]
        if "mixed" in parts:
            found += [(f"{name}, {' and '.join(both)}", partial(mixed, design, both)) for both in MIXED]
    return found


def main() -> None:
    """Run the cells, one line each as it is done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20, help="a cell")
    parser.add_argument("--part", choices=("plain", "whole", "mixed"), action="append", help="default: all")
    parser.add_argument("--design", choices=tuple(DESIGNS), action="append", help="default: 13 x 1 and 26 x 3")
    parser.add_argument("--keep", type=Path, help="a file of what is found, to go on from where this was stopped")
    chosen = parser.parse_args()
    kept = KeptOutcomes(Outcome, chosen.keep)
    designs = chosen.design or ["13 weeks x 1", "26 weeks x 3"]
    for name, one in _cells(chosen.part or ["plain", "whole", "mixed"], designs):
        print(_told(name, [kept.of(name, seed, one) for seed in range(chosen.people)]), flush=True)


if __name__ == "__main__":
    main()
