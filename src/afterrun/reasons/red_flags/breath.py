"""Short breath or chest pain beside a sore leg."""

from __future__ import annotations

from afterrun.findings import Flag
from afterrun.language import say
from afterrun.reasons.red_flags.rule import SAME_DAY, Place, Rule


def _breath(place: Place) -> Flag | None:
    if "breath" not in place.signs:
        return None
    return Flag(
        SAME_DAY,
        say(
            "You noted short breath or chest pain. If it is there now, or came on suddenly, call an ambulance. "
            "Otherwise see a doctor today."
        ),
    )


BREATH = Rule(
    name="short-of-breath",
    sign="chest-pain-breathless",
    find=_breath,
    rests_on="General medical knowledge (a clot can travel from the leg to the lung); no source was checked",
)
