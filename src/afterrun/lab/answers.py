"""Every finding about one site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from afterrun.checks import CheckResult, Gate
from afterrun.checks.gaps import gaps_d
from afterrun.checks.not_worked_out import not_by_this_version, not_looked_at
from afterrun.checks.steady import steady
from afterrun.findings import Answers, Check, Curve, Data, DoseRises, Gap, ReferenceRun, Response, Trend, Trigger
from afterrun.findings.draws import interval, interval_if_any, share
from afterrun.findings.interval import CREDIBLE
from afterrun.lab.changes import sudden_change
from afterrun.lab.interventions import interventions_of, tried_interventions
from afterrun.lab.preparing import Prepared
from afterrun.lab.relief_compared import relief_contrasts
from afterrun.lab.site_model import SiteModel, site_model
from afterrun.lab.trial.evidence import with_trials, with_trials_between
from afterrun.lab.triggers import triggers_of, triggers_without_fit
from afterrun.reasons import red_flags
from afterrun.records import Diary, Site
from afterrun.response.curve import (
    LAG_H,
    RESPONSE_AREA_NRS_DAYS,
    ResponseCurve,
    chance_of_less,
    month_apart,
    response_ratio,
)
from afterrun.response.fit import Fit

RISE_AT_H = (6, 12, 24, 36, 48, 72, 96, 120)  # hours named in the contract
_DOSES = 25  # points of a curve; more would look the same


@dataclass(frozen=True, slots=True)
class Answer:
    """One site's answers: what is told, what is drawn, and what they were worked out from.

    Parameters
    ----------
    told : Answers
        Every finding.
    curve : Curve or None
        The response over time, where it may be told.
    dose : DoseRises or None
        The response over distance, where it may be told.
    model : SiteModel
        What they were worked out from.
    """

    told: Answers
    curve: Curve | None
    dose: DoseRises | None
    model: SiteModel

    @property
    def prepared(self) -> Prepared:
        """The site's records and arrays."""
        return self.model.prepared


def answer(diary: Diary, *, site: Site | None = None, now: datetime, seed: int = 0) -> Answer:
    """Answer what can be answered about one site.

    Parameters
    ----------
    diary : Diary
        Everything recorded.
    site : Site, optional
        Default: the site with most reports.
    now : datetime
        Nothing after it is looked at.
    seed : int
        Same diary, same seed: same answer.

    Raises
    ------
    EmptyJournalError
        If there is no pain report to start from.
    """
    model = site_model(diary, site=site, now=now, seed=seed)
    prepared, gate, fit = model.prepared, model.gate, model.fit
    curves = (fit, *month_apart(fit.draws, prepared.data)) if fit else None
    until, ratios = diary.until(now), gate.tells("response") and gate.tells("response_ratio")
    change = None
    triggers: tuple[Trigger, ...] | None
    if gate.tells("triggers") and (of_days := model.fit_of_days) is not None:
        triggers = triggers_of(until, prepared, of_days, seed=seed)
    else:
        triggers = triggers_without_fit(until, prepared, seed=seed) or None
    if curves and gate.tells("changes"):
        change = sudden_change(until, prepared, curves[0], seed=seed, ratio_told=ratios)
        gate = gate.and_also(steady(change.probability)) if change else gate
    clear = curves if curves and gate.tells("response") else None
    tried = tried_interventions(until, prepared.cares, prepared.runs)
    fit_told, fit_of_ratios = (clear[0] if clear else None), (clear[0] if clear and ratios else None)
    interventions = interventions_of(tried, prepared, fit_told, seed=seed, ratio_told=ratios)
    if diary.trials:
        interventions = with_trials(interventions, until, prepared, fit_of_ratios, now, seed=seed)
    rated = [((each.name, each.variant), each.before_nrs) for each in tried if each.cares]
    contrasts = relief_contrasts(rated, prepared, clear[0]) if clear else []
    silent = [name for name, found in (("triggers", triggers), ("changes", change)) if found is None]
    told = Answers(
        as_of=now,
        site=prepared.site,
        data=_data(prepared),
        response=_response(prepared, clear[0], clear[1], gate) if clear else None,
        trend=_trend(clear[1], clear[2], gate) if clear and gate.tells("trend") else None,
        interventions=tuple(interventions),
        relief_contrasts=tuple(with_trials_between(contrasts, until, prepared, now, seed=seed)),
        triggers=triggers,
        changes=change,
        safety=red_flags(diary, prepared.site, now),
        checks=_told((*gate.checks, *not_looked_at(silent), *not_by_this_version())),
    )
    dose = _dose_rises(clear[1], prepared) if clear and gate.tells("dose_exponent") else None
    return Answer(told, _curve(clear[1]) if clear else None, dose, model)


