"""A run: the load that may set the pain off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from afterrun.records.rules import require_range, require_text, require_time


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
    sport : str
        ``running`` unless the source counts another kind of session among its runs.
    source : str
        Which importer or page it came from.
    original : str or None
        sha256 of the file it was read from, if there is one.

    Raises
    ------
    InvalidValueError
        If a value breaks its range or the time has no offset.
    """

    start: datetime
    duration_s: float
    distance_m: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    cadence_spm: float | None = None
    contact_ms: float | None = None
    rpe: float | None = None
    shoe: str | None = None
    surface: str | None = None
    note: str | None = None
    sport: str = "running"
    source: str = "csv"
    original: str | None = None

    def __post_init__(self) -> None:
        require_time("start", self.start)
        require_range("duration_s", self.duration_s, 1, 7 * 86400, "s")
        require_range("distance_m", self.distance_m, 0, 1e6, "m")
        require_range("ascent_m", self.ascent_m, 0, 3e4, "m")
        require_range("descent_m", self.descent_m, 0, 3e4, "m")
        require_range("cadence_spm", self.cadence_spm, 0, 400, "steps/min")
        require_range("contact_ms", self.contact_ms, 50, 2000, "ms")
        require_range("rpe", self.rpe, 0, 10, "points")
        require_text("sport", self.sport)
        require_text("source", self.source)

    @property
    def end(self) -> datetime:
        """When it ended: the moment the response is counted from."""
        return self.start + timedelta(seconds=self.duration_s)
