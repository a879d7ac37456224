"""Names that are common enough to have a translation; any other is said as it was typed."""

from __future__ import annotations

from collections.abc import Iterable

from afterrun.language import marks, spoken

SYMPTOMS = ("pain", "tightness", "cramp", "numbness", "stiffness", "swelling", "weakness")
MOMENTS = (
    *("first-steps", "before-run", "during-run", "after-run", "rest", "walking", "evening"),
    *("night", "stairs", "sitting", "standing", "hopping", "to-touch"),
)
QUALITIES = (
    *("sore", "bruised", "sharp", "burning", "pebble", "tender-to-load", "tight", "numb"),
    *("one-spot", "swollen", "warm", "red", "breathless"),
)
SURFACES = ("road", "trail", "treadmill", "track", "grass", "mixed")
"""What the forms offer to tap; anything else can be typed or imported and is kept as it is."""

KNOWN_NAMES = (
    *marks("pain", "tightness", "cramp", "numbness", "weakness", "soreness", "stiffness", "swelling"),
    *marks("first steps", "before run", "during run", "after run", "rest", "walking", "evening", "morning"),
    *marks("night", "stairs", "sitting", "standing", "hopping", "to touch"),
    *marks("sore", "bruised", "sharp", "burning", "pebble", "tender to load", "tight", "numb"),
    *marks("one spot", "swollen", "warm", "red", "breathless", "throbbing"),
    *marks(
        "sleep",
        "weight",
        "hours",
        "month",
        "bad night",
        "painkiller",
        "ibuprofen",
        "paracetamol",
        "naproxen",
        "diclofenac",
    ),
    *marks(
        "calf stretch", "calf raises", "massage", "ice", "tape", "foot exercise", "new shoes", "insoles", "rest day"
    ),
    *marks("nothing", "plain", "e-mail", "quiet from", "quiet to", "mail to", "mail sender"),
    *marks("foot core", "tibialis raises", "insole", "long walk", "bike ride", "standing all day", "day"),
    *marks("off step", "flat floor"),
    *marks(
        "running",
        "walking",
        "cycling",
        "swimming",
        "hiking",
        "strength",
        "football",
        "long drive",
        "flight",
        "overhead press",
    ),
    *marks("skiing", "snowboarding", "skating", "paddling", "rowing", "sailing", "surfing", "horse riding", "climbing"),
    *marks("golf", "yoga", "elliptical", "soccer", "tennis", "ball sports", "martial arts", "dancing", "gymnastics"),
    *marks("wheelchair", "diving", "flying", "fishing", "sledding", "rope skipping", "gardening", "driving"),
    *marks("transition", "other activity", "unclear", "aqua jogging"),
    *marks("road", "trail", "treadmill", "track", "grass", "mixed"),
    *marks("left", "right", "both", "monday", "saturday", "sunday"),
    *marks(
        "minutes", "pain before", "pain after", "intervention", "weeks", "ceiling", "time", "nrs", "site", "symptom"
    ),
)
"""As stored names are said: with spaces for hyphens."""


def name_typed(text: str, known: Iterable[str] = ()) -> str:
    """Turn what was typed into a name: small letters, a hyphen for each blank; a known one may be typed as it is said.

    Examples
    --------
    >>> name_typed("Wet Grass", SURFACES), name_typed("Treadmill", SURFACES)
    ('wet-grass', 'treadmill')
    """
    said = {spoken(name).casefold(): name for name in known}
    return said.get(text.strip().casefold(), "-".join(text.lower().split()))


def intervention_words(intervention: str, variant: str | None) -> str:
    """Say an intervention with its kind, where it has one.

    Examples
    --------
    >>> intervention_words("calf-stretch", "off-step")
    'calf stretch (off step)'
    """
    what = spoken(intervention)
    return f"{what} ({spoken(variant)})" if variant else what


def arm_words(name: str) -> str:
    """Say the name of an arm of a trial as it is kept: ``nothing``, or an intervention with its kind in brackets.

    Examples
    --------
    >>> arm_words("calf-stretch (off-step)"), arm_words("nothing")
    ('calf stretch (off step)', 'nothing')
    """
    what, _, variant = name.partition(" (")
    return intervention_words(what, variant.removesuffix(")") or None)
