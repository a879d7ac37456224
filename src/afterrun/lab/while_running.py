"""Pain while running, where the days after a run are looked at: what they say is not the whole of it then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from afterrun.lab.pain_during_runs import felt_during
from afterrun.lab.preparing import Prepared
from afterrun.plan.schedule import LONGEST_OF_D


@dataclass(frozen=True, slots=True)
class OverDuring:
    """Runs of the last 30 days during which it was more than a ceiling, and all of these days."""

    runs: int
    of_runs: int


def over_during(prepared: Prepared, now: datetime, *, ceiling_nrs: float, chance: float) -> OverDuring | None:
    """Count the runs during which it was more than a ceiling; None where they are no more than may be.

    A run without a report counts as one that stayed below.
    """
    recent = [run for run in prepared.runs if run.end > now - timedelta(days=LONGEST_OF_D)]
    over = sum(each.worst_nrs > ceiling_nrs for each in felt_during(recent, prepared.during_runs))
    return OverDuring(over, len(recent)) if over > chance * len(recent) else None
