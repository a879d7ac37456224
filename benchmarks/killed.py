"""What kills did to entries that somebody was told are kept: the same count, whatever was killed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


@dataclass(slots=True)
class Killed:
    """What kills did.

    Parameters
    ----------
    kills : int
        How many.
    acknowledged, lost, doubled : int
        Entries that were told to be kept; of those not there; and how often any was there once more.
    damage : list of str
        What was not sound afterwards.
    """

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    damage: list[str] = field(default_factory=list)

    def count(self, told: Collection[T], there: Counter[T]) -> None:
        """Compare what was told to be kept with what is there, how often."""
        self.acknowledged += len(told)
        self.lost += len(set(told) - set(there))
        self.doubled += sum(times - 1 for times in there.values())

    @property
    def harmed(self) -> bool:
        """Whether anything was lost, doubled or damaged."""
        return bool(self.lost or self.doubled or self.damage)
