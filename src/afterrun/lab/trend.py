"""How a site has gone since something changed, if that is likelier than not; else since the first day."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from afterrun.associations.changes import LIKELIER
from afterrun.associations.changes import Change as Weighed
from afterrun.findings import Trend
from afterrun.findings.draws import interval, interval_if_any, share, share_if_any
from afterrun.lab.over_weeks import Course, came_back
from afterrun.lab.run_features import WhichRuns
from afterrun.lab.site_model import SiteModel
from afterrun.response.arrays import Floats, Mask
from afterrun.response.curve import ResponseCurve, drift_learned, level_per_month, ratio_per_month
from afterrun.response.data import DAYS_PER_TREND_UNIT

_SHORTEST_SINCE_D = 14.0  # a change that is no older leaves no time to say how it went on: judgement


def trend_of(
    model: SiteModel, now: ResponseCurve, change: Weighed | None, which: WhichRuns, course: Course | None
) -> Trend:
    """Tell the trend, of runs that are alike; without what the checks withhold.

    Parameters
    ----------
    model : SiteModel
        The site.
    now : ResponseCurve
        The response on the last day.
    change : associations.changes.Change or None
        What came out for a sudden change, where one was looked for.
    which : WhichRuns
        Features of runs that may explain a trend.
    course : Course or None
        The response over the weeks.
    """
    gate, last_d = model.gate, now.data.span_d[1]
    changed = change is not None and change.prob >= LIKELIER
    since_d = change.date_d[1] if change is not None and changed else now.data.span_d[0]
    told = gate.masked(_found(model, now, which, since_d, changed=changed))
    too_lately = changed and last_d - since_d < _SHORTEST_SINCE_D
    if too_lately or told.baseline_nrs_per_30_days is None:
        told = replace(told, baseline_nrs_per_30_days=None, prob_baseline_falling_last_30_days=None)
    if too_lately or not gate.tells("response") or told.response_ratio_per_30_days is None:
        return _no_way(told)
    back = came_back(course, model.prepared) if course else None
    if back and back.lowest_on > told.since:
        # A line from before it was better says nothing of where it goes now, and its end is what came back.
        told = _no_way(told)
    return replace(told, came_back=back)


def _found(model: SiteModel, now: ResponseCurve, which: WhichRuns, since_d: float, *, changed: bool) -> Trend:
    data, draws = now.data, now.draws
    month_ago_d = data.span_d[1] - DAYS_PER_TREND_UNIT
    rng, learned = np.random.default_rng([model.seed, 7]), drift_learned(draws, data)
    ratio, last_month = (
        _known(ratio_per_month(now, since) / which.explain_per_month(since, learned, draws.size, rng), draws.responds)
        for since in (since_d, month_ago_d)
    )
    return Trend(
        since=model.prepared.time(since_d).date(),
        changed=changed,
        response_ratio_per_30_days=interval_if_any(ratio),
        response_ratio_last_30_days=interval_if_any(last_month),
        baseline_nrs=interval(now.baseline_nrs),
        baseline_nrs_per_30_days=interval(level_per_month(draws, data, since_d)),
        prob_improving=share_if_any(ratio < 1),
        prob_improving_last_30_days=share_if_any(last_month < 1),
        prob_baseline_falling_last_30_days=share(level_per_month(draws, data, month_ago_d) < 0),
    )


def _no_way(trend: Trend) -> Trend:
    """Tell no way that the response goes: the chances and the ranges are of one thing."""
    return replace(
        trend,
        response_ratio_per_30_days=None,
        response_ratio_last_30_days=None,
        prob_improving=None,
        prob_improving_last_30_days=None,
    )


def _known(ratio: Floats, responds: Mask) -> Floats:
    """Keep the draws with a response, but those in which it began too lately to be compared with anything.

    Examples
    --------
    >>> _known(np.array([0.8, np.nan, 1.2]), np.array([True, True, False]))
    array([0.8])
    """
    return ratio[responds & np.isfinite(ratio)]
