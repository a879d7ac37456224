"""Which sport an activity was: by its name in any spelling and language, else by its speed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from afterrun.importers.devices.sport_words import (
    CYCLING,
    GENERIC,
    NO_RUN,
    PHRASES,
    RUNNING,
    SEVERAL,
    TREADMILL,
    WALKING,
    WAYS_TO_RUN,
    WORDS,
)
from afterrun.records.run import UNCLEAR

__all__ = [
    "OTHER",
    "RUNNING",
    "UNCLEAR",
    "WALKING",
    "is_generic",
    "is_of_another",
    "is_on_treadmill",
    "is_run_and_exercise",
    "is_run_and_more",
    "is_way_to_run",
    "slug",
    "sport_by_speed",
    "sport_in_file_name",
    "sport_in_name",
    "sport_named",
    "words_of",
]

OTHER = "other-activity"

# Judgement. A brisk walk ends at about 7 km/h; few run an hour faster than 3:42 a kilometre, and many ride so slowly;
# 23 km/h is the pace of an elite race over 800 m to a mile.
WALK_TO_MPS = 1.9
RUN_SPEED_MPS = (2.0, 4.5)
NO_RUN_FROM_MPS = 6.5

_STRAVA_NUMBER = {"1": CYCLING, "4": "hiking", "9": RUNNING, "10": WALKING, "16": "swimming"}
_RUN_AS_SPORT = frozenset(("trail", "course"))
_BESIDE_A_RUN = frozenset((RUNNING, TREADMILL, WALKING, "strength", "yoga", "gymnastics", "rope-skipping"))
_JOINED = re.compile(r"[+/&,;]|\b(?:and|und|then|dann|plus|with|mit|et|puis|y|e|con|en|met|og|och|i)\b")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = re.compile(r"(\.(fit|gpx|tcx|gz|xml|zip))+$", re.IGNORECASE)
_MIXED = re.compile(r"\d[^\W\d_]|[^\W\d_]\d+[^\W\d_]")
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "þ": "th"})


def slug(text: str) -> str:
    """Turn a name into lower-case words joined by hyphens.

    Examples
    --------
    >>> slug("Outdoor Bike")
    'outdoor-bike'
    """
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-")


def words_of(text: str) -> tuple[str, ...]:
    """Take a text apart into words without capitals and accents, compounds in CamelCase too.

    Examples
    --------
    >>> words_of("EBikeRide"), words_of("Vélo_2026"), words_of("Løbetur")
    (('e', 'bike', 'ride'), ('velo',), ('lobetur',))
    """
    return tuple(_WORD.findall(_folded(_CAMEL.sub(" ", unicodedata.normalize("NFC", text)))))


def sport_named(text: str | None) -> str | None:
    """Recognise the sport in a text such as ``Trail Running``, ``EBikeRide`` or ``Løbetur``; None if it is not clear.

    Examples
    --------
    >>> sport_named("trail_running"), sport_named("Ride"), sport_named("Other"), sport_named("Treadmill Walking")
    ('running', 'cycling', None, 'walking')
    """
    words = words_of(text or "")
    if not words:
        return _STRAVA_NUMBER.get((text or "").strip())
    if _are_several(words):
        return None
    kinds = _kinds(words)
    # As a sport, a trail or a course is run; as a name it may be anything.
    return _decided(kinds) if kinds or not _RUN_AS_SPORT & set(words) else RUNNING


def is_on_treadmill(text: str | None) -> bool:
    """Whether a text names a treadmill, in any of the languages.

    Examples
    --------
    >>> is_on_treadmill("Laufbandtraining"), is_on_treadmill("Course sur tapis roulant"), is_on_treadmill("Run")
    (True, True, False)
    """
    return TREADMILL in _kinds(words_of(text or ""))


def sport_in_name(text: str) -> str | None:
    """Recognise the sport in a name that somebody gave; unclear where it names a run and something else as well.

    Examples
    --------
    >>> sport_in_name("Evening Ride"), sport_in_name("Run to the bike shop"), sport_in_name("Bridge and back")
    ('cycling', 'unclear', None)
    >>> sport_in_name("Triathlon")
    'unclear'
    """
    words = words_of(text)
    kinds = _kinds(words)
    others = set(kinds) - {RUNNING, TREADMILL, WALKING}
    return UNCLEAR if (RUNNING in kinds and others) or _are_several(words) else _decided(kinds)


def is_run_and_more(text: str) -> bool:
    """Whether a text names a run and something else that covers ground, so that a distance may be of both.

    Examples
    --------
    >>> is_run_and_more("Bike + Run"), is_run_and_more("Triathlon"), is_run_and_more("Run, then yoga")
    (True, True, False)
    """
    words = words_of(text)
    kinds = _kinds(words)
    both = RUNNING in kinds and not _BESIDE_A_RUN.issuperset(kinds)
    return _are_several(words) or (both and (_decided(kinds) is None or _joins(text)))


def is_run_and_exercise(text: str) -> bool:
    """Whether a text names a run and, joined to it, only what covers no ground.

    Examples
    --------
    >>> is_run_and_exercise("Lauf + Kraft"), is_run_and_exercise("Strength for runners"), is_run_and_exercise("Run")
    (True, False, False)
    """
    kinds = _kinds(words_of(text))
    return RUNNING in kinds and len(set(kinds)) > 1 and _BESIDE_A_RUN.issuperset(kinds) and _joins(text)


def sport_alone(text: str) -> str | None:
    """Name the sport of a text that names nothing else, and that covers ground; None for any other text.

    Examples
    --------
    >>> sport_alone("Easy run"), sport_alone("Cycling"), sport_alone("Heel walk"), sport_alone("Stretching")
    ('running', 'cycling', None, None)
    """
    sport = sport_named(text)
    if sport is None or sport in _BESIDE_A_RUN - {RUNNING, WALKING}:
        return None
    return sport if all(word in WAYS_TO_RUN or sport_named(word) == sport for word in words_of(text)) else None


def _are_several(words: Sequence[str]) -> bool:
    """Whether a word names several sports in one, also one that is written as two: ``multi_sport``."""
    return not SEVERAL.isdisjoint((*words, *map("".join, pairwise(words))))


def _joins(text: str) -> bool:
    return _JOINED.search(_folded(text)) is not None


def sport_in_file_name(name: str) -> str | None:
    """Recognise the sport in the last part of a file's name, endings and identifiers (``x3lob2``) apart.

    Examples
    --------
    >>> sport_in_file_name("export/2026-05-03T07_30_10_PT40M_Radfahren.tcx"), sport_in_file_name("a1sup9.fit.gz")
    ('cycling', None)
    """
    stem = _ENDINGS.sub("", name.replace("\\", "/").rpartition("/")[2])
    return sport_in_name(" ".join(part for part in re.split(r"[^\w]|_", stem) if not _MIXED.search(part)))


def is_way_to_run(text: str | None) -> bool:
    """Whether a text names how somebody ran: ``Intervals``, ``easy``, ``GA1``.

    Examples
    --------
    >>> is_way_to_run("Long slow"), is_way_to_run("Intervalle 6x400"), is_way_to_run("Physio")
    (True, True, False)
    """
    words = words_of(text or "")
    return bool(words) and any(word in WAYS_TO_RUN for word in words)


def is_generic(text: str | None) -> bool:
    """Whether a text names no sport: ``Other``, ``Default``, ``Sonstiges``, nothing, a number of nobody's."""
    return all(word in GENERIC for word in words_of(text or ""))


