r"""How far: the chance that the worst report is above the ceiling, for every distance at once.

A run goes over exactly if its size exceeds one critical size, so for draw s and replicate m

    c_sm   = min_t (cut - felt_sm(t)) / seen_sm(t)            (no room: -1)
    p_s(d) = share_m [A_s(d) > c_sm];   p(d) = mean_s p_s(d)  (told)
    D      = {d : p(d) <= chance and share_s [p_s(d) <= chance] >= SURE}

with ``cut`` between the ceiling and the next answer. The second condition keeps to what most of the posterior allows:
a mean alone is kept low by draws in which runs do nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.plan.ahead import WINDOW_D, Ahead
from afterrun.response.arrays import Floats

# 5 % fewer kilometres than the mean alone, and the worst twentieth of people goes over .30 instead of .40 of the time
# (`benchmarks/plan_loop.py` measures it).
SURE = 0.7
CAP = 1.1  # times the longest run of 30 days: nothing is known beyond what was run (`docs/decisions/074-plan.md`)
LEAST_OF_USUAL = 0.25  # a shorter run is no run: judgement
DOSES = np.geomspace(0.08, 4.0, 80)  # over the reference; 5 % apart, finer than anybody measures a response
_TINY = 1e-9  # a run that is not seen at a time has all the room there


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """What one would put up with.

    Parameters
    ----------
    nrs : float
        The ceiling. [NRS]
    cut_nrs : float
        The border of the scale between it and the next higher answer; infinite if there is none. [NRS]
    chance : float
        How often the worst report may be above it. [-]
    """

    nrs: float
    cut_nrs: float
    chance: float


def step(since_d: float) -> float:
    """How much longer than a run of so many days ago the next may be: a tenth, once it has had its five days. [-]"""
    return CAP if since_d >= WINDOW_D else 1.0


def critical_nrs(ahead: Ahead, cut_nrs: float, *, until_d: float = np.inf, again: bool = False) -> Floats:
    """Size of the run from which the worst report is over, counting reports up to a time. Shape (S, M). [NRS]

    ``again``: with the same run once more where it is planned meanwhile.
    """
    counted = ahead.t_d <= until_d
    room = cut_nrs - ahead.felt_nrs[:, :, counted]
    seen = ahead.seen[:, :, counted] + (ahead.again[:, :, counted] if again else 0.0)
    at = np.where(room <= 0, -1.0, room / np.maximum(seen, _TINY))
    return np.asarray(at.min(axis=2, initial=np.inf))


def chance_of_each(size_nrs: Floats, critical: Floats) -> Floats:
    """p_s(d) of sizes (S, k) from `critical_nrs`. Shape (S, k). [-]"""
    return np.asarray((size_nrs[:, None, :] > critical[:, :, None]).mean(axis=1))


def allowed(chances: Floats, chance: float, *, weight: Floats | None = None) -> Floats:
    """Which doses, ascending, lie in D: True up to the largest. ``chances`` (S, k); shape (k,) or (T, k).

    ``weight`` (T, S) are other beliefs in the draws, each adding to 1.
    """
    weight = np.full((1, len(chances)), 1 / len(chances)) if weight is None else weight
    mean = np.maximum.accumulate(weight @ chances, axis=1)
    sure = np.minimum.accumulate(weight @ (chances <= chance), axis=1)
    return np.asarray((mean <= chance) & (sure >= SURE))


def teaches_bits(chances: Floats) -> float:
    """How much the outcome (over or not) is expected to tell of the person. [bit]

    Mutual information of outcome and draw, ``H(mean_s p_s) - mean_s H(p_s)``: nothing where all draws say the same.
    Lindley 1956, doi:10.1214/aoms/1177728069.

    Parameters
    ----------
    chances : ndarray, shape (S,)
        p_s of one dose. [-]

    Examples
    --------
    >>> import numpy as np
    >>> teaches_bits(np.array([0.3, 0.3])), teaches_bits(np.array([0.0, 1.0]))
    (0.0, 1.0)
    """
    return max(float(_bits(chances.mean()) - _bits(chances).mean()), 0.0)


def _bits(p: Floats) -> Floats:
    inside = np.clip(p, 1e-12, 1 - 1e-12)
    return np.asarray(-(inside * np.log2(inside) + (1 - inside) * np.log2(1 - inside)).round(9) + 0.0)
