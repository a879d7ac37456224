"""Kilometres or miles, as the person likes them. The layers below speak of kilometres; here they are turned around."""

from __future__ import annotations

import re

from afterrun.language import number

KM, MILES = "km", "mi"
_KM_PER_MILE = 1.609344
_TOLD = re.compile(r"(\d+(?:[.,]\d+)?) km\b")


def in_unit(text: str, unit: str) -> str:
    """Turn every distance in a sentence into the unit.

    Examples
    --------
    >>> in_unit("A day after a run of 6.4 km, expect more.", "mi")
    'A day after a run of 4.0 mi, expect more.'
    >>> in_unit("5 km in 25 min", "km")
    '5 km in 25 min'
    """
    return text if unit == KM else _TOLD.sub(_miles, text)


def _miles(found: re.Match[str]) -> str:
    return f"{number(float(found[1].replace(',', '.')) / _KM_PER_MILE, '.1f')} mi"


def number_in(metres: float, unit: str) -> float:
    """Turn metres into the unit.

    Examples
    --------
    >>> round(number_in(5000, "mi"), 2)
    3.11
    """
    return metres / 1000 / (1 if unit == KM else _KM_PER_MILE)


def metres_of(number: float, unit: str) -> float:
    """Turn a distance in the unit into metres.

    Examples
    --------
    >>> metres_of(5, "km"), round(metres_of(3.11, "mi"))
    (5000.0, 5005)
    """
    return number * 1000.0 * (1 if unit == KM else _KM_PER_MILE)


def distance(metres: float, unit: str) -> str:
    """Say a distance.

    Examples
    --------
    >>> distance(6431, "km"), distance(6431, "mi")
    ('6.4 km', '4.0 mi')
    """
    return f"{number(number_in(metres, unit), '.1f')} {unit}"
