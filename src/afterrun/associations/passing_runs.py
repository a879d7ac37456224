"""Does a passing symptom (a cramp) come with long runs, or with one pair of shoes?

For each run: did the symptom come during it or soon after, yes or no. Each feature of runs is cut in two: a number
between any two values that occur, a name against all other names. The number of runs with the symptom on one side is
compared with what chance gives when the yes and no are dealt out over the runs of the same four weeks (stratified
permutation; the variance is that of Mantel & Haenszel 1959); the largest difference over all features and cuts counts
(max-T, Westfall & Young 1993), so looking for the best cut is paid for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from afterrun.associations.matching import STRATUM_DAYS
from afterrun.associations.passing import FEWEST_EPISODES, ratio_cdf, verdict_on_rate
from afterrun.findings.verdicts import Verdict
from afterrun.response.arrays import Floats

_FEWEST_RUNS = 3  # on either side of a cut: judgement
_DEALS = 999  # p-values to a thousandth
Feature = Floats | Sequence[str | None]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cut:
    """The cut of all runs at which a symptom differs most.

    Parameters
    ----------
    feature : str
        Which.
    beyond : float or None
        From which value on, where it is a number.
    value : str or None
        Which of its names, where it has these.
    hits, runs, other_hits, other_runs : int
        Runs with the symptom, of how many, on that side and on the other.
    p : float
        Chance of such a difference at any cut of any feature if none matters.
    """

    feature: str
    beyond: float | None
    value: str | None
    hits: int
    runs: int
    other_hits: int
    other_runs: int
    p: float

    @property
    def ratio_cdf(self) -> Floats:
        """Posterior of the log of how many times as often it comes, summed up, on the grid of `passing`."""
        return ratio_cdf(self.hits, self.runs, self.other_hits, self.other_runs)

    def verdict(self, rare: float) -> Verdict:
        """Judge it; ``rare`` is what chance may claim wrongly. One test has to do here what two do for rated pain."""
        return verdict_on_rate(self.ratio_cdf, self.p, rare / 2)


def weigh_runs(hit: Mask, run_t_d: Floats, features: Mapping[str, Feature], rng: np.random.Generator) -> list[Cut]:
    """Weigh all features of runs for one passing symptom.

    Parameters
    ----------
    hit : ndarray of bool, shape (J,)
        Whether the symptom came with each run.
    run_t_d : ndarray, shape (J,)
        When the runs were. [d]
    features : mapping
        By name: numbers (NaN where not known), or names (None where not known).

    Returns
    -------
    list of Cut
        For each feature that can be cut its best cut, with the chance of all of them; empty where the symptom came
        too rarely.
    """
    if hit.sum() < FEWEST_EPISODES:
        return []
    cuts = [cut for name, feature in features.items() for cut in _cuts(name, feature)]
    if not cuts:
        return []
    stratum = np.floor((run_t_d - run_t_d.min()) / STRATUM_DAYS).astype(np.intp)
    dealt = np.vstack([hit, *(_dealt(hit, stratum, rng)[None] for _ in range(_DEALS))]).astype(np.float64)
    more = np.array([_standardised(dealt, side, known, stratum) for _, _, side, known in cuts])
    largest = np.abs(more[:, 1:]).max(axis=0)
    return [_told(hit, cuts, more[:, 0], largest, name) for name in dict.fromkeys(cut[0] for cut in cuts)]


def _cuts(name: str, feature: Feature) -> Iterator[tuple[str, float | str, Mask, Mask]]:
    """Every way to cut a feature in two with enough runs on either side: where, which runs, of which known ones."""
    if isinstance(feature, np.ndarray):
        known = np.isfinite(feature)
        values = np.unique(feature[known])
        places: list[tuple[float | str, Mask]] = [
            (float(middle), feature > middle) for middle in (values[1:] + values[:-1]) / 2
        ]
    else:
        known = np.array([each is not None for each in feature])
        places = [
            (each, np.array([it == each for it in feature])) for each in dict.fromkeys(feature) if each is not None
        ]
    for where, side in places:
        if min((side & known).sum(), (~side & known).sum()) >= _FEWEST_RUNS:
            yield name, where, side & known, known


def _dealt(hit: Mask, stratum: NDArray[np.intp], rng: np.random.Generator) -> Mask:
    dealt = hit.copy()
    for each in np.unique(stratum):
        mine = np.flatnonzero(stratum == each)
        dealt[mine] = hit[rng.permutation(mine)]
    return dealt


def _standardised(hits: Floats, side: Mask, known: Mask, stratum: NDArray[np.intp]) -> Floats:
    """Runs with the symptom on one side over what is expected, in sd; for each row of hits."""
    more, variance = np.zeros(len(hits)), np.zeros(len(hits))
    for each in np.unique(stratum):
        mine = known & (stratum == each)
        runs, one_side = int(mine.sum()), int((side & mine).sum())
        if runs > 1:
            total = hits[:, mine].sum(axis=1)
            more += hits[:, side & mine].sum(axis=1) - total * one_side / runs
            variance += total * (runs - total) * one_side * (runs - one_side) / (runs**2 * (runs - 1))
    return np.asarray(np.where(variance > 0, more / np.sqrt(np.maximum(variance, 1e-12)), 0.0))


def _told(
    hit: Mask, cuts: Sequence[tuple[str, float | str, Mask, Mask]], more: Floats, largest: Floats, name: str
) -> Cut:
    """Tell the best cut of a feature; of two shoes that say the same, the one with which it comes more."""
    mine = (i for i, cut in enumerate(cuts) if cut[0] == name)
    best = max(mine, key=lambda i: (round(abs(float(more[i])), 9), float(more[i])))
    _, where, side, known = cuts[best]
    return Cut(
        feature=name,
        beyond=None if isinstance(where, str) else where,
        value=where if isinstance(where, str) else None,
        hits=int(hit[side].sum()),
        runs=int(side.sum()),
        other_hits=int(hit[known & ~side].sum()),
        other_runs=int((known & ~side).sum()),
        p=float((1 + (largest >= abs(more[best]) - 1e-9).sum()) / (1 + _DEALS)),
    )
