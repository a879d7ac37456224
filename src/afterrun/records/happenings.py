"""What else happened: care at a moment, a phase kept up over days, an event that may load or set off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from afterrun.errors import InvalidValueError
from afterrun.language import mark, say
from afterrun.records.annotated import require_rules
from afterrun.records.rules import Finite, Named, Range
from afterrun.records.site import Site

_DAY_MINUTES = 1440.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """Something done for the pain at a moment: a stretch, a massage, a tape.

    ``pain_before`` and ``pain_after`` are ratings at ``site`` just before and just after. [NRS points]
    ``run`` is the start of the run it belongs to, if the person named one; ``photo`` the sha256 of one that is kept.
    """

    at: datetime
    intervention: Annotated[str, Named()]
    variant: str | None = None
    minutes: Annotated[float | None, Range(0, _DAY_MINUTES, "min")] = None
    site: Site | None = None
    pain_before: Annotated[float | None, Range(0, 10, mark("points"))] = None
    pain_after: Annotated[float | None, Range(0, 10, mark("points"))] = None
    run: datetime | None = None
    note: str | None = None
    source: str = "csv"
    photo: str | None = None

    def __post_init__(self) -> None:
        require_rules(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """Something kept up over days: calf raises three times a week, new shoes. ``end`` None means it still goes on."""

    intervention: Annotated[str, Named()]
    start: datetime
    end: datetime | None = None
    variant: str | None = None
    note: str | None = None
    source: str = "csv"
    photo: str | None = None

    def __post_init__(self) -> None:
        require_rules(self)
        if self.end is not None and self.end < self.start:
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
    kind: Annotated[str, Named()]
    minutes: Annotated[float | None, Range(0, 7 * _DAY_MINUTES, "min")] = None
    amount: Annotated[float | None, Finite()] = None
    note: str | None = None
    source: str = "csv"
    original: str | None = None

    def __post_init__(self) -> None:
        require_rules(self)
