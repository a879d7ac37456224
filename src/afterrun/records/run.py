"""A run: the load that may set the pain off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from afterrun.language import mark
from afterrun.records.annotated import require_rules
from afterrun.records.rules import Named, Range

UNCLEAR = "unclear"
"""Sport of a run whose source leaves open what it was: it is asked, and does not count until it is answered."""

_MOST_BREAKS = 1000  # judgement: one every few minutes for days


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run as a whole. Per-second values are its `Streams`, kept beside it.

    Parameters
    ----------
    start : datetime
        When it began, with offset.
    duration_s : float
        From start to end, pauses included. [s]
    distance_m : float or None
        None where the source does not know it (a session logged by minutes). [m]
    ascent_m, descent_m : float or None
        Height gained and lost. [m]
    cadence_spm : float or None
        Mean cadence, both feet. [steps/min]
    contact_ms : float or None
        Mean ground contact time. [ms]
    rpe : float or None
        Session rating of perceived exertion, 0-10 (Foster 2001, doi 10.1519/00124278-200102000-00019).
    surface : str or None
        road, trail, treadmill, track, grass, mixed, or whatever it is called.
    sport : str
        ``running`` unless the source counts another kind of session among its runs.
    source : str
        Which importer or page it came from.
    original : str or None
        sha256 of the file it was read from, if there is one.
    walk_breaks : int or None
        How often it was broken by walking; 0 is never, None unknown.

    Raises
    ------
    InvalidValueError
        If a value breaks its range or the time has no offset.
    """

    start: datetime
    duration_s: Annotated[float, Range(1, 7 * 86400, "s")]
    distance_m: Annotated[float | None, Range(0, 1e6, "m")] = None
    ascent_m: Annotated[float | None, Range(0, 3e4, "m")] = None
    descent_m: Annotated[float | None, Range(0, 3e4, "m")] = None
    cadence_spm: Annotated[float | None, Range(0, 400, mark("steps/min"))] = None
    contact_ms: Annotated[float | None, Range(50, 2000, "ms")] = None
    rpe: Annotated[float | None, Range(0, 10, mark("points"))] = None
    shoe: str | None = None
    surface: str | None = None
    note: str | None = None
    sport: Annotated[str, Named()] = "running"
    source: Annotated[str, Named()] = "csv"
    original: str | None = None
    walk_breaks: Annotated[int | None, Range(0, _MOST_BREAKS, mark("breaks"))] = None

    def __post_init__(self) -> None:
        require_rules(self)

    @property
    def end(self) -> datetime:
        """When it ended: the moment the response is counted from."""
        return self.start + timedelta(seconds=self.duration_s)
