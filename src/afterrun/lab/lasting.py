"""What lasts from the day on which it was put in, as insoles do, and was noted on that day alone.

Somebody who writes down "new insoles" once means them to be worn from then on. As something that happened once they
could be compared with nothing, and what they did would be told as time, or as nothing at all.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from afterrun.records import Care, Diary, Event, Phase
from afterrun.records.free_words import name_folded

# What is put into a shoe, and what is used every day once it is new: judgement.
_LASTS = re.compile(
    r"\b(insoles?|orthotics?|orthos[ei]s|heel (lift|wedge|pad|cup)s?|einlagen?|fersenkeile?|fersenkissen)\b|"
    r"\b(new|neuer?|neues) (running )?(shoes?|boots?|trainers|job|desk|chair|mattress|bed|pillow|saddle|"
    r"(lauf)?schuhe?|arbeit|stelle|schreibtisch|stuhl|matratze|bett|kissen|sattel)\b"
)


def kept_up_since(diary: Diary) -> Diary:
    """Take as kept up since then what was noted once and lasts by its name.

    What was noted more often, as a phase as well, or with a rating before or after stays as it was written down.
    """
    noted: tuple[Event | Care, ...] = (*diary.events, *diary.care)
    names = Counter(map(_name, noted))
    once = {name for name, times in names.items() if times == 1} - {phase.intervention for phase in diary.phases}
    found = [each for each in noted if _name(each) in once and _lasts(each)]
    if not found:
        return diary
    began = (Phase(intervention=_name(each), start=each.at, note=each.note, source=each.source) for each in found)
    return replace(
        diary,
        events=tuple(event for event in diary.events if event not in found),
        care=tuple(care for care in diary.care if care not in found),
        phases=tuple(sorted((*diary.phases, *began), key=lambda phase: phase.start)),
    )


def _name(each: Event | Care) -> str:
    return each.kind if isinstance(each, Event) else each.intervention


def _lasts(each: Event | Care) -> bool:
    rated = isinstance(each, Care) and (each.pain_before is not None or each.pain_after is not None)
    return not rated and _LASTS.search(name_folded(_name(each)).replace("-", " ")) is not None
