"""Short breath or chest pain beside a sore leg."""

from __future__ import annotations

from datetime import datetime

from afterrun.findings import Flag
from afterrun.language import say
from afterrun.reasons.red_flags.rule import SAME_DAY, Reports, Rule, recent
from afterrun.reasons.red_flags.signs import signs_of


def _breath(reports: Reports, now: datetime) -> Flag | None:
    if not any("breath" in signs_of(report) for report in recent(reports, now)):
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
    find=_breath,
    rests_on="General medical knowledge (a clot can travel from the leg to the lung); no source was checked",
)
