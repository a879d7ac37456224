"""Signs that reports name in the fields that are there for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from afterrun.reasons.red_flags.answered import seen_last
from afterrun.reasons.red_flags.rule import Place
from afterrun.reasons.red_flags.swelling import HEAT, is_vein, shows_heat
from afterrun.records import Diary

_CLOT, _HOT = "swollen-calf-clot", "hot-red-joint-fever"
_NAMES = {  # sign -> the word of reports that says it
    "chest-pain-breathless": "breath",
    "single-bone-spot": "one-spot",
    "hop-sharp-pain": "hopping",
    "night-or-rest-bone-pain": "night",
    "foot-drop": "foot-drop",
    "numb-tingling-weak": "numb",
}


def named_signs(diary: Diary, places: Iterable[Place], now: datetime) -> set[str]:
    """Name the signs that reports say in so many words: they are flagged already, and nobody is asked about them.

    What was reported before somebody last looked at anything is left out: it may be flagged no longer.
    """
    looked = max(seen_last(diary.signs, now).values(), default=None)
    known = [replace(place, seen=looked) if looked else place for place in places]
    named = frozenset[str]().union(*(place.signs for place in known))
    legs = any(is_vein(place.site) and place.signs & HEAT for place in known)
    hot = any(shows_heat(place) for place in known)
    found = {sign for sign, word in _NAMES.items() if word in named}
    return found | ({_CLOT} if legs else set()) | ({_HOT} if hot else set())
