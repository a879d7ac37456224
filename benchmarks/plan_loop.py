"""The plan followed for twelve weeks by simulated people, and what others would have told them: ``make plan-loop``.

Each lives through five weeks of a diary (three runs in two weeks), then asks before each run how far to go. Counted are
answers at their usual times, written down or not: over the ceiling until the next run, and within five days with the
runs in between. Rivals are followed by the same people: a tenth more a week, a walk-run table, and the longest run that
was tolerated. With ``--kept FOLDER`` each life is kept there, and one that was lived already is not lived again.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from itertools import product
from pathlib import Path

os.environ.setdefault("AFTERRUN_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from afterrun.plan.ahead import Planned
from afterrun.plan.habit import habit_of
from afterrun.plan.known import known_of
from afterrun.plan.rule import Ceiling
from afterrun.plan.schedule import Pace, decide
from afterrun.response.fit import Fit, fit_response
from benchmarks.plan_people import KINDS, REPORTS_AT, Somebody, somebody

CEILING = Ceiling(nrs=4.0, cut_nrs=4.5, chance=0.2)
_HISTORY_WEEKS, _WEEKS = 5, 12
_RUN_AT, _ASK_AT = 18.0 / 24, 12.0 / 24
RESTED_D = 1  # after the last day of the diary: two after its last run, as in the app (`plan.schedule.APART_D`)
_WINDOW_D = 5.0
_LONGER = 1.5  # times the usual run: the longer goal
_DRAWS = 400
# Minutes of running in the sessions of a common nine-week table from walking to half an hour, over half an hour.
_TABLE = np.array([8, 9, 9, 16, 20, 22, 25, 28, 30]) / 30


@dataclass(frozen=True, slots=True)
class Run1:
    """One run that was told: dose, told chances, and what came.

    Parameters
    ----------
    day : float
        Since the plan began. [d]
    dose : float
        Over the usual run. [-]
    told, told_5 : float
        Chance until the next run, and within five days; NaN of rivals.
    over, over_5 : bool
        What came.
    true_5 : float
        How often the five days would go over if they were lived again, with the runs that were run in them. [-]
    """

    day: float
    dose: float
    told: float
    told_5: float
    over: bool
    over_5: bool
    true_5: float


@dataclass(frozen=True, slots=True)
class Lived:
    """Twelve weeks of one person."""

    rule: str
    kind: str
    runs: tuple[Run1, ...]
    days_over: int

    @property
    def longer_after(self) -> float:
        """Weeks until a run of 1.5 times the usual was tolerated; infinite if none was."""
        return min((run.day / 7 for run in self.runs if run.dose >= _LONGER and not run.over_5), default=np.inf)


Told = tuple[float, float, float]
Ask = Callable[[Somebody, float, float], Told]
"""(person, now, end of the run) -> dose, told chance until the next run and within five days."""


def plan(*, careful: bool) -> Ask:
    """The rule of `afterrun.plan`, with a fit before each run."""
    kept: list[Fit] = []

    def ask(person: Somebody, now_d: float, end_d: float) -> Told:
        data, usual = person.data(now_d), person.reference(now_d)
        fit = fit_response(data, size=_DRAWS, near=kept[-1] if kept else None)
        kept[:] = [fit]
        rng = np.random.default_rng(1)
        known = known_of(fit.draws, data, habit_of(data, midnight_d=0.0), rng)
        past = tuple(Planned(end_t_d=e, dose=d / usual) for e, d in zip(person.ends, person.doses, strict=True))
        pace = Pace(runs_per_week=2, past=past, careful=careful)
        session = decide(known, CEILING, pace, end_t_d=end_d, next_d=end_d + 3.5, rng=rng)
        return session.dose * usual, session.chance_over, session.chance_over_5_days

    return ask


def ten_percent() -> Ask:
    """A tenth more every week."""
    return lambda person, now_d, end_d: (0.75 * 1.1 ** int((now_d - 7 * _HISTORY_WEEKS) / 7), np.nan, np.nan)


def walk_run() -> Ask:
    """Week after week of the table; walking counts as no load."""
    return lambda person, now_d, end_d: (
        float(_TABLE[min(int((now_d - 7 * _HISTORY_WEEKS) / 7), len(_TABLE) - 1)]),
        np.nan,
        np.nan,
    )


def repeat() -> Ask:
    """The longest run so far that was followed by no report over the ceiling; 5 % more after one that was not."""

    def ask(person: Somebody, now_d: float, end_d: float) -> Told:
        fine = [
            dose
            for end, dose in zip(person.ends, person.doses, strict=True)
            if not person.worst(end, end + _WINDOW_D) > CEILING.nrs
        ]
        return max(fine, default=0.5 * min(person.doses)), np.nan, np.nan

    return ask


RULES: dict[str, Callable[[], Ask]] = {
    "plan": lambda: plan(careful=True),
    "plan, next run not counted": lambda: plan(careful=False),
    "ten per cent a week": ten_percent,
    "walk-run table": walk_run,
    "repeat": repeat,
}


def live(rule: str, kind: str, seed: int, *, weeks: int = _WEEKS) -> Lived:
    """Live through the diary and some weeks."""
    person, ask = somebody(kind, seed), RULES[rule]()
    start = 7 * _HISTORY_WEEKS
    wanted = np.random.default_rng([seed, 3])
    told: list[tuple[float, float, float, float, Somebody]] = []
    due = float(start + RESTED_D)
    for day in range(start + 7 * weeks + int(_WINDOW_D)):
        person.live(day + REPORTS_AT[0])
        if day < start and day % 14 in (2, 6, 11):
            person.run(day + _RUN_AT, float(wanted.uniform(0.8, 1.25)))
        if start <= day < start + 7 * weeks and day >= due:
            end = day + _RUN_AT
            dose, chance, chance_5 = ask(person, day + _ASK_AT, end)
            if dose > 0:
                told.append((end, dose, chance, chance_5, person.as_now()))
                person.run(end, dose)
                due += 3 if len(told) % 2 else 4
                due = max(due, day + 2)
            else:
                due = day + 1
        person.live(day + REPORTS_AT[1])
    run = [(end, dose) for end, dose, *_ in told]
    afters = [*(end for end, _ in run), np.inf][1:]  # nothing where no run was ever told
    runs = [
        Run1(
            end - start,
            dose,
            chance,
            chance_5,
            person.worst(end, min(end + _WINDOW_D, after)) > CEILING.nrs,
            person.worst(end, end + _WINDOW_D) > CEILING.nrs,
            then.chance_over(
                CEILING.nrs, [each for each in run[i:] if each[0] < end + _WINDOW_D], until_d=end + _WINDOW_D
            ),
        )
        for i, ((end, dose, chance, chance_5, then), after) in enumerate(zip(told, afters, strict=True))
    ]
    over = {int(t) for t, nrs in person.said if t >= start and nrs > CEILING.nrs}
    return Lived(rule, kind, tuple(runs), len(over))


def lived(asked: tuple[str, str, int], kept: Path | None = None) -> Lived:
    """Live, or read what was lived before."""
    if kept is None:
        return live(*asked)
    path = kept / ("-".join(str(part) for part in asked) + ".json")
    if path.exists():
        found = json.loads(path.read_text())
        return Lived(found["rule"], found["kind"], tuple(Run1(**run) for run in found["runs"]), found["days_over"])
    one = live(*asked)
    kept.mkdir(parents=True, exist_ok=True)
    begun = path.with_suffix(".begun")
    begun.write_text(json.dumps(asdict(one)))
    begun.replace(path)  # whole or not at all
    return one


def row(lives: list[Lived]) -> str:
    """What came of one rule."""
    runs = [run for each in lives for run in each.runs]
    ran = [each.runs for each in lives if each.runs]
    if not ran:
        return f"{len(lives):3d} |    0 | nobody was told to run"
    worst = np.quantile([np.mean([run.over_5 for run in one]) for one in ran], 0.95)
    worst_true = np.quantile([np.mean([run.true_5 for run in one]) for one in ran], 0.95)
    told = np.array([run.told for run in runs]), np.array([run.told_5 for run in runs])
    came = np.array([run.over for run in runs]), np.array([run.over_5 for run in runs])
    longer = [each.longer_after for each in lives]
    return (
        f"{len(lives):3d} | {len(runs):4d} | {came[0].mean():.3f} (told {told[0].mean():.3f}) | "
        f"{came[1].mean():.3f} (told {told[1].mean():.3f}, true {np.mean([run.true_5 for run in runs]):.3f}) | "
        f"{worst:.2f} (true {worst_true:.2f}) | "
        f"{np.mean([sum(run.dose for run in each.runs) for each in lives]):5.1f} | "
        f"{np.mean(np.isfinite(longer)):.2f} | {np.mean([each.days_over for each in lives]):4.1f}"
    )


def tenths(runs: list[Run1]) -> str:
    """Told chances within five days beside the true ones and what came, by twentieths of the told."""
    told = np.array([run.told_5 for run in runs])
    came = np.array([run.over_5 for run in runs], dtype=float)
    true = np.array([run.true_5 for run in runs])
    lines = []
    for low in np.arange(0, 0.4, 0.05):
        inside = (told >= low) & (told < low + 0.05)
        if inside.any():
            means = ((name, each[inside].mean()) for name, each in (("told", told), ("true", true), ("came", came)))
            said = ", ".join(f"{name} {mean:.3f}" for name, mean in means)
            lines.append(f"  {low:.2f}-{low + 0.05:.2f}: {said}, n {inside.sum()}")
    return "\n".join(lines)


def weeks_told(runs: list[Run1]) -> str:
    """Told chances within five days beside the true ones, by four weeks of the plan."""
    lines = []
    for first in range(0, _WEEKS, 4):
        some = [run for run in runs if first <= run.day / 7 < first + 4]
        if some:
            told, true = (np.mean([getattr(run, name) for run in some]) for name in ("told_5", "true_5"))
            lines.append(f"  weeks {first + 1}-{first + 4}: told {told:.3f}, true {true:.3f}, n {len(some)}")
    return "\n".join(lines)


def main() -> None:
    """Print a row a rule and kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=12, help="of each kind")
    parser.add_argument("--first", type=int, default=0, help="seed of the first")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--rules", default=",".join(RULES))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kept", type=Path, help="folder of lives, to go on where it ended")
    options = parser.parse_args()
    print("rule, kind: people | runs | over until next | over in 5 days | worst 5 % | km/usual | 1.5 x | days over")
    found: dict[str, dict[str, list[Lived]]] = defaultdict(lambda: defaultdict(list))
    seeds = range(options.first, options.first + options.people)
    # (rules have commas in their names)
    rules = [name for name in RULES if name in options.rules.split(";")] or [n for n in RULES if n in options.rules]
    asked = list(product(rules, options.kinds.split(","), seeds))
    with ProcessPoolExecutor(options.workers) as pool:
        for each in pool.map(partial(lived, kept=options.kept), asked):
            lives = found[each.rule][each.kind]
            lives.append(each)
            if len(lives) == options.people:
                print(f"{each.rule}, {each.kind}: {row(lives)}", flush=True)
                if each.rule.startswith("plan"):
                    print(weeks_told([run for one in lives for run in one.runs]), flush=True)
    for rule, kinds in found.items():
        responders = [each for kind, lives in kinds.items() if kind != "nothing" for each in lives]
        if responders:
            print(f"{rule}, all but nothing: {row(responders)}", flush=True)
        if rule.startswith("plan"):
            print(tenths([run for lives in kinds.values() for each in lives for run in each.runs]), flush=True)


if __name__ == "__main__":
    main()
