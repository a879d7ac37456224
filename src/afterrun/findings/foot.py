"""What would be different if one thing about a foot, a calf or a way of running were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Direction = Literal["up", "down", "not-known"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FootStance:
    """The usual stance that the changed one stands beside.

    Parameters
    ----------
    speed_m_s : float
        [m/s]
    grade : float
        Height over distance, up positive. [-]
    strike : str
        What lands first: ``rearfoot``, ``midfoot``, ``forefoot``.
    cadence_spm : float
        [steps/min]
    """

    speed_m_s: float
    grade: float
    strike: str
    cadence_spm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FootEffect:
    """What a change does to one load.

    Parameters
    ----------
    quantity : str
        ``forefoot-impulse``, ``metatarsal-head-impulse``, ``toe-impulse``, ``heel-impulse`` (of a step),
        ``forefoot-impulse-per-km``, ``achilles-peak``, ``fascia-impulse``, ``calf-use`` (of the calf's strength).
    unit : str
        ``%`` of the usual.
    methods : dict of str to float or pair of float
        What each method says: ``lever`` and ``replay`` (the same drive in the changed leg) in the middle of their
        anatomies; ``adapted`` (the whole stance found anew) with both ends, over anatomies and over what a body may
        spare. Those that were not asked, or have nothing to say of it, are missing.
    lo, hi : float
        Over all methods and anatomies.
    direction : str
        ``up`` or ``down`` only where all of them agree.
    why : str or None
        Why it is not known: ``anatomies-disagree``, ``methods-disagree``, ``another-stance``, ``drive-unknown``,
        ``not-tried``, ``not-solved``, ``too-small``.
    """

    quantity: str
    unit: Literal["%"] = "%"
    methods: dict[str, float | tuple[float, float]]
    lo: float
    hi: float
    direction: Direction
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FootRay:
    """What one metatarsal head may carry of the ball of the foot: a scenario.

    Parameters
    ----------
    head : str
        ``MT1`` (the big toe's) to ``MT5``.
    lo, hi : float
        Of the load on the ball, with the change as without it. [%]
    """

    head: str
    lo: float
    hi: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FootWhatIf:
    """A stance with changed properties beside the usual one.

    Parameters
    ----------
    stance : FootStance
        The usual one.
    change : dict of str to number or str
        What is different, by name.
    effects : tuple of FootEffect
        One a load.
    rays : tuple of FootRay
        How the load on the ball of the foot may be shared; nothing is known of how a change moves it sideways.
    anatomies : int
        How many combinations of published models the lever's range is over.
    stances : int
        How many whole stances were found anew, with the change; 0 where only the lever was asked.
    beyond : tuple of str
        Where the usual or the changed stance lies outside what was measured: ``slow``, ``fast``, ``hill``,
        ``steep-down``.
    seconds : float
        CPU time it took. [s]
    """

    schema: Literal["afterrun/foot/1"] = "afterrun/foot/1"
    stance: FootStance
    change: dict[str, float | str]
    effects: tuple[FootEffect, ...]
    rays: tuple[FootRay, ...]
    anatomies: int
    stances: int
    beyond: tuple[str, ...]
    seconds: float
