"""Units at the edges: Afterrun stores SI and shows what runners say."""

from __future__ import annotations

import re

from afterrun.errors import InvalidValueError
from afterrun.language import say

METRES_PER_MILE = 1609.344  # exact, international yard and pound agreement, 1959
SECONDS_PER_HOUR = 3600.0
SECONDS_PER_DAY = 86400.0
HOURS_PER_DAY = 24.0

_METRES_PER_UNIT = {"m": 1.0, "km": 1000.0, "mi": METRES_PER_MILE, "mile": METRES_PER_MILE, "miles": METRES_PER_MILE}
_DISTANCE = re.compile(r"\s*([0-9]+(?:[.,][0-9]+)?)\s*([a-z]+)\s*", re.IGNORECASE)


def parse_distance_m(text: str) -> float:
    """Read a distance such as ``5 km``, ``3,5km``, ``3 mi`` or ``800 m``.

    Returns
    -------
    float
        Distance. [m]

    Raises
    ------
    InvalidValueError
        If the text is no positive number followed by m, km or mi.

    Examples
    --------
    >>> parse_distance_m("5 km")
    5000.0
    >>> round(parse_distance_m("3 mi"))
    4828
    """
    match = _DISTANCE.fullmatch(text)
    factor = _METRES_PER_UNIT.get(match.group(2).lower()) if match else None
    if match is None or factor is None or (distance_m := float(match.group(1).replace(",", ".")) * factor) <= 0:
        raise InvalidValueError(
            say("distance must be a number and a unit; got {text!r}.", text=text),
            remedy=say('Write it like "5 km", "3 mi" or "800 m".'),
            field="distance",
        )
    return distance_m
