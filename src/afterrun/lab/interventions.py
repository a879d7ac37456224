"""What is told of what was tried: whether it eases pain that is there, and whether runs, or days, with it hurt less."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np

from afterrun.checks.evidence import Event
from afterrun.checks.response_detected import SHAPE_NEEDS
from afterrun.findings import Everyday, Intervention, Prevention, Relief
from afterrun.findings.draws import interval, interval_if_any, share
from afterrun.findings.verdicts import (
    WORTH_HAVING_NRS,
    WORTH_HAVING_RATIO,
    of_one_and_all,
    verdict_on_drop,
    verdict_on_ratio,
)
from afterrun.lab.by_itself import falls_by_itself_nrs
from afterrun.lab.events_beside import lately
from afterrun.lab.kept_up import MOST_COMPARED, KeptUp, comparable, everyday_told, kept_up
from afterrun.lab.kinds_of_run import DISTANCE, coming_with, kinds_of_run, not_told_from
from afterrun.lab.preparing import Prepared
from afterrun.lab.relief_compared import FEWEST_PAIRS, Kind, longer_relief
from afterrun.lab.together import of_group, together
from afterrun.lab.tried import Tried, tried_in
from afterrun.records import Diary
from afterrun.response.arrays import Floats
from afterrun.response.dose_curve import POWER
from afterrun.response.effects import modified_ratio, relief_drop_nrs, relief_lasts_h
from afterrun.response.everyday import with_level_columns
from afterrun.response.fit import Fit
from afterrun.response.kept_fits import learned
from afterrun.response.loads import CAPACITY, recent_load
from afterrun.response.parameters import MODIFIER, Parameter

# Sd of a log ratio at which a thing that halves the response is seen to help in every second person.
_ENOUGH_SD = float((np.log(WORTH_HAVING_RATIO) - np.log(0.5)) / 1.645)
_MOST_FORESEEN = 200  # runs; beyond them a forecast of the sd is a guess: judgement

_Told = TypeVar("_Told", Prevention, Everyday)


def interventions_of(
    tried: Sequence[Tried],
    prepared: Prepared,
    fit: Fit | None,
    *,
    seed: int,
    ratio_told: bool,
    events: Sequence[Event] = (),
) -> list[Intervention]:
    """Tell relief, prevention and the pain of every day of each, side by side and never mixed.

    ``events`` are what was logged beside. ``fit`` is None where the checks allow no claim. ``ratio_told`` is whether a
    response was detected: without one there is nothing that could be prevented.
    """
    things = kept_up([phase for each in tried for phase in each.phases], prepared.reports)
    effects = (
        _effects(tried, things, prepared, fit, seed, ratio_told=ratio_told, events=events)
        if fit is not None
        else _Effects()
    )
    return [
        Intervention(
            intervention=each.name,
            variant=each.variant,
            relief=_relief(each, prepared, fit, seed) if each.cares else None,
            prevention=_beside(
                _prevention(each, effects.ratio.get(each.kind), effects.not_told_from.get(each.kind, ())),
                effects.beside.get(each.kind, ()),
            ),
            everyday=effects.everyday.get(each.kind) or next((t.told for t in things if t.kind == each.kind), None),
        )
        for each in tried
    ]


def untried(kind: Kind, prepared: Prepared) -> Intervention:
    """Tell of a thing that nothing was logged of: a trial may have asked for it and kept its own ratings."""
    (told,) = interventions_of([tried_in(kind, Diary(), (), prepared.runs)], prepared, None, seed=0, ratio_told=False)
    return told


def _relief(tried: Tried, prepared: Prepared, fit: Fit | None, seed: int) -> Relief:
    told = Relief(n=len(tried.before_nrs))
    kind = (tried.name, tried.variant)
    if fit is None or len(tried.before_nrs) < FEWEST_PAIRS or kind not in prepared.care_names:
        return told
    index = prepared.care_names.index(kind)
    before = float(np.mean(tried.before_nrs))
    drop = relief_drop_nrs(fit.draws, prepared.data, kind=index, before_nrs=before)
    verdict = verdict_on_drop(drop)
    cares = [care for care in prepared.cares if (care.intervention, care.variant) == kind]
    fall = falls_by_itself_nrs(cares, prepared) or 0.0
    passes = verdict == "helps" and fall >= WORTH_HAVING_NRS and verdict_on_drop(drop - fall) != "helps"
    either_way = np.concatenate([drop, drop - fall]) if passes else drop
    return replace(
        told,
        drop_nrs=interval(drop),
        lasts_h=interval_if_any(relief_lasts_h(fit.draws, kind=index)),
        prob_helps=share(either_way >= WORTH_HAVING_NRS),
        verdict="not-yet-known" if passes else verdict,
        by_itself_nrs=round(fall, 2) if passes else None,
        longer=longer_relief(kind, tried.before_nrs, prepared, fit, seed=seed),
    )


@dataclass(frozen=True, slots=True)
class _Effects:
    """What was kept up, or done around runs, changes: draws of the ratio of responses; the pain of every day.

    And ``beside`` which names each was compared as one with, and what of the runs it is ``not_told_from``.
    """

    ratio: Mapping[Kind, Floats] = field(default_factory=dict)
    everyday: Mapping[Kind, Everyday] = field(default_factory=dict)
    beside: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    not_told_from: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)


def _effects(
    tried: Sequence[Tried],
    things: Sequence[KeptUp],
    prepared: Prepared,
    fit: Fit,
    seed: int,
    *,
    ratio_told: bool,
    events: Sequence[Event],
) -> _Effects:
    """Fit once more with what was tried as modifiers of the runs, and what was kept up as columns of the level.

    All at once, so that what was often done together shares the credit, and what a thing does to every day is not put
    down to what it does to runs; what was always done together is one question (`lab.together`). With recent training,
    which may be why the thing was done and why it hurts less, with the kinds of run it was done on, and with what else
    its days were like. The shape is
    the likeliest one: which of them it is matters little for a ratio
    (`docs/decisions/009-relief-and-prevention.md`).
    """
    compared = sorted((each for each in tried if each.comparable), key=lambda each: -each.balance) if ratio_told else []
    at_work = [np.array(each.at_work) for each in compared]
    groups = together(at_work)[:MOST_COMPARED]
    columns = comparable(things)
    of_days = [each.at_work for each in columns]
    days = together(of_days)[:MOST_COMPARED]
    if not (groups or days):
        return _Effects()
    kept = [of_group(of_days, group) for group in days]
    data = with_level_columns(prepared.data, [*kept, *_events_with(kept, events, prepared).T])
    if groups:
        had = np.column_stack([of_group(at_work, group) for group in groups])
        kinds = coming_with(had, kinds_of_run(prepared, besides=[compared[i].name for group in groups for i in group]))
        data = replace(
            data,
            modifier=np.column_stack([had, recent_load(data), kinds]),
            modifier_prior=(*_named("modifier", had), CAPACITY, *_named("kind_of_run", kinds)),
        )
    again = learned(data, seed=seed, kernels=(fit.likeliest,), curves=(POWER,), turns=fit.likely_turns)
    everyday = {
        columns[i].kind: _beside(
            everyday_told(columns[i], again.draws, data, column=column),
            _others([each.kind for each in columns], i, group),
        )
        for column, group in enumerate(days)
        for i in group
    }
    if not groups or again.prob_responds < SHAPE_NEEDS:
        return _Effects(everyday=everyday)
    draws = again.draws.rows(again.draws.responds)
    ratio = [modified_ratio(draws, data, modifier=column) for column in range(len(groups))]
    kinds_of = [each.kind for each in compared]
    return _Effects(
        ratio={kinds_of[i]: own for own, group in zip(ratio, groups, strict=True) for i in group},
        everyday=everyday,
        beside={kinds_of[i]: _others(kinds_of, i, group) for group in groups for i in group},
        not_told_from={each.kind: not_told_from(np.array(each.at_work), prepared, each.name) for each in compared},
    )


def _events_with(kept: Sequence[Floats], events: Sequence[Event], prepared: Prepared) -> Floats:
    """Pick the events that come, or stay away, with what was kept up: in holidays nobody stands all day."""
    if not kept:
        return np.zeros((len(prepared.reports), 0))
    return coming_with(np.column_stack(kept), lately(events, prepared.data.report_t_d))


def _beside(told: _Told, others: tuple[str, ...]) -> _Told:
    """Tell of a thing no more than can be told of it beside what it always came with."""
    verdict, of_all = of_one_and_all(told.verdict, others)
    return replace(told, together=others, verdict=verdict, of_all=of_all)


def _others(kinds: Sequence[Kind], own: int, group: Sequence[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kinds[i][0] for i in group if i != own))


def _named(name: str, columns: Floats) -> list[Parameter]:
    return [replace(MODIFIER, name=f"{name}_{i}") for i in range(columns.shape[1])]


def _prevention(tried: Tried, ratio: Floats | None, not_apart: tuple[str, ...] = ()) -> Prevention:
    n_with = sum(tried.with_it)
    told = Prevention(
        n_with=n_with,
        n_without=len(tried.with_it) - n_with,
        takes_weeks=tried.weeks,
        building_up=tried.building_up,
        after_runs=tried.after_runs,
        when_it_hurt=tried.when_it_hurt,
        hardness_unknown=tried.hardness_unknown,
        not_told_from=not_apart,
    )
    if ratio is None:
        return told
    verdict = verdict_on_ratio(ratio, "observational")
    chosen_by_the_run = (
        (tried.after_runs and verdict == "may-worsen")
        or (tried.when_it_hurt and verdict == "may-help")
        or (DISTANCE in not_apart and verdict != "no-worthwhile-effect")
        or tried.hardness_unknown
    )
    verdict = "not-yet-known" if chosen_by_the_run else verdict
    return replace(
        told,
        response_ratio=interval(ratio),
        prob_helps=share(ratio < WORTH_HAVING_RATIO),
        verdict=verdict,
        more_runs_needed=_more_runs(ratio, len(tried.with_it))
        if verdict == "not-yet-known" and not (chosen_by_the_run or not_apart)
        else None,
    )


def _more_runs(ratio: Floats, runs: int) -> int | None:
    """Foresee how many more runs would show a halving, if the sd shrinks with the root of their number."""
    sd = float(np.std(np.log(np.maximum(ratio, 1e-3))))
    more = int(np.ceil(runs * ((sd / _ENOUGH_SD) ** 2 - 1)))
    return more if 0 < more <= _MOST_FORESEEN else None
