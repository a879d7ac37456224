"""Pain over the next days at one site, with no run and with a proposed one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from afterrun.checks.pace_known import pace_unknown
from afterrun.errors import InvalidValueError
from afterrun.findings import Forecast, ForecastPath, ForecastPoint, ForecastRun, Interval
from afterrun.lab.preparing import Prepared
from afterrun.lab.site_model import SiteModel, site_model
from afterrun.language import say
from afterrun.reasons import red_flags
from afterrun.records import Diary, Run, Site
from afterrun.response.fit import Fit
from afterrun.response.forecast import Forecast as ForecastDraws
from afterrun.response.forecast import NextRun, forecast

HORIZON_H = 120  # five days: how long a usual run is felt (`checks.enough_data`)
STEP_H = 6  # four points a day
CEILING_NRS = 4.0  # of the contract's default


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedRun:
    """A run somebody thinks of: when it starts, how far, and how fast if they know.

    Parameters
    ----------
    start : datetime
        With offset.
    distance_m : float
        How far. [m]
    pace_s_per_km : float or None
        Default: the person's own usual pace; without one the run is not foreseen. [s/km]
    """

    start: datetime
    distance_m: float
    pace_s_per_km: float | None = None


def forecast_site(
    diary: Diary,
    *,
    site: Site | None = None,
    now: datetime,
    run: ProposedRun | None = None,
    ceiling_nrs: float = CEILING_NRS,
    seed: int = 0,
) -> Forecast:
    """Forecast one site of a diary: `forecast_of` its model, and what calls for a look.

    Raises
    ------
    EmptyJournalError
        If there is no report at the site.
    InvalidValueError
        As in `forecast_of`.
    """
    model = site_model(diary, site=site, now=now, seed=seed)
    found = forecast_of(model, run=run, ceiling_nrs=ceiling_nrs)
    return replace(found, safety=red_flags(diary, found.site, now))


def forecast_of(model: SiteModel, *, run: ProposedRun | None = None, ceiling_nrs: float = CEILING_NRS) -> Forecast:
    """Forecast five days from the model's now, or from the end of the proposed run.

    Returns
    -------
    Forecast
        Without the run and (if one is proposed) with it: for each time the expected report and the central 90 % of what
        may be reported, and the chance that the worst report is above the ceiling. None with the reason in
        ``checks`` where too little is known.

    Raises
    ------
    InvalidValueError
        If the proposed run lies in the past.
    """
    prepared, now, seed = model.prepared, model.now, model.seed
    if run is not None and run.start < now:
        raise InvalidValueError(
            say("at must not lie before now; got {start}.", start=run.start.isoformat()),
            remedy=say("Name the time of a run still to come."),
            field="at",
        )
    gate = model.gate_about("forecast")
    told = model.fit if gate.tells("forecast") else None
    planned = None if run is None else _planned(run, prepared)
    unknown = [pace_unknown()] if run is not None and planned is None else []
    times = _times(prepared, planned, now)
    return Forecast(
        as_of=now,
        site=prepared.site,
        run=None if run is None else _run(planned, run),
        ceiling_nrs=ceiling_nrs,
        without_run=_path(told, prepared, times, None, ceiling_nrs, seed),
        with_run=None
        if planned is None or not gate.tells("with_run")
        else _path(told, prepared, times, planned, ceiling_nrs, seed),
        checks=tuple(check.told for check in (*gate.checks, *unknown) if check.passed is not True),
    )


def _planned(run: ProposedRun, prepared: Prepared) -> Run | None:
    """Say how long it would take; None where nobody knows."""
    pace_s_per_m = run.pace_s_per_km / 1000 if run.pace_s_per_km else prepared.usual_pace_s_per_m
    if pace_s_per_m is None:
        return None
    return Run(start=run.start, duration_s=max(run.distance_m * pace_s_per_m, 1.0), distance_m=run.distance_m)


def _times(prepared: Prepared, run: Run | None, now: datetime) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    start = max(now, run.end) if run else now
    return prepared.days(start) + np.arange(STEP_H, HORIZON_H + 1, STEP_H) / 24


def _run(planned: Run | None, proposed: ProposedRun) -> ForecastRun:
    duration_s = None if planned is None else round(planned.duration_s)
    return ForecastRun(start=proposed.start, distance_m=proposed.distance_m, duration_s=duration_s)


def _path(
    fit: Fit | None,
    prepared: Prepared,
    t_d: np.ndarray[tuple[int], np.dtype[np.float64]],
    run: Run | None,
    ceiling_nrs: float,
    seed: int,
) -> ForecastPath | None:
    if fit is None:
        return None
    next_run = None
    if run is not None:
        next_run = NextRun(end_t_d=prepared.days(run.end), dose=prepared.relative_dose(run))
    rng = np.random.default_rng(seed)  # the same chance for both paths: they differ by the run alone
    found = forecast(fit.draws, prepared.data, t_d=t_d, run=next_run, ceiling_nrs=ceiling_nrs, rng=rng)
    return ForecastPath(
        worst_chance_above=round(found.worst_chance_above, 3),
        at=tuple(_point(found, i, prepared) for i in range(len(t_d))),
    )


def _point(found: ForecastDraws, i: int, prepared: Prepared) -> ForecastPoint:
    at = prepared.time(float(found.t_d[i]))
    low, middle, high = (float(q) for q in found.quantiles_nrs[:, i])
    return ForecastPoint(
        at=(at + timedelta(microseconds=500_000)).replace(microsecond=0),
        expected_nrs=round(float(found.expected_nrs[i]), 2),
        report_nrs=Interval(median=middle, lo=low, hi=high),
        chance_above=round(float(found.chance_above[i]), 3),
    )
