"""From runs and events to accounts: how much of each thing every run was, and what cannot be known of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

import numpy as np

from afterrun.reasons.rivals.account import STEEP, Account
from afterrun.records import Run
from afterrun.response.arrays import Floats
from afterrun.response.dose_curve import POWER, Power
from afterrun.tissue import Body, stance_measures
from afterrun.tissue.loading import summary_loads
from afterrun.units import SECONDS_PER_DAY

Why = Literal["not-recorded", "too-few"]

_MOST_UNKNOWN = 0.1  # share of the runs on which a thing may be unknown; the usual stands in there: judgement
_LEAST = 0.1  # of the usual: a flat run loads as a tenth of a hilly one, since a logarithm knows no 0: judgement
_SHORTEST_GAP_D = 1 / 24  # two runs within the hour count as one hour apart, as `lab.run_contrasts`
# Frandsen 2025 (doi 10.1136/bjsports-2024-109380): the session against the longest of the 30 days before it.
_LONGEST_OF = timedelta(days=30)
FEWEST_EVENTS = 8  # as of runs: below it one occurrence decides
_MOST_KINDS = 4  # of events, the most frequent ones: more would ask too much of one diary, as `lab.other_loads`

OF_TISSUE = ("forefoot-impulse", "calf-work", "fascia-load", "tibia-load", "knee-load")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unavailable:
    """A rival that this diary says nothing of.

    Parameters
    ----------
    name : str
        Which.
    why : {"not-recorded", "too-few"}
        The runs do not tell it, or it came too seldom.
    """

    name: str
    why: Why


def run_doses(runs: Sequence[Run]) -> dict[str, Floats]:
    """Measure every run in every way; NaN where it is not known.

    Parameters
    ----------
    runs : sequence of Run
        Of one person, in order of time.

    Returns
    -------
    dict
        By name, in the order in which they are told: shape (J,), in units of their own.
    """
    return {name: read(runs) for name, read in _READ.items()} | _of_tissue(runs, OF_TISSUE)


def accounts_of_runs(
    runs: Sequence[Run], t_d: Floats, counted: Sequence[int], reference: Sequence[int]
) -> tuple[list[Account], list[Unavailable]]:
    """Make an account of each way to measure the runs.

    Parameters
    ----------
    runs : sequence of Run
        All there were, in order of time: what one run is depends on those before it.
    t_d : ndarray, shape (k,)
        When the counted ones ended. [d]
    counted, reference : sequence of int
        Which of the runs take part, and the usual ones of these.
    """
    accounts, lacking = [], []
    for name, value in run_doses(runs).items():
        own = value[list(counted)]
        unknown = int((~np.isfinite(own)).sum())
        if not np.isfinite(own).any() or unknown > max(1, _MOST_UNKNOWN * len(own)):
            lacking.append(Unavailable(name=name, why="not-recorded"))
            continue
        dose = relative(own, value[list(reference)])
        ways = np.array([dose, 1 / dose]) if name in _EITHER_WAY else dose[None]
        accounts.append(Account(name=name, t_d=t_d, doses=ways, curve=curve_of(name)))
    return accounts, lacking


def accounts_of_events(kinds: Mapping[str, tuple[Floats, Floats]]) -> tuple[list[Account], list[Unavailable]]:
    """Make an account of each kind of event, the most frequent first: by how much there was, or each time the same.

    Parameters
    ----------
    kinds : mapping
        By kind, when they came, at most once a day, and how much of the usual it was. [d], [-]
    """
    accounts: list[Account] = []
    lacking: list[Unavailable] = []
    ranked = sorted(kinds, key=lambda kind: (-len(kinds[kind][0]), kind))
    for kind in ranked:
        name, (t_d, amount) = f"event:{kind}", kinds[kind]
        if len(t_d) < FEWEST_EVENTS:
            lacking.append(Unavailable(name=name, why="too-few"))
        elif len(accounts) < _MOST_KINDS:
            as_often = np.ones_like(amount)
            ways = as_often[None] if np.ptp(amount) == 0 else np.array([np.maximum(amount, _LEAST), as_often])
            accounts.append(Account(name=name, t_d=t_d, doses=ways, of_runs=False))
    return accounts, lacking


def accounts_of_measured(kinds: Mapping[str, tuple[Floats, Floats]]) -> list[Account]:
    """Make an account of each thing that is measured day by day, as hours of sleep: too much may hurt, or too little.

    Parameters
    ----------
    kinds : mapping
        By kind, when it was measured, at most once a day, and how much it was. [d], [unit of its own]
    """
    known = {kind: (t_d, relative(amount, amount)) for kind, (t_d, amount) in kinds.items()}
    accounts = [
        Account(name=f"event:{kind}", t_d=t_d, doses=np.array([dose, 1 / dose]), curve=STEEP, of_runs=False)
        for kind, (t_d, dose) in known.items()
        if len(t_d) >= FEWEST_EVENTS
    ]
    return [account for account in accounts if account.varies]


def relative(value: Floats, usual_of: Floats) -> Floats:
    """Divide by the usual; what is unknown counts as usual, and next to nothing as a tenth of it."""
    known = usual_of[np.isfinite(usual_of)]
    usual = float(np.median(known if known.size else value[np.isfinite(value)]))
    if usual <= 0:  # most runs are flat: those that are not set the scale
        positive = value[np.isfinite(value) & (value > 0)]
        usual = float(np.median(positive)) if positive.size else 1.0
    return np.asarray(np.maximum(np.where(np.isfinite(value), value, usual) / usual, _LEAST))


def dose_of(name: str, runs: Sequence[Run], reference: Sequence[int]) -> Floats:
    """Measure runs in one way, over the usual ones of them. Shape (J,). [-]"""
    value = _READ[name](runs) if name in _READ else _of_tissue(runs, [name])[name]
    return relative(value, value[list(reference)])


def curve_of(name: str) -> Power:
    """How steeply the pain may grow with a dose."""
    return STEEP if name == "speed" else POWER


def _distance(runs: Sequence[Run]) -> Floats:
    return np.array([run.distance_m or np.nan for run in runs], dtype=np.float64)


def _duration(runs: Sequence[Run]) -> Floats:
    return np.array([run.duration_s for run in runs], dtype=np.float64)


def _speed(runs: Sequence[Run]) -> Floats:
    return np.asarray(_distance(runs) / _duration(runs))


def _plain(name: str) -> Callable[[Sequence[Run]], Floats]:
    return lambda runs: np.array([np.nan if getattr(run, name) is None else getattr(run, name) for run in runs], float)


def session_spike(runs: Sequence[Run]) -> Floats:
    """Distance over the longest of the 30 days before; not known where there was none."""
    distance = _distance(runs)
    start_s = np.array([run.start.timestamp() for run in runs])
    first = np.searchsorted(start_s, start_s - _LONGEST_OF.total_seconds())
    found = np.full(len(runs), np.nan)
    for i, since in enumerate(first):
        before = distance[since:i]
        if np.isfinite(before).any():
            found[i] = distance[i] / np.nanmax(before)
    return found


def _rest_gap(runs: Sequence[Run]) -> Floats:
    """Days since the end of the run before; not known of the first."""
    start = np.array([run.start.timestamp() for run in runs]) / SECONDS_PER_DAY
    end = np.array([run.end.timestamp() for run in runs]) / SECONDS_PER_DAY
    return np.concatenate([[np.nan], np.maximum(start[1:] - end[:-1], _SHORTEST_GAP_D)])[: len(runs)]


def _of_tissue(runs: Sequence[Run], names: Sequence[str]) -> dict[str, Floats]:
    """Loads of tissues, from how far and how fast; not known of a run without a distance.

    What a body weighs and how it lands cancels where the loads of one person are compared.
    """
    known = np.isfinite(_distance(runs))
    measures = {each.name: each for each in stance_measures(Body())}
    loads = summary_loads(runs, [measures[name] for name in names])
    return {name: np.where(known, loads[name], np.nan) for name in names}


# Too little rest may hurt, and so may too much: both are asked.
_EITHER_WAY = frozenset({"rest-gap"})

_READ: Mapping[str, Callable[[Sequence[Run]], Floats]] = {
    "distance": _distance,
    "duration": _duration,
    "speed": _speed,
    "descent": _plain("descent_m"),
    "ascent": _plain("ascent_m"),
    "session-spike": session_spike,
    "rest-gap": _rest_gap,
}