def _told(checks: Sequence[CheckResult]) -> tuple[Check, ...]:
    return tuple(check.told for check in checks)


def _data(prepared: Prepared) -> Data:
    reports = prepared.all_reports
    return Data(
        runs=len(prepared.runs),
        reports=len(prepared.reports),
        during_runs=len(prepared.during_runs),
        start=reports[0].at,
        end=max([reports[-1].at, *(run.end for run in prepared.runs)]),
        gaps=tuple(
            Gap(start=prepared.time(a), end=prepared.time(b), days=round(b - a, 1))
            for a, b in gaps_d(prepared.data.report_t_d)
        ),
    )


def _response(prepared: Prepared, fit: Fit, curve: ResponseCurve, gate: Gate) -> Response:
    rise = curve.rise_at(np.array(RISE_AT_H, dtype=np.float64))
    responding = fit.draws.responds
    found = Response(
        detected=share(curve.area_nrs_days > RESPONSE_AREA_NRS_DAYS),
        reference_run=_reference_run(prepared),
        rise_nrs={h: interval(rise[:, i]) for i, h in enumerate(RISE_AT_H)},
        peak_h=interval_if_any(curve.peak_h[responding]),
        peak_nrs=interval(curve.peak_nrs),
        half_life_h=interval_if_any(curve.half_life_h[responding]),
        area_nrs_days=interval(curve.area_nrs_days),
        clear_h=interval_if_any(curve.clear_h[responding]),
        dose_exponent=interval_if_any(fit.draws.dose_exponent[responding]),
        baseline_nrs=interval(curve.baseline_nrs),
        any_rise=fit.prob_responds,
    )
    return gate.masked(found)


def _reference_run(prepared: Prepared) -> ReferenceRun:
    metres, seconds = prepared.dose_m, prepared.reference_duration_s
    return ReferenceRun(
        distance_m=None if metres is None else round(metres), duration_s=None if seconds is None else round(seconds)
    )


def _trend(now: ResponseCurve, earlier: ResponseCurve, gate: Gate) -> Trend:
    found = Trend(
        response_ratio_per_30_days=interval_if_any(response_ratio(now, earlier)[now.draws.responds]),
        baseline_nrs_per_30_days=interval(now.baseline_nrs - earlier.baseline_nrs),
        prob_improving=round(chance_of_less(now.pattern_nrs, earlier.pattern_nrs), 3),
    )
    return gate.masked(found)


def _curve(curve: ResponseCurve) -> Curve:
    low, median, high = np.quantile(curve.rise_nrs, CREDIBLE, axis=0)
    return Curve(LAG_H, median, low, high)


def _dose_rises(curve: ResponseCurve, prepared: Prepared) -> DoseRises | None:
    if prepared.dose_m is None:
        return None
    dose = np.linspace(prepared.data.dose.min(), prepared.data.dose.max(), _DOSES)
    low, median, high = np.quantile(curve.peak_after(dose), CREDIBLE, axis=0)
    return DoseRises(dose * prepared.dose_m, median, low, high)
