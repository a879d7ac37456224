"""Every card that is shipped, by its id."""

from __future__ import annotations

from collections.abc import Mapping

from afterrun.reasons.evidence.card import Card
from afterrun.reasons.evidence.listed.calf import CALF_CARDS
from afterrun.reasons.evidence.listed.cramp import CRAMP_CARDS
from afterrun.reasons.evidence.listed.forefoot import FOREFOOT_CARDS
from afterrun.reasons.evidence.listed.load import LOAD_CARDS
from afterrun.reasons.evidence.listed.looked_at import LOOKED_AT_CARDS
from afterrun.reasons.evidence.listed.strength import STRENGTH_CARDS
from afterrun.reasons.evidence.listed.stretching import STRETCHING_CARDS

ALL_CARDS = (
    *CALF_CARDS,
    *STRENGTH_CARDS,
    *STRETCHING_CARDS,
    *CRAMP_CARDS,
    *LOAD_CARDS,
    *FOREFOOT_CARDS,
    *LOOKED_AT_CARDS,
)
CARDS: Mapping[str, Card] = {card.id: card for card in ALL_CARDS}
