"""What a pattern in the diary is made of: which questions it suggests, and how strong it is where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from afterrun.reasons.red_flags.rule import TOLD_FOR, Place
from afterrun.reasons.red_flags.written import Text, texts_of
from afterrun.records import Diary, PainReport

Strength = Mapping[str, float]
"""Where, and how strongly: the worst report of the pattern there [NRS points], or how many of them there were."""


@dataclass(frozen=True, kw_only=True)  # without slots: what was written is looked for once
class Told:
    """What patterns are looked for in: the diary up to a moment, and the same by place."""

    now: datetime
    diary: Diary
    places: tuple[Place, ...]

    @cached_property
    def texts(self) -> list[Text]:
        """What was written in two weeks, newest first."""
        return texts_of(self.diary, self.now - TOLD_FOR, self.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Something in a diary that makes a question worth asking.

    Parameters
    ----------
    why : str
        What was seen, marked for translation.
    signs : tuple of str
        What it makes worth asking.
    strength : callable
        What was told -> where the pattern is, and how strong.
    """

    why: str
    signs: tuple[str, ...]
    strength: Callable[[Told], Strength]


def worst_where(told: Told, found: Callable[[Place], Iterable[PainReport]]) -> Strength:
    """Take the worst of the reports that are found at each place."""
    worst = {str(place.site): [report.nrs for report in found(place)] for place in told.places}
    return {place: max(nrs) for place, nrs in worst.items() if nrs}
