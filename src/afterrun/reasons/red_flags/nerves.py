"""Numb, weak, or a foot that no longer lifts."""

from __future__ import annotations

from afterrun.findings import Flag
from afterrun.language import say
from afterrun.reasons.red_flags.rule import SAME_DAY, SOON, Place, Rule


def _numb(place: Place) -> Flag | None:
    signs = place.signs
    if "foot-drop" in signs:
        return Flag(SAME_DAY, say("You noted a foot that drops or slaps. See a doctor today."))
    if "numb" not in signs:
        return None
    return Flag(
        SOON,
        say(
            "You reported numbness or weakness. Have a clinician look at it soon; today if it came suddenly, if you "
            "cannot lift the foot or rise on tiptoe, or are numb between the legs."
        ),
    )


NERVES = Rule(
    name="numb-or-weak",
    sign="numb-tingling-weak",
    find=_numb,
    rests_on="UK musculoskeletal pathway for foot and ankle (foot drop); clinic pages on nerves of the foot (numbness)",
)
