"""Units at the edges: Afterrun stores SI and shows what runners say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

from afterrun.errors import InvalidValueError
from afterrun.language import number, say

DistanceUnit = Literal["km", "mi"]

METRES_PER_MILE = 1609.344  # exact, international yard and pound agreement, 1959
METRES_PER_YARD = METRES_PER_MILE / 1760
KILOGRAMS_PER_POUND = 0.45359237  # exact, the same agreement
SECONDS_PER_HOUR = 3600.0
SECONDS_PER_DAY = 86400.0
HOURS_PER_DAY = 24.0

_METRES_PER_UNIT = {"m": 1.0, "km": 1000.0, "mi": METRES_PER_MILE, "mile": METRES_PER_MILE, "miles": METRES_PER_MILE}
_in_force: ContextVar[DistanceUnit] = ContextVar("distance_unit", default="km")
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


def distance_unit() -> DistanceUnit:
    """Name the unit in which distances are said here; kilometres where nobody chose.

    Examples
    --------
    >>> distance_unit()
    'km'
    """
    return _in_force.get()


@contextmanager
def measuring(unit: DistanceUnit) -> Iterator[None]:
    """Say distances in a unit inside; threads and other requests go on in theirs.

    Examples
    --------
    >>> with measuring("mi"):
    ...     distance_words(6431)
    '4.0 mi'
    """
    before = _in_force.set(unit)
    try:
        yield
    finally:
        _in_force.reset(before)


def distance_words(distance_m: float, spec: str = ".1f") -> str:
    """Say a distance in the unit in force.

    Parameters
    ----------
    distance_m : float
        Distance. [m]
    spec : str
        How the number is written, as `format` takes it.

    Examples
    --------
    >>> distance_words(6431), distance_words(5000, ".3g")
    ('6.4 km', '5 km')
    """
    far = number(distance_in_unit(distance_m), spec)
    return say("{far} km", far=far) if distance_unit() == "km" else say("{far} mi", far=far)


def distance_in_unit(distance_m: float) -> float:
    """Turn metres into the unit in force. [km or mi]

    Examples
    --------
    >>> distance_in_unit(5000)
    5.0
    """
    return distance_m / _METRES_PER_UNIT[distance_unit()]


def metres_of(distance: float) -> float:
    """Turn a distance in the unit in force into metres. [m]

    Examples
    --------
    >>> with measuring("mi"):
    ...     round(metres_of(3.11))
    5005
    """
    return distance * _METRES_PER_UNIT[distance_unit()]
