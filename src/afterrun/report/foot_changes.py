"""What is different about a foot, a calf or a way of running, said as a thing: "a shoe that is twice as stiff"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from afterrun.language import mark, say

_SAID: Mapping[str, tuple[str, str]] = {  # as it is more, and as it is less
    "calf_shortening_deg": (
        mark("a calf that stops the ankle {n:g}° earlier"),
        mark("a calf that lets the ankle bend {n:g}° further"),
    ),
    "gastrocnemius_shortening_deg": (
        mark("an upper calf (gastrocnemius) that stops the ankle {n:g}° earlier"),
        mark("an upper calf (gastrocnemius) that lets the ankle bend {n:g}° further"),
    ),
    "calf_tiredness_percent": (mark("a deep calf (soleus) that is tired and has lost {n:g} % of its force"),) * 2,
    "drop_mm": (
        mark("a shoe with a heel that is {n:g} mm higher"),
        mark("a shoe with a heel that is {n:g} mm lower"),
    ),
    "cadence_percent": (mark("{n:g} % more steps a minute"), mark("{n:g} % fewer steps a minute")),
    "speed_percent": (mark("running {n:g} % faster"), mark("running {n:g} % slower")),
    "mass_percent": (mark("{n:g} % more to carry"), mark("{n:g} % less to carry")),
    "grade_percent": (mark("{n:g} % more uphill"), mark("{n:g} % more downhill")),
}
_TIMES: Mapping[str, str] = {
    "calf_stiffness": mark("a calf that resists a stretch {n:g} times as much"),
    "calf_strength": mark("a calf that is {n:g} times as strong"),
    "tibialis_strength": mark("a muscle in front of the shin that is {n:g} times as strong"),
    "toe_flexor_strength": mark("toe muscles that are {n:g} times as strong"),
    "arch_stiffness": mark("an arch that is {n:g} times as stiff"),
    "fascia_stiffness": mark("a sole (plantar fascia) that is {n:g} times as stiff"),
    "forefoot_stiffness": mark("a shoe that is {n:g} times as stiff where the toes bend"),
}
_LANDS: Mapping[str, str] = {
    "rearfoot": mark("landing on the heel"),
    "midfoot": mark("landing on the whole foot"),
    "forefoot": mark("landing on the forefoot"),
}


def changes_said(change: Mapping[str, float | str]) -> Iterator[str]:
    """Say each thing that is different.

    Examples
    --------
    >>> list(changes_said({"drop_mm": -4.0, "strike": "forefoot"}))
    ['a shoe with a heel that is 4 mm lower', 'landing on the forefoot']
    """
    for name, value in change.items():
        if isinstance(value, str):
            yield say(_LANDS[value])
        elif name in _TIMES:
            yield say(_TIMES[name], n=value)
        else:
            yield say(_SAID[name][value < 0], n=abs(value))