def sport_by_speed(speed_mps: float | None) -> str:
    """Guess the sport from the mean moving speed; unclear where people run as well as ride, or walk. [m/s]"""
    if speed_mps is None:
        return UNCLEAR
    if speed_mps > NO_RUN_FROM_MPS:
        return OTHER
    if speed_mps < WALK_TO_MPS:
        return WALKING
    return RUNNING if RUN_SPEED_MPS[0] <= speed_mps <= RUN_SPEED_MPS[1] else UNCLEAR


def is_of_another(name: str, speed_mps: float | None) -> bool:
    """Whether a run is called like another sport only, and hardly anybody runs so fast or slowly.

    Examples
    --------
    >>> is_of_another("Walk with the dog", 1.3), is_of_another("Walk with the dog", 2.8), is_of_another("Hills", 1.3)
    (True, False, False)
    """
    by_speed = speed_mps is not None and sport_by_speed(speed_mps) != RUNNING
    return by_speed and sport_in_name(name) not in (None, RUNNING, UNCLEAR)


def _decided(kinds: Sequence[str]) -> str | None:
    found = set(kinds)
    if len(found) > 1:
        found.discard(TREADMILL)  # only a place, where something else is named
    if found in ({TREADMILL}, {RUNNING, WALKING}):  # a run broken by walking is a run
        return RUNNING
    if len(found) == 1:
        return next(iter(found))
    # A ski run, a motor bike, a swim in a kayak's name: what is more special was meant. A ride and a run is neither.
    special = [kind for kind in kinds if kind not in (RUNNING, WALKING, CYCLING, "swimming", TREADMILL)]
    if special:
        return min(special, key=list(WORDS).index)
    return None if RUNNING in found else next(iter(kinds), None)


def _kinds(words: Sequence[str]) -> list[str]:
    """Find the kind of each word, those of phrases first."""
    text, found = " ".join(words), []
    for phrase, meant in PHRASES.items():
        if f" {phrase} " in f" {text} ":
            text = f" {text} ".replace(f" {phrase} ", " ")
            found.append(meant)
    found.extend(kind for kind in map(_kind_of, text.split()) if kind is not None)
    return found


@cache
def _kind_of(word: str) -> str | None:
    if word in NO_RUN:
        return None
    exact = next((kind for kind, forms in _FORMS.items() if word in forms[0]), None)
    return exact or next((kind for kind, forms in _FORMS.items() if forms[1].fullmatch(word)), None)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")  # Thai has marks, too


def _forms(words: Sequence[str]) -> tuple[frozenset[str], re.Pattern[str]]:
    folded = [_folded(word) for word in words]
    open_ended = "|".join(re.escape(word).replace(r"\*", ".*") for word in folded if "*" in word)
    return frozenset(word for word in folded if "*" not in word), re.compile(open_ended or r"(?!)")


_FORMS = {kind: _forms(words) for kind, words in WORDS.items()}
