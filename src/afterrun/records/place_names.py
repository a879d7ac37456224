"""What people call the places: other names, in English, German and more, each for a place that has a name already."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from afterrun.records.place_names_abroad import FILLERS_ABROAD, PLACES_ABROAD, SIDES_ABROAD

_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_LETTERS = re.compile(r"[^\W_]+")
# Japanese writes no blank behind the side: 左かかと, 右足のかかと; parts of the foot keep it in their names: 足の甲.
_SIDE_AHEAD = re.compile(r"([左右両])(?:側の?|[足脚]の(?!甲|裏|親?指)|の)?(?=\w)")
_ELIDED = re.compile(r"\b[dl]['’]")  # l'aine: no L for the left
_BETWEEN_PLACES = re.compile(r"[/+&,;]|\b(?:and|und|et|y|en|och|og)\b")
# Words that tell nothing of the place: "the arch of my foot, on the left side".
_FILLERS = frozenset(
    (
        *("of", "the", "my", "on", "in", "at", "side", "sides", "and", "und"),
        *("der", "des", "die", "das", "dem", "den", "am", "an", "im", "mein", "meine", "meiner", "seite"),
    )
)

_SIDE_NAMES: Mapping[str, str] = {
    "left": "left l lt li lks links linke linker linkes linken",
    "right": "right r rt re rts rechts rechte rechter rechtes rechten",
    "both": "both bilateral bilat bds beide beiden beider beidseits beiderseits beidseitig",
}
_REGION_NAMES: Mapping[str, tuple[str, ...]] = {
    "forefoot-lateral": ("forefoot, outer side", "outer forefoot", "lateral forefoot", "Vorfuß außen"),
    "forefoot-central": ("forefoot, middle", "middle of the forefoot", "central forefoot", "Vorfuß Mitte"),
    "forefoot-medial": ("forefoot, inner side", "inner forefoot", "medial forefoot", "Vorfuß innen"),
    "forefoot-medial-sesamoid": ("sesamoid", "sesamoid bone", "Sesambein", "Sesambeine"),
    "forefoot": ("ball of the foot", "front of the foot", "metatarsals", "Metatarsalia", "Vorfuß", "Fußballen"),
    "toes-big": ("big toe", "great toe", "Großzehe", "großer Zeh", "große Zehe"),
    "toes": ("toe", "Zehen", "Zehe", "Zeh"),
    # The instep is the top of the arch to most and its inner side to some: the map draws the midfoot from above.
    "midfoot": ("instep", "top of the foot", "foot top", "Mittelfuß", "Fußrücken", "Spann", "Rist"),
    "arch": (
        "sole",
        "sole of the foot",
        "arch of the foot",
        "foot arch",
        "plantar fascia",
        "Plantarfaszie",
        "Fußsohle",
        "Sohle",
        "Fußgewölbe",
    ),
    "heel": ("heel bone", "back of the heel", "Ferse", "Fersen", "Fersenbein"),
    "achilles": ("achilles tendon", "back of the ankle", "Achillessehne", "Achillessehnen"),
    "ankle": ("ankle joint", "ankle bone", "Sprunggelenk", "Sprunggelenke", "Knöchel", "Fußgelenk"),
    # Nobody knows which side of it: below the calf, so that a swollen one is taken as seriously.
    "calf-lower-leg": ("lower leg", "Unterschenkel"),
    "calf": (
        "calves",
        "calf muscle",
        "soleus",
        "gastroc",
        "gastrocnemius",
        "back of the lower leg",
        "back of the leg",
        "Wade",
        "Waden",
    ),
    "shin": ("shin bone", "shinbone", "tibia", "Schienbein", "Schienbeine"),
    "knee-kneecap": ("kneecap", "knee cap", "patella", "Kniescheibe", "Kniescheiben"),
    "knee-inner": ("knee, inner side", "inner knee", "inside of the knee", "Knie innen"),
    # Where runners mostly feel that band.
    "knee-outer": (
        *("knee, outer side", "outer knee", "outside of the knee", "Knie außen"),
        *("IT band", "ITB", "iliotibial band", "Tractus iliotibialis", "iliotibiales Band"),
    ),
    "knee-below": (
        *("knee, below the kneecap", "below the kneecap", "under the kneecap", "patellar tendon"),
        *("Knie unter der Kniescheibe", "unter der Kniescheibe", "Patellasehne"),
    ),
    "knee-behind": ("knee, behind", "behind the knee", "back of the knee", "hollow of the knee", "Kniekehle"),
    "knee": ("Knie", "Kniegelenk"),
    "hamstring": ("hammy", "hamstrings", "back of the thigh", "Oberschenkel hinten"),
    "thigh": ("front of the thigh", "quad", "quads", "quadriceps", "Oberschenkel vorn", "Oberschenkel"),
    "hip-buttock": (
        "buttock",
        "glute",
        "glutes",
        "glute med",
        "glute max",
        "piriformis",
        "gluteal",
        "gluteus",
        "Gesäß",
        "Po",
        "Pobacke",
    ),
    "hip-pelvis": ("pelvis", "Becken"),
    "hip": ("hip joint", "Hüfte", "Hüften", "Hüftgelenk"),
    "groin": ("adductor", "adductors", "Leiste", "Leisten", "Adduktoren"),
    "back-lower": ("lower back", "low back", "unterer Rücken", "Kreuz"),
    "back": ("Rücken",),
    "head": ("Kopf",),
    "body": ("whole body", "ganzer Körper", "Körper"),
}
_CENTRAL = frozenset({"back-lower", "back", "head", "body", "hip-pelvis"})
"""There is one of each, so it needs no side."""


@lru_cache(maxsize=1024)
def place_named(text: str) -> tuple[str, str] | None:
    """Read a place by any of its names, with its side before or after it.

    Returns
    -------
    (str, str) or None
        Side and region; None if it is no known name.

    Examples
    --------
    >>> place_named("left sole"), place_named("Kneecap right"), place_named("linke Wade"), place_named("Kopf")
    (('left', 'arch'), ('right', 'knee-kneecap'), ('left', 'calf'), ('both', 'head'))
    """
    side, words = side_and_words(text)
    name = _joined(words)
    region = _region_named(name)
    if side is None and region in _CENTRAL:
        side = "both"
    return None if side is None or region is None else (side, region)


def side_and_words(text: str) -> tuple[str | None, tuple[str, ...]]:
    """Part a text into its side, both where it names left and right, None if it names none, and its other words.

    Examples
    --------
    >>> side_and_words("Right-heel pad"), side_and_words("heel L+R")
    (('right', ('heel', 'pad')), ('both', ('heel',)))
    """
    plain = _SIDE_AHEAD.sub(r"\1 ", _ELIDED.sub("", _without_marks(text)))
    words = tuple(dict.fromkeys(_LETTERS.findall(plain)))
    sides = [_SIDE_OF[word] for word in words if word in _SIDE_OF]
    side = sides[0] if len(sides) == 1 else "both" if sorted(sides) == ["left", "right"] else None
    return side, tuple(word for word in words if word not in _SIDE_OF)


@lru_cache(maxsize=1024)
def names_two_places(text: str) -> bool:
    """Whether a text names two places, of which a number can be true of one only.

    Examples
    --------
    >>> names_two_places("left knee / right hip"), names_two_places("knee L+R"), names_two_places("knee, outer side")
    (True, False, False)
    """
    parts = (_joined(side_and_words(part)[1]) for part in _BETWEEN_PLACES.split(_without_marks(text)))
    regions = {region for part in parts if (region := _region_named(part)) is not None}
    return len({region.partition("-")[0] for region in regions}) > 1


def _region_named(name: str) -> str | None:
    return _REGION_OF.get(name) or _REGION_OF.get(name.removesuffix("s"))


def _without_marks(text: str) -> str:
    # A Mac writes an umlaut as two characters.
    plain = unicodedata.normalize("NFC", text).casefold().translate(_PLAIN)
    return "".join(letter for letter in unicodedata.normalize("NFD", plain) if not unicodedata.combining(letter))


def _joined(words: Iterable[str]) -> str:
    return "-".join(word for word in words if word not in _ALL_FILLERS)


_SIDE_OF: Mapping[str, str] = {
    word: side
    for side in _SIDE_NAMES
    for word in _LETTERS.findall(_without_marks(f"{_SIDE_NAMES[side]} {SIDES_ABROAD[side]}"))
}
_ALL_FILLERS = _FILLERS | {*_LETTERS.findall(_without_marks(FILLERS_ABROAD))}


def _joined_names() -> Iterator[tuple[str, str]]:
    for region in _REGION_NAMES:
        for name in (region, *_REGION_NAMES[region], *PLACES_ABROAD.get(region, "").split(",")):
            if name.strip():
                yield _joined(side_and_words(name)[1]), region


_REGION_OF: Mapping[str, str] = dict(_joined_names())
