"""What one run loaded: the dose at each tissue, what it was derived from, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from afterrun.findings.as_json import named
from afterrun.findings.interval import Interval

Origin = Literal["measured", "own-runs", "speed-and-cadence", "speed", "population"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Something a source told that no running step has, and that was not used.

    Parameters
    ----------
    field : str
        What it is; its name has the unit.
    value : float
        The middle of what was told.
    lo, hi : float
        The rule it breaks: between these.
    share : float
        Of the running time. [-]
    """

    field: str
    value: float
    lo: float
    hi: float
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedQuantity:
    """How the person stepped, as a mean over the run.

    Parameters
    ----------
    quantity : str
        ``speed_mps``, ``cadence_spm``, ``contact_ms``; the name has the unit.
    value : Interval
        Of the mean.
    from_ : str
        ``measured``; ``own-runs``: what is usual of this person; ``speed-and-cadence`` or ``speed``: what goes with
        them in anybody; ``population``: what anybody does.
    """

    quantity: str
    value: Interval
    from_: Origin = field(metadata=named("from"))


@dataclass(frozen=True, slots=True, kw_only=True)
class TissueDose:
    """The dose at one tissue of one foot or leg: half of all steps.

    Parameters
    ----------
    name : str
        ``forefoot-impulse``, ``calf-work``, ``achilles-load``, ``fascia-load``, ``toe-flexor-load``, ``tibia-load``,
        ``knee-load``.
    value : Interval
        Load times how long it acts, in ``unit``. How far methods differ is in the range.
    unit : str
        Of the value.
    damage_weighted : Interval or None
        Every moment's load raised to ``damage_power``: as so many steps of the same foot at 3 m/s on the level. None
        where no power is known.
    damage_power : float or None
        To which power.
    relative_to_usual : Interval or None
        The value over the median of the person's runs of 90 days; what is off in all of them alike cancels. None
        below three other runs. [-]
    weighted_relative_to_usual : Interval or None
        The same of the weighted dose. [-]
    source : str
        Where the load's curve or lever is from.
    """

    name: str
    value: Interval
    unit: str
    damage_weighted: Interval | None
    damage_power: float | None
    relative_to_usual: Interval | None
    weighted_relative_to_usual: Interval | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one run loaded.

    Parameters
    ----------
    run : datetime
        Its start.
    steps : int
        Of both feet, walks and pauses left out where the source shows them.
    from_ : str
        ``streams``: from second to second; ``summary``: all steps alike.
    derived : tuple of DerivedQuantity
        How the person stepped, and how that is known.
    doses : tuple of TissueDose
        One a tissue.
    usual_runs : int
        Of how many other runs the usual is the median.
    left_out : tuple of LeftOut
        What was told and not used.
    beyond : tuple of str
        Where the run lies outside what the sources measured: ``slow``, ``fast``, ``long-contact``, ``short-contact``,
        ``steep-down``.
    filled_share : float
        Of the running time for which the stream told nothing, and which is taken as run like the rest. [-]
    """

    schema: Literal["afterrun/load/1"] = "afterrun/load/1"
    run: datetime
    steps: int
    from_: Literal["streams", "summary"] = field(metadata=named("from"))
    derived: tuple[DerivedQuantity, ...]
    doses: tuple[TissueDose, ...]
    usual_runs: int
    left_out: tuple[LeftOut, ...]
    beyond: tuple[str, ...]
    filled_share: float = 0.0
