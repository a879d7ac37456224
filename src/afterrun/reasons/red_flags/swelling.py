"""Swollen, warm, red, feverish: in the calf and above it one of them is enough for today, elsewhere two."""

from __future__ import annotations

from afterrun.findings import Flag
from afterrun.language import say
from afterrun.reasons.red_flags.rule import SAME_DAY, WITHIN_DAYS, Place, Rule
from afterrun.reasons.red_flags.signs import SEEN, plain
from afterrun.records import Site

_VEINS = ("calf", "knee-behind", "thigh", "hamstring")
HEAT = frozenset({"swollen", "warm", "red"})
FEVERISH = HEAT | {"fever"}
_ENOUGH_FOR_TODAY = 2
_FEVER = SEEN["fever"]


def _leg(place: Place) -> Flag | None:
    """Find a calf or thigh that is swollen, warm or red."""
    if not is_vein(place.site) or not _shown(place) & HEAT:
        return None
    return Flag(
        SAME_DAY,
        say(
            "You noted that it is swollen, warm or red. Have a doctor look at it today and do not run or massage it "
            "until then. With short breath or chest pain call an ambulance now."
        ),
    )


def _hot(place: Place) -> Flag | None:
    """Find two of the signs of heat at any other place."""
    if not shows_heat(place):
        return None
    return Flag(
        SAME_DAY,
        say("You noted more than one of: swollen, warm, red, fever. Have a doctor look at it today."),
    )


def _one(place: Place) -> Flag | None:
    """Find one of them alone: seen within days, and today if another joins it."""
    shown = _shown(place)
    if len(shown) != 1 or (is_vein(place.site) and shown & HEAT):
        return None
    return Flag(
        WITHIN_DAYS,
        say(
            "You noted that it is swollen, warm or red, or a fever. Have a clinician look at it within days; today if "
            "it is hot and swollen, or if you feel ill."
        ),
    )


def shows_heat(place: Place) -> bool:
    """Whether reports of a place other than a leg's veins name two of them."""
    return not is_vein(place.site) and len(_shown(place)) >= _ENOUGH_FOR_TODAY


def is_vein(site: Site) -> bool:
    """Whether it is where a clot in a leg would be felt."""
    return site.region.startswith(_VEINS)


def _shown(place: Place) -> frozenset[str]:
    """What of it was reported; a fever that was written down as an event is of the whole body, and joins it."""
    shown = place.signs & FEVERISH
    lately = (event for event in place.events if place.counts(event.at) and event.at <= place.now)
    feverish = shown and any(_FEVER.search(plain(event.kind)) for event in lately)
    return shown | {"fever"} if feverish else shown


LEG = Rule(
    name="swollen-warm-or-red-calf",
    sign="swollen-calf-clot",
    find=_leg,
    rests_on="Wells et al. 2003, N Engl J Med 349:1227-1235, doi:10.1056/NEJMoa023153, as the two-level score of NICE "
    "CG144 (2012); one sign is enough here, a judgement: a diary cannot weigh the others",
)
HOT = Rule(
    name="hot-red-swollen",
    sign="hot-red-joint-fever",
    find=_hot,
    rests_on="UK musculoskeletal pathway for foot and ankle (infection, septic arthritis); Coakley et al. 2006, "
    "guidelines of the British Society for Rheumatology for the hot swollen joint; two signs are a judgement",
)
ONE_SIGN = Rule(
    name="swelling-alone",
    sign="hot-red-joint-fever",
    find=_one,
    rests_on="BMJ 2020 review of foot pain, doi:10.1136/bmj.m3704 (arthritis is best treated early)",
)
