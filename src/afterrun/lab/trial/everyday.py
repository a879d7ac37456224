"""What came out of a trial on the pain of every day: days drawn with it and without, with runs or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np

from afterrun.checks import Gate
from afterrun.checks.trial_units import no_result_yet, too_few_blocks
from afterrun.errors import EmptyJournalError
from afterrun.findings.draws import interval, interval_if_any, share
from afterrun.findings.trial import ArmResult, DayDeviation, DropLook, EverydayEffect, TrialResult
from afterrun.findings.verdicts import WORTH_HAVING_NRS, verdict_on_drop
from afterrun.lab.site_model import site_model
from afterrun.lab.trial.arrays import active, begun
from afterrun.lab.trial.days import TrialDays, everyday_trial, trial_days
from afterrun.lab.trial.judging import FEWEST_OF_AN_ARM, drawn_and_bet, periods_told, with_arms, without_model
from afterrun.records import Diary, Trial
from afterrun.response.everyday import EverydayPain
from afterrun.response.kernel import Kernel
from afterrun.trials.analysis import flips
from afterrun.trials.everyday import EverydayTrial, Look, everyday_effect, other_looks


def everyday_result(told: TrialResult, diary: Diary, trial: Trial, now: datetime, seed: int) -> TrialResult:
    try:
        model = site_model(diary, site=trial.site, now=now, seed=seed)
    except EmptyJournalError as error:
        return without_model(told, no_result_yet(error.message))
    prepared = model.prepared
    data, days = everyday_trial(diary, trial, prepared, now), trial_days(diary, trial, prepared, now)
    arms = tuple(drawn_and_bet(name, data, arm, seed) for arm, name in active(trial))
    told = replace(
        with_arms(told, arms),
        adherence=None if np.isnan(days.adherence) else round(days.adherence, 3),
        deviations=_deviations(days),
        periods=periods_told(data, begun(diary, trial, now)),
    )
    if not enough_blocks(data):
        return without_model(told, too_few_blocks())
    gate, fit = model.gate, model.fit
    if fit is None or not gate.tells("level"):
        return without_model(told, no_result_yet(_reasons(gate)))
    data = replace(data, turns=fit.likely_turns)
    found = tuple(_with_effect(arm, data, fit.likeliest, i, seed) for i, arm in enumerate(arms, start=1))
    return replace(
        with_arms(told, found),
        checks=tuple(check.told for check in gate.checks if check.passed is False and check.name in _CONCERNS),
    )


_CONCERNS = ("gaps", "scale-ends", "quiet-days-reported", "sampling")  # what is about runs is nothing to a level


def enough_blocks(data: EverydayTrial) -> bool:
    """Whether each arm has blocks with reports."""
    return min(data.blocks_of(arm) for arm in range(data.design.arms)) >= FEWEST_OF_AN_ARM


def effect_told(pain: EverydayPain) -> EverydayEffect:
    """Tell the fall, in points and as a share."""
    return EverydayEffect(drop_nrs=interval(pain.drop_nrs), drop_share=interval_if_any(pain.drop_share))


def _with_effect(told: ArmResult, data: EverydayTrial, kernel: Kernel, arm: int, seed: int) -> ArmResult:
    among = data.design.arms - 1
    pain = everyday_effect(data, kernel, seed=seed, arm=arm)
    verdict = verdict_on_drop(pain.drop_nrs, "randomised", among=among)
    others = tuple(_told(look, among) for look in other_looks(data, kernel, seed=seed, arm=arm))
    return replace(
        told,
        effect=effect_told(pain),
        prob_helps=share(pain.drop_nrs >= WORTH_HAVING_NRS),
        verdict=verdict,
        sensitivity=others,
        robust=not flips(verdict, [other.verdict for other in others]),
    )


def _told(look: Look, among: int) -> DropLook:
    verdict = verdict_on_drop(look.drop_nrs, "randomised", among=among)
    return DropLook(name=look.name, drop_nrs=interval(look.drop_nrs), verdict=verdict)


def _deviations(days: TrialDays) -> tuple[DayDeviation, ...]:
    """List the days that went otherwise than drawn; none where nothing says what was done."""
    if not days.logged:
        return ()
    other = np.flatnonzero(np.isfinite(days.drawn) & (days.done != days.drawn))
    return tuple(DayDeviation(day=days.start[i], drawn=int(days.drawn[i]), done=int(days.done[i])) for i in other)


def _reasons(gate: Gate) -> str:
    return " ".join(check.text for check in gate.behind("level"))
