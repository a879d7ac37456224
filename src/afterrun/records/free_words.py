"""Free words, folded to one form: "Calf Stretch", "calf_stretch" and "Wadendehnung" are one thing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from afterrun.language import LANGUAGES, say, speaking
from afterrun.records.vocabulary import KNOWN_NAMES

_BETWEEN = re.compile(r"[\s_\-\u2010-\u2015]+")
_NUMBER_ALONE = re.compile(r"[+-]?\d+(?:[.,]\d+)?%?", re.ASCII)
# What the catalogue says in the singular only, or in one word of several.
_ALSO: Mapping[str, str] = {
    "schmerzen": "pain",
    "weh": "pain",
    "krampf": "cramp",
    "taub": "numbness",
    "steif": "stiffness",
    "morgens": "morning",
    "abends": "evening",
    "nachts": "night",
    "nach-dem-lauf": "after-run",
    "nach-dem-laufen": "after-run",
    "vor-dem-lauf": "before-run",
    "vor-dem-laufen": "before-run",
    "beim-laufen": "during-run",
    "beim-lauf": "during-run",
    "während-des-laufs": "during-run",
    "after-the-run": "after-run",
    "after-running": "after-run",
    "before-the-run": "before-run",
    "before-running": "before-run",
    "during-the-run": "during-run",
    "while-running": "during-run",
    "erste-schritte": "first-steps",
    "wadendehnung": "calf-stretch",
    "waden-dehnen": "calf-stretch",
    "wadenheben": "calf-raises",
    "eis": "ice",
}


def name_folded(text: str) -> str:
    """Fold a free word to the name it is kept under: small letters, a hyphen between words, English where it is known.

    Examples
    --------
    >>> name_folded("Calf Stretch"), name_folded("calf_stretch"), name_folded(" calf-  stretch"), name_folded("Schmerz")
    ('calf-stretch', 'calf-stretch', 'calf-stretch', 'pain')
    >>> name_folded("Calf stretches."), name_folded("calf stretching"), name_folded("calf raise")
    ('calf-stretch', 'calf-stretch', 'calf-raises')
    """
    name = _BETWEEN.sub("-", unicodedata.normalize("NFC", text).casefold().strip()).strip("-.,;:!")
    return _known().get(name) or _ALSO.get(name) or _in_another_form(name) or name


def _in_another_form(name: str) -> str | None:
    """Find a known name of several words whose last one stands in another form; of one word that says too little."""
    if "-" not in name:
        return None
    stem = name.removesuffix("s")
    forms = (f"{name}s", stem, stem.removesuffix("e"), name.removesuffix("ing"), name.removesuffix("ing") + "s")
    return next((known for form in forms if form != name and (known := _known().get(form))), None)


def is_number_alone(text: str) -> bool:
    """Whether a word is only a number: no name, but what a comma cut off from the cell before it.

    Examples
    --------
    >>> is_number_alone("5"), is_number_alone("2 km"), is_number_alone("pain")
    (True, False, False)
    """
    return _NUMBER_ALONE.fullmatch(text.strip()) is not None


@cache
def _known() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with speaking(language):
            for name in KNOWN_NAMES:
                kept = name.replace(" ", "-")
                found.setdefault(_BETWEEN.sub("-", say(name).casefold()), kept)
    return found
