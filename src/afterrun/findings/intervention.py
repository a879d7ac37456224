"""What was tried, with its answers side by side and never mixed."""

from __future__ import annotations

from dataclasses import dataclass

from afterrun.findings.everyday import Everyday
from afterrun.findings.prevention import Prevention
from afterrun.findings.relief import Relief


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """One thing, done in one way.

    Parameters
    ----------
    intervention, variant : str
        As recorded.
    relief : Relief or None
        Whether it eases pain that is there; None if it was only kept up, never done at a moment.
    prevention : Prevention
        Whether runs with it hurt less afterwards.
    everyday : Everyday or None
        Whether the pain of every day is less with it; None if it was never kept up.
    """

    intervention: str
    variant: str | None
    relief: Relief | None
    prevention: Prevention
    everyday: Everyday | None = None
