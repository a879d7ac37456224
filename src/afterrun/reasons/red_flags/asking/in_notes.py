"""Words in the notes of reports that make a question worth a tap.

A wrong guess costs a tap. Clauses with a "no" or a "not" before the word are left out (`notes`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from afterrun.language import mark
from afterrun.reasons.red_flags.asking.pattern import Pattern, Strength, Told, worst_where
from afterrun.reasons.red_flags.growing import is_bone
from afterrun.reasons.red_flags.notes import says
from afterrun.reasons.red_flags.rule import Place
from afterrun.reasons.red_flags.swelling import is_vein

_WHY = mark("A word in one of your notes.")

_BREATH = re.compile(
    r"(can ?not|can'?t|couldn'?t|could not|unable to|keine?|nicht|schlecht|kaum) (\w+ ){0,3}"
    r"(breath|breathe|air|luft|atmen)\b|"
    r"breath|chest|cough\w* (up )?blood|atemnot|\batem\b|atemlos|kurzatm|\bbrust|blut gehustet"
)
_BIGGER = re.compile(r"swell|swoll|thicker|bigger|puffy|schwoll|schwell|dicker|tight skin|edem|oedem")
_HOT = re.compile(
    r"(skin|calf|leg|foot|toes?|knee|ankle|joint|looks?|feels?|felt|wade|bein|fuss|zeh|knie|gelenk)\b[^.]{0,20}"
    r"\b(hot|warm|red|heiss|rot)\b|redden|redness|geroetet|fever|shiver|chills|fieber|schuettelfrost"
)
_SADDLE = re.compile(
    r"between (the|my) legs|saddle|bladder|bowel|wet myself|groin is numb|genital|blase|\bdarm|im schritt|reithose|harn"
)
_DROP = re.compile(
    r"slap|drag(s|ging)? my (foot|toe)|trip(s|ped|ping)? over my|drop foot|foot drop|"
    r"schleif|haengt der fuss|fuss haengt"
)
_SNAP = re.compile(
    r"\b(pop|popped|snap|snapped|bang|crack|cracked|kicked)\b|knall|peitsch|\briss\b|gerissen|tritt in die"
)
_STEPS = re.compile(
    r"(can ?not|can'?t|couldn'?t|could not|unable to|hardly|barely|kann nicht|konnte nicht|kaum)[^.]{0,30}?"
    r"\b(walk|step|stand|weight|auftreten|gehen|laufen|belasten)|on crutches|kruecken|deformed|out of shape"
)
_COLOUR = re.compile(r"\b(blue|bluish|pale|purple|white and cold|ice cold)\b|blaeulich|\bblau\b|\bblass|eiskalt")
_NIGHT = re.compile(
    r"(woke|wakes|waking|kept) me|(at|all|during the) night|nachts|aufgewacht|weckt mich|nicht schlafen"
)
_SPOT = re.compile(
    r"pin ?point|(one|single|exact|same) spot|on the bone|hop(s|ped|ping)?\b|punktuell|auf dem knochen|huepf"
)
_NUMB = re.compile(r"numb|tingl|pins and needles|taub|kribbel")
_LUMP = re.compile(r"\blumps?\b|(lost|losing) weight|cancer|\bknoten\b|knubbel|abgenommen|krebs|tumou?r")
_TABLETS = re.compile(r"antibiotic|quinolon|floxacin|\bcipro|antibiotik")


def _everywhere(_: Place) -> bool:
    return True


def _at_vein(place: Place) -> bool:
    return is_vein(place.site)


def _not_at_vein(place: Place) -> bool:
    return not is_vein(place.site)


def _at_bone(place: Place) -> bool:
    return is_bone(place.site)


def _at_back_of_leg(place: Place) -> bool:
    return place.site.region.startswith(("achilles", "calf", "heel"))


def _noted(words: re.Pattern[str], where: Callable[[Place], bool] = _everywhere) -> Callable[[Told], Strength]:
    """Take the worst report of two weeks with such a word in its note, at each place that counts."""

    def strength(told: Told) -> Strength:
        return worst_where(
            told,
            lambda place: (each for each in place.recent if where(place) and each.note and says(each.note, words)),
        )

    return strength


IN_NOTES = tuple(
    Pattern(why=_WHY, signs=signs, strength=strength)
    for signs, strength in (
        (("chest-pain-breathless",), _noted(_BREATH)),
        (("swollen-calf-clot", "chest-pain-breathless"), _noted(_BIGGER, _at_vein)),
        (("swollen-calf-clot",), _noted(_HOT, _at_vein)),
        (("hot-red-joint-fever",), _noted(_BIGGER, _not_at_vein)),
        (("hot-red-joint-fever",), _noted(_HOT, _not_at_vein)),
        (("saddle-numbness",), _noted(_SADDLE)),
        (("foot-drop",), _noted(_DROP)),
        (("pop-lost-push-off",), _noted(_SNAP, _at_back_of_leg)),
        (("cannot-take-four-steps",), _noted(_STEPS)),
        (("cold-pale-blue",), _noted(_COLOUR)),
        (("night-or-rest-bone-pain",), _noted(_NIGHT, _at_bone)),
        (("swollen-calf-clot",), _noted(_NIGHT, _at_vein)),
        (("single-bone-spot", "hop-sharp-pain"), _noted(_SPOT, _at_bone)),
        (("numb-tingling-weak",), _noted(_NUMB)),
        (("cancer-weight-loss-lump",), _noted(_LUMP)),
        (("antibiotic-tendon",), _noted(_TABLETS)),
    )
)
"""One reason to ask for each sign that people write of."""
