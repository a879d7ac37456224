"""Which sport an activity was: by its name, else by its speed."""

from __future__ import annotations

import re

RUNNING = "running"
OTHER = "other-activity"
WALKING = "walking"

# Between a brisk walk (about 7 km/h) and a fast bicycle or an elite race over 800 m (about 23 km/h).
RUN_SPEED_MPS = (1.9, 6.5)

_RUN = re.compile(r"\brun|run\b|running\b|\bjog|treadmill")
_STRAVA_NUMBER = {"1": "cycling", "4": "hiking", "9": RUNNING, "10": WALKING, "16": "swimming"}
_PART_OF_NAME = {
    "walk": WALKING,
    "hik": "hiking",
    "cycl": "cycling",
    "bik": "cycling",
    "ride": "cycling",
    "swim": "swimming",
    "row": "rowing",
    "ski": "skiing",
    "snowboard": "snowboarding",
    "skat": "skating",
    "kayak": "kayaking",
    "canoe": "canoeing",
    "paddl": "paddling",
    "sail": "sailing",
    "surf": "surfing",
    "golf": "golf",
    "yoga": "yoga",
    "strength": "strength",
    "weight": "strength",
    "elliptical": "elliptical",
    "soccer": "soccer",
    "football": "football",
    "tennis": "tennis",
    "transition": "transition",
    "driv": "driving",
    "car": "driving",
}


def slug(text: str) -> str:
    """Turn a name into lower-case words joined by hyphens.

    Examples
    --------
    >>> slug("Outdoor Bike")
    'outdoor-bike'
    """
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-")


def sport_named(text: str | None) -> str | None:
    """Recognise the sport in a free text such as ``Trail Running`` or ``Morning ride``; None if it is not clear.

    Examples
    --------
    >>> sport_named("trail_running"), sport_named("Ride"), sport_named("Other")
    ('running', 'cycling', None)
    """
    words = slug(text or "").replace("-", " ")
    if words in _STRAVA_NUMBER:
        return _STRAVA_NUMBER[words]
    if _RUN.search(words):
        return RUNNING
    return next((kind for part, kind in _PART_OF_NAME.items() if re.search(rf"\b{part}", words)), None)


def sport_by_speed(speed_mps: float | None) -> str:
    """Guess the sport from the mean moving speed. [m/s]"""
    if speed_mps is None or speed_mps > RUN_SPEED_MPS[1]:
        return OTHER
    return RUNNING if speed_mps >= RUN_SPEED_MPS[0] else WALKING
