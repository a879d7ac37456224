"""How a trial stands, and what came out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np

from afterrun.checks import CheckResult, Gate
from afterrun.checks.trial_units import no_result_yet, too_few_pairs, too_few_runs
from afterrun.errors import EmptyJournalError
from afterrun.findings.draws import interval, interval_if_any, share, share_if_any
from afterrun.findings.trial import (
    ArmResult,
    Bet,
    ChangeInUnit,
    Deviation,
    DrawTest,
    DropEffect,
    DropLook,
    MeanOfUnit,
    Protocol,
    RatioEffect,
    RatioLook,
    TrialResult,
    TrialStatus,
)
from afterrun.findings.trial.status import State
from afterrun.findings.verdicts import WORTH_HAVING_NRS, verdict_on_drop, verdict_on_ratio
from afterrun.lab.interventions import Tried, tried_interventions
from afterrun.lab.preparing import Prepared
from afterrun.lab.site_model import site_model
from afterrun.lab.trial.run import assigned_arms, drawn_in, finished, reason_to_stop, unit_run
from afterrun.records import Diary, Run, Trial
from afterrun.report.trial_designs import design_words
from afterrun.response.arrays import Floats
from afterrun.response.kernel import Kernel
from afterrun.trials.allocation import arm_names, block_at, design_of, first_unit_at, schedule_of
from afterrun.trials.analysis import Sensitivity, TrialData, bet, draw_test, effect_ratio, flips, sensitivities
from afterrun.trials.designs import Schedule, design_named
from afterrun.trials.monitoring import SURE, e_process
from afterrun.trials.outcomes import after_runs, window_means
from afterrun.trials.randomisation import RandomisationTest, randomisation_test, round_differences
from afterrun.trials.relief import relief_draws

_FEWEST_OF_AN_ARM = 2  # with one, nothing tells luck from effect


def trial_status(diary: Diary, trial: Trial, now: datetime) -> TrialStatus:
    """Tell how far it is, without a glance at the effect."""
    design = design_named(trial.design)
    over = finished(diary, trial, now)
    return TrialStatus(
        as_of=now,
        protocol=_protocol(trial),
        state=_state(trial, over, now),
        stopped=trial.stopped,
        stop_reason=trial.stop_reason,
        units_done=_units_done(diary, trial, over, now),
        units=trial.units,
        unit=design.unit,
        stop_now=None if over or trial.stopped else reason_to_stop(diary, trial, now),
    )


def _units_done(diary: Diary, trial: Trial, over: bool, now: datetime) -> int:
    if design_named(trial.design).unit == "block":
        block = block_at(trial, now)
        return trial.units if over else 0 if block is None else block
    return sum(unit_run(diary, trial, a.unit) is not None for a in drawn_in(diary, trial))


def _state(trial: Trial, over: bool, now: datetime) -> State:
    if trial.stopped is not None:
        return "stopped"
    return "over" if over else "run-in" if now < first_unit_at(trial) else "running"


def _protocol(trial: Trial) -> Protocol:
    design = design_named(trial.design)
    return Protocol(
        sha256=trial.sha256,
        registered=trial.start,
        question=design.question,
        design=trial.design,
        design_words=design_words(design),
        intervention=trial.intervention,
        variant=trial.variant,
        comparator=trial.comparator,
        arms=arm_names(trial),
        site=trial.site,
        units=trial.units,
        block_days=trial.block_days,
        run_in_days=trial.run_in_days,
        worthwhile_ratio=trial.worthwhile_ratio,
        ceiling_nrs=trial.ceiling_nrs,
    )


def trial_result(diary: Diary, trial: Trial, *, now: datetime, seed: int = 0) -> TrialResult:
    """Tell what came out so far: the model, the draw and the bet, side by side, and other ways to look at it."""
    diary = diary.until(now)
    told = _nothing_yet(trial_status(diary, trial, now))
    if trial.question == "relief":
        return _relief(told, diary, trial, seed)
    return _prevention(told, diary, trial, now, seed)


def _nothing_yet(status: TrialStatus) -> TrialResult:
    return TrialResult(
        as_of=status.as_of,
        protocol=status.protocol,
        state=status.state,
        stopped=status.stopped,
        stop_reason=status.stop_reason,
        units_done=status.units_done,
        units=status.units,
        unit=status.unit,
        stop_now=status.stop_now,
    )


def _without(told: TrialResult, check: CheckResult) -> TrialResult:
    """Without the model: what the draw and the bet say stands, whatever the checks of the model found."""
    return replace(told, checks=(check.told,))


def _prevention(told: TrialResult, diary: Diary, trial: Trial, now: datetime, seed: int) -> TrialResult:
    try:
        model = site_model(diary, site=trial.site, now=now, seed=seed)
    except EmptyJournalError as error:
        return _without(told, no_result_yet(error.message))
    prepared = model.prepared
    data = trial_data(diary, trial, prepared, now)
    arms = tuple(_drawn_and_bet(name, data, arm, seed) for arm, name in _active(trial))
    told = replace(
        told,
        randomisation_test=arms[0].randomisation_test,
        bet=arms[0].bet,
        adherence=None if np.isnan(data.adherence) else round(data.adherence, 3),
        deviations=_deviations(data, prepared),
        periods=_periods(data, _begun(diary, trial, now)),
        arms=arms if len(arms) > 1 else (),
    )
    drawn = data.assigned[np.isfinite(data.assigned)]
    if min((drawn == arm).sum() for arm in range(data.design.arms)) < _FEWEST_OF_AN_ARM:
        return _without(told, too_few_runs())
    gate, fit = model.gate, model.fit
    if fit is None or not (gate.tells("response") and gate.tells("response_ratio")):
        return _without(told, no_result_yet(_reasons(gate, "response", "response_ratio")))
    found = tuple(_with_effect(arm, data, trial, fit.likeliest, i, seed) for i, arm in enumerate(arms, start=1))
    return replace(
        told,
        effect=found[0].effect,
        prob_helps=found[0].prob_helps,
        verdict=found[0].verdict,
        sensitivity=found[0].sensitivity,
        robust=found[0].robust,
        arms=found if len(found) > 1 else (),
        checks=tuple(check.told for check in gate.checks if check.passed is False and _concerns(check)),
    )


def _active(trial: Trial) -> list[tuple[int, str]]:
    return list(enumerate(arm_names(trial)))[1:]


def _drawn_and_bet(name: str, data: TrialData, arm: int, seed: int) -> ArmResult:
    """What needs no model; of several things, each bet has to stand as many times as high."""
    return ArmResult(
        name=name,
        randomisation_test=_draw_test(draw_test(data, seed=seed, arm=arm)),
        bet=_bet(bet(data, arm=arm), among=data.design.arms - 1),
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


def trial_data(diary: Diary, trial: Trial, prepared: Prepared, now: datetime) -> TrialData:
    """Turn a trial on prevention into arrays. Units that have not begun have no outcome; their arm tells nobody."""
    assigned = assigned_arms(diary, trial, prepared.runs)
    inside, used = np.isfinite(assigned), _used(diary, trial, prepared, len(assigned))
    logged = bool((used[inside] > 0).any())
    return TrialData(
        data=prepared.data,
        assigned=assigned,
        used=used if logged else np.where(inside, assigned, used),
        logged=logged,
        outcome=_outcomes(diary, trial, prepared, now),
        schedule=schedule_of(trial),
        design=design_of(trial),
    )


def _outcomes(diary: Diary, trial: Trial, prepared: Prepared, now: datetime) -> Floats:
    if trial.block_days is not None:
        start = prepared.days(first_unit_at(trial)) + trial.block_days * np.arange(trial.units, dtype=np.float64)
        return window_means(prepared.data, start, np.minimum(start + trial.block_days, prepared.days(_end(trial, now))))
    outcome = np.full(trial.units, np.nan)
    for allocation in drawn_in(diary, trial):
        run = unit_run(diary, trial, allocation.unit)
        if isinstance(run, Run) and run in prepared.runs:
            outcome[allocation.unit] = after_runs(prepared.data, np.array([prepared.runs.index(run)]))[0]
    return outcome


def _end(trial: Trial, now: datetime) -> datetime:
    return min(trial.stopped, now) if trial.stopped is not None else now


def _begun(diary: Diary, trial: Trial, now: datetime) -> int:
    """How many units have begun: only of these the arm may be shown."""
    if trial.block_days is None:
        return len(drawn_in(diary, trial))
    blocks = (_end(trial, now) - first_unit_at(trial)) / timedelta(days=trial.block_days)
    return int(np.clip(np.ceil(blocks), 0, trial.units))


def _used(diary: Diary, trial: Trial, prepared: Prepared, runs: int) -> Floats:
    """Which thing each run had, as logged. Shape (runs,)."""
    tried = tried_interventions(diary, prepared.cares, prepared.runs)
    used = np.zeros(runs)
    for arm, name in reversed(_active(trial)):
        for each in tried:
            if _is(each, name):
                used[np.array(each.with_it, dtype=bool)] = arm
    return used


def _is(tried: Tried, name: str) -> bool:
    """Whether something logged is what an arm is called, with or without its kind."""
    plain = "-".join(name.lower().split())
    return plain in (tried.name, "-".join(f"{tried.name} ({tried.variant})".lower().split()))


def _periods(data: TrialData, begun: int) -> tuple[MeanOfUnit, ...]:
    return tuple(
        MeanOfUnit(unit=unit, arm=int(arm), mean_nrs=_known(value))
        for unit, (arm, value) in enumerate(zip(data.schedule[:begun], data.outcome[:begun], strict=True))
    )


def _known(nrs: float) -> float | None:
    return None if np.isnan(nrs) else round(float(nrs), 2)


def relief_differences(diary: Diary, trial: Trial) -> Floats:
    """Give, for each whole pair of episodes, the change of pain with it minus that without. Shape (pairs,). [NRS]"""
    return _differences(*_changes(diary, trial))


def _changes(diary: Diary, trial: Trial) -> tuple[Floats, Schedule]:
    """Change of pain in each episode so far, and its arm. Shapes (episodes,)."""
    drawn = drawn_in(diary, trial)
    change = np.array([_change(diary, trial, allocation.unit) for allocation in drawn], dtype=np.float64)
    return change, schedule_of(trial)[: len(drawn)]


def _differences(change: Floats, schedule: Schedule) -> Floats:
    whole = len(change) // 2 * 2
    return round_differences(change[:whole], schedule[None, :whole])[0] if whole else np.zeros(0)


def _relief(told: TrialResult, diary: Diary, trial: Trial, seed: int) -> TrialResult:
    drawn = drawn_in(diary, trial)
    change, schedule = _changes(diary, trial)
    periods = tuple(
        ChangeInUnit(unit=a.unit, arm=a.arm, change_nrs=_known(c)) for a, c in zip(drawn, change, strict=True)
    )
    differences, whole = _differences(change, schedule), len(drawn) // 2 * 2
    if np.isfinite(differences).sum() < _FEWEST_OF_AN_ARM:
        return _without(replace(told, periods=periods), too_few_pairs())
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
        randomisation_test=_draw_test(test),
        bet=_bet(e_process(differences)),
        sensitivity=(other,),
        robust=not flips(verdict, [other.verdict]),
        periods=periods,
    )


def _change(diary: Diary, trial: Trial, unit: int) -> float:
    """Second rating minus first; NaN without a second one."""
    drawn, again = drawn_in(diary, trial)[unit], unit_run(diary, trial, unit)
    before = next(
        (r.nrs for r in diary.pain if r.site == trial.site and abs(r.at - drawn.at) < timedelta(minutes=1)), None
    )
    return float("nan") if again is None or before is None else again.nrs - before  # type: ignore[union-attr]


def _draw_test(test: RandomisationTest | None) -> DrawTest | None:
    if test is None:
        return None
    return DrawTest(
        difference_nrs=round(test.difference, 2),
        p_helps=round(test.p_helps, 4),
        p_worsens=round(test.p_worsens, 4),
        schedules=test.schedules,
        exact=test.exact,
    )


def _bet(value: Floats | None, *, among: int = 1) -> Bet | None:
    if value is None or not value.size:
        return None
    return Bet(
        value=round(float(value[-1]), 2),
        highest=round(float(value.max()), 2),
        won=bool(value.max() >= SURE * among),
        won_at=SURE * among,
    )


def _reasons(gate: Gate, *claims: str) -> str:
    return " ".join(dict.fromkeys(check.text for claim in claims for check in gate.behind(claim)))
