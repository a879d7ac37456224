"""What else happened: care at a moment, a phase kept up over days, an event that may load or set off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from afterrun.errors import InvalidValueError
from afterrun.language import say
from afterrun.records.rules import require_range, require_text, require_time
from afterrun.records.site import Site

_DAY_MINUTES = 1440.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """Something done for the pain at a moment: a stretch, a massage, a tape.

    ``pain_before`` and ``pain_after`` are ratings at ``site`` just before and just after. [NRS points]
    ``run`` is the start of the run it belongs to, if the person named one.
    """

    at: datetime
    intervention: str
    variant: str | None = None
    minutes: float | None = None
    site: Site | None = None
    pain_before: float | None = None
    pain_after: float | None = None
    run: datetime | None = None
    note: str | None = None
    source: str = "csv"

    def __post_init__(self) -> None:
        require_time("at", self.at)
        require_text("intervention", self.intervention)
        require_range("minutes", self.minutes, 0, _DAY_MINUTES, "min")
        require_range("pain_before", self.pain_before, 0, 10, "points")
        require_range("pain_after", self.pain_after, 0, 10, "points")
        if self.run is not None:
            require_time("run", self.run)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """Something kept up over days: calf raises three times a week, new shoes. ``end`` None means it still goes on."""

    intervention: str
    start: datetime
    end: datetime | None = None
    variant: str | None = None
    note: str | None = None
    source: str = "csv"

    def __post_init__(self) -> None:
        require_text("intervention", self.intervention)
        require_time("start", self.start)
        if self.end is not None:
            require_time("end", self.end)
            if self.end < self.start:
                raise InvalidValueError(
                    say("end must not be before start; got {end}.", end=self.end.isoformat()),
                    remedy=say("Swap the two, or correct one."),
                    field="end",
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Anything else that may load or set off: overhead-press, long-drive, football, a bike ride.

    ``amount`` is in whatever the kind is counted in (kilograms, metres); the note may say.
    """

    at: datetime
    kind: str
    minutes: float | None = None
    amount: float | None = None
    note: str | None = None
    source: str = "csv"
    original: str | None = None

    def __post_init__(self) -> None:
        require_time("at", self.at)
        require_text("kind", self.kind)
        require_range("minutes", self.minutes, 0, 7 * _DAY_MINUTES, "min")
