"""What can be asked of a foot, and the slider for it."""

from __future__ import annotations

from dataclasses import dataclass

from afterrun.errors import InvalidValueError
from afterrun.foot import CHANGES, Changes
from afterrun.language import say, sentence_case
from afterrun.report.foot import CHANGE_NAMES, STRIKE_NAMES
from afterrun.web.pictures.leg import PER_BW, PER_CALF_BW, Frame

_STEPS = {True: "1", False: "0.05"}  # of a slider: whole degrees, percent and mm; twentieths of what is multiplied
# What a slider stands at first: a change as it may well come about. Judgement.
_FIRST = {
    "calf_shortening_deg": "5",
    "gastrocnemius_shortening_deg": "5",
    "calf_stiffness": "1.5",
    "calf_strength": "1.2",
    "calf_tiredness_percent": "15",
    "tibialis_strength": "1.3",
    "toe_flexor_strength": "1.5",
    "arch_stiffness": "1.5",
    "fascia_stiffness": "0.5",
    "forefoot_stiffness": "2",
    "drop_mm": "-4",
    "cadence_percent": "5",
    "speed_percent": "10",
    "grade_percent": "4",
    "mass_percent": "5",
    "strike": "forefoot",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One change on the page.

    Parameters
    ----------
    name, words, value : str
        What it is, and where it stands.
    low, high, step : str
        Ends and step of its slider; empty where there is a choice instead.
    choices : dict of str to str
        Values with their words, where it is one of a few.
    """

    name: str
    words: str
    value: str
    low: str = ""
    high: str = ""
    step: str = ""
    choices: dict[str, str] | None = None


def asked() -> dict[str, str]:
    """List every change with its words."""
    return {name: sentence_case(say(CHANGE_NAMES[name])) for name in CHANGES}


@dataclass(frozen=True, slots=True)
class Moment:
    """What presses and pulls at one moment, in words.

    Parameters
    ----------
    percent : int
        Of stance.
    ground, calf : str
        As it is usual, and with the change. [body weights]
    """

    percent: int
    ground: str
    calf: str


def moments_told(frames: list[Frame]) -> list[Moment]:
    """Tell the few moments that stand in the table, from the arrows that are drawn."""
    return [
        Moment(each.percent, _pair(each, "ground", PER_BW), _pair(each, "calf", PER_CALF_BW))
        for each in frames
        if each.is_one_of_few
    ]


def _pair(frame: Frame, kind: str, unit: float) -> str:
    usual, changed = (frame.length(name) / unit for name in (f"{kind} usual", kind))
    return say("{usual:.1f}, with the change {changed:.1f}", usual=usual, changed=changed)


def shown(name: str, value: str) -> Shown:
    """Show one change at a value; without one, at one that may well come about.

    Raises
    ------
    InvalidValueError
        If there is none of that name.
    """
    if name not in CHANGES:
        raise InvalidValueError(
            say("change must be one of {known}; got {name!r}.", known=", ".join(CHANGES), name=name),
            remedy=say("Pick one of the list."),
            field="change",
        )
    words, at, rule = asked()[name], value or _FIRST[name], CHANGES[name]
    if rule is None:
        return Shown(name, words, at, choices={each: say(text) for each, text in STRIKE_NAMES.items()})
    multiplies = getattr(Changes(), name) == 1
    return Shown(name, words, at, f"{rule.low:g}", f"{rule.high:g}", _STEPS[not multiplies])
