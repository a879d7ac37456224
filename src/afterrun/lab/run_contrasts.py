"""From runs to the features that are asked about: which there are, which can be asked, and the column of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from afterrun.associations.run_features import Contrast, Weighed, alike, steps_after
from afterrun.findings import RunFeature
from afterrun.findings.draws import interval
from afterrun.findings.verdicts import Verdict
from afterrun.records import Run
from afterrun.response.arrays import Floats
from afterrun.units import SECONDS_PER_DAY

Runs = NDArray[np.bool_]

FEWEST_A_SIDE = 5  # runs with a feature, and without, below which it is not asked about: judgement
_FEWEST_KNOWN = 8  # runs on which it is known at all: judgement
_MOST_ASKED = 12  # columns, those with most runs on the smaller side first: judgement
# Two measures of one thing, where they come together: uphill and downhill, and how hard it was by feeling and by the
# clock (more pace is slower: the other way round).
_ONE_THING = (("climb", "descent", 1.0), ("effort", "pace", -1.0))
_SHORTEST_GAP_D = 1 / 24  # two runs within the hour count as one hour apart
_M_PER_KM = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A feature that enough runs have and enough have not.

    Parameters
    ----------
    feature : str
        Its name, as in `findings.RunFeature`.
    level, against : str or None
        What is compared, where it is no number.
    n, n_against : int
        Runs on either side.
    contrast : Contrast
        Its column.
    also, turned : tuple of str
        Features that are the same thing in this diary, asked and told as one; ``turned`` are those of which more is
        less of this one.
    """

    feature: str
    level: str | None = None
    against: str | None = None
    n: int
    n_against: int
    contrast: Contrast
    also: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()


def asked_of(runs: Sequence[Run], counted: Runs, *, also_distance: bool = False) -> list[Asked]:
    """List what can be asked about, those with most runs on the smaller side first.

    Parameters
    ----------
    runs : sequence of Run
        In order of time.
    counted : ndarray of bool, shape (J,)
        Those of which the outcome is known.
    also_distance : bool
        Whether the distance is a feature as well.
    """
    numbers = {**_NUMBERS, "distance": _log_distance} if also_distance else _NUMBERS
    found = [
        *(asked for name in ("surface", "shoe") for asked in _levels(name, [getattr(r, name) for r in runs], counted)),
        *_as_one(counted, [one for name, read in numbers.items() for one in _number(name, read(runs), counted)]),
    ]
    return sorted(found, key=lambda asked: -min(asked.n, asked.n_against))[:_MOST_ASKED]


def _levels(name: str, values: Sequence[str | None], counted: Runs) -> Iterator[Asked]:
    """Compare each level that is frequent enough with the most frequent one; other runs tell nothing of the two."""
    names = [value.strip() if value else "" for value in values]
    counts = Counter(each for each, counts in zip(names, counted, strict=True) if each and counts)
    (against, n_against), *others = counts.most_common() or [("", 0)]
    for level, n in others:
        if min(n, n_against) < FEWEST_A_SIDE:
            continue
        has = np.array([each == level for each in names], dtype=np.float64)
        known = np.array([each in (level, against) for each in names])
        mean = n / (n + n_against)
        contrast = Contrast(np.where(known, has - mean, 0.0), -mean, 1 - mean, 1.0)
        yield Asked(feature=name, level=level, against=against, n=n, n_against=n_against, contrast=contrast)


def _number(name: str, value: Floats, counted: Runs) -> Iterator[Asked]:
    """Set a number against its own mean, in units of two of its own sds: as far apart as two levels."""
    known = np.isfinite(value)
    own = value[known & counted]
    n = int((own > own.mean()).sum()) if own.size else 0
    if len(own) < _FEWEST_KNOWN or min(n, len(own) - n) < FEWEST_A_SIDE:
        return
    z = np.where(known, (value - own.mean()) / (2 * own.std()), 0.0)
    yield Asked(feature=name, n=n, n_against=len(own) - n, contrast=Contrast(z, -0.25, 0.25, 0.5))


def _as_one(counted: Runs, numbers: list[Asked]) -> list[Asked]:
    """Ask two measures of one thing as one where they come together, as uphill and downhill on the way there and back.

    Side by side each would take from the other what both explain, and neither would ever be found.
    """
    for name, other, sign in _ONE_THING:
        named = {one.feature: one for one in numbers}
        first, second = named.get(name), named.get(other)
        if first is None or second is None or not _come_together(first, second, sign, counted):
            continue
        mean = (first.contrast.z + sign * second.contrast.z) / 2
        contrast = replace(first.contrast, z=mean / (2 * mean[counted & (mean != 0)].std()))
        also, turned = ((other,), ()) if sign > 0 else ((), (other,))
        both = replace(first, contrast=contrast, also=also, turned=turned)
        numbers = [both if one is first else one for one in numbers if one is not second]
    return numbers


