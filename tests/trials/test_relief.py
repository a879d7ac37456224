from __future__ import annotations

import numpy as np
import pytest

from afterrun.findings.verdicts import verdict_on_drop
from afterrun.trials.relief import relief_draws


def test_without_pairs_nothing_is_learned() -> None:
    drop = relief_draws(np.array([np.nan]), np.random.default_rng(0))
    assert drop.mean() == pytest.approx(0, abs=0.05)
    assert drop.std() == pytest.approx(1, rel=0.05)


def test_ranges_hold_what_they_say() -> None:
    """Drops from the prior, spreads of a point and a half, eight pairs: 90 % ranges hold nine in ten."""
    held = []
    for seed in range(400):
        rng = np.random.default_rng(seed)
        truth = rng.standard_normal()
        drop = relief_draws(-truth + 1.5 * rng.standard_normal(8), rng)
        low, high = np.quantile(drop, [0.05, 0.95])
        held.append(low <= truth <= high)
    assert 0.86 <= np.mean(held) <= 0.94


def test_nothing_is_hardly_ever_said_to_help() -> None:
    said = []
    for seed in range(300):
        rng = np.random.default_rng(seed)
        said.append(verdict_on_drop(relief_draws(1.5 * rng.standard_normal(10), rng)))
    assert said.count("helps") <= 0.02 * len(said)
    rng = np.random.default_rng(1)
    assert verdict_on_drop(relief_draws(-2.5 + rng.standard_normal(10), rng)) == "helps"
