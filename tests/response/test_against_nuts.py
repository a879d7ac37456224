"""Against an engine that shares no code with ours: NUTS on every latent (NumPyro), as `make peers` runs it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from afterrun.response.fit import sample_one
from afterrun.response.likelihood import Likelihood
from benchmarks.peers_afterrun import moments_of
from benchmarks.peers_diary import diary_named
from benchmarks.peers_model import compared

NUTS = json.loads((Path(__file__).parents[1] / "oracles" / "nuts_story.json").read_text())


def test_means_and_spreads_are_those_of_nuts() -> None:
    data = diary_named("story")
    likelihood = Likelihood(compared(data), data)
    found = moments_of(likelihood, sample_one(likelihood, np.random.default_rng(1)))
    assert set(found) == set(NUTS["parameters"])
    for name, (mean, sd) in NUTS["parameters"].items():
        assert abs(found[name][0] - mean) < 0.2 * sd, name
        assert found[name][1] == pytest.approx(sd, rel=0.2), name
