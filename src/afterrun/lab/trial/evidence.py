"""Finished trials beside what was only watched: where a coin decided, the coin's answer is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from afterrun.findings import Everyday, Intervention, Prevention, Relief, ReliefContrast
from afterrun.findings.draws import interval, interval_if_any, share, share_if_any
from afterrun.findings.verdicts import WORTH_HAVING_NRS, WORTH_HAVING_RATIO, verdict_on_drop, verdict_on_ratio
from afterrun.lab.interventions import untried
from afterrun.lab.preparing import Prepared
from afterrun.lab.relief_compared import Kind
from afterrun.lab.trial.arrays import trial_data
from afterrun.lab.trial.days import everyday_trial
from afterrun.lab.trial.everyday import enough_blocks
from afterrun.lab.trial.outcome import outcome_of
from afterrun.lab.trial.relief import relief_differences
from afterrun.lab.trial.run import finished
from afterrun.records import Diary, Trial
from afterrun.response.arrays import Floats
from afterrun.response.fit import Fit
from afterrun.trials.allocation import arm_names, arms_of
from afterrun.trials.analysis import effect_ratio
from afterrun.trials.everyday import everyday_effect
from afterrun.trials.relief import relief_draws

FEWEST_OF_AN_ARM = 3  # runs of either kind, or whole pairs


@dataclass(frozen=True, slots=True)
class _Found:
    """What trials of one thing found, by question."""

    relief: Relief | None = None
    prevention: Prevention | None = None
    everyday: Everyday | None = None


def with_trials(
    told: Sequence[Intervention],
    diary: Diary,
    prepared: Prepared,
    fit: Fit | None,
    now: datetime,
    *,
    seed: int,
    ratio_told: bool,
) -> list[Intervention]:
    """Replace what was only watched by the latest finished trial of the same thing and question, if any.

    A trial that is still running is left alone: its result is looked at on its own page, with the bet beside it. So is
    one of a thing against another thing: it does not say what either does by itself. ``fit`` is None where the checks
    allow no claim, ``ratio_told`` whether they allow ratios of responses to runs; pairs of ratings need neither.
    """
    found: dict[Kind, _Found] = {}
    for trial in over_and_drawn(diary, prepared, now):
        outcome = outcome_of(diary, trial)
        if outcome == "pain-of-every-day" and fit is not None:
            for kind, everyday in _everydays(trial, diary, prepared, fit, now, seed):
                found[kind] = replace(found.get(kind, _Found()), everyday=everyday)
        elif outcome == "pain-after-runs" and fit is not None and ratio_told:
            for kind, prevention in _preventions(trial, diary, prepared, fit, now, seed):
                found[kind] = replace(found.get(kind, _Found()), prevention=prevention)
        elif outcome == "pain-within-the-hour" and trial.comparator is None:
            found |= _with_relief(trial, diary, found, seed)
    logged = [_kind(each) for each in told]
    unlogged = [untried(kind, prepared) for kind in found if kind not in logged]
    return [_replaced(each, found.get(_kind(each), _Found())) for each in (*told, *unlogged)]


def with_trials_between(
    contrasts: Sequence[ReliefContrast], diary: Diary, prepared: Prepared, now: datetime, *, seed: int
) -> list[ReliefContrast]:
    """Replace the watched difference of two ways of doing a thing by that of the latest finished trial of both."""
    found: dict[frozenset[Kind], ReliefContrast] = {}
    for trial in over_and_drawn(diary, prepared, now):
        if trial.question != "relief" or trial.comparator is None:
            continue
        than, one = (kind_of(name) for name in arm_names(trial))
        if one[0] == than[0] and (each := _difference(trial, diary, one, than, seed)):
            found[frozenset((one, than))] = each
    watched = {frozenset(((c.intervention, c.variant), (c.intervention, c.than_variant))): c for c in contrasts}
    return list((watched | found).values())


def kind_of(name: str) -> Kind:
    """Split the name of an arm.

    Examples
    --------
    >>> kind_of("Calf stretch (off-step)"), kind_of("massage")
    (('calf-stretch', 'off-step'), ('massage', None))
    """
    what, _, variant = name.partition("(")
    plain = ("-".join(part.lower().split()) for part in (what, variant.strip().removesuffix(")")))
    thing, how = plain
    return thing, how or None


def over_and_drawn(diary: Diary, prepared: Prepared, now: datetime) -> list[Trial]:
    """List the trials that are over, and of which a coin can have decided."""
    over = [trial for trial in diary.trials if trial.stopped is not None or finished(diary, trial, now)]
    here = [trial for trial in over if trial.site == prepared.site]
    return [trial for trial in here if arms_of(trial, diary.allocations).possible]


def _kind(told: Intervention) -> Kind:
    return told.intervention, told.variant


def _replaced(told: Intervention, found: _Found) -> Intervention:
    """Take what the trials found; what they did not ask (how long it lasts) stays as it was watched."""
    relief, prevention = told.relief, told.prevention
    if found.relief is not None:
        watched = relief or Relief()
        relief = replace(found.relief, lasts_h=watched.lasts_h, longer=watched.longer)
    if found.prevention is not None:
        prevention = replace(found.prevention, takes_weeks=prevention.takes_weeks, building_up=prevention.building_up)
    return replace(told, relief=relief, prevention=prevention, everyday=found.everyday or told.everyday)


def _preventions(
    trial: Trial, diary: Diary, prepared: Prepared, fit: Fit, now: datetime, seed: int
) -> Iterator[tuple[Kind, Prevention]]:
    """Tell each thing against nothing."""
    without, *names = arm_names(trial)
    if without != "nothing":
        return
    data = replace(trial_data(diary, trial, prepared, now), turns=fit.likely_turns)
    for arm, name in enumerate(names, start=1):
        n_with, n_without = int((data.assigned == arm).sum()), int((data.assigned == 0).sum())
        if min(n_with, n_without) < FEWEST_OF_AN_ARM:
            continue
        ratio = effect_ratio(data, fit.likeliest, seed=seed, arm=arm)
        yield (
            kind_of(name),
            Prevention(
                n_with=n_with,
                n_without=n_without,
                response_ratio=interval_if_any(ratio),
                prob_helps=share_if_any(ratio < WORTH_HAVING_RATIO),
                verdict=verdict_on_ratio(ratio, "randomised", among=data.design.arms - 1),
                evidence="randomised",
            ),
        )


def _everydays(
    trial: Trial, diary: Diary, prepared: Prepared, fit: Fit, now: datetime, seed: int
) -> Iterator[tuple[Kind, Everyday]]:
    """Tell each thing against nothing, on the pain of every day."""
    without, *names = arm_names(trial)
    data = replace(everyday_trial(diary, trial, prepared, now), turns=fit.likely_turns)
    if without != "nothing" or not enough_blocks(data):
        return
    day = np.array([report.at.toordinal() for report in prepared.reports])
    for arm, name in enumerate(names, start=1):
        drop = everyday_effect(data, fit.likeliest, seed=seed, arm=arm).drop_nrs
        yield (
            kind_of(name),
            Everyday(
                n_days_with=len(np.unique(day[data.drawn == arm])),
                n_days_without=len(np.unique(day[data.drawn == 0])),
                switches=int((np.diff(data.drawn[data.inside]) != 0).sum()),
                drop_nrs=interval(drop),
                prob_helps=share(drop >= WORTH_HAVING_NRS),
                verdict=verdict_on_drop(drop, "randomised", among=data.design.arms - 1),
                evidence="randomised",
            ),
        )


def _with_relief(trial: Trial, diary: Diary, found: Mapping[Kind, _Found], seed: int) -> dict[Kind, _Found]:
    kind, relief = kind_of(trial.named), _relief(relief_differences(diary, trial), seed)
    return {kind: replace(found.get(kind, _Found()), relief=relief)} if relief else {}


def _relief(differences: Floats, seed: int) -> Relief | None:
    """Tell what doing it at once takes off, over waiting; the same draws as on the trial's page."""
    pairs = int(np.isfinite(differences).sum())
    if pairs < FEWEST_OF_AN_ARM:
        return None
    drop = relief_draws(differences, np.random.default_rng(seed))
    return Relief(
        n=pairs,
        drop_nrs=interval(drop),
        prob_helps=share(drop >= WORTH_HAVING_NRS),
        verdict=verdict_on_drop(drop),
        evidence="randomised",
    )


def _difference(trial: Trial, diary: Diary, one: Kind, than: Kind, seed: int) -> ReliefContrast | None:
    differences = relief_differences(diary, trial)
    pairs = int(np.isfinite(differences).sum())
    if pairs < FEWEST_OF_AN_ARM:
        return None
    more = relief_draws(differences, np.random.default_rng(seed))
    return ReliefContrast(
        intervention=one[0],
        variant=one[1],
        than_variant=than[1],
        n=(pairs, pairs),
        difference_nrs=interval(more),
        prob_more=share(more > 0),
        verdict=verdict_on_drop(more),
        evidence="randomised",
    )
