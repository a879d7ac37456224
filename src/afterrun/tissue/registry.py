"""The measures there are. A new one is a file beside `distance.py` and a line here."""

from __future__ import annotations

from collections.abc import Mapping

from afterrun.errors import InvalidValueError
from afterrun.tissue.distance import Distance
from afterrun.tissue.dose import Measure

_ALL: tuple[Measure, ...] = (Distance(),)
MEASURES: Mapping[str, Measure] = {measure.name: measure for measure in _ALL}


def measure_named(name: str) -> Measure:
    """Look a measure up.

    Raises
    ------
    InvalidValueError
        If there is none of that name.
    """
    try:
        return MEASURES[name]
    except KeyError:
        raise InvalidValueError(
            f"measure must be one of {', '.join(MEASURES)}; got {name!r}.", remedy="Pick one of the list."
        ) from None
