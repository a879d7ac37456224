"""A pain report: one answer to "how much does it hurt there now?"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from afterrun.language import mark
from afterrun.records.annotated import require_rules
from afterrun.records.rules import Named, Range
from afterrun.records.scale import scale_named, scale_of
from afterrun.records.site import Site

DURING_RUN = "during-run"
# Judgement: hardly a run is longer, and metres or seconds typed for kilometres or minutes mostly lie beyond.
_LONGEST_KM, _LONGEST_MIN = 300, 2880


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
    onset_km : float or None
        Of pain during a run: how far into the run it began. [km]
    onset_min : float or None
        The same by the clock. [min]
    photo : str or None
        sha256 of a photo that the journal keeps; it is no part of what was felt.

    A report that tells where in a run it began is of pain during a run, also where it does not say so.

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
    onset_km: Annotated[float | None, Range(0, _LONGEST_KM, "km")] = None
    onset_min: Annotated[float | None, Range(0, _LONGEST_MIN, "min")] = None
    photo: str | None = None

    def __post_init__(self) -> None:
        require_rules(self)
        if self.moment is None and (self.onset_km, self.onset_min) != (None, None):
            object.__setattr__(self, "moment", DURING_RUN)
        if not self.scale:
            object.__setattr__(self, "scale", scale_of(self.nrs))
        scale_named(self.scale)
