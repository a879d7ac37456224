"""What may be different about a foot, a calf, a shoe or a way of running, each with its rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, get_type_hints

from afterrun.errors import InvalidValueError
from afterrun.language import mark, say
from afterrun.records.rules import Range
from afterrun.tissue.body import Strike, require_strike

_DEG, _TIMES, _PERCENT, _MM = mark("degrees"), mark("times"), mark("percent"), "mm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """One or more things that are different; what keeps its default is as it was.

    Parameters
    ----------
    calf_shortening_deg, gastrocnemius_shortening_deg : float
        How much earlier the whole calf, or its two-joint part alone, comes to its end when the ankle bends. [deg]
    calf_stiffness : float
        How much more steeply it resists from there. [times]
    calf_strength : float
        Of the calf, driven as strongly as before. [times]
    calf_tiredness_percent : float
        Force that the soleus has lost. [%]
    tibialis_strength : float
        Of the muscle in front of the shin, which pulls against the calf. [times]
    toe_flexor_strength, arch_stiffness, fascia_stiffness, forefoot_stiffness : float
        Of the toe flexors, of the arch's ligaments, of the plantar fascia, and of the shoe where the toes bend. [times]
    drop_mm : float
        How much higher the heel stands. [mm]
    cadence_percent, speed_percent, mass_percent : float
        [%]
    grade_percent : float
        Steeper by so many points. [%]
    strike : Strike or None
        How the foot lands instead.

    Raises
    ------
    InvalidValueError
        If a change is one that no foot or calf can have.
    """

    calf_shortening_deg: Annotated[float, Range(-15, 20, _DEG)] = 0.0
    gastrocnemius_shortening_deg: Annotated[float, Range(-15, 20, _DEG)] = 0.0
    calf_stiffness: Annotated[float, Range(0.3, 3, _TIMES)] = 1.0
    calf_strength: Annotated[float, Range(0.5, 1.5, _TIMES)] = 1.0
    calf_tiredness_percent: Annotated[float, Range(0, 50, _PERCENT)] = 0.0
    tibialis_strength: Annotated[float, Range(0.5, 2, _TIMES)] = 1.0
    toe_flexor_strength: Annotated[float, Range(0.3, 3, _TIMES)] = 1.0
    arch_stiffness: Annotated[float, Range(0.3, 3, _TIMES)] = 1.0
    fascia_stiffness: Annotated[float, Range(0.1, 3, _TIMES)] = 1.0
    forefoot_stiffness: Annotated[float, Range(0.3, 4, _TIMES)] = 1.0
    drop_mm: Annotated[float, Range(-15, 15, _MM)] = 0.0
    cadence_percent: Annotated[float, Range(-15, 15, _PERCENT)] = 0.0
    speed_percent: Annotated[float, Range(-30, 50, _PERCENT)] = 0.0
    grade_percent: Annotated[float, Range(-15, 15, _PERCENT)] = 0.0
    mass_percent: Annotated[float, Range(-20, 20, _PERCENT)] = 0.0
    strike: Strike | None = None

    def __post_init__(self) -> None:
        for name, rule in CHANGES.items():
            if isinstance(rule, Range):
                rule.require(name, getattr(self, name))
        require_strike(self.strike)

    @property
    def made(self) -> Mapping[str, float | str]:
        """What is different, by name."""
        return {
            each.name: getattr(self, each.name) for each in fields(self) if getattr(self, each.name) != each.default
        }


def _rules() -> Mapping[str, Range | None]:
    hints = get_type_hints(Changes, include_extras=True)
    return {name: next(iter(getattr(hints[name], "__metadata__", ())), None) for name in hints if name != "made"}


CHANGES: Mapping[str, Range | None] = _rules()
"""Every change by name, with its rule; None is one of a list."""


def read_changes(texts: Mapping[str, str]) -> Changes:
    """Read changes as a person writes them.

    Raises
    ------
    InvalidValueError
        If a name is unknown, or a value is no number or outside its rule.

    Examples
    --------
    >>> read_changes({"calf_shortening_deg": "10"}).made
    {'calf_shortening_deg': 10.0}
    """
    told: dict[str, float | str] = {}
    for name, text in texts.items():
        if name not in CHANGES:
            raise InvalidValueError(
                say("change must be one of {known}; got {name!r}.", known=", ".join(CHANGES), name=name),
                remedy=say("Pick one of the list."),
                field="change",
            )
        told[name] = text if CHANGES[name] is None else _number(name, text)
    return Changes(**told)  # type: ignore[arg-type]


def _number(name: str, text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise InvalidValueError(
            say("{name} must be a number; got {text!r}.", name=name, text=text),
            remedy=say("Write it like {name}=1.5.", name=name),
            field=name,
        ) from None
