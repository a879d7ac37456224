"""Take cards by their ids."""

from __future__ import annotations

from afterrun.reasons.evidence.card import Card
from afterrun.reasons.evidence.listed import CARDS


def cards(*ids: str) -> tuple[Card, ...]:
    """Take cards in this order; one that is not shipped is an error."""
    return tuple(CARDS[each] for each in ids)
