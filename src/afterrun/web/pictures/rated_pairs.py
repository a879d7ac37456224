"""Each rating before something and after it, as one line from the one to the other: raw, nothing taken off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from afterrun.findings import Intervention
from afterrun.language import number, say
from afterrun.records import Care, Site

SHOWN = 24  # more lines cannot be told apart: judgement
# The picture, in the units of its viewBox.
WIDE, HIGH = 200.0, 118.0
_BEFORE, _AFTER, _TOP, _FOOT = 56.0, 156.0, 10.0, 94.0


@dataclass(frozen=True, slots=True)
class RatedPairs:
    """What was rated around one thing.

    Parameters
    ----------
    pairs : tuple of (float, float)
        Before and after, the newest last; at most `SHOWN`. [NRS]
    of : int
        How many there are in all.
    """

    pairs: tuple[tuple[float, float], ...]
    of: int

    @property
    def lines(self) -> list[tuple[float, float, float, float]]:
        """From where to where each line goes; equal ones lie a little apart, so that each is seen."""
        seen: dict[tuple[float, float], int] = {}
        found = []
        for pair in self.pairs:
            aside = 1.6 * seen.get(pair, 0)
            seen[pair] = seen.get(pair, 0) + 1
            found.append((_BEFORE, round(height(pair[0]) - aside, 1), _AFTER, round(height(pair[1]) - aside, 1)))
        return found

    @property
    def words(self) -> str:
        """The same in words: 4 to 3, 3 to 1."""
        told = (say("{before} to {after}", before=number(a), after=number(b)) for a, b in self.pairs)
        return say(", ").join(told)


def height(nrs: float) -> float:
    """Turn points into a place in the picture.

    Examples
    --------
    >>> height(0), height(10)
    (94.0, 10.0)
    """
    return round(_FOOT - (_FOOT - _TOP) * nrs / 10, 1)


def rated_pairs(care: Sequence[Care], item: Intervention, site: Site) -> RatedPairs | None:
    """Gather the ratings of one thing at one site; None where there is none."""
    found = [
        (each.pain_before, each.pain_after)
        for each in care
        if (each.intervention, each.variant) == (item.intervention, item.variant)
        and each.site in (None, site)
        and each.pain_before is not None
        and each.pain_after is not None
    ]
    return RatedPairs(tuple(found[-SHOWN:]), len(found)) if found else None
