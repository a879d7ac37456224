"""The record under fire: `python -m benchmarks.fire_files [kills] [damaged] [hostile] [hostile-clinic] [mutants] ...`.

Each prints its counts; the exit code is 1 if anything was lost, doubled, left, uncaught or called sound. In full: 1,000
kills of the server, 200 each of restore, backup, erase and migration and 100 of an import, 1,000 damaged journals,
500 hostile ones and 500 in a clinic, 100,000 mutants.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from benchmarks.fire.costly import costs
from benchmarks.fire.damaged import strike
from benchmarks.fire.full_disk import fill
from benchmarks.fire.hostile import strike as strike_with_values
from benchmarks.fire.hostile_clinic import strike_clinic
from benchmarks.fire.kills import VICTIMS, kill
from benchmarks.fire.kills_serve import kill_servers
from benchmarks.fire.mutants import SEEDS, mutate

Strikes: TypeAlias = Callable[..., Counter[tuple[str, str]]]
SERVE_KILLS, KILLS, IMPORT_KILLS, DAMAGED, HOSTILE, MUTANTS = 1_000, 200, 100, 1_000, 500, 100_000


def main(arguments: list[str] | None = None) -> int:
    """Run what is named, all by default."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}; default: all")
    parser.add_argument("--share", type=float, default=1.0, help="of the full number")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    if unknown := set(asked.what) - PARTS.keys():
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    sound = [PARTS[name](asked.share, asked.seed) for name in asked.what or PARTS]
    return 0 if all(sound) else 1


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def _share(whole: int, share: float) -> int:
    return max(1, round(whole * share))


def _kills(share: float, seed: int) -> bool:
    sound = True
    for what in ("serve", *VICTIMS):
        times = _share(SERVE_KILLS if what == "serve" else IMPORT_KILLS if what == "import" else KILLS, share)
        found = kill_servers(times, seed=seed) if what == "serve" else kill(what, times, seed=seed)
        _say(
            f"kill -9 of {what}: {found.kills} kills, {found.acknowledged} acknowledged beside, {found.lost} lost,",
            f"{found.doubled} doubled, {len(found.damage)} damaged, {found.left} left behind,",
            f"reopened in {found.cpu_s:.1f} CPU s",
        )
        sound &= not (found.harmed or found.left)
    return sound


def _told(counts: Counter[tuple[str, str]], bad: tuple[str, ...]) -> bool:
    for kind in dict.fromkeys(kind for kind, _ in counts):
        told = ", ".join(f"{count} {outcome}" for (each, outcome), count in sorted(counts.items()) if each == kind)
        _say(f"{kind}: {told}")
    return not any(outcome.startswith(bad) for _, outcome in counts)


def _damaged(share: float, seed: int) -> bool:
    return _told(strike(_share(DAMAGED, share), seed=seed), ("called sound", "invented", "uncaught"))


def _hostile(share: float, seed: int, strikes: Strikes = strike_with_values) -> bool:
    logging.disable(logging.ERROR)  # what is damaged is said on every opening
    try:
        return _told(strikes(_share(HOSTILE, share), seed=seed, told=_say), ("lost", "uncaught"))
    finally:
        logging.disable(logging.NOTSET)


def _mutants(share: float, seed: int) -> bool:
    return _told(mutate(_share(MUTANTS // len(SEEDS), share), seed=seed), ("uncaught", "nothing said"))


def _costly(_share_of: float, _seed: int) -> bool:
    sound = True
    for cost in costs():
        _say(
            f"{cost.name}: {cost.size_bytes / 1e6:.1f} MB, {cost.cpu_s:.1f} CPU s, {cost.memory_bytes / 2**20:.0f} MiB",
            "" if cost.cheap else "TOO MUCH",
        )
        sound &= cost.cheap
    return sound


def _full_disk(share: float, _seed: int) -> bool:
    counts = fill(step_bytes=round(4096 / min(1.0, share)))
    _say(", ".join(f"{count} {what}" for what, count in counts.items()))
    return not (counts["uncaught"] or counts["lost"] or counts["half an export"])


PARTS: Mapping[str, Callable[[float, int], bool]] = {
    "kills": _kills,
    "damaged": _damaged,
    "hostile": _hostile,
    "hostile-clinic": partial(_hostile, strikes=strike_clinic),
    "mutants": _mutants,
    "full-disk": _full_disk,
    "costly": _costly,
}

if __name__ == "__main__":
    sys.exit(main())
