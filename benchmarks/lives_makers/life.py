"""A life: weeks of a diary, when it is asked about, and what is true of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from afterrun.findings.flag import Level
from afterrun.records import Diary, Site
from benchmarks.lives_makers.claims import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What must not be told of a life, and what should be.

    Parameters
    ----------
    wrong : tuple of Claim
        Wrong wherever it is told at 95 %.
    right : tuple of Claim
        What should be found.
    flag : str or None
        A flag of this level, or a more urgent one, must be there.
    harmless : bool
        A flag that sends to a clinician within days is a false alarm.
    """

    wrong: tuple[Claim, ...]
    right: tuple[Claim, ...] = ()
    flag: Level | None = None
    harmless: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One diary, and the place and time it is asked about."""

    diary: Diary
    site: Site
    now: datetime
    truth: Truth
