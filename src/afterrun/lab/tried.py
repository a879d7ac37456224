"""What was tried: how often, around which runs, and whether it was done because it hurt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from afterrun.lab.relief_compared import Kind
from afterrun.reasons.time_course import share_at_work, time_course
from afterrun.records import Care, Diary, Phase, Run
from afterrun.records.painkillers import hides_pain_for

_BEFORE_RUN, _AFTER_RUN = timedelta(hours=3), timedelta(hours=6)  # as the contract says
_DAY = timedelta(days=1)
_KNOWN_OF_RUNS = 0.5  # of fewer, which runs were hard is not known: judgement
_MIN_RUNS = 3  # with it and without: below it nothing but the count is told
_CLEARLY_NRS = 1.0  # as much as relief that is worth having


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
    return tuple(
        tried_in(kind, diary, cares, runs) for kind in dict.fromkeys((d.intervention, d.variant) for d in done)
    )


def tried_in(kind: Kind, diary: Diary, all_cares: Sequence[Care], runs: Sequence[Run]) -> Tried:
    """Look through a diary, or what of it is of one site, for one intervention and variant."""
    name, variant = kind
    cares = [care for care in all_cares if (care.intervention, care.variant) == kind]
    phases = [phase for phase in diary.phases if (phase.intervention, phase.variant) == kind]
    rated = [care.pain_before for care in cares if care.pain_before is not None and care.pain_after is not None]
    course = time_course(name) if phases else None
    # What hides pain is taken because it hurts, and what is rated after it is left out: no run with it compares.
    compared = () if hides_pain_for(name, variant) is not None else cares
    around = [(care.at, run) for care in compared if (run := _run_of(care, runs)) is not None]
    done = {run.start for _, run in around}
    shares = [_share(run, phases, 0.0 if course is None else course.tau_d) for run in runs]
    after_runs = 2 * sum(at >= run.end for at, run in around) > len(around)
    return Tried(
        name=name,
        variant=variant,
        cares=len(cares),
        before_nrs=tuple(rated),
        with_it=tuple(run.start in done or any(_in_phase(run, phase) for phase in phases) for run in runs),
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


def _run_of(care: Care, runs: Sequence[Run]) -> Run | None:
    """Find the run a care belongs to: the one it names, else one that starts within 3 h or ended within 6 h before."""
    if care.run is not None:
        return next((run for run in runs if run.start == care.run), None)
    near = [run for run in runs if run.start - _BEFORE_RUN <= care.at <= run.end + _AFTER_RUN]
    return min(near, key=lambda run: _distance(care.at, run), default=None)


def _distance(at: datetime, run: Run) -> timedelta:
    return max(run.start - at, at - run.end, timedelta(0))


def _in_phase(run: Run, phase: Phase) -> bool:
    """A phase belongs to every run inside it."""
    return phase.start <= run.start and (phase.end is None or run.start <= phase.end)


def _share(run: Run, phases: Sequence[Phase], tau_d: float) -> float:
    return max((share_at_work(*_since(run, phase), tau_d) for phase in phases), default=0.0)


def _since(run: Run, phase: Phase) -> tuple[float, float | None]:
    return (run.start - phase.start) / _DAY, None if phase.end is None else (run.start - phase.end) / _DAY
