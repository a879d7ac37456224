"""What of a runner's body the loads of a step depend on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from afterrun.errors import InvalidValueError
from afterrun.language import say
from afterrun.records.rules import Range, require_range

Strike = Literal["rearfoot", "midfoot", "forefoot"]
STRIKES: tuple[Strike, ...] = get_args(Strike)

MASS_RANGE_KG, HEIGHT_RANGE_M = Range(35, 160, "kg"), Range(1.3, 2.2, "m")  # adults that run: judgement
USUAL_HEIGHT_M = 1.756  # mean of the 26 runners the curves are from (Fukuchi 2017, doi 10.7717/peerj.3298)
USUAL_MASS_KG = 69.4  # of the same


def require_strike(strike: str | None) -> None:
    """Raise an error with its remedy for a landing that there is not; None is allowed.

    Raises
    ------
    InvalidValueError
        If it is none of `STRIKES`.
    """
    if strike is not None and strike not in STRIKES:
        raise InvalidValueError(
            say("strike must be one of {known}; got {value!r}.", known=", ".join(STRIKES), value=strike),
            remedy=say("Pick one."),
            field="strike",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A runner's body; what is None is not known.

    Parameters
    ----------
    mass_kg : float or None
        Body mass. [kg]
    height_m : float or None
        Body height. [m]
    strike : {"rearfoot", "midfoot", "forefoot"} or None
        Which part of the foot lands first.

    Raises
    ------
    InvalidValueError
        If a value is none that an adult runner has.
    """

    mass_kg: Annotated[float | None, MASS_RANGE_KG] = None
    height_m: Annotated[float | None, HEIGHT_RANGE_M] = None
    strike: Strike | None = None

    def __post_init__(self) -> None:
        require_range("mass_kg", self.mass_kg, MASS_RANGE_KG.low, MASS_RANGE_KG.high, MASS_RANGE_KG.unit)
        require_range("height_m", self.height_m, HEIGHT_RANGE_M.low, HEIGHT_RANGE_M.high, HEIGHT_RANGE_M.unit)
        require_strike(self.strike)

    @property
    def length_ratio(self) -> float:
        """How long limbs are, over those of the runners the curves are from. [-]"""
        return (self.height_m or USUAL_HEIGHT_M) / USUAL_HEIGHT_M
