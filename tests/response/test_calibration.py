"""A share of `make calibrate`: enough to catch a broken posterior, not to measure coverage to a point."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

import numpy as np
import pytest

from afterrun.response.calibration import Calibrated, calibrate_one, coverage
from afterrun.response.designs import STORY

PEOPLE = 100


@pytest.fixture(scope="module")
def people() -> list[Calibrated]:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        return list(pool.map(partial(calibrate_one, STORY), range(PEOPLE), chunksize=5))


def test_central_intervals_hold_the_truth_as_often_as_they_say(people: list[Calibrated]) -> None:
    names = dict.fromkeys(name for person in people for name in person.rank)
    assert len(names) == 16
    for name in names:
        for level in (0.5, 0.9):
            held, n = coverage(people, name, level)
            error = np.sqrt(level * (1 - level) / n)
            assert abs(held - level) < 3.5 * error, f"{name}: {held:.2f} of {n} at {level}"


def test_a_chance_of_a_response_means_what_it_says(people: list[Calibrated]) -> None:
    said = np.array([person.prob_area for person in people])
    true = np.array([person.area_above for person in people])
    assert abs(said.mean() - true.mean()) < 0.1
    assert np.mean((said - true) ** 2) < 0.15  # a coin would have 0.25


def test_hardly_anybody_without_a_response_is_told_of_one(people: list[Calibrated]) -> None:
    none = [person.prob_area for person in people if not person.responds]
    assert np.mean(np.array(none) >= 0.95) <= 0.025


def test_importance_weights_are_usable(people: list[Calibrated]) -> None:
    assert np.mean([person.k_hat > 0.7 for person in people]) <= 0.02
