"""The measures there are. A new one is a file beside `distance.py` and a line here."""

from __future__ import annotations

from collections.abc import Mapping

from afterrun.errors import InvalidValueError
from afterrun.tissue.achilles_load import AchillesLoad
from afterrun.tissue.body import Body
from afterrun.tissue.calf_work import CalfWork
from afterrun.tissue.distance import Distance
from afterrun.tissue.dose import Measure
from afterrun.tissue.fascia_load import FasciaLoad
from afterrun.tissue.forefoot_impulse import ForefootImpulse
from afterrun.tissue.knee_load import KneeLoad
from afterrun.tissue.loading import StanceMeasure
from afterrun.tissue.tibia_load import TibiaLoad
from afterrun.tissue.toe_flexor_load import ToeFlexorLoad

_OF_STANCE: tuple[type[StanceMeasure], ...] = (
    ForefootImpulse,
    CalfWork,
    AchillesLoad,
    FasciaLoad,
    ToeFlexorLoad,
    TibiaLoad,
    KneeLoad,
)
_ALL: tuple[Measure, ...] = (Distance(), *(each() for each in _OF_STANCE))
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


def stance_measures(body: Body) -> tuple[StanceMeasure, ...]:
    """List the measures that are made of forces over stance, for one body."""
    return tuple(each(body) for each in _OF_STANCE)
