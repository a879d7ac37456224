"""A share of `make calibrate`: enough to catch a broken posterior, not to measure coverage to a point."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

import numpy as np
import pytest

from afterrun.response.calibration import Calibrated, calibrate_one, coverage
from afterrun.response.designs import STORY
from tests.shares import many

pytestmark = pytest.mark.share
PEOPLE = 100
Figure = Callable[[str], None]


@pytest.fixture(scope="module", params=[20, many(PEOPLE)])
def people(request: pytest.FixtureRequest) -> list[Calibrated]:
    one = partial(calibrate_one, STORY)
    if request.param < PEOPLE:
        return [one(seed) for seed in range(request.param)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        return list(pool.map(one, range(request.param), chunksize=5))


def test_central_intervals_hold_the_truth_as_often_as_they_say(people: list[Calibrated], figure: Figure) -> None:
    names = dict.fromkeys(name for person in people for name in person.rank)
    assert len(names) == 16
    for name in names:
        for level in (0.5, 0.9):
            held, n = coverage(people, name, level)
            error = np.sqrt(level * (1 - level) / n)
            figure(f"{name}: {held:.2f} of {n} at {level}")
            assert abs(held - level) < 3.5 * error, f"{name}: {held:.2f} of {n} at {level}"


def test_a_chance_of_a_response_means_what_it_says(people: list[Calibrated], figure: Figure) -> None:
    said = np.array([person.prob_area for person in people])
    true = np.array([person.area_above for person in people])
    brier = np.mean((said - true) ** 2)
    figure(f"said {said.mean():.2f}, true {true.mean():.2f}, Brier {brier:.3f}")
    assert abs(said.mean() - true.mean()) < 0.1 * np.sqrt(PEOPLE / len(people))
    assert brier < 0.15  # a coin would have 0.25


def test_hardly_anybody_without_a_response_is_told_of_one(people: list[Calibrated], figure: Figure) -> None:
    none = [person.prob_area for person in people if not person.responds]
    figure(f"{np.sum(np.array(none) >= 0.95)} of {len(none)}")
    assert np.mean(np.array(none) >= 0.95) <= 0.025


def test_importance_weights_are_usable(people: list[Calibrated], figure: Figure) -> None:
    unusable = np.mean([person.k_hat > 0.7 for person in people])
    figure(f"{unusable:.3f} unusable of {len(people)}")
    assert unusable <= 0.02