def _come_together(one: Asked, other: Asked, sign: float, counted: Runs) -> bool:
    z = np.column_stack([one.contrast.z[counted], sign * other.contrast.z[counted]])
    return bool(alike(z).all() and z[:, 0] @ z[:, 1] > 0)


def _log_pace(runs: Sequence[Run]) -> Floats:
    """Log seconds for a metre: more is slower."""
    return np.array([np.log(run.duration_s / run.distance_m) if run.distance_m else np.nan for run in runs])


def _log_distance(runs: Sequence[Run]) -> Floats:
    return np.array([np.log(run.distance_m) if run.distance_m else np.nan for run in runs])


def _rest_gap(runs: Sequence[Run]) -> Floats:
    """Log days since the end of the run before; not known of the first."""
    start = np.array([run.start.timestamp() for run in runs]) / SECONDS_PER_DAY
    end = np.array([run.end.timestamp() for run in runs]) / SECONDS_PER_DAY
    return np.concatenate([[np.nan], np.log(np.maximum(start[1:] - end[:-1], _SHORTEST_GAP_D))])[: len(runs)]


def _plain(name: str) -> Callable[[Sequence[Run]], Floats]:
    return lambda runs: np.array([np.nan if getattr(run, name) is None else getattr(run, name) for run in runs], float)


def _a_km(name: str) -> Callable[[Sequence[Run]], Floats]:
    """Metres up or down for each kilometre: how hilly it was, not how long."""
    read = _plain(name)
    return lambda runs: read(runs) / np.array([(run.distance_m or np.nan) / _M_PER_KM for run in runs])


_NUMBERS: Mapping[str, Callable[[Sequence[Run]], Floats]] = {
    "effort": _plain("rpe"),
    "pace": _log_pace,
    "climb": _a_km("ascent_m"),
    "descent": _a_km("descent_m"),
    "cadence": _plain("cadence_spm"),
    "walk-breaks": _plain("walk_breaks"),
    "rest-gap": _rest_gap,
}


_OTHER_WAY: Mapping[Verdict, Verdict] = {"may-help": "may-worsen", "may-worsen": "may-help"}


def told(
    asked: Sequence[Asked], weighed: Sequence[Weighed], runs: Sequence[Run], counted: Runs
) -> tuple[RunFeature, ...]:
    """Put what came out to what was asked, and name what goes together in this diary."""
    together = _together(asked, runs, counted)
    return tuple(
        _row(feature, one, found, tuple(dict.fromkeys((*(each for each in same if each != feature), *names))))
        for one, found, names in zip(asked, weighed, together, strict=True)
        for same in [(one.feature, *one.also, *one.turned)]
        for feature in same
    )


def _row(feature: str, one: Asked, found: Weighed, goes_with: tuple[str, ...]) -> RunFeature:
    """Tell one feature; one that is less of what was weighed is told the other way round."""
    row = RunFeature(
        feature=feature,
        level=one.level,
        against=one.against,
        n=one.n,
        n_against=one.n_against,
        response_ratio=interval(found.ratio),
        verdict=found.verdict,
        goes_with=goes_with,
    )
    if feature not in one.turned:
        return row
    verdict = _OTHER_WAY.get(found.verdict, found.verdict)
    return replace(row, n=one.n_against, n_against=one.n, response_ratio=interval(1 / found.ratio), verdict=verdict)


def _together(asked: Sequence[Asked], runs: Sequence[Run], counted: Runs) -> list[tuple[str, ...]]:
    """Name, for each, the others, the distance or the time that it nearly always comes with."""
    if not asked:
        return []
    kept = [run for run, counts in zip(runs, counted, strict=True) if counts]
    day = np.array([run.start.timestamp() for run in kept]) / SECONDS_PER_DAY
    distance = _log_distance(kept)
    distance = np.where(np.isfinite(distance), distance, np.nanmean(distance) if np.isfinite(distance).any() else 0.0)
    own = np.column_stack([one.contrast.z[counted] for one in asked])
    beside = np.column_stack([distance, day, steps_after(day, day)])
    close = alike(np.hstack([own, beside - beside.mean(axis=0)]))[: len(asked)]
    names = [*(one.feature for one in asked), "distance", *["time"] * (beside.shape[1] - 1)]
    return [
        tuple(dict.fromkeys(name for i, name in enumerate(names) if close[row, i] and name != asked[row].feature))
        for row in range(len(asked))
    ]
