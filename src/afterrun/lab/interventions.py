"""What was tried: how often, whether it eases pain that is there, and whether runs, or days, with it hurt less."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
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
from afterrun.reasons.time_course import share_at_work, time_course
from afterrun.records import Care, Diary, Phase, Run
from afterrun.records.painkillers import hides_pain_for
from afterrun.response.arrays import Floats
from afterrun.response.dose_curve import POWER
from afterrun.response.effects import modified_ratio, relief_drop_nrs, relief_lasts_h
from afterrun.response.everyday import with_level_columns
from afterrun.response.fit import Fit
from afterrun.response.kept_fits import learned
from afterrun.response.loads import CAPACITY, recent_load
from afterrun.response.parameters import MODIFIER, Parameter

_BEFORE_RUN, _AFTER_RUN = timedelta(hours=3), timedelta(hours=6)  # as the contract says
_DAY = timedelta(days=1)
_KNOWN_OF_RUNS = 0.5  # of fewer, which runs were hard is not known: judgement
_MIN_PAIRS, _MIN_RUNS = FEWEST_PAIRS, 3  # below these nothing but the count is told
# Sd of a log ratio at which a thing that halves the response is seen to help in every second person.
_ENOUGH_SD = float((np.log(WORTH_HAVING_RATIO) - np.log(0.5)) / 1.645)
_CLEARLY_NRS = 1.0  # as much as relief that is worth having
_MOST_FORESEEN = 200  # runs; beyond them a forecast of the sd is a guess: judgement

_Told = TypeVar("_Told", Prevention, Everyday)


@dataclass(frozen=True, slots=True)
class Tried:
    """One intervention with its variant, and what is known of its use.

    Parameters
    ----------
    name, variant : str
        As recorded.
    cares : int
        Times it was done at a moment.
    before_nrs : tuple of float
        Ratings before, where there is one after as well. [NRS]
    with_it : tuple of bool
        For each run, whether it had it.
    at_work : tuple of float
        For each run, the share of its full effect that it had reached by then: what is kept up may take weeks. [-]
    weeks : tuple of float or None
        Weeks in which a thing kept up is expected to show, where that takes any.
    phases : tuple of Phase
        When it was kept up.
    after_runs : bool
        Whether it was mostly done after the run it belongs to, when that was felt already.
    when_it_hurt : bool
        Whether pain was clearly higher before it than at that time after other runs.
    hardness_unknown : bool
        Whether it was done before runs of which hardly any has an effort or a pace.
    """

    name: str
    variant: str | None
    cares: int
    before_nrs: tuple[float, ...]
    with_it: tuple[bool, ...]
    at_work: tuple[float, ...]
    weeks: tuple[float, float] | None = None
    phases: tuple[Phase, ...] = ()
    after_runs: bool = False
    when_it_hurt: bool = False
    hardness_unknown: bool = False

    @property
    def kind(self) -> Kind:
        """What, and in which way."""
        return self.name, self.variant

    @property
    def comparable(self) -> bool:
        """Whether there are enough runs with it at work and without."""
        return min(self.balance, sum(self.with_it)) >= _MIN_RUNS

    @property
    def balance(self) -> float:
        """Runs with it, or without, whichever are fewer; a run while it is building up counts in part. [runs]"""
        return min(sum(self.at_work), len(self.at_work) - sum(self.at_work))

    @property
    def building_up(self) -> bool:
        """Whether there would be enough runs with it, had it not been too early."""
        return self.weeks is not None and sum(self.with_it) >= _MIN_RUNS > sum(self.at_work)


def tried_interventions(diary: Diary, cares: Sequence[Care], runs: Sequence[Run]) -> tuple[Tried, ...]:
    """List each intervention and variant, in the order of first use: what was done here, and what was kept up."""
    done: tuple[Care | Phase, ...] = (*cares, *diary.phases)
    return tuple(_tried(*kind, cares, diary, runs) for kind in dict.fromkeys((d.intervention, d.variant) for d in done))


def _tried(name: str, variant: str | None, all_cares: Sequence[Care], diary: Diary, runs: Sequence[Run]) -> Tried:
    cares = [care for care in all_cares if (care.intervention, care.variant) == (name, variant)]
    phases = [phase for phase in diary.phases if (phase.intervention, phase.variant) == (name, variant)]
    rated = [care.pain_before for care in cares if care.pain_before is not None and care.pain_after is not None]
    course = time_course(name) if phases else None
    # What hides pain is taken because it hurts, and what is rated after it is left out: no run with it compares.
    compared = () if hides_pain_for(name, variant) is not None else cares
    around = [(care.at, run) for care in compared if (run := run_of(care, runs)) is not None]
    done = {run.start for _, run in around}
    shares = [_share(run, phases, 0.0 if course is None else course.tau_d) for run in runs]
    after_runs = 2 * sum(at >= run.end for at, run in around) > len(around)
    return Tried(
        name=name,
        variant=variant,
        cares=len(cares),
        before_nrs=tuple(rated),
        with_it=tuple(run.start in done or any(in_phase(run, phase) for phase in phases) for run in runs),
        at_work=tuple(1.0 if run.start in done else share for run, share in zip(runs, shares, strict=True)),
        weeks=None if course is None else course.weeks,
        phases=tuple(phases),
        after_runs=after_runs,
        when_it_hurt=after_runs and _when_it_hurt(compared, [run for run in runs if run.start not in done], diary),
        hardness_unknown=bool(around) and not after_runs and not _hardness_known(runs),
    )


def _when_it_hurt(cares: Sequence[Care], other_runs: Sequence[Run], diary: Diary) -> bool:
    """Whether it was done because it hurt: pain that is high goes back by itself, and looks as if it had been eased."""
    sites = {care.site for care in cares}
    before = [care.pain_before for care in cares if care.pain_before is not None]
    others = [
        report.nrs
        for report in diary.pain
        if report.site in sites and any(run.end <= report.at <= run.end + _AFTER_RUN for run in other_runs)
    ]
    return bool(before and others) and float(np.median(before) - np.median(others)) >= _CLEARLY_NRS


def _hardness_known(runs: Sequence[Run]) -> bool:
    """Whether the diary can tell hard runs from easy ones: by their effort or their pace."""
    known = sum(run.rpe is not None or run.distance_m is not None for run in runs)
    return known >= _KNOWN_OF_RUNS * len(runs)


def _share(run: Run, phases: Sequence[Phase], tau_d: float) -> float:
    return max((share_at_work(*_since(run, phase), tau_d) for phase in phases), default=0.0)


def _since(run: Run, phase: Phase) -> tuple[float, float | None]:
    return (run.start - phase.start) / _DAY, None if phase.end is None else (run.start - phase.end) / _DAY


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
    (told,) = interventions_of([_tried(*kind, (), Diary(), prepared.runs)], prepared, None, seed=0, ratio_told=False)
    return told


def _relief(tried: Tried, prepared: Prepared, fit: Fit | None, seed: int) -> Relief:
    told = Relief(n=len(tried.before_nrs))
    kind = (tried.name, tried.variant)
    if fit is None or len(tried.before_nrs) < _MIN_PAIRS or kind not in prepared.care_names:
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


def run_of(care: Care, runs: Sequence[Run]) -> Run | None:
    """Find the run a care belongs to: the one it names, else one that starts within 3 h or ended within 6 h before."""
    if care.run is not None:
        return next((run for run in runs if run.start == care.run), None)
    near = [run for run in runs if run.start - _BEFORE_RUN <= care.at <= run.end + _AFTER_RUN]
    return min(near, key=lambda run: _distance(care.at, run), default=None)


def _distance(at: datetime, run: Run) -> timedelta:
    return max(run.start - at, at - run.end, timedelta(0))


def in_phase(run: Run, phase: Phase) -> bool:
    """A phase belongs to every run inside it."""
    return phase.start <= run.start and (phase.end is None or run.start <= phase.end)
