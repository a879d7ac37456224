"""A trial of one: what was promised before it began, and what was drawn along the way."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import datetime

from afterrun.errors import InvalidValueError
from afterrun.language import say
from afterrun.records.rules import require_range, require_text, require_time
from afterrun.records.site import Site

QUESTIONS = ("prevention", "relief")
_NOT_PROTOCOL = {"source", "stopped", "stop_reason", "note"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A protocol, and whether it was ended early. Everything but the ending is frozen and hashed at the start.

    Parameters
    ----------
    start : datetime
        When it was registered; units begin after the run-in.
    question : str
        ``prevention``: does pain after runs with it differ; ``relief``: does it ease pain that is there.
    design : str
        Key in `afterrun.trials.DESIGNS`.
    intervention, variant : str
        What is tried.
    comparator : str or None
        What is done instead; None for nothing. Where several things are tried, the others, with semicolons between.
    site : Site
        Where the pain is looked at.
    units : int
        Runs, blocks, weeks or episodes, as the design counts.
    block_days : int or None
        Length of a block. [d]
    run_in_days : int
        Days before the first unit, in which everything stays as it was. [d]
    worthwhile_ratio : float
        A response below this share is worth having. [-]
    ceiling_nrs : float
        A report above it stops the trial. [NRS]
    seed : int
        The allocation is drawn from it and the rest of the protocol.
    stopped, stop_reason
        When and why it was ended before its end.
    """

    start: datetime
    question: str
    design: str
    intervention: str
    variant: str | None = None
    comparator: str | None = None
    site: Site
    units: int
    block_days: int | None = None
    run_in_days: int = 0
    worthwhile_ratio: float = 0.8
    ceiling_nrs: float = 6.0
    seed: int = 0
    stopped: datetime | None = None
    stop_reason: str | None = None
    note: str | None = None
    source: str = "cli"

    def __post_init__(self) -> None:
        require_time("start", self.start)
        require_text("intervention", self.intervention)
        require_text("design", self.design)
        require_range("units", self.units, 1, 1000, "units")
        require_range("block_days", self.block_days, 1, 365, "days")
        require_range("run_in_days", self.run_in_days, 0, 365, "days")
        require_range("worthwhile_ratio", self.worthwhile_ratio, 0.05, 1, "of the response without it")
        require_range("ceiling_nrs", self.ceiling_nrs, 0, 10, "points")
        if self.question not in QUESTIONS:
            raise InvalidValueError(
                say(
                    "question must be one of {questions}; got {question!r}.",
                    questions=", ".join(QUESTIONS),
                    question=self.question,
                ),
                remedy=say("Choose one of them."),
                field="question",
            )
        if self.stopped is not None:
            require_time("stopped", self.stopped)

    @property
    def named(self) -> str:
        """What is tried, with its kind."""
        return f"{self.intervention} ({self.variant})" if self.variant else self.intervention

    @property
    def others(self) -> tuple[str, ...]:
        """The comparators, one by one."""
        return tuple(part.strip() for part in (self.comparator or "").split(";") if part.strip())

    @property
    def protocol(self) -> str:
        """The promise as canonical JSON: the same trial gives the same text on any machine."""
        content = {f.name: _plain(getattr(self, f.name)) for f in fields(self) if f.name not in _NOT_PROTOCOL}
        content |= {"worthwhile_ratio": float(self.worthwhile_ratio), "ceiling_nrs": float(self.ceiling_nrs)}
        return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    @property
    def sha256(self) -> str:
        """Fingerprint of the promise."""
        return hashlib.sha256(self.protocol.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """One unit's draw, shown to the person at a moment: from then on it is known, and counts.

    Parameters
    ----------
    at : datetime
        When it was shown.
    trial : str
        `Trial.sha256`.
    unit : int
        Which unit, from 0.
    arm : int
        0 without, 1 with the intervention, from 2 on the others where several are tried.
    """

    at: datetime
    trial: str
    unit: int
    arm: int
    source: str = "cli"

    def __post_init__(self) -> None:
        require_time("at", self.at)
        require_text("trial", self.trial)
        require_range("unit", self.unit, 0, 999, "units")
        require_range("arm", self.arm, 0, 9, "arms")


def _plain(value: object) -> object:
    """Write a value in one way only; a 6 is a 6.0 where points or shares are meant."""
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Site) else value
