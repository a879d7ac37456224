"""What is published, as cards, and the questions that they bear on.

`card` is one finding with its source, `listed` holds all that are shipped, `asked` the questions with their cards, what
the foot simulator is asked, and which tests and parts of the diary bear on them. docs/evidence.md says what a status
means.
"""

from afterrun.reasons.evidence.asked import TOPICS, topic_named
from afterrun.reasons.evidence.card import Card, Figure, Source
from afterrun.reasons.evidence.listed import ALL_CARDS, CARDS
from afterrun.reasons.evidence.topic import AskedDiary, AskedFoot, Topic

__all__ = [
    "ALL_CARDS",
    "CARDS",
    "TOPICS",
    "AskedDiary",
    "AskedFoot",
    "Card",
    "Figure",
    "Source",
    "Topic",
    "topic_named",
]
