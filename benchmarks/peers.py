"""Afterrun against NumPyro, PyMC with nutpie and Stan on the same model and the same diary: ``make peers``.

Each engine runs in a process of its own, started here, so that import and compilation count. "Cold" is from the start
of that process to the posterior, "warm" a second fit in it. Effective draws of importance sampling (Kish) and of MCMC
are not the same thing; both are printed, and the ratios are of times only.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.peers_diary import DIARIES

_HERE = Path(__file__).parent
_LIMIT_S = 3600.0
PEERS = {"NumPyro": "peers_numpyro", "PyMC nutpie": "peers_pymc", "Stan": "peers_stan"}


def main() -> None:
    """Run the engines one after the other and print tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--diary", choices=DIARIES, nargs="+", default=["story"])
    parser.add_argument("--warmup", type=int, default=500)
    parser.add_argument("--draws", type=int, default=500)
    parser.add_argument("--chains", type=int, default=2)
    parser.add_argument("--peers", choices=PEERS, nargs="+", default=list(PEERS))
    options = parser.parse_args()
    for diary in options.diary:
        ours = run("peers_afterrun", diary)
        print(f"\n{diary}: {ours['reports']} reports, {ours['runs']} runs")
        print(
            f"{'engine':12s} {'cold s':>8s} {'warm s':>8s} {'ratio cold':>11s} {'ratio warm':>11s} {'effective':>10s}"
        )
        print(
            f"{'Afterrun':12s} {ours['cold_s']:8.2f} {ours['warm_s']:8.2f} {'':23s} {ours['effective']:10.0f}",
            flush=True,
        )
        for name in options.peers:
            theirs = run(PEERS[name], diary, str(options.warmup), str(options.draws), str(options.chains))
            ratios = f"{theirs['cold_s'] / ours['cold_s']:10.0f} {theirs['warm_s'] / ours['warm_s']:10.0f}"
            times = f"{theirs['cold_s']:8.2f} {theirs['warm_s']:8.2f}"
            print(f"{name:12s} {times} {ratios} {theirs['effective']:9.0f}", flush=True)
            if name == "NumPyro":
                print("\n".join(accuracy(ours, theirs)), flush=True)


def run(engine: str, diary: str, *options: str) -> dict[str, Any]:
    """Start one engine, time it from outside, and read what it found."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "found.json"
        started = time.perf_counter()
        command = [sys.executable, "-m", f"benchmarks.{engine}", diary, str(out), *options]
        subprocess.run(command, check=True, timeout=_LIMIT_S, cwd=_HERE.parent)
        total = time.perf_counter() - started
        found: dict[str, Any] = json.loads(out.read_text())
    found["cold_s"] = total - found["after_s"]
    return found


def accuracy(ours: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    """Differences of means in posterior sd, and ratios of sds, by parameter."""
    lines, away = [f"{'parameter':14s} {'ours':>8s} {'NumPyro':>8s} {'diff/sd':>8s} {'sd ratio':>9s}"], []
    for name, (mean, sd) in ours["parameters"].items():
        other_mean, other_sd = theirs["parameters"][name]
        away.append(abs(mean - other_mean) / other_sd)
        lines.append(f"{name:14s} {mean:8.3f} {other_mean:8.3f} {away[-1]:8.2f} {sd / other_sd:9.2f}")
    within = sum(each <= 0.1 for each in away) / len(away)
    lines.append(f"means within 0.1 sd: {100 * within:.0f} %; farthest {max(away):.2f} sd")
    return lines


if __name__ == "__main__":
    main()
