"""How good forecasts of a level were: the same measures for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from benchmarks.next_day_people import Floats, Ints

_SMALLEST_CHANCE = 1e-6  # a level called impossible costs at most 13.8 nats
_MIX_SHARES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9)
INTERVALS = (0.5, 0.8, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """One method on one person, a value a forecast.

    Parameters
    ----------
    log : ndarray
        Log of the chance given to the answer that came. [nats]
    brier : ndarray
        Squared error of the chance of the threshold or more.
    pit : ndarray
        Randomised probability integral transform: uniform if calibrated.
    """

    log: Floats
    brier: Floats
    pit: Floats


def rounded_normal(mean: float, sd: float, k: int) -> Floats:
    """Chance of each of the places 0 ... k - 1 if a Gaussian is rounded to the nearest one."""
    cuts = np.concatenate([[-np.inf], np.arange(k - 1) + 0.5, [np.inf]])
    return np.asarray(np.diff(ndtr((cuts - mean) / sd)))


def score(chance: Floats, came: Ints, *, threshold: int, chance_for_ties: Floats) -> Scores:
    """Score forecasts, shape (n, k), of places that came, shape (n,).

    ``chance_for_ties`` are uniform numbers, the same for every method.
    """
    rows = np.arange(len(came))
    said = np.maximum(chance[rows, came], _SMALLEST_CHANCE)
    below = np.cumsum(chance, axis=1)[rows, came] - chance[rows, came]
    above = chance[:, threshold:].sum(axis=1)
    return Scores(
        log=np.log(said),
        brier=(above - (came >= threshold)) ** 2,
        pit=below + chance_for_ties * chance[rows, came],
    )


def mixed_by_its_past(chance: Floats, own: Floats, came: Ints) -> Floats:
    """Mix each forecast with the person's own frequencies, by the share that was best for the forecasts before it.

    It mends a method that is too sure of itself. The first forecast takes one tenth.
    """
    rows = np.arange(len(came))
    share = np.array(_MIX_SHARES)[:, None]
    log = np.log((1 - share) * chance[rows, came] + share * own[rows, came])
    so_far = np.concatenate([np.zeros((len(share), 1)), np.cumsum(log, axis=1)[:, :-1]], axis=1)
    so_far[3] += 1e-9
    chosen = np.array(_MIX_SHARES)[so_far.argmax(axis=0)][:, None]
    return np.asarray((1 - chosen) * chance + chosen * own)


def held(pit: Floats, level: float) -> float:
    """Share of answers inside the central interval."""
    edge = (1 - level) / 2
    return float(((pit >= edge) & (pit <= 1 - edge)).mean())


def over_people(values: Sequence[float], *, seed: int = 0, times: int = 10_000) -> tuple[float, float, float]:
    """Mean over people and its central 95 % under resampling of people; NaN of nobody."""
    known = np.array(values)
    if not known.size:
        return np.nan, np.nan, np.nan
    rng = np.random.default_rng(seed)
    means = known[rng.integers(0, len(known), (times, len(known)))].mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(known.mean()), float(low), float(high)
