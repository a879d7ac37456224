"""What came out of a trial on prevention: the response after runs drawn with it and without."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np

from afterrun.checks import CheckResult, Gate
from afterrun.checks.trial_units import no_result_yet, too_few_runs
from afterrun.errors import EmptyJournalError
from afterrun.findings.draws import interval, interval_if_any, share_if_any
from afterrun.findings.trial import (
    ArmResult,
    Deviation,
    RatioEffect,
    RatioLook,
    TrialResult,
)
from afterrun.findings.verdicts import verdict_on_ratio
from afterrun.lab.preparing import Prepared
from afterrun.lab.site_model import site_model
from afterrun.lab.trial.arrays import active, begun, trial_data
from afterrun.lab.trial.judging import FEWEST_OF_AN_ARM, drawn_and_bet, periods_told, with_arms, without_model
from afterrun.records import Diary, Trial
from afterrun.response.kernel import Kernel
from afterrun.trials.analysis import Sensitivity, TrialData, effect_ratio, flips, sensitivities


def prevention_result(told: TrialResult, diary: Diary, trial: Trial, now: datetime, seed: int) -> TrialResult:
    try:
        model = site_model(diary, site=trial.site, now=now, seed=seed)
    except EmptyJournalError as error:
        return without_model(told, no_result_yet(error.message))
    prepared = model.prepared
    data = trial_data(diary, trial, prepared, now)
    arms = tuple(drawn_and_bet(name, data, arm, seed) for arm, name in active(trial))
    told = replace(
        with_arms(told, arms),
        adherence=None if np.isnan(data.adherence) else round(data.adherence, 3),
        deviations=_deviations(data, prepared),
        periods=periods_told(data, begun(diary, trial, now)),
    )
    drawn = data.assigned[np.isfinite(data.assigned)]
    if min((drawn == arm).sum() for arm in range(data.design.arms)) < FEWEST_OF_AN_ARM:
        return without_model(told, too_few_runs())
    gate, fit = model.gate, model.fit
    if fit is None or not (gate.tells("response") and gate.tells("response_ratio")):
        return without_model(told, no_result_yet(_reasons(gate, "response", "response_ratio")))
    data = replace(data, turns=fit.likely_turns)
    found = tuple(_with_effect(arm, data, trial, fit.likeliest, i, seed) for i, arm in enumerate(arms, start=1))
    return replace(
        with_arms(told, found),
        checks=tuple(check.told for check in gate.checks if check.passed is False and _concerns(check)),
    )


def _with_effect(told: ArmResult, data: TrialData, trial: Trial, kernel: Kernel, arm: int, seed: int) -> ArmResult:
    among = data.design.arms - 1
    ratio = effect_ratio(data, kernel, seed=seed, arm=arm)
    verdict = verdict_on_ratio(ratio, "randomised", among=among)
    others = tuple(_look(other, among) for other in sensitivities(data, kernel, seed=seed, arm=arm))
    return replace(
        told,
        effect=RatioEffect(response_ratio=interval(ratio)) if ratio.size else None,
        prob_helps=share_if_any(ratio < trial.worthwhile_ratio),
        verdict=verdict,
        sensitivity=others,
        robust=not flips(verdict, [other.verdict for other in others]),
    )


def _deviations(data: TrialData, prepared: Prepared) -> tuple[Deviation, ...]:
    """List the runs that went otherwise than drawn."""
    other = np.flatnonzero(np.isfinite(data.assigned) & (data.used != data.assigned))
    return tuple(
        Deviation(run=prepared.runs[i].start, drawn=int(data.assigned[i]), done=int(data.used[i])) for i in other
    )


def _concerns(check: CheckResult) -> bool:
    """Leave out what is about the dose or the course alone: a ratio does not hang on it."""
    return not check.name.endswith("-learned")


def _look(other: Sensitivity, among: int) -> RatioLook:
    verdict = verdict_on_ratio(other.ratio, "randomised", among=among)
    return RatioLook(name=other.name, response_ratio=interval_if_any(other.ratio), verdict=verdict)


def _reasons(gate: Gate, *claims: str) -> str:
    return " ".join(dict.fromkeys(check.text for claim in claims for check in gate.behind(claim)))
