"""Stan's side of `benchmarks.peers`, through PyStan 3: the same model, every latent sampled."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import stan

from afterrun.response.parameters import SIGMA_E_FLOOR_NRS, Parameter
from benchmarks.peers_diary import diary_named
from benchmarks.peers_effective import bulk_effective
from benchmarks.peers_model import LEVEL_WALK_NAMES, WALK_NAMES, given, sampled

_BODY = """
  real tau_on = exp(log_tau_on), tau_off = tau_on + exp(log_tau_gap);
  real peak = tau_on * tau_off / (tau_off - tau_on) * log(tau_off / tau_on);
  real top = exp(-peak / tau_off) - exp(-peak / tau_on);
  real tau_u = exp(log_tau_u), sigma_u = exp(log_sigma_u), sigma_e = floor_e + exp(log_sigma_e);
  vector[J] wander = exp(log_restless) * root_months * walk_at * WALKS;
  vector[J] luckily = 1 + wander + exp(log_omega) * luck;
  vector[J] rise = exp(log_gain + exp(log_alpha) * log_dose - drift * drift_at) .* luckily;
  vector[n] felt = level + trend * trend_at + level_walk_at * LEVEL_WALKS;
  real u = sigma_u * ups[1];
  for (i in 1:n) {
    if (i > 1) {
      real keep = exp(-(t[i] - t[i - 1]) / tau_u);
      u = keep * u + sigma_u * sqrt(1 - square(keep)) * ups[i];
    }
    felt[i] += u;
    for (j in 1:J) if (t[i] > run_t[j])
      felt[i] += rise[j] * (exp(-(t[i] - run_t[j]) / tau_off) - exp(-(t[i] - run_t[j]) / tau_on)) / top;
    for (c in 1:C) if (t[i] > care_t[c]) felt[i] -= relief * exp(-(t[i] - care_t[c]) / exp(log_tau_relief));
    real low = (cut_low[i] - felt[i]) / sigma_e, high = (cut_high[i] - felt[i]) / sigma_e;
    if (low > 0) { real was = low; low = -high; high = -was; }
    real big = normal_lcdf(fmin(high, 37) | 0, 1), small = normal_lcdf(fmax(low, -37) | 0, 1);
    target += log_diff_exp(big, fmin(small, big - 1e-12));
  }
"""


def main() -> None:
    """Build, sample twice, write what was found."""
    name, out = sys.argv[1:3]
    warmup, draws, chains = map(int, sys.argv[3:6])
    data = diary_named(name)
    names, told = sampled(data), given(data)
    observed = {
        "n": len(data.report_t_d),
        "J": len(data.run_t_d),
        "C": len(data.care_t_d),
        "t": data.report_t_d,
        "run_t": data.run_t_d,
        "care_t": data.care_t_d,
        "log_dose": np.log(data.dose),
        "drift_at": told.drift_at,
        "walk_at": told.walk_at,
        "level_walk_at": told.level_walk_at,
        "root_months": told.root_months,
        "W": told.walk_at.shape[1],
        "V": told.level_walk_at.shape[1],
        "trend_at": data.trend_at(data.report_t_d),
        "cut_low": np.maximum(data.lower, -1e3),
        "cut_high": np.minimum(data.upper, 1e3),
        "floor_e": SIGMA_E_FLOOR_NRS,
    }
    program = written(names)
    built = stan.build(program, data=observed, random_seed=1)
    fit = built.sample(num_chains=chains, num_samples=draws, num_warmup=warmup, delta=0.9)
    done = time.perf_counter()
    found = told.scaled({p.name: np.asarray(fit[p.name]).reshape(draws, chains).T for p in names})
    again = time.perf_counter()
    stan.build(program, data=observed, random_seed=2).sample(
        num_chains=chains, num_samples=draws, num_warmup=warmup, delta=0.9
    )
    said = {
        "warm_s": time.perf_counter() - again,
        "effective": min(bulk_effective(chain) for chain in found.values()),
        "parameters": {key: (float(value.mean()), float(value.std())) for key, value in found.items()},
    }
    Path(out).write_text(json.dumps(said | {"after_s": time.perf_counter() - done}))


def written(parameters: Sequence[Parameter]) -> str:
    """Write the program, the priors among it."""
    declared = "\n".join(f"  real {p.name};" for p in parameters)
    priors = "\n".join(f"  {p.name} ~ normal({float(p.mean)!r}, {float(p.sd)!r});" for p in parameters)
    return f"""
data {{
  int n; int J; int C;
  vector[n] t; vector[J] run_t; vector[C] care_t; vector[J] log_dose; vector[J] drift_at; vector[n] trend_at;
  vector[n] cut_low; vector[n] cut_high; real floor_e;
  int W; int V; matrix[J, W] walk_at; matrix[n, V] level_walk_at; real root_months;
}}
parameters {{
{declared}
  vector[J] luck; vector[n] ups;
}}
model {{
{_BODY.replace("LEVEL_WALKS", _column(LEVEL_WALK_NAMES)).replace("WALKS", _column(WALK_NAMES))}
{priors}
  luck ~ std_normal(); ups ~ std_normal();
}}
"""


def _column(names: Sequence[str]) -> str:
    return f"[{', '.join(names)}]'"


if __name__ == "__main__":
    main()
