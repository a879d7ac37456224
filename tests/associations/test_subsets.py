"""Evidence and effects in closed form against dense normal distributions, one subset at a time."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from scipy.stats import multivariate_normal, norm

from afterrun.associations.run_features import steps_after
from afterrun.associations.subsets import _STEP_SD, SLAB_SD, Settings, weigh_subsets
from afterrun.response.arrays import Floats
from afterrun.response.regression import Joint

RNG = np.random.default_rng(5)
ROWS = 30
BESIDE = RNG.standard_normal((ROWS, 2))
BESIDE_SD = np.array([0.4, 1.5])
STEPS = steps_after(np.arange(6.0), np.linspace(0, 5, ROWS))
COLUMNS = RNG.standard_normal((ROWS, 3))
SAID = 0.9 * COLUMNS[:, 1] + 0.6 * BESIDE[:, 1] + RNG.standard_normal(ROWS)


def density(*parts: tuple[Floats, Floats]) -> float:
    """Log density of what was said, with these columns and the sds of their effects."""
    free = np.hstack([columns * sd for columns, sd in parts])
    return float(multivariate_normal(np.zeros(ROWS), np.eye(ROWS) + free @ free.T).logpdf(SAID))


def settings() -> Settings:
    whitened = np.hstack([BESIDE, STEPS, COLUMNS])[None]
    joint = Joint.of(whitened, SAID[None]).beside(BESIDE_SD)
    return Settings(joint, np.zeros(1)).or_one_of(STEPS.shape[1])


def by_hand() -> dict[tuple[tuple[int, ...], int | None], float]:
    """Posterior weight of each subset with each step, or none."""
    odds = 0.5 ** (-1 / 3) - 1
    weight = {}
    for size in (0, 1, 2):
        for subset in combinations(range(3), size):
            for step in (None, *range(STEPS.shape[1])):
                parts = [(BESIDE, BESIDE_SD), (COLUMNS[:, list(subset)], np.full(size, SLAB_SD))]
                if step is not None:
                    parts.append((STEPS[:, [step]], np.full(1, _STEP_SD)))
                prior = 0.5 if step is None else 0.5 / STEPS.shape[1]
                weight[subset, step] = prior * odds**size * np.exp(density(*parts) - density((BESIDE, BESIDE_SD)))
    total = sum(weight.values())
    return {key: value / total for key, value in weight.items()}


def test_weights_are_those_of_dense_normals() -> None:
    weight = by_hand()
    for place, effect in enumerate(weigh_subsets(settings(), np.random.default_rng(0))):
        matters = sum(w for (subset, _), w in weight.items() if place in subset)
        assert effect.matters == pytest.approx(matters, rel=1e-9)
        assert effect.above + effect.below == pytest.approx(matters, rel=1e-9)


def test_effects_are_those_of_dense_normals() -> None:
    """The effect of the column that matters most, given the likeliest setting, by conditioning."""
    found = weigh_subsets(settings(), np.random.default_rng(0))[1]
    above = mean = 0.0
    for (subset, step), weight in by_hand().items():
        if 1 not in subset:
            continue
        parts = [BESIDE * BESIDE_SD, COLUMNS[:, list(subset)] * SLAB_SD]
        if step is not None:
            parts.append(STEPS[:, [step]] * _STEP_SD)
        free = np.hstack(parts)
        precision = np.linalg.inv(np.eye(free.shape[1]) + free.T @ free)
        at = 2 + subset.index(1)
        middle, sd = (precision @ free.T @ SAID)[at], np.sqrt(precision[at, at])
        above += weight * norm.cdf(middle / sd)
        mean += weight * middle * SLAB_SD
    assert found.above == pytest.approx(above, rel=1e-9)
    assert found.size.mean() == pytest.approx(mean / found.matters, abs=0.03)


def test_nothing_known_is_the_prior() -> None:
    """However many are asked about, that none matters has a chance of about one half."""
    for asked in (1, 4, 12):
        blank = Settings(Joint(np.zeros((1, asked)), np.zeros((1, asked, asked))), np.zeros(1))
        found = weigh_subsets(blank, np.random.default_rng(0))
        assert sum(effect.matters for effect in found) == pytest.approx(0.65, abs=0.16)
        assert found[0].above == pytest.approx(found[0].below)
    assert weigh_subsets(Settings(Joint(np.zeros((1, 0)), np.zeros((1, 0, 0))), np.zeros(1)), RNG) == []


def test_no_step_without_days_for_one() -> None:
    assert steps_after(np.arange(3.0), np.arange(3.0)).shape == (3, 0)
    plain = Settings(Joint(np.zeros((1, 2)), np.zeros((1, 2, 2))), np.zeros(1))
    assert plain.or_one_of(0) is plain
