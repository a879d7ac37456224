"""How the draw is made: each design says which schedules are possible, and all of these are equally likely.

A schedule gives each unit an arm: 0 without, 1 with the intervention, 2 and more with the others of several.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations, product
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from afterrun.errors import InvalidValueError
from afterrun.language import mark, say
from afterrun.response.arrays import Mask

Schedule = NDArray[np.int8]
MOST_ARMS = 4  # more would ask for years of one runner
Unit = Literal["run", "block", "episode"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """A way to draw.

    Parameters
    ----------
    name : str
        Key in `DESIGNS`.
    title, words : str
        For people: in short, and what it asks of them.
    question : str
        ``prevention`` or ``relief``.
    unit : str
        What one draw is for: a run, a block of days, an episode of pain.
    in_rounds : bool
        Units come in rounds, one of each arm in random order (pairs, where there are two arms); else there is one
        change from without to with at a random unit.
    fewest : int
        Units below which nothing can come of it; two rounds at least.
    several : bool
        Whether it is for more than two arms.
    arms : int
        How many arms there are, the one without included.
    """

    name: str
    title: str
    words: str
    question: Literal["prevention", "relief"]
    unit: Unit
    in_rounds: bool
    fewest: int
    several: bool = False
    arms: int = 2

    def require(self, units: int) -> None:
        """Refuse a number of units that the design cannot have."""
        if self.several != (self.arms > 2) or self.arms > MOST_ARMS:
            allowed = say("3 to {most}", most=MOST_ARMS) if self.several else "2"
            raise InvalidValueError(
                say(
                    "arms must be {allowed} for {name}, the one without included; got {arms}.",
                    allowed=allowed,
                    name=self.name,
                    arms=self.arms,
                ),
                remedy=say("Name what else is tried, or choose another design."),
                field="arms",
            )
        fewest = max(self.fewest, 2 * self.arms) if self.several else self.fewest
        if units < fewest or (self.in_rounds and units % self.arms):
            even = (
                ""
                if not self.in_rounds
                else say(" and a multiple of {arms}", arms=self.arms)
                if self.several
                else say(" and even")
            )
            raise InvalidValueError(
                say(
                    "units must be at least {fewest}{even} for {name}; got {units}.",
                    fewest=fewest,
                    even=even,
                    name=self.name,
                    units=units,
                ),
                remedy=say("Plan more weeks, or choose another design."),
                field="units",
            )

    def count(self, units: int) -> int:
        """Number of possible schedules."""
        return math.factorial(self.arms) ** (units // self.arms) if self.in_rounds else len(self._starts(units))

    def could_draw(self, schedule: Schedule, known: Mask) -> bool:
        """Whether any possible schedule has these arms where they are known. Shapes (units,)."""
        units = len(schedule)
        if (schedule[known] < 0).any() or (schedule[known] >= self.arms).any():
            return False
        if not self.in_rounds:
            return any(bool((schedule == self._from(start, units))[known].all()) for start in self._starts(units))
        rounds = [slice(first, first + self.arms) for first in range(0, units, self.arms)]
        return all(len(set(arms)) == len(arms) for arms in (schedule[each][known[each]].tolist() for each in rounds))

    def draw(self, units: int, rng: np.random.Generator) -> Schedule:
        """Draw one schedule, all equally likely."""
        if self.several:
            rounds = [rng.permutation(self.arms) for _ in range(units // self.arms)]
            return np.concatenate(rounds).astype(np.int8)
        if self.in_rounds:
            first = rng.integers(0, 2, units // 2, dtype=np.int8)
            return np.column_stack([first, 1 - first]).ravel().astype(np.int8)
        return self._from(int(rng.choice(self._starts(units))), units)

    def every(self, units: int) -> Schedule:
        """Return every possible schedule. Shape (count, units)."""
        if not self.in_rounds:
            return np.array([self._from(start, units) for start in self._starts(units)])
        if self.several:
            orders = list(permutations(range(self.arms)))
            return np.array([np.concatenate(rounds) for rounds in product(orders, repeat=units // self.arms)], np.int8)
        pairs = units // 2
        first = ((np.arange(2**pairs)[:, None] >> np.arange(pairs)[None, :]) & 1).astype(np.int8)
        return np.stack([first, 1 - first], axis=2).reshape(len(first), units)

    def _starts(self, units: int) -> range:
        """At least a quarter of the units on either side, so that there is something to compare."""
        least = max(2, math.ceil(units / 4))
        return range(least, units - least + 1)

    def _from(self, start: int, units: int) -> Schedule:
        return (np.arange(units) >= start).astype(np.int8)


DESIGNS: Mapping[str, Design] = {
    design.name: design
    for design in (
        Design(
            name="pairs",
            title=mark("Run by run"),
            words=mark("A coin for every two runs: one with it, one without, in random order."),
            question="prevention",
            unit="run",
            in_rounds=True,
            fewest=6,
        ),
        Design(
            name="blocks",
            title=mark("Two weeks with, two weeks without"),
            words=mark("A coin for every two blocks of days: one with it, one without, in random order."),
            question="prevention",
            unit="block",
            in_rounds=True,
            fewest=4,
        ),
        Design(
            name="start",
            title=mark("One start"),
            words=mark("One start, at a random week: before it without, from then on with it."),
            question="prevention",
            unit="block",
            in_rounds=False,
            fewest=8,
        ),
        Design(
            name="rounds",
            title=mark("Several things, run by run"),
            words=mark("Several things and nothing, a run of each in every round, in random order."),
            question="prevention",
            unit="run",
            in_rounds=True,
            fewest=6,
            several=True,
        ),
        Design(
            name="round-blocks",
            title=mark("Several things, two weeks each"),
            words=mark("Several things and nothing, a block of days of each in every round, in random order."),
            question="prevention",
            unit="block",
            in_rounds=True,
            fewest=6,
            several=True,
        ),
        Design(
            name="now-or-later",
            title=mark("Now or later"),
            words=mark("A coin for every two times it hurts: do it now, or wait half an hour first, in random order."),
            question="relief",
            unit="episode",
            in_rounds=True,
            fewest=6,
        ),
        Design(
            name="one-or-other",
            title=mark("One thing or another"),
            words=mark("A coin for every two times it hurts: do the one now, or the other, in random order."),
            question="relief",
            unit="episode",
            in_rounds=True,
            fewest=6,
        ),
    )
}


def design_named(name: str) -> Design:
    """Look a design up.

    Raises
    ------
    InvalidValueError
        If there is none of that name.
    """
    if name not in DESIGNS:
        raise InvalidValueError(
            say("design must be one of {designs}; got {name!r}.", designs=", ".join(DESIGNS), name=name),
            remedy=say("Choose one."),
            field="design",
        )
    return DESIGNS[name]
