"""Which kinds of care a diary can tell apart: each has a relief of its own in the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from afterrun.records import Care
from afterrun.response.arrays import Ints

_FEWEST_OF_A_KIND = 3  # rarer kinds share one: twice tells next to nothing of a relief
_MOST_KINDS = 6  # each costs a coefficient; a season holds no more: judgement


class _Kind(NamedTuple):
    intervention: str
    variant: str | None
    rated: bool


_OTHER = _Kind("other", None, rated=False)


@dataclass(frozen=True, slots=True)
class CareKinds:
    """Kinds of care by number, and the number of each care.

    What is rated before and after each time says what it takes off; what is done without a rating may be done
    otherwise, and is seen only by whatever report comes hours later. So times without ratings are a kind of their own
    beside times with them, and do not water down what these say.

    Parameters
    ----------
    names : tuple of (intervention, variant)
        Rare kinds share the last, ``("other", None)``. Where a name stands twice, the first is that of the times with
        ratings.
    of_each : ndarray, shape (C,)
        Number of the kind of each care.
    """

    names: tuple[tuple[str, str | None], ...]
    of_each: Ints

    @classmethod
    def of(cls, cares: Sequence[Care]) -> CareKinds:
        """Sort some care into kinds."""
        each = _kind_of_each(cares)
        counts = Counter(each)
        ranked = sorted(counts, key=lambda kind: (not kind.rated, -counts[kind]))
        usual = [kind for kind in ranked if counts[kind] >= _FEWEST_OF_A_KIND][: _MOST_KINDS - 1]
        kinds = usual if len(usual) == len(counts) else [*usual, _OTHER]
        number = {kind: i for i, kind in enumerate(kinds)}
        rest = number.get(_OTHER, 0)
        return cls(
            names=tuple((kind.intervention, kind.variant) for kind in kinds),
            of_each=np.array([number.get(kind, rest) for kind in each], dtype=np.int32),
        )


def _kind_of_each(cares: Sequence[Care]) -> list[_Kind]:
    ratings = Counter((care.intervention, care.variant) for care in cares if _rated(care))
    return [
        _Kind(
            care.intervention,
            care.variant,
            _rated(care) and ratings[care.intervention, care.variant] >= _FEWEST_OF_A_KIND,
        )
        for care in cares
    ]


def _rated(care: Care) -> bool:
    return care.pain_before is not None and care.pain_after is not None
