"""Pain during runs: on which of them, how strong, from where on, and what it goes with.

A run is known if anything was reported during it, a 0 as well. One without a report stays unknown, whatever the others
say: who notes only what hurts, and who forgets, look alike (`docs/decisions/064-which-runs.md`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from afterrun.associations.during_runs import FEWEST_RUNS, usual_worst, weigh_worst
from afterrun.associations.onset import Starts, where_it_starts
from afterrun.findings import DuringRuns, Interval, RunFeature
from afterrun.findings.draws import interval
from afterrun.findings.verdicts import SURE
from afterrun.lab.preparing import Prepared
from afterrun.lab.run_contrasts import asked_of, told
from afterrun.records import PainReport, Run
from afterrun.records.onset_words import onset_in
from afterrun.response.arrays import Floats

_TOLD_LATER = timedelta(hours=24)  # a report of pain during a run belongs to one that ended within a day: judgement
_FEWEST_WORST = 3  # runs with pain, below which no usual worst is told: judgement
_M_PER_KM, _S_PER_MIN = 1000.0, 60.0
_FEWEST_OUT, _SHARE_OUT = 3, 0.2  # runs that stand out, and of those that something was reported during: judgement
_OTHERWISE = 0.9  # of the reports at other times lie no higher: by chance a tenth of those during runs would
_ROUNDED = 1.05  # a start told as the end of the run may lie a little beyond what the watch measured


@dataclass(frozen=True, slots=True)
class Felt:
    """One run and what was reported during it; at least one report."""

    run: Run
    reports: tuple[PainReport, ...]

    @property
    def worst_nrs(self) -> float:
        """The worst of it. [NRS]"""
        return max(report.nrs for report in self.reports)

    @property
    def start_m(self) -> float | None:
        """Where it started, if that was noted. [m]"""
        noted = [self._place_m(report) for report in self.reports if report.nrs > 0]
        return min((place for place in noted if place is not None), default=None)

    @property
    def between_m(self) -> tuple[float, float]:
        """Between which places it started; from the end on where it did not hurt. [m]"""
        assert self.run.distance_m is not None
        if self.worst_nrs == 0:
            return self.run.distance_m, float("inf")
        return (0.0, self.run.distance_m) if self.start_m is None else (self.start_m, self.start_m)

    def _place_m(self, report: PainReport) -> float | None:
        place, km, minutes = None, report.onset_km, report.onset_min
        if (km, minutes) == (None, None) and report.note:
            km, minutes = onset_in(report.note)
        if km is not None:
            place = km * _M_PER_KM
        elif minutes is not None and self.run.distance_m is not None:
            place = minutes * _S_PER_MIN / self.run.duration_s * self.run.distance_m
        beyond = place is not None and self.run.distance_m is not None and place > _ROUNDED * self.run.distance_m
        return None if beyond else place


def felt_during(runs: Sequence[Run], reports: Sequence[PainReport]) -> list[Felt]:
    """Put each report during a run to its run; one that belongs to none is left out."""
    found: dict[int, list[PainReport]] = {}
    for report in reports:
        index = _run_of(report, runs)
        if index is not None:
            found.setdefault(index, []).append(report)
    return [Felt(runs[index], tuple(found[index])) for index in sorted(found)]


def _run_of(report: PainReport, runs: Sequence[Run]) -> int | None:
    """The run that the report was made in, else the last one that had ended."""
    begun = [i for i, run in enumerate(runs) if run.start <= report.at]
    inside = [i for i in begun if report.at < runs[i].end]
    last = (inside or begun)[-1:]
    return last[0] if last and report.at - runs[last[0]].end <= _TOLD_LATER else None


def hurts_while_running(prepared: Prepared) -> bool:
    """Whether it hurt on more than a run or two, and more than at other times.

    A check-in that falls into a run by its hour tells of the pain of every day.
    """
    worst = [each.worst_nrs for each in felt_during(prepared.runs, prepared.during_runs)]
    others = [report.nrs for report in prepared.reports] or [0.0]
    usual = float(np.quantile(others, _OTHERWISE))
    hurt = sum(nrs > usual for nrs in worst)
    return hurt >= _FEWEST_OUT and hurt >= _SHARE_OUT * len(worst)


def during_runs_of(prepared: Prepared, *, seed: int) -> DuringRuns | None:
    """Tell of the pain during runs; None where nothing was reported during any."""
    felt = felt_during(prepared.runs, prepared.during_runs)
    if not felt:
        return None
    rng = np.random.default_rng([seed, 7])
    worst = np.array([each.worst_nrs for each in felt])
    hurt = worst[worst > 0]
    start = _starts(felt, prepared, rng)
    moves_m = None if start is None else start.per_30_days_m
    return DuringRuns(
        n=len(hurt),
        of_runs=len(felt),
        worst_nrs=interval(usual_worst(hurt, rng)) if len(hurt) >= _FEWEST_WORST else None,
        starts_m=None if start is None else interval(start.now_m),
        starts_m_per_30_days=None if moves_m is None else interval(moves_m),
        starts_min=None if start is None else _minutes(start, felt),
        features=_features(felt, worst, prepared, rng),
        stands_out=hurts_while_running(prepared),
    )


def _starts(felt: Sequence[Felt], prepared: Prepared, rng: np.random.Generator) -> Starts | None:
    """Where it starts and how that moves, over runs whose distance is known."""
    known = _measured(felt)
    if not known:
        return None
    day = np.array([prepared.days(each.run.start) for each in known])
    after, before = np.array([each.between_m for each in known]).T
    usual_m = float(np.median([each.run.distance_m or np.nan for each in known]))
    return where_it_starts(day, after, before, usual_m, rng, pace=_paces(known))


def _minutes(start: Starts, felt: Sequence[Felt]) -> Interval | None:
    """After how many minutes it starts, where it is known to be these and not the way."""
    if start.by_time < SURE:
        return None
    return interval(start.now_m * float(np.median(_paces(_measured(felt)))) / _S_PER_MIN)


def _measured(felt: Sequence[Felt]) -> list[Felt]:
    return [each for each in felt if each.run.distance_m]


def _paces(measured: Sequence[Felt]) -> Floats:
    return np.array([each.run.duration_s / (each.run.distance_m or np.nan) for each in measured])


def _features(
    felt: Sequence[Felt], worst: Floats, prepared: Prepared, rng: np.random.Generator
) -> tuple[RunFeature, ...]:
    """What goes with more or less of it; nothing is asked where all was alike."""
    if len(felt) < FEWEST_RUNS or np.ptp(worst) == 0:
        return ()
    known = {each.run.start for each in felt}
    counted = np.array([run.start in known for run in prepared.runs])
    asked = asked_of(prepared.runs, counted, also_distance=True)
    if not asked:
        return ()
    day = np.array([prepared.days(each.run.start) for each in felt])
    contrasts = [replace(one.contrast, z=one.contrast.z[counted]) for one in asked]
    return told(asked, weigh_worst(worst, day, contrasts, rng), prepared.runs, counted)
