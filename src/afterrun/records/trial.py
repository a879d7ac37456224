"""A trial of one: what was promised before it began, and what was drawn along the way."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Annotated

from afterrun.errors import InvalidValueError
from afterrun.language import mark, say
from afterrun.records.annotated import require_rules
from afterrun.records.rules import Named, Range
from afterrun.records.site import Site

QUESTIONS = ("prevention", "relief", "every-day")
_NOT_PROTOCOL = {"source", "stopped", "stop_reason", "note"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A protocol, and whether it was ended early. Everything but the ending is frozen and hashed at the start.

    Parameters
    ----------
    start : datetime
        When it was registered; units begin after the run-in.
    question : str
        ``prevention``: does pain after runs with it differ; ``relief``: does it ease pain that is there; ``every-day``:
        does the pain of days with it differ, with runs or without.
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
    design: Annotated[str, Named()]
    intervention: Annotated[str, Named()]
    variant: str | None = None
    comparator: str | None = None
    site: Site
    units: Annotated[int, Range(1, 1000, mark("units"))]
    block_days: Annotated[int | None, Range(1, 365, mark("days"))] = None
    run_in_days: Annotated[int, Range(0, 365, mark("days"))] = 0
    worthwhile_ratio: Annotated[float, Range(0.05, 1, mark("of the response without it"))] = 0.8
    ceiling_nrs: Annotated[float, Range(0, 10, mark("points"))] = 6.0
    seed: Annotated[int, Range(-(2**63), 2**63 - 1, mark("(64 bits)"))] = 0
    stopped: datetime | None = None
    stop_reason: str | None = None
    note: str | None = None
    source: str = "cli"

    def __post_init__(self) -> None:
        require_rules(self)
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
    trial: Annotated[str, Named()]
    unit: Annotated[int, Range(0, 999, mark("units"))]
    arm: Annotated[int, Range(0, 9, mark("arms"))]
    source: str = "cli"

    def __post_init__(self) -> None:
        require_rules(self)


def _plain(value: object) -> object:
    """Write a value in one way only; a 6 is a 6.0 where points or shares are meant."""
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Site) else value
