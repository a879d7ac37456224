"""Signs that somebody should look at soon."""

from __future__ import annotations

from typing import Final

from afterrun.language import mark
from afterrun.reasons.red_flags.listed.sign import SOON, Sign

_GENERAL = "General medical knowledge"
_LEVEL: Final = "soon"

SOON_SIGNS = (
    Sign(
        id="numb-tingling-weak",
        level=_LEVEL,
        tick=mark("Toes are numb or tingle, the sole burns, or the toes are weak."),
        act=SOON,
        why="A nerve at the toes, the ankle or the back.",
        rests_on="Clinic pages on a nerve of the sole",
        status="second-hand",
        read_by=("numb-or-weak",),
    ),
    Sign(
        id="cramps-rest-weakness",
        level=_LEVEL,
        tick=mark(
            "Cramps come often at rest or at night, a muscle twitches or gets thinner, or it began with a new medicine."
        ),
        act=SOON,
        why="Nerves, salts of the blood or a medicine, and not the way one moves.",
        rests_on=_GENERAL,
        status="unchecked",
    ),
    Sign(
        id="periods-energy-past-bsi",
        level=_LEVEL,
        tick=mark(
            "Missed periods, eating too little, thin bones, steroids for long, or a bone that was overloaded before."
        ),
        act=mark("Have a clinician hear about it soon, and before you run more."),
        why="They make tired bones more likely; an earlier one counts in the score of the recruits.",
        rests_on="Sports Health 2020, PMC7485018 (an earlier one); Medscape (periods)",
        status="verified",
    ),
    Sign(
        id="under-eighteen-bone",
        level=_LEVEL,
        tick=mark("You are under 18, and a bone or a joint hurts."),
        act=SOON,
        why="Bones that still grow need looking at.",
        rests_on=_GENERAL,
        status="unchecked",
    ),
    Sign(
        id="toe-drifting",
        level=_LEVEL,
        tick=mark("A toe has begun to lean or cross, or no longer touches the floor."),
        act=SOON,
        why="The plate under the toe joint; the toe can stay so.",
        rests_on="Klein et al. 2013, 90 people who were operated on",
        status="verified",
    ),
    Sign(
        id="no-change-six-weeks",
        level=_LEVEL,
        tick=mark("No better after six weeks of taking it easy, or there for three months in all."),
        act=mark("Have it examined once, whatever you go on testing here."),
        why="Some causes can be seen or felt, and need other care.",
        rests_on="NHS Borders leaflet (three months); six weeks are a judgement",
        status="verified",
        read_by=("no-better-in-six-weeks",),
    ),
)
