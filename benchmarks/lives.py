"""Diaries as people keep them, and a scoreboard of what is told of them: ``make lives`` (20 seeds of each).

Counted of each life: claims told at 95 % that its truth makes wrong, causes that are there and found, flags. What a
version does not work out yet is not found, and not wrong.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

os.environ.setdefault("AFTERRUN_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from afterrun.reasons.red_flags import LEVELS
from benchmarks.lives_makers import LIVES
from benchmarks.lives_makers.life import Truth
from benchmarks.telling import Told, asked, rows

URGENT = LEVELS[: LEVELS.index("soon")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One life under one seed.

    Parameters
    ----------
    wrong : tuple of str
        Claims that were told and are wrong.
    found, missed : tuple of str
        Claims that are right, and were told or were not.
    flagged : bool or None
        Whether the flag is there; None where none is called for.
    false_alarm : bool
        Whether somebody with nothing urgent was sent to a clinician.
    """

    wrong: tuple[str, ...]
    found: tuple[str, ...]
    missed: tuple[str, ...]
    flagged: bool | None
    false_alarm: bool


def score(name: str, seed: int) -> Score:
    """Make a life, ask, and hold what is told against its truth."""
    life = LIVES[name](seed)
    return scored(asked(life.diary, site=life.site, now=life.now, seed=seed), life.truth)


def scored(told: Told, truth: Truth) -> Score:
    """Hold what is told against the truth."""
    levels = [flag["level"] for flag in rows(told, "safety")]
    enough = LEVELS[: LEVELS.index(truth.flag) + 1] if truth.flag else ()
    return Score(
        wrong=tuple(claim.words for claim in truth.wrong if claim.told(told)),
        found=tuple(claim.words for claim in truth.right if claim.told(told)),
        missed=tuple(claim.words for claim in truth.right if not claim.told(told)),
        flagged=any(level in enough for level in levels) if truth.flag else None,
        false_alarm=truth.harmless and any(level in URGENT for level in levels),
    )


def lines(name: str, seeds: Sequence[Score]) -> list[str]:
    """Say of one life how often it was told wrong, found and flagged."""
    n = len(seeds)
    right = sorted({words for each in seeds for words in (*each.found, *each.missed)})
    wrong = Counter(words for each in seeds for words in each.wrong)
    found = Counter(words for each in seeds for words in each.found)
    flags = [each.flagged for each in seeds if each.flagged is not None]
    out = [f"{name}: {n} seeds; told wrong in {sum(bool(each.wrong) for each in seeds)}"]
    out[0] += f"; flagged {sum(flags)} of {len(flags)}" if flags else ""
    out[0] += f"; false alarms {alarms}" if (alarms := sum(each.false_alarm for each in seeds)) else ""
    out += [f"    found {found[words]:2d} of {n}: {words}" for words in right]
    return out + [f"    WRONG {times:2d} of {n}: {words}" for words, times in sorted(wrong.items())]


def total(seeds: Sequence[Score]) -> str:
    """Say the sum of all lives."""
    found, right = sum(len(each.found) for each in seeds), sum(len((*each.found, *each.missed)) for each in seeds)
    flags = [each.flagged for each in seeds if each.flagged is not None]
    return (
        f"all: {sum(len(each.wrong) for each in seeds)} wrong claims in {len(seeds)} diaries; "
        f"{found} of {right} causes found; {sum(flags)} of {len(flags)} flagged; "
        f"{sum(each.false_alarm for each in seeds)} false alarms"
    )


def main() -> None:
    """Print the scoreboard."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--lives", choices=LIVES, nargs="+", default=list(LIVES))
    options = parser.parse_args()
    everything: list[Score] = []
    with ProcessPoolExecutor(options.workers) as pool:
        for name in options.lives:
            seeds = list(pool.map(partial(score, name), range(options.seeds)))
            everything += seeds
            print("\n".join(lines(name, seeds)), flush=True)
    print(total(everything))


if __name__ == "__main__":
    main()
