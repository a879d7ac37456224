"""NumPyro's side of `benchmarks.peers`: the same model, every latent sampled, as a user of it would write it.

Priors are read from the product, so that they cannot drift apart. The ups and downs and the luck of each run are
non-centred.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("XLA_FLAGS", "--xla_force_host_platform_device_count=2")

import jax
import jax.numpy as jnp
import numpy as np
import numpyro
import numpyro.distributions as dist
from jax.scipy.special import log_ndtr
from numpyro.diagnostics import summary
from numpyro.infer import MCMC, NUTS

from afterrun.response.data import ResponseData
from afterrun.response.parameters import SIGMA_E_FLOOR_NRS
from benchmarks.peers_diary import diary_named
from benchmarks.peers_model import LEVEL_WALK_NAMES, WALK_NAMES, given, sampled

jax.config.update("jax_enable_x64", True)
_FAR = 36.0  # sd; beyond it log_ndtr has no digits left


def main() -> None:
    """Sample twice, write what was found."""
    name, out = sys.argv[1:3]
    warmup, draws, chains = map(int, sys.argv[3:6])
    data = diary_named(name)
    sampler = MCMC(
        NUTS(written(data), target_accept_prob=0.9),
        num_warmup=warmup,
        num_samples=draws,
        num_chains=chains,
        progress_bar=False,
    )
    sampler.run(jax.random.PRNGKey(0))
    jax.block_until_ready(sampler.get_samples())
    done = time.perf_counter()
    found = sampler.get_samples(group_by_chain=True)
    again = time.perf_counter()
    if os.environ.get("PEERS_WARM", "1") == "1":
        sampler.run(jax.random.PRNGKey(1))
        jax.block_until_ready(sampler.get_samples())
    warm = time.perf_counter() - again
    names = [p.name for p in sampled(data)]
    kept = given(data).scaled({key: np.asarray(found[key]) for key in names})
    table = summary(kept, group_by_chain=True)
    told = {
        "warm_s": warm,
        "effective": float(min(table[key]["n_eff"] for key in names)),
        "parameters": {key: (float(kept[key].mean()), float(kept[key].std())) for key in names},
    }
    Path(out).write_text(json.dumps(told | {"after_s": time.perf_counter() - done}))


def written(data: ResponseData) -> Any:
    """Write the model for NumPyro."""
    since_run = jnp.asarray(data.report_t_d[:, None] - data.run_t_d[None, :])
    since_care = jnp.asarray(data.report_t_d[:, None] - data.care_t_d[None, :])
    gap = jnp.asarray(np.diff(data.report_t_d))
    told = given(data)
    log_dose, drift_at = jnp.log(jnp.asarray(data.dose)), jnp.asarray(told.drift_at)
    walk_at, level_walk_at = jnp.asarray(told.walk_at), jnp.asarray(told.level_walk_at)
    trend_at = jnp.asarray(data.trend_at(data.report_t_d))
    lower, upper = jnp.asarray(np.maximum(data.lower, -1e3)), jnp.asarray(np.minimum(data.upper, 1e3))
    n, runs = len(data.report_t_d), len(data.run_t_d)

    def posterior() -> None:
        v = {p.name: numpyro.sample(p.name, dist.Normal(p.mean, p.sd)) for p in sampled(data)}
        luck = numpyro.sample("luck", dist.Normal(0, 1).expand([runs]).to_event(1))
        step = numpyro.sample("step", dist.Normal(0, 1).expand([n]).to_event(1))
        tau_on = jnp.exp(v["log_tau_on"])
        tau_off = tau_on + jnp.exp(v["log_tau_gap"])
        peak = tau_on * tau_off / (tau_off - tau_on) * jnp.log(tau_off / tau_on)
        top = jnp.exp(-peak / tau_off) - jnp.exp(-peak / tau_on)
        lag = jnp.maximum(since_run, 0.0)
        course = jnp.where(since_run > 0, (jnp.exp(-lag / tau_off) - jnp.exp(-lag / tau_on)) / top, 0.0)
        log_rise = jnp.exp(v["log_alpha"]) * log_dose - v["drift"] * drift_at
        restless = jnp.exp(v["log_restless"]) * told.root_months
        wander = walk_at @ jnp.stack([restless * v[name] for name in WALK_NAMES])
        rise = jnp.exp(v["log_gain"] + log_rise) * (1 + wander + jnp.exp(v["log_omega"]) * luck)
        sigma_u, keep = jnp.exp(v["log_sigma_u"]), jnp.exp(-gap / jnp.exp(v["log_tau_u"]))
        kick = sigma_u * jnp.sqrt(1 - keep**2) * step[1:]

        def onward(u: Any, at: Any) -> tuple[Any, Any]:
            fresh = at[0] * u + at[1]
            return fresh, fresh

        first = sigma_u * step[0]
        _, later = jax.lax.scan(onward, first, (keep, kick))
        felt = v["level"] + v["trend"] * trend_at + jnp.concatenate([first[None], later]) + course @ rise
        felt = felt + level_walk_at @ jnp.stack([v[name] for name in LEVEL_WALK_NAMES])
        if data.care_kinds:
            fades = jnp.exp(-jnp.maximum(since_care, 0.0) / jnp.exp(v["log_tau_relief"]))
            felt = felt - v["relief"] * jnp.where(since_care > 0, fades, 0.0).sum(axis=1)
        sigma_e = SIGMA_E_FLOOR_NRS + jnp.exp(v["log_sigma_e"])
        low, high = (lower - felt) / sigma_e, (upper - felt) / sigma_e
        low, high = jnp.where(low > 0, -high, low), jnp.where(low > 0, -low, high)
        big, small = log_ndtr(jnp.clip(high, -_FAR, _FAR)), log_ndtr(jnp.clip(low, -_FAR - 1, _FAR))
        numpyro.factor("answers", (big + jnp.log1p(-jnp.exp(jnp.minimum(small - big, -1e-12)))).sum())

    return posterior


if __name__ == "__main__":
    main()
