"""From the rows of a round to what its people share, and to the prior of the next."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from afterrun.cohort.parts import rows_in
from afterrun.cohort.pooling import Among, Drawn, among
from afterrun.cohort.responders import Responders, responders
from afterrun.lab.cohort import columns
from afterrun.response.population import POOLED, Population

FEWEST = 3
"""People below which nothing is shared: of two nobody knows what is usual. Judgement."""
_DIGITS = 6  # of what is lent: the same rows give the same prior to the last digit


@dataclass(frozen=True, slots=True)
class Learned:
    """What the people of a round share.

    Parameters
    ----------
    among : mapping of Among
        By names of `POOLED`.
    responders : Responders
        How many respond.
    shapes : mapping of float
        Shapes with their dose curves, and how often each is among those who respond. [-]
    people : int
        Of how many the response was learned.
    """

    among: Mapping[str, Among]
    responders: Responders
    shapes: Mapping[str, float]
    people: int

    @property
    def enough(self) -> bool:
        """Whether there are enough people to share anything."""
        return self.people >= FEWEST

    def population(self, *, only_known: bool) -> Population:
        """Lend it to the next round; ``only_known`` leaves out of what too little was learned."""
        lent = {name: each.of_the_next for name, each in self.among.items() if each.known or not only_known}
        rounded = {name: (round(mean, _DIGITS), round(sd, _DIGITS)) for name, (mean, sd) in lent.items()}
        return Population(rounded, round(self.responders.lent, _DIGITS))


def learned_from(folder: Path, prior: Population) -> Learned:
    """Learn from the rows of a round that was worked out under a prior."""
    draws: dict[str, list[Drawn]] = {name: [] for name in POOLED}
    chances: list[float] = []
    shapes: Counter[str] = Counter()
    wanted = [columns.DRAWS, columns.PROB_RESPONDS, columns.SHAPES, *map(columns.counts_column, POOLED)]
    for row in rows_in(folder, wanted):
        for name in POOLED:
            if (counts := row[columns.counts_column(name)]) is not None:
                draws[name].append(Drawn(np.frombuffer(counts, dtype=np.uint16), row[columns.DRAWS]))
        if row[columns.PROB_RESPONDS] is not None:
            chances.append(row[columns.PROB_RESPONDS])
            shapes.update(json.loads(row[columns.SHAPES]))
    return Learned(
        among={name: among(each, prior.among.get(name, (0.0, 1.0))) for name, each in draws.items() if each},
        responders=responders(chances, prior.prob_responds),
        shapes=dict(sorted(shapes.items())),
        people=len(chances),
    )


def fingerprint(prior: Population) -> str:
    """Name a prior by what it says: rows that were worked out under another one are another round's."""
    said = json.dumps([dict(sorted(prior.among.items())), prior.prob_responds])
    return sha256(said.encode()).hexdigest()[:12]
