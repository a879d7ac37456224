"""Pain while running: an outcome of its own, beside the delayed one."""

from __future__ import annotations

from dataclasses import dataclass

from afterrun.findings.interval import Interval
from afterrun.findings.run_features import RunFeature


@dataclass(frozen=True, slots=True, kw_only=True)
class DuringRuns:
    """What was reported during runs. A run without such a report is unknown, not free of pain.

    Parameters
    ----------
    n, of_runs : int
        Runs during which there was pain, of those that something was reported during.
    worst_nrs : Interval or None
        The usual worst of a run during which there was pain. [NRS]
    starts_m : Interval or None
        Where in the run it starts, as of the last of them. [m]
    starts_m_per_30_days : Interval or None
        How that moved over the last 30 days; below 0 it starts earlier and earlier. [m]
    features : tuple of RunFeature
        What goes with more or less of it; the ratio is that of the worst report of a run.
    stands_out : bool
        Whether it hurt on more than a run or two, and more than at other times.
    starts_min : Interval or None
        After how long it starts, where the paces of the runs show that it is the time and not the way. [min]
    """

    n: int
    of_runs: int
    worst_nrs: Interval | None
    starts_m: Interval | None
    starts_m_per_30_days: Interval | None
    features: tuple[RunFeature, ...]
    stands_out: bool = False
    starts_min: Interval | None = None
