"""Whether another seed of the sums tells another story: ``make other-seeds``.

The diary stays, what is drawn while it is worked out does not. Every statement of the answers is read as a word: a
verdict, or the side of 95 % that a chance is on. Counted is what is told under one seed and denied under another, which
must not be, and what is told under one and not known under another, which chances near 95 % cannot always help;
and answers withheld because the sums did not come out.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from typing import Any

os.environ.setdefault("AFTERRUN_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from benchmarks.lives_makers import LIVES
from benchmarks.telling import BETTER, SURE, WORSE, asked, part, rows

CHANCES = (
    ("response", "detected"),
    ("response", "matters"),
    ("trend", "prob_improving"),
    ("trend", "prob_improving_last_30_days"),
)
# Of each table: what its entries are known by.
TABLES: Mapping[str, tuple[str, ...]] = {
    "interventions": ("intervention", "variant"),
    "triggers": ("kind", "symptom", "variant", "per"),
    "run_features": ("feature", "level", "against"),
    "explanations": ("name",),
}
KNOWN = dict.fromkeys(BETTER, "less") | dict.fromkeys(WORSE, "more")
KNOWN |= {"no-worthwhile-effect": "no", "no-sign": "no", "changed": "yes", "favoured": "yes", "unlikely": "no"}
OPEN = "open"


def statements(told: Mapping[str, Any]) -> dict[str, str]:
    """Read the statements of one answer: by what each is about, which way it goes or that it is open.

    Examples
    --------
    >>> statements({"response": {"detected": 0.99, "matters": 0.5}, "changes": {"verdict": "no-sign"}})
    {'response detected': 'yes', 'changes': 'no'}
    """
    found = {" ".join(path): _side(part(told, *path)) for path in CHANCES}
    found["changes"] = KNOWN.get(part(told, "changes", "verdict") or "", OPEN)
    for table, key in TABLES.items():
        for row in rows(told, table):
            name = " ".join([table, *(str(row[k]) for k in key if row.get(k) is not None)])
            found |= {f"{name}{where}": KNOWN.get(verdict, OPEN) for where, verdict in _verdicts(row)}
    return {name: way for name, way in found.items() if way != OPEN}


def _side(chance: float | None) -> str:
    if chance is None or 1 - SURE < chance < SURE:
        return OPEN
    return "yes" if chance >= SURE else "no"


def _verdicts(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Of an entry itself, and of its parts, such as relief and prevention."""
    if "verdict" in row:
        yield "", row["verdict"]
    for name, value in row.items():
        if isinstance(value, Mapping) and "verdict" in value:
            yield f" {name}", value["verdict"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One diary under some seeds.

    Parameters
    ----------
    told : int
        Statements told under any of them.
    turned : tuple of str
        Told one way under one seed and the other way under another.
    known_or_not : tuple of str
        Told under one and left open under another.
    unusable : int
        Seeds under which nothing is told because the sums did not come out.
    """

    told: int
    turned: tuple[str, ...]
    known_or_not: tuple[str, ...]
    unusable: int = 0


def compared(each_seed: Sequence[Mapping[str, str]]) -> Compared:
    """Hold the statements of one diary against one another.

    Examples
    --------
    >>> compared([{"changes": "no", "response matters": "yes"}, {"changes": "yes"}])
    Compared(told=2, turned=('changes',), known_or_not=('response matters',))
    """
    names = sorted({name for seed in each_seed for name in seed})
    turned = {n for n in names for a, b in combinations(each_seed, 2) if n in a and n in b and a[n] != b[n]}
    partly = {n for n in names if any(n not in seed for seed in each_seed)} - turned
    return Compared(told=len(names), turned=tuple(sorted(turned)), known_or_not=tuple(sorted(partly)))


def of_a_life(name: str, seeds: int) -> Compared:
    """Answer one diary under some seeds."""
    life = LIVES[name](0)
    told = [asked(life.diary, site=life.site, now=life.now, seed=seed) for seed in range(seeds)]
    return replace(compared([statements(each) for each in told]), unusable=sum(map(unusable, told)))


def unusable(told: Mapping[str, Any]) -> bool:
    """Whether the sums did not come out."""
    return any(check["name"] == "sampling" and not check["passed"] for check in rows(told, "checks"))


def main() -> None:
    """Print what differs, diary by diary, and the sum."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--lives", choices=LIVES, nargs="+", default=list(LIVES))
    options = parser.parse_args()
    everything: list[Compared] = []
    with ProcessPoolExecutor(options.workers) as pool:
        told = pool.map(partial(of_a_life, seeds=options.seeds), options.lives)
        for name, each in zip(options.lives, told, strict=True):
            everything.append(each)
            for what, names in (("TURNED", each.turned), ("known or not", each.known_or_not)):
                if names:
                    print(f"{name}: {what}: {', '.join(names)}", flush=True)
    print(
        f"{len(everything)} diaries, {options.seeds} seeds: {sum(each.told for each in everything)} statements, "
        f"{sum(len(each.turned) for each in everything)} told both ways, "
        f"{sum(len(each.known_or_not) for each in everything)} told under one seed and open under another; "
        f"sums that did not come out {sum(each.unusable for each in everything)}"
    )


if __name__ == "__main__":
    main()
