"""PyMC's side of `benchmarks.peers`, sampled by nutpie: the same model, every latent sampled."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import nutpie
import pymc as pm
import pytensor
import pytensor.tensor as pt

from afterrun.response.data import ResponseData
from afterrun.response.parameters import SIGMA_E_FLOOR_NRS
from benchmarks.peers_diary import diary_named
from benchmarks.peers_effective import bulk_effective
from benchmarks.peers_model import LEVEL_WALK_NAMES, WALK_NAMES, given, sampled


def main() -> None:
    """Compile, sample twice, write what was found."""
    name, out = sys.argv[1:3]
    warmup, draws, chains = map(int, sys.argv[3:6])
    data = diary_named(name)
    names = [p.name for p in sampled(data)]

    def once(seed: int) -> Any:
        compiled = nutpie.compile_pymc_model(written(data))
        return nutpie.sample(
            compiled, draws=draws, tune=warmup, chains=chains, cores=2, seed=seed, target_accept=0.9, progress_bar=False
        )

    trace = once(1)
    done = time.perf_counter()
    found = given(data).scaled({key: np.asarray(trace.posterior[key]) for key in names})
    again = time.perf_counter()
    once(2)
    told = {
        "warm_s": time.perf_counter() - again,
        "effective": min(bulk_effective(chain) for chain in found.values()),
        "parameters": {key: (float(value.mean()), float(value.std())) for key, value in found.items()},
    }
    Path(out).write_text(json.dumps(told | {"after_s": time.perf_counter() - done}))


def written(data: ResponseData) -> Any:
    """Write the model for PyMC."""
    since_run, since_care = data.report_t_d[:, None] - data.run_t_d, data.report_t_d[:, None] - data.care_t_d
    gap, told = np.diff(data.report_t_d), given(data)
    lower, upper = np.maximum(data.lower, -1e3), np.minimum(data.upper, 1e3)
    with pm.Model() as posterior:
        v = {p.name: pm.Normal(p.name, p.mean, p.sd) for p in sampled(data)}
        luck, step = pm.Normal("luck", shape=len(data.run_t_d)), pm.Normal("step", shape=len(data.report_t_d))
        tau_on = pt.exp(v["log_tau_on"])
        tau_off = tau_on + pt.exp(v["log_tau_gap"])
        peak = tau_on * tau_off / (tau_off - tau_on) * pt.log(tau_off / tau_on)
        top = pt.exp(-peak / tau_off) - pt.exp(-peak / tau_on)
        lag = np.maximum(since_run, 0.0)
        course = (pt.exp(-lag / tau_off) - pt.exp(-lag / tau_on)) / top * (since_run > 0)
        log_rise = pt.exp(v["log_alpha"]) * np.log(data.dose) - v["drift"] * told.drift_at
        restless = pt.exp(v["log_restless"]) * told.root_months
        wander = pt.dot(told.walk_at, pt.stack([restless * v[name] for name in WALK_NAMES]))
        rise = pt.exp(v["log_gain"] + log_rise) * (1 + wander + pt.exp(v["log_omega"]) * luck)
        sigma_u, keep = pt.exp(v["log_sigma_u"]), pt.exp(-gap / pt.exp(v["log_tau_u"]))
        kick = sigma_u * pt.sqrt(1 - keep**2) * step[1:]
        first = sigma_u * step[0]
        later, _ = pytensor.scan(lambda k, s, u: k * u + s, sequences=[keep, kick], outputs_info=[first])
        felt = v["level"] + v["trend"] * data.trend_at(data.report_t_d) + pt.concatenate([first[None], later])
        felt = felt + course @ rise + pt.dot(told.level_walk_at, pt.stack([v[name] for name in LEVEL_WALK_NAMES]))
        if data.care_kinds:
            fades = pt.exp(-np.maximum(since_care, 0.0) / pt.exp(v["log_tau_relief"])) * (since_care > 0)
            felt = felt - v["relief"] * fades.sum(axis=1)
        sigma_e = SIGMA_E_FLOOR_NRS + pt.exp(v["log_sigma_e"])
        low, high = (lower - felt) / sigma_e, (upper - felt) / sigma_e
        flip = low > 0
        low, high = pt.switch(flip, -high, low), pt.switch(flip, -low, high)
        big, small = _log_cdf(pt.clip(high, -36.0, 36.0)), _log_cdf(pt.clip(low, -37.0, 36.0))
        pm.Potential("answers", (big + pt.log1p(-pt.exp(pt.minimum(small - big, -1e-12)))).sum())
    return posterior


def _log_cdf(z: Any) -> Any:
    return pm.logcdf(pm.Normal.dist(0.0, 1.0), z)


if __name__ == "__main__":
    main()
