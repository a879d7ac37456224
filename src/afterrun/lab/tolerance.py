"""The longest run under a ceiling, of one site."""

from __future__ import annotations

import numpy as np

from afterrun.findings import NextPlanned, OpenInterval, Tolerance
from afterrun.findings.interval import CREDIBLE
from afterrun.lab.planning import Wanted, known_of_site, next_run_of, pace_of, run_lasts_d, told_m
from afterrun.lab.site_model import SiteModel
from afterrun.plan.known import Known
from afterrun.plan.rule import CAP
from afterrun.plan.schedule import Pace, decide
from afterrun.plan.tolerance import tolerated

_SEED = 75  # a stream of chance of its own


def tolerance_of(model: SiteModel, wanted: Wanted) -> Tolerance:
    """Tell how far one could run from rest, and from how things are; distances None where checks withhold it."""
    known = known_of_site(model)
    pace = None if known is None else pace_of(model.prepared, model.now, wanted, careful=True)
    today = model.prepared.days(model.now)
    if wanted.over_during(model.prepared, model.now) is not None:
        known = None
    next_run = next_run_of(known, model, wanted)
    if known is None or pace is None or not pace.longest(today):
        return _told(wanted, None, None, "data", next_run)
    return _found(known, model, wanted, pace, next_run)


def _found(known: Known, model: SiteModel, wanted: Wanted, pace: Pace, next_run: NextPlanned) -> Tolerance:
    prepared, ceiling = model.prepared, wanted.ceiling(model.prepared)
    rng, end = np.random.default_rng([model.seed, _SEED]), prepared.days(model.now) + run_lasts_d(prepared)
    found = tolerated(known, ceiling, end_t_d=end, rng=rng)
    cap = CAP * pace.longest(end)
    low, middle, high = (float(q) for q in np.quantile(np.minimum(found.each, cap), CREDIBLE))
    distance = OpenInterval(
        median=told_m(middle, prepared),
        lo=told_m(low, prepared),
        hi=told_m(high, prepared),
        open=bool(np.quantile(found.each, CREDIBLE[-1]) >= cap),
    )
    # By the plan's own rule, the run after it counted: two distances for the same hour would contradict each other.
    now = decide(known, ceiling, pace, end_t_d=end, next_d=end + pace.gaps_d()[0], rng=rng)
    by = "longest-run" if found.sure >= cap else "pain"
    return _told(wanted, distance, told_m(now.dose, prepared), by, next_run)


def _told(
    wanted: Wanted, distance: OpenInterval | None, now_m: float | None, by: str, next_run: NextPlanned
) -> Tolerance:
    return Tolerance(
        ceiling_nrs=wanted.ceiling_in_force_nrs,
        chance=wanted.chance,
        distance_m=distance,
        now_distance_m=now_m,
        next_run=next_run,
        limited_by="pain" if by == "pain" else "longest-run" if by == "longest-run" else "data",
    )
