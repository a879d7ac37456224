"""A run that somebody thinks of: the days after it with and without, and the chance above the ceiling."""

from __future__ import annotations

import numpy as np

from afterrun.findings import Flag, WhatIf
from afterrun.lab.forecasting import ProposedRun, forecast_of
from afterrun.lab.planning import Wanted, due_of, known_of_site, pace_of, rested_on, run_lasts_d, stands, told_m
from afterrun.lab.site_model import SiteModel
from afterrun.plan.rule import CAP
from afterrun.plan.what_if import chances_with_and_without

_SEED = 76  # a stream of chance of its own


def what_if(
    model: SiteModel, *, safety: tuple[Flag, ...], wanted: Wanted, run: ProposedRun | None = None
) -> WhatIf | None:
    """Look at one run; without one, at a usual run when it is due. None where nothing may be told.

    Nothing is told beyond a tenth more than the longest run of 30 days: a longer one is taken for that.

    Raises
    ------
    InvalidValueError
        If the run lies in the past.
    """
    known = None if stands(safety) else known_of_site(model)
    if known is None:
        return None
    prepared = model.prepared
    assert prepared.dose_m is not None
    most = told_m(CAP * pace_of(prepared, model.now, wanted, careful=False).longest(prepared.days(model.now)), prepared)
    if not most:
        return None
    start = due_of(prepared, model.now) if run is None else run.start
    far = min(most, prepared.dose_m if run is None else run.distance_m)
    coming = forecast_of(
        model,
        run=ProposedRun(start=start, distance_m=far, pace_s_per_km=run.pace_s_per_km if run else None),
        ceiling_nrs=wanted.ceiling_in_force_nrs,
    )
    chance, without = chances_with_and_without(
        known,
        wanted.ceiling(prepared),
        end_t_d=prepared.days(start) + run_lasts_d(prepared),
        dose=far / prepared.dose_m,
        rng=np.random.default_rng([model.seed, _SEED]),
    )
    return WhatIf(
        at=start,
        distance_m=far,
        most_m=most,
        ceiling_nrs=wanted.ceiling_in_force_nrs,
        chance_with=round(chance, 3),
        chance_without=round(without, 3),
        too_soon=start.astimezone(model.now.tzinfo).date() < rested_on(prepared, model.now),
        coming=coming,
    )
