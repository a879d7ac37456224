"""Afterrun's side of `benchmarks.peers`: one shape, as the peer has it."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.fit import fit_response, sample_one
from afterrun.response.importance import Sample
from afterrun.response.likelihood import Likelihood
from benchmarks.peers_diary import diary_named
from benchmarks.peers_model import compared, sampled


def main() -> None:
    """Fit twice, write what was found."""
    name, out = sys.argv[1:3]
    data = diary_named(name)
    likelihood = Likelihood(compared(data), data)
    sample = sample_one(likelihood, np.random.default_rng(0))
    done = time.perf_counter()
    sample_one(Likelihood(likelihood.model, data), np.random.default_rng(0))
    warm = time.perf_counter() - done
    averaged = time.perf_counter()
    fit_response(data, seed=0)
    print(f"{name}: all shapes averaged, warm: {time.perf_counter() - averaged:.2f} s")
    found = {
        "reports": len(data.report_t_d),
        "runs": len(data.run_t_d),
        "warm_s": warm,
        "effective": sample.effective,
        "parameters": moments_of(likelihood, sample),
    }
    Path(out).write_text(json.dumps(found | {"after_s": time.perf_counter() - done}))


def moments_of(likelihood: Likelihood, sample: Sample) -> dict[str, tuple[float, float]]:
    """Posterior mean and sd of every parameter, those integrated out inside the filter included."""
    weight = sample.weight
    found = {name: _moments(value, weight) for name, value in likelihood.model.values(sample.z).items()}
    static = sampled(likelihood.data)[len(found) :]  # in the order of the filter, which ends with them
    state = likelihood.states(sample.z, sample.which)
    for i, parameter in enumerate(static, start=state.mean.shape[1] - len(static)):
        mean, sd = _moments(state.mean[:, i], weight)
        found[parameter.name] = (mean, float(np.sqrt(sd**2 + weight @ state.cov[:, i, i])))
    return found


def _moments(value: Floats, weight: Floats) -> tuple[float, float]:
    mean = float(weight @ value)
    return mean, float(np.sqrt(weight @ (value - mean) ** 2))


if __name__ == "__main__":
    main()
