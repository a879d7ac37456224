"""What runs do to the pain, and how that goes over time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from afterrun.findings.as_json import ONLY_IF_ANY
from afterrun.findings.interval import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRun:
    """The run that a response is told for: the median of the person's own.

    Parameters
    ----------
    distance_m : int or None
        None where doses are no distances, or no run has one. [m]
    duration_s : int or None
        None where there is no run. [s]
    """

    distance_m: int | None
    duration_s: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """Pain after the reference run, over what it would have been without it. None is withheld by a check.

    Parameters
    ----------
    detected : float
        Probability that runs raise the pain at all. [-]
    matters : float
        Probability that a usual day with running adds more than half a point-day. [-]
    reference_run : ReferenceRun
        The run it is told for.
    rise_nrs : mapping of int to Interval
        Hours after the end of the run [h] -> rise [NRS].
    peak_h, peak_nrs : Interval
        When the rise is largest [h], and how large it is then [NRS].
    half_life_h : Interval
        From there to half of it; only where the course has one peak. [h]
    half_by_h : Interval
        From the end of the run until the rise is for good below half of its largest. [h]
    area_nrs_days : Interval
        Sum of the rise over time. [NRS d]
    clear_h : Interval
        From the end of the run until less than half a point is left. [h]
    dose_exponent : Interval
        How much more a longer run does; 1 is in proportion. [-]
    baseline_nrs : Interval or None
        Pain without a run; not told where it grew and nothing says whether the runs keep it up. [NRS]
    """

    detected: float
    matters: float
    reference_run: ReferenceRun
    rise_nrs: dict[int, Interval]
    peak_h: Interval | None
    peak_nrs: Interval
    half_life_h: Interval | None
    half_by_h: Interval | None
    area_nrs_days: Interval
    clear_h: Interval | None
    dose_exponent: Interval | None
    baseline_nrs: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """It was worse, then better, and is worse again.

    Parameters
    ----------
    lowest_on : date
        When the same run did least; good to some weeks.
    share : Interval
        What it did then over what it does now. [-]
    """

    lowest_on: date
    share: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """How it has gone since something last changed suddenly, or since the first day. None is withheld by a check.

    Parameters
    ----------
    since : date
        From when on.
    changed : bool
        Whether that is when something changed, rather than the first day.
    response_ratio_per_30_days : Interval
        What the same run does now over what it did then, as a factor for a month; below 1 is better. [-]
    response_ratio_last_30_days : Interval
        What the same run does now over what it did a month ago. [-]
    baseline_nrs : Interval or None
        Pain without a run on the last day. [NRS]
    baseline_nrs_per_30_days : Interval
        How much more pain there is without a run, for a month. [NRS]
    prob_improving, prob_improving_last_30_days : float
        That `response_ratio_per_30_days`, `response_ratio_last_30_days` is below 1. [-]
    prob_baseline_falling_last_30_days : float
        That there is less pain without a run than a month ago. [-]
    came_back : CameBack or None
        Whether it had been better in between.
    """

    since: date
    changed: bool
    response_ratio_per_30_days: Interval | None
    response_ratio_last_30_days: Interval | None
    baseline_nrs: Interval | None
    baseline_nrs_per_30_days: Interval | None
    prob_improving: float | None
    prob_improving_last_30_days: float | None
    prob_baseline_falling_last_30_days: float | None
    came_back: CameBack | None = field(default=None, metadata=ONLY_IF_ANY)
