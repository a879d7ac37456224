"""Where a lever must not be believed, for a runner who goes on running may do otherwise.

A lever keeps posture and drive. In whole stances, found anew so that they cost the least (two studies, two anatomies
each, five and four costs) and replayed with the same drive, these changes came out with either sign, or in another way
of stepping altogether; others were not tried. There a direction is not told. The figures are in `docs/foot.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from afterrun.foot.changes import Changes

Why = Literal[
    "methods-disagree",
    "another-stance",
    "drive-unknown",
    "not-tried",
    "not-solved",
    "anatomies-disagree",
    "too-small",
]

_FAR_DEG = 10.0  # of shortening; at 15 the cheapest stance bends the knee instead
_ALL = frozenset({"*"})
# Of which change which quantities may be told: the whole stance agreed with the lever on them.
_TOLD: Mapping[str, frozenset[str]] = {
    "calf_shortening_deg": frozenset({"forefoot-impulse", "metatarsal-head-impulse", "heel-impulse", "achilles-peak"}),
    "calf_tiredness_percent": frozenset(
        {"forefoot-impulse", "metatarsal-head-impulse", "heel-impulse", "achilles-peak", "calf-use"}
    ),
    "calf_strength": frozenset({"calf-use"}),
    "toe_flexor_strength": frozenset({"metatarsal-head-impulse", "toe-impulse"}),
    "arch_stiffness": frozenset({"metatarsal-head-impulse", "fascia-impulse"}),
    "fascia_stiffness": frozenset({"metatarsal-head-impulse"}),
    "drop_mm": frozenset({"achilles-peak"}),
    # Measured in runners, not worked out: forces and moments over speed, and between landings.
    "cadence_percent": frozenset({"forefoot-impulse", "metatarsal-head-impulse", "heel-impulse"}),
    "speed_percent": frozenset({"forefoot-impulse", "forefoot-impulse-per-km", "achilles-peak"}),
    "strike": frozenset({"forefoot-impulse", "heel-impulse", "achilles-peak"}),
    "mass_percent": _ALL,
}
_WHY_NOT: Mapping[str, Why] = {
    "calf_stiffness": "methods-disagree",
    "gastrocnemius_shortening_deg": "methods-disagree",
    "calf_strength": "drive-unknown",
    "drop_mm": "methods-disagree",  # one study of whole stances says more on the forefoot, the other less
    "grade_percent": "not-tried",
}


def why_not(changes: Changes, quantity: str, *, tried: bool = False) -> Why | None:
    """Say why no direction is told of a quantity, None where one may be.

    Parameters
    ----------
    changes : Changes
        What is different.
    quantity : str
        Of what.
    tried : bool
        Whether whole stances were tried with this very change. Then it is theirs to agree or not, but where a wider
        study found that they go either way, or where nothing is known of how people run so.
    """
    for name in changes.made:
        if name in _SPECIAL and (why := _SPECIAL[name](changes)) is not None:
            return why
        if tried and name not in _WHY_NOT:
            continue
        told = _TOLD.get(name, frozenset())
        if quantity not in told and told != _ALL:
            return _WHY_NOT.get(name, "not-tried")
    return None


def _shortened(changes: Changes) -> Why | None:
    return "another-stance" if abs(changes.calf_shortening_deg) > _FAR_DEG else None


_SPECIAL: Mapping[str, Callable[[Changes], Why | None]] = {"calf_shortening_deg": _shortened}
