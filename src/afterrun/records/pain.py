"""A pain report: one answer to "how much does it hurt there now?"."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from afterrun.language import mark
from afterrun.records.annotated import NOT_KEPT, require_rules
from afterrun.records.rules import Named, Range
from afterrun.records.scale import scale_named, scale_of
from afterrun.records.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class PainReport:
    """What somebody felt at one place at one time. A day without a report is unknown, not a zero.

    Parameters
    ----------
    at : datetime
        When, with offset.
    site : Site
        Where.
    nrs : float
        Numeric rating scale, 0 (none) to 10 (worst imaginable). [points]
    symptom : str
        ``pain`` unless said otherwise: cramp, tightness, numbness, swelling, ...
    moment : str or None
        before-run, during-run, after-run, first-steps, rest, walking, evening, night, hopping, ...
    quality : tuple of str
        sore, bruised, sharp, burning, pebble, tender-to-load, one-spot, warm, red, ...
    scale : str
        Name of the scale it was answered on; empty means the coarsest that fits. See `records.scale`.
    onset_km, onset_min : float or None
        Of pain during a run: how far into it, or how long, it began. [km], [min]

    Raises
    ------
    InvalidValueError
        If nrs is outside 0-10, the scale is unknown or the time has no offset.
    """

    at: datetime
    site: Site
    nrs: Annotated[float, Range(0, 10, mark("points"))]
    symptom: Annotated[str, Named()] = "pain"
    moment: str | None = None
    quality: tuple[str, ...] = ()
    note: str | None = None
    scale: str = ""
    source: str = "csv"
    onset_km: Annotated[float | None, Range(0, 1000, "km")] = field(default=None, metadata=NOT_KEPT)
    onset_min: Annotated[float | None, Range(0, 10080, "min")] = field(default=None, metadata=NOT_KEPT)

    def __post_init__(self) -> None:
        require_rules(self)
        if not self.scale:
            object.__setattr__(self, "scale", scale_of(self.nrs))
        scale_named(self.scale)
