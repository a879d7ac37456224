"""The checks there are, in the order they are told. A new one is a file and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from afterrun.checks.clock import clock
from afterrun.checks.dose_by_plan import dose_by_plan
from afterrun.checks.doses_known import doses_known
from afterrun.checks.enough_data import enough_data, reports_vary
from afterrun.checks.evidence import Evidence
from afterrun.checks.from_memory import from_memory
from afterrun.checks.gaps import gaps
from afterrun.checks.hours import hours
from afterrun.checks.learned import dose_exponent_learned, half_life_learned, level_trend_learned, trend_learned
from afterrun.checks.level_known import level_known
from afterrun.checks.many_runs import many_runs
from afterrun.checks.one_peak import one_peak
from afterrun.checks.other_events import other_events
from afterrun.checks.painkillers import painkillers
from afterrun.checks.quiet_days import quiet_days_reported
from afterrun.checks.reports_after_runs import reports_after_runs
from afterrun.checks.response_detected import response_detected
from afterrun.checks.result import ALL_CLAIMS, OF_DAYS, CheckResult
from afterrun.checks.rivals_comparable import rivals_comparable
from afterrun.checks.run_days import run_days
from afterrun.checks.same_hours import same_hours
from afterrun.checks.sampling import sampling
from afterrun.checks.scale_ends import scale_ends
from afterrun.checks.shape_fits import shape_fits
from afterrun.checks.slow_harm import slow_harm
from afterrun.checks.weekdays import weekdays
from afterrun.checks.while_running import while_running

Check = Callable[[Evidence], CheckResult]

RECORD_CHECKS: tuple[Check, ...] = (
    enough_data,
    reports_vary,
    reports_after_runs,
    gaps,
    same_hours,
    scale_ends,
    painkillers,
    dose_by_plan,
    doses_known,
    rivals_comparable,
)
FIT_CHECKS: tuple[Check, ...] = (
    sampling,
    response_detected,
    run_days,
    weekdays,
    hours,
    other_events,
    many_runs,
    slow_harm,
    while_running,
    from_memory,
    clock,
    shape_fits,
    quiet_days_reported,
    one_peak,
    half_life_learned,
    dose_exponent_learned,
    trend_learned,
    level_trend_learned,
    level_known,
)
DOUBT_THE_RUNS = ("run-days", "weekdays", "hours", "other-events", "many-runs", "clock")
"""Checks that ask whether it is the runs, and nothing else: what they fail for may be known."""
# What each may withhold: it withholds nothing else, and who asks about one claim is spared the checks of the others.
_SPEED = ("half_life_h", "half_by_h", "clear_h")
_RATIO, _LEVEL = "response_ratio_per_30_days", "baseline_nrs_per_30_days"
MAY_WITHHOLD: Mapping[Check, tuple[str, ...]] = {
    **dict.fromkeys((*RECORD_CHECKS, *FIT_CHECKS), ()),
    enough_data: (*ALL_CLAIMS, "response_ratio"),
    reports_vary: ALL_CLAIMS,
    painkillers: (*ALL_CLAIMS, "response_ratio"),
    sampling: ALL_CLAIMS,
    response_detected: ("peak_h", *_SPEED, "dose_exponent", _RATIO, "response_ratio"),
    run_days: OF_DAYS,
    weekdays: OF_DAYS,
    hours: OF_DAYS,
    other_events: OF_DAYS,
    many_runs: OF_DAYS,
    slow_harm: ("response", "explanations"),
    from_memory: (_RATIO, "baseline_nrs_per_30_days", "changes", *OF_DAYS),
    rivals_comparable: ("explanations",),
    while_running: ("explanations",),
    shape_fits: (*_SPEED, _RATIO, *OF_DAYS),
    clock: ("peak_h", *_SPEED, *OF_DAYS),
    same_hours: (_LEVEL,),
    quiet_days_reported: (_LEVEL,),
    one_peak: ("peak_h", "half_life_h"),
    half_life_learned: _SPEED,
    dose_exponent_learned: ("dose_exponent",),
    trend_learned: (_RATIO,),
    level_trend_learned: (_LEVEL,),
    level_known: ("baseline_nrs",),
}
