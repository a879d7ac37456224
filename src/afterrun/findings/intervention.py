"""What was tried, with both answers side by side and never mixed."""

from __future__ import annotations

from dataclasses import dataclass

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
    """

    intervention: str
    variant: str | None
    relief: Relief | None
    prevention: Prevention
