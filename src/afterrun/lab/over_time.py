"""How a site has gone over time, of runs that are alike: what came and went again is taken out beforehand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.associations.changes import change_of
from afterrun.associations.worst_runs import WithoutWorstRuns
from afterrun.findings import Change, OverWeeks, Trend
from afterrun.findings.verdicts import SURE
from afterrun.lab.changes import sudden_change
from afterrun.lab.over_weeks import course_of, drawn
from afterrun.lab.run_features import WhichRuns
from afterrun.lab.site_model import SiteModel
from afterrun.lab.trend import trend_of
from afterrun.response.curve import ResponseCurve, curve_now
from afterrun.response.fit import Fit


@dataclass(frozen=True, slots=True)
class OverTime:
    """What may be told of time; nothing where there is no fit.

    Parameters
    ----------
    change : Change or None
        Whether something changed from one day to the next.
    trend : Trend or None
        How it has gone since.
    weeks : OverWeeks or None
        What the same run did over the weeks.
    """

    change: Change | None = None
    trend: Trend | None = None
    weeks: OverWeeks | None = None


def over_time_of(model: SiteModel, alike: Fit, curve: ResponseCurve, lasting: WhichRuns) -> OverTime:
    """Look at change, trend and course of one site.

    Parameters
    ----------
    model : SiteModel
        The site.
    alike : Fit
        What was learned of it with what came and went taken out; the model's own fit where nothing did.
    curve : ResponseCurve
        The response on the last day, of the model's own fit.
    lasting : WhichRuns
        Features of runs that may explain a trend.
    """
    prepared, gate = model.prepared, model.gate
    now = curve if alike is model.fit else curve_now(alike.draws, alike.data)
    weighed = change_of(alike, np.random.default_rng([model.seed, 5])) if gate.tells("changes") else None
    others = WithoutWorstRuns(alike, model.seed)
    weighed = others.no_surer(weighed) if weighed else None
    change = sudden_change(model.diary, prepared, weighed, ratio_told=model.tells_ratios) if weighed else None
    if not gate.tells("trend"):
        return OverTime(change)
    course = course_of(now) if gate.tells("response") else None
    trend = trend_of(model, now, weighed, lasting, course)
    if _sure(trend):
        without = trend_of(model, curve_now(others.fit.draws, others.fit.data), weighed, lasting, course)
        trend = trend if _sure(without) else without  # one terrible run near an end is a slope as well
    return OverTime(change, trend, drawn(course, prepared) if course else None)


def _sure(trend: Trend) -> bool:
    """Whether it is told which way the response goes."""
    return trend.prob_improving is not None and not 1 - SURE < trend.prob_improving < SURE
