"""What came out of a trial on relief: pairs of episodes, with it and without."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np

from afterrun.checks.trial_units import too_few_pairs
from afterrun.findings.draws import interval, share
from afterrun.findings.trial import (
    ChangeInUnit,
    DropEffect,
    DropLook,
    TrialResult,
)
from afterrun.findings.verdicts import WORTH_HAVING_NRS, verdict_on_drop
from afterrun.lab.trial.judging import FEWEST_OF_AN_ARM, bet_told, draw_told, known, without_model
from afterrun.lab.trial.run import drawn_in, unit_run
from afterrun.records import Allocation, Diary, Trial
from afterrun.response.arrays import Floats
from afterrun.trials.allocation import arms_of
from afterrun.trials.analysis import flips
from afterrun.trials.designs import Schedule, design_named
from afterrun.trials.monitoring import e_process
from afterrun.trials.randomisation import randomisation_test, round_differences
from afterrun.trials.relief import relief_draws


def relief_differences(diary: Diary, trial: Trial) -> Floats:
    """Give, for each whole pair of episodes, the change of pain with it minus that without. Shape (pairs,). [NRS]"""
    return _differences(*_changes(diary, trial))


def relief_result(told: TrialResult, diary: Diary, trial: Trial, seed: int) -> TrialResult:
    drawn = drawn_in(diary, trial)
    change, schedule = _changes(diary, trial)
    periods = tuple(ChangeInUnit(unit=each.unit, arm=each.arm, change_nrs=known(change[each.unit])) for each in drawn)
    differences, whole = _differences(change, schedule), len(change) // 2 * 2
    if np.isfinite(differences).sum() < FEWEST_OF_AN_ARM:
        return without_model(replace(told, periods=periods), too_few_pairs())
    rng = np.random.default_rng(seed)
    drop = relief_draws(differences, rng)
    verdict = verdict_on_drop(drop)
    wide = relief_draws(differences, rng, prior_sd=2.0)
    other = DropLook(name="open to large effects", drop_nrs=interval(wide), verdict=verdict_on_drop(wide))
    test = randomisation_test(change[:whole], schedule[:whole], design_named(trial.design), rng)
    return replace(
        told,
        effect=DropEffect(drop_nrs=interval(drop)),
        prob_helps=share(drop >= WORTH_HAVING_NRS),
        verdict=verdict,
        randomisation_test=draw_told(test),
        bet=bet_told(e_process(differences)),
        sensitivity=(other,),
        robust=not flips(verdict, [other.verdict]),
        periods=periods,
    )


def _changes(diary: Diary, trial: Trial) -> tuple[Floats, Schedule]:
    """Change of pain in each episode so far, and its arm. Shapes (episodes,)."""
    drawn, arms = drawn_in(diary, trial), arms_of(trial, diary.allocations)
    change = np.full(1 + max((each.unit for each in drawn), default=-1), np.nan)
    for each in drawn:
        change[each.unit] = _change(diary, trial, each)
    return change, arms.schedule[: len(change)]


def _differences(change: Floats, schedule: Schedule) -> Floats:
    whole = len(change) // 2 * 2
    return round_differences(change[:whole], schedule[None, :whole])[0] if whole else np.zeros(0)


def _change(diary: Diary, trial: Trial, drawn: Allocation) -> float:
    """Second rating minus first; NaN without a second one."""
    again = unit_run(diary, trial, drawn.unit)
    before = next(
        (r.nrs for r in diary.pain if r.site == trial.site and abs(r.at - drawn.at) < timedelta(minutes=1)), None
    )
    return float("nan") if again is None or before is None else again.nrs - before  # type: ignore[union-attr]
