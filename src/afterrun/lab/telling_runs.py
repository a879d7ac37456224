"""Runs that one could run next, so that their outcome tells two explanations apart: none that asks more than before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from afterrun.findings.explanation import RunKind
from afterrun.plan.rule import CAP
from afterrun.plan.schedule import LONGEST_OF_D
from afterrun.records import Run
from afterrun.response.arrays import Floats
from afterrun.tissue.gait import WALKING_BELOW_MPS
from afterrun.units import SECONDS_PER_DAY

_LOW, _HIGH = 0.1, 0.9  # quantiles of what the person did: neither end of it
_DIFFERS = 1.07  # from which ratio to the usual on a run is another kind of run: judgement
_SHORT = 0.5  # of the usual distance
_SLOW = 0.85  # of the usual speed: anybody can run so slowly, whether they did before or not: judgement
_FEWEST = 5  # runs with a known speed or climb, below which there is no "usual" of it: judgement
_RECENT = timedelta(days=90)  # as the reference run of the contract
_APART = timedelta(days=1)  # between the two short ones
_IN_A_ROW_D = 1.5  # from the end of a run to the next one on the day after, at whatever hour: judgement
_LONGEST_REST_D = 10.0  # a longer break would cost more than it tells: judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A kind of run.

    Parameters
    ----------
    kind : str
        How it differs from the usual one.
    runs : tuple of Run
        One, or two.
    rest_days : float
        Since the run before. [d]
    """

    kind: RunKind
    runs: tuple[Run, ...]
    rest_days: float


def candidates(runs: Sequence[Run], now: datetime, *, most_m: float | None) -> list[Candidate]:
    """List kinds of run that ask no more of the person than those of the last 90 days did.

    Parameters
    ----------
    runs : sequence of Run
        Until now, in order of time.
    now : datetime
        The runs would be the next ones.
    most_m : float or None
        No run is longer; nor longer, in metres or minutes, than 1.1 times the longest of the last 30 days. [m]

    Returns
    -------
    list of Candidate
        The usual one first; nothing where no run of the last 30 days has a distance, or none is allowed.
    """
    recent = [run for run in runs if run.distance_m and run.end > now - _RECENT]
    month = [run for run in recent if run.end > now - timedelta(days=LONGEST_OF_D)]
    cap = min(CAP * max((run.distance_m or 0.0 for run in month), default=0.0), np.inf if most_m is None else most_m)
    if cap <= 0:
        return []
    most_s = CAP * max(run.duration_s for run in month)
    return [each for each in _kinds(_Usual.of(runs, recent), now, cap) if _lasts(each) <= most_s]


def _lasts(candidate: Candidate) -> float:
    return max(run.duration_s for run in candidate.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Usual:
    """What a person usually runs, and how far that goes to either side."""

    distance_m: float
    speed_mps: float
    speeds: Floats
    climbs: Floats
    drops: Floats
    gaps_d: Floats
    last: datetime

    @classmethod
    def of(cls, runs: Sequence[Run], recent: Sequence[Run]) -> _Usual:
        distance = np.array([run.distance_m or np.nan for run in recent])
        speed = distance / np.array([run.duration_s for run in recent])
        ends = [run.end for run in runs]
        gaps = [(run.start - end).total_seconds() / SECONDS_PER_DAY for run, end in zip(runs[1:], ends, strict=False)]
        return cls(
            distance_m=float(np.median(distance)),
            speed_mps=float(np.median(speed)),
            speeds=speed,
            climbs=np.array([_known(run.ascent_m) for run in recent]) / distance,
            drops=np.array([_known(run.descent_m) for run in recent]) / distance,
            gaps_d=np.array(gaps[-len(recent) :]),
            last=ends[-1],
        )

    @property
    def rest_d(self) -> float:
        return float(np.median(self.gaps_d)) if self.gaps_d.size else 2.0


def _kinds(usual: _Usual, now: datetime, cap: float) -> Iterator[Candidate]:
    rest = usual.rest_d
    plain = _run(usual, max(now, usual.last + timedelta(days=rest)), min(usual.distance_m, cap))
    assert plain.distance_m is not None
    held = _DIFFERS * plain.distance_m < usual.distance_m
    yield Candidate(kind="shorter" if held else "usual", runs=(plain,), rest_days=rest)
    speeds = _ends(usual.speeds)
    slower = max(min(_SLOW * usual.speed_mps, speeds[0] if speeds else np.inf), WALKING_BELOW_MPS)
    if usual.speed_mps >= _DIFFERS * slower:
        yield Candidate(kind="slower", runs=(replace(plain, duration_s=plain.distance_m / slower),), rest_days=rest)
    if speeds is not None and speeds[1] >= _DIFFERS * usual.speed_mps:
        yield Candidate(kind="faster", runs=(replace(plain, duration_s=plain.distance_m / speeds[1]),), rest_days=rest)
    hills = _ends(usual.climbs), _ends(usual.drops)
    if cap >= _DIFFERS * plain.distance_m:
        kind = "longer" if hills == (None, None) else "longer-flat"
        longer = _run(usual, plain.start, cap, flat=kind == "longer-flat")
        yield Candidate(kind=kind, runs=(longer,), rest_days=rest)  # type: ignore[arg-type]
    if hills != (None, None):
        yield Candidate(kind="hilly", runs=(_sloped(usual, plain, 1),), rest_days=rest)
        yield Candidate(kind="flat", runs=(_sloped(usual, plain, 0),), rest_days=rest)
    short = _run(usual, plain.start, _SHORT * plain.distance_m)
    if not held:
        yield Candidate(kind="shorter", runs=(short,), rest_days=rest)
    if usual.gaps_d.size and usual.gaps_d.min() <= _IN_A_ROW_D:  # the plan keeps runs apart; nobody begins it here
        yield Candidate(kind="two-short", runs=(short, replace(short, start=short.start + _APART)), rest_days=rest)
    longer_rest = min(float(np.quantile(usual.gaps_d, _HIGH)), _LONGEST_REST_D) if usual.gaps_d.size else rest
    if longer_rest >= _DIFFERS * rest + 1:
        rested = replace(plain, start=max(now, usual.last + timedelta(days=longer_rest)))
        yield Candidate(kind="after-rest", runs=(rested,), rest_days=longer_rest)


def _run(usual: _Usual, start: datetime, distance_m: float, *, flat: bool = False) -> Run:
    quantile = _LOW if flat else 0.5
    return Run(
        start=start,
        duration_s=distance_m / usual.speed_mps,
        distance_m=distance_m,
        ascent_m=_metres(usual.climbs, quantile, distance_m),
        descent_m=_metres(usual.drops, quantile, distance_m),
    )


def _sloped(usual: _Usual, plain: Run, end: int) -> Run:
    assert plain.distance_m is not None
    quantile = (_LOW, _HIGH)[end]
    return replace(
        plain,
        ascent_m=_metres(usual.climbs, quantile, plain.distance_m),
        descent_m=_metres(usual.drops, quantile, plain.distance_m),
    )


def _metres(rate: Floats, quantile: float, distance_m: float) -> float | None:
    known = rate[np.isfinite(rate)]
    return float(np.quantile(known, quantile)) * distance_m if known.size else None


def _ends(value: Floats) -> tuple[float, float] | None:
    """Low and high ones of what was usual; None where they are hardly known or hardly differ."""
    known = value[np.isfinite(value)]
    if len(known) < _FEWEST:
        return None
    low, high = np.quantile(known, (_LOW, _HIGH))
    return (float(low), float(high)) if high > _DIFFERS * low else None


def _known(value: float | None) -> float:
    return np.nan if value is None else value
