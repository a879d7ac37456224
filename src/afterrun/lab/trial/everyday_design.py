"""Which trial would tell whether a thing changes the pain of every day, and how long that takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import numpy as np

from afterrun.errors import EmptyJournalError
from afterrun.findings.trial import DesignPower, TrialDesigns
from afterrun.findings.verdicts import WORTH_HAVING_NRS, verdict_on_drop
from afterrun.lab.site_model import site_model
from afterrun.lab.trial.design import BLOCK_DAYS, GOOD_POWER, Progress
from afterrun.lab.trial.outcome import can_be_everyday, no_run
from afterrun.lab.trial.run import usual_habits
from afterrun.reasons import red_flags
from afterrun.records import Diary, Site
from afterrun.report.trial_designs import design_words, how_long_for_a_drop, too_short
from afterrun.response.kernel import KERNELS, Kernel
from afterrun.response.posterior import Draws
from afterrun.trials.designs import DESIGNS, Design
from afterrun.trials.power import Habits, strangers, units_in
from afterrun.trials.power_everyday import SimulatedDays, simulate_days, weeks_for_a_drop

DROPS_NRS = {"1.5 points": 1.5, "3 points": 3.0}  # points off; a whole one is the least that is worth having
_PROMISED = "1.5 points"  # what the words are about
_PAIN_NRS = (2.0, 5.0)  # level of strangers who ask for it: judgement
_MOST_WEEKS = 104


def propose_everyday(
    diary: Diary,
    *,
    site: Site | None,
    now: datetime,
    weeks: int,
    seed: int,
    trials: int,
    arms: int,
    progress: Progress,
) -> TrialDesigns:
    """Simulate each design in blocks of days as this person, with a fall of 1.5 and 3 points, and with none.

    Parameters
    ----------
    weeks : int
        Of the trial.
    trials : int
        To simulate, of each kind.
    arms : int
        How many things, the one without included.
    progress : callable
        Told how many of how many are done.
    """
    people, kernel, own, site = _people(diary, site, now, seed)
    habit, per_day = usual_habits(diary, site, now) if site else (1, 1.0)
    habits, with_runs = Habits(runs_per_week=habit, reports_per_day=per_day), not no_run(diary)
    designs = [
        replace(design, arms=arms)
        for design in DESIGNS.values()
        if can_be_everyday(design) and design.several == (arms > 2)
    ]
    total, done = len(designs) * (len(DROPS_NRS) + 1) * trials, 0
    told = []
    for design in designs:
        block_days = BLOCK_DAYS[design.name]
        units = units_in(design, weeks=weeks, runs_per_week=habit, block_days=block_days)
        fewest = max(design.fewest, 2 * arms)
        if units < fewest:
            text = too_short(design, needed=fewest, held=units)
            words = design_words(design)
            told.append(DesignPower(design=design.name, words=words, units=units, block_days=block_days, text=text))
            done += (len(DROPS_NRS) + 1) * trials
            continue
        found: dict[float, list[SimulatedDays]] = {}
        for drop in (0.0, *DROPS_NRS.values()):
            found[drop] = []
            for each in _simulated(people, design, habits, weeks, drop, kernel, seed, trials, with_runs=with_runs):
                found[drop].append(each)
                done += 1
                progress(done, total)
        told.append(_power(design, units, weeks, found))
    return TrialDesigns(
        as_of=now,
        site=site,
        question="every-day",
        weeks=weeks,
        runs_per_week=habit if with_runs else 0,
        arms=arms,
        reports_per_day=round(per_day, 2),
        simulated_as="you" if own else "strangers",
        trials_each=trials,
        safety=red_flags(diary, site, now),
        designs=tuple(sorted(told, key=lambda each: -(each.power or {_PROMISED: -1.0})[_PROMISED])),
    )


def _simulated(
    people: Draws,
    design: Design,
    habits: Habits,
    weeks: int,
    drop_nrs: float,
    kernel: Kernel,
    seed: int,
    trials: int,
    *,
    with_runs: bool,
) -> Iterator[SimulatedDays]:
    return simulate_days(
        people,
        design,
        habits,
        weeks=weeks,
        block_days=BLOCK_DAYS[design.name],
        drop_nrs=drop_nrs,
        kernel=kernel,
        with_runs=with_runs,
        seed=seed,
        trials=trials,
    )


def _people(diary: Diary, site: Site | None, now: datetime, seed: int) -> tuple[Draws, Kernel, bool, Site | None]:
    try:
        model = site_model(diary, site=site, now=now, seed=seed)
    except EmptyJournalError:
        return *_strangers(seed), False, site
    fit = model.fit if model.record_gate.tells("level") else None
    if fit is None:
        return *_strangers(seed), False, model.prepared.site
    return fit.draws.settled(fit.data), fit.likeliest, True, model.prepared.site


def _strangers(seed: int) -> tuple[Draws, Kernel]:
    """People with pain on every day, from the prior otherwise."""
    rng = np.random.default_rng(seed)
    people = strangers(rng)
    return replace(people, level_nrs=rng.uniform(*_PAIN_NRS, people.size)), KERNELS["K1"]


def _power(design: Design, units: int, weeks: int, found: dict[float, list[SimulatedDays]]) -> DesignPower:
    among = design.arms - 1
    power = {name: _share(found[drop], among) for name, drop in DROPS_NRS.items()}
    drop = DROPS_NRS[_PROMISED]
    needed = weeks_for_a_drop(found[drop], weeks=weeks, worthwhile_nrs=WORTH_HAVING_NRS)
    # fewer than were simulated would contradict what came out of these: then it is luck, or hardly any pain
    weeks_more = None if needed > _MOST_WEEKS else max(int(np.ceil(needed)), weeks)
    return DesignPower(
        design=design.name,
        words=design_words(design),
        units=units,
        block_days=BLOCK_DAYS[design.name],
        power=power,
        false_claims=_share(found[0.0], among),
        weeks_needed=weeks_more,
        text=how_long_for_a_drop(
            power[_PROMISED], weeks=weeks, needed=weeks_more, good=power[_PROMISED] >= GOOD_POWER, drop_nrs=drop
        ),
    )


def _share(simulated: list[SimulatedDays], among: int) -> float:
    """Share of trials that say that the one thing looked at helps."""
    said = [verdict_on_drop(each.drop_nrs, "randomised", among=among) == "helps" for each in simulated]
    return round(sum(said) / len(said), 3)
