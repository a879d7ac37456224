"""Every finding about one site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from afterrun.associations.changes import Change as Weighed
from afterrun.associations.changes import change_of
from afterrun.checks import CheckResult, Gate
from afterrun.checks.gaps import gaps_d
from afterrun.checks.not_worked_out import not_looked_at, not_while_a_sign_stands
from afterrun.findings import (
    Answers,
    Curve,
    Data,
    DoseRises,
    Explanation,
    Flag,
    Gap,
    Growth,
    Intervention,
    LeansOn,
    Moment,
    OverWeeks,
    ReliefContrast,
    Trend,
    Trigger,
)
from afterrun.findings.draws import interval, interval_if_any
from afterrun.findings.interval import CREDIBLE
from afterrun.lab.came_and_went import came_and_went
from afterrun.lab.changes import not_denied, sudden_change
from afterrun.lab.interventions import Tried, interventions_of, tried_interventions
from afterrun.lab.moments import moments_of
from afterrun.lab.on_record import skill_of
from afterrun.lab.over_weeks import Course, came_back, course_of, drawn
from afterrun.lab.pain_during_runs import during_runs_of
from afterrun.lab.painless import painless_of
from afterrun.lab.planning import Wanted, stands
from afterrun.lab.preparing import Prepared
from afterrun.lab.relief_compared import relief_contrasts
from afterrun.lab.response_told import response_told
from afterrun.lab.rivals import rivals_of
from afterrun.lab.run_features import WhichRuns, run_features_of
from afterrun.lab.site_model import SiteModel, site_model
from afterrun.lab.tolerance import tolerance_of
from afterrun.lab.trial.evidence import with_trials, with_trials_between
from afterrun.lab.triggers import not_cleared, triggers_of, triggers_without_fit
from afterrun.reasons import red_flags
from afterrun.reasons.red_flags.growing import growth_at
from afterrun.reasons.red_flags.rule import places_of
from afterrun.records import Diary, Site
from afterrun.records.others import Others
from afterrun.response.arrays import Floats, Mask
from afterrun.response.curve import (
    LAG_H,
    ResponseCurve,
    curve_now,
    drift_learned,
    level_per_month,
    ratio_per_month,
)
from afterrun.response.data import DAYS_PER_TREND_UNIT
from afterrun.response.fit import Fit

_LIKELIER = 0.5  # than not
_SHORTEST_SINCE_D = 14.0  # a change that is no older leaves no time to say how it went on: judgement
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
    over_weeks : OverWeeks or None
        What the same run did over the weeks, where the response over time may be told.
    """

    told: Answers
    curve: Curve | None
    dose: DoseRises | None
    model: SiteModel
    over_weeks: OverWeeks | None = None

    @property
    def prepared(self) -> Prepared:
        """The site's records and arrays."""
        return self.model.prepared


def answer(
    diary: Diary, *, site: Site | None = None, now: datetime, seed: int = 0, wanted: Wanted | None = None
) -> Answer:
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
    wanted : Wanted, optional
        Pain one would put up with.

    Raises
    ------
    EmptyJournalError
        If there is no pain report to start from.
    """
    model = site_model(diary, site=site, now=now, seed=seed)
    prepared, gate, fit = model.prepared, model.gate, model.fit
    until, wanted = model.diary, wanted or Wanted()
    curve = curve_now(fit.draws, prepared.data) if fit else None
    clear = curve if gate.tells("response") else None
    ratios = gate.tells("response") and gate.tells("response_ratio")
    level = fit if gate.tells("level") else None
    tried = tried_interventions(until, prepared.cares, prepared.runs)
    of_a_while = came_and_went(prepared, tried)
    alike = of_a_while.taken_out(prepared, fit, seed=seed) if fit else None
    over_time = curve if alike is fit or not alike else curve_now(alike.draws, alike.data)
    weighed = change_of(alike, np.random.default_rng([seed, 5])) if alike and gate.tells("changes") else None
    course = course_of(prepared, over_time) if over_time and clear else None
    which = run_features_of(prepared, fit, seed=seed) if fit and ratios else None
    lasting = which.but(of_a_while.recorded) if which else WhichRuns()
    trend = (
        _trend(prepared, over_time, weighed, lasting, course, gate, seed) if over_time and gate.tells("trend") else None
    )
    explanations = rivals_of(model).told if gate.tells("explanations") else None
    interventions, contrasts = _tried(tried, until, prepared, level, now, seed=seed, ratio_told=ratios)
    change = sudden_change(until, prepared, weighed, ratio_told=ratios) if weighed else None
    safety = red_flags(diary, prepared.site, now)
    no_distance = _why_no_distance(prepared, safety, wanted, now)
    told = Answers(
        as_of=now,
        site=prepared.site,
        data=_data(prepared, _leant_on(model, diary.others), _growth(diary, prepared.site, now), now),
        response=response_told(prepared, fit, clear, gate) if fit and clear else None,
        tolerance=None if no_distance else tolerance_of(model, wanted),
        moments=_moments(prepared, level, gate) if level else (),
        trend=trend,
        interventions=interventions,
        relief_contrasts=contrasts,
        triggers=_triggers(until, prepared, fit, gate, explanations, seed=seed),
        changes=not_denied(change, interventions) if change else None,
        run_features=which.told if which else None,
        during_runs=during_runs_of(prepared, seed=seed),
        explanations=explanations,
        forecast_skill=skill_of(until, prepared, seed=seed),
        safety=safety,
        checks=(),
    )
    checks = (*gate.checks, *no_distance, *not_looked_at(_to_come(told, fit, gate)))
    told = replace(told, checks=tuple(check.told for check in checks))
    dose = _dose_rises(clear, prepared) if clear and gate.tells("dose_exponent") else None
    weeks = drawn(course, prepared) if course and trend else None
    return Answer(told, _curve(clear) if clear else None, dose, model, weeks)


def _growth(diary: Diary, site: Site, now: datetime) -> Growth | None:
    return next((growth_at(place) for place in places_of(diary, now) if place.site == site), None)


def _tried(
    tried: Sequence[Tried],
    until: Diary,
    prepared: Prepared,
    fit: Fit | None,
    now: datetime,
    *,
    seed: int,
    ratio_told: bool,
) -> tuple[tuple[Intervention, ...], tuple[ReliefContrast, ...]]:
    """Tell what was tried, and how the variants of one thing differ; where a coin decided, what the coin says."""
    interventions = interventions_of(tried, prepared, fit, seed=seed, ratio_told=ratio_told)
    rated = [((each.name, each.variant), each.before_nrs) for each in tried if each.cares]
    contrasts = relief_contrasts(rated, prepared, fit) if fit else []
    return (
        tuple(with_trials(interventions, until, prepared, fit, now, seed=seed, ratio_told=ratio_told)),
        tuple(with_trials_between(contrasts, until, prepared, now, seed=seed)),
    )


def _triggers(
    until: Diary,
    prepared: Prepared,
    fit: Fit | None,
    gate: Gate,
    explanations: Sequence[Explanation] | None,
    *,
    seed: int,
) -> tuple[Trigger, ...] | None:
    if fit and gate.tells("triggers"):
        return not_cleared(triggers_of(until, prepared, fit, seed=seed), explanations)
    without_fit = triggers_without_fit(until, prepared, seed=seed)
    return not_cleared(without_fit, explanations) if without_fit else None


def _why_no_distance(
    prepared: Prepared, safety: Sequence[Flag], wanted: Wanted, now: datetime
) -> tuple[CheckResult, ...]:
    if stands(safety):
        return not_while_a_sign_stands()
    over = wanted.over_during(prepared, now)
    return () if over is None else (wanted.why_not(over),)


def _to_come(told: Answers, fit: Fit | None, gate: Gate) -> Iterator[str]:
    """Name what more reports will bring; not what a check of the fit withholds, for it says why itself."""
    for name in ("triggers", "changes", "forecast_skill"):
        if getattr(told, name) is None and (fit is None or gate.tells(name)):
            yield name


def _leant_on(model: SiteModel, others: Others | None) -> LeansOn | None:
    if others is None or model.fit is None:
        return None
    return LeansOn(name=others.name, people=others.people, as_of=others.as_of, used=model.leans)


def _data(prepared: Prepared, leans_on: LeansOn | None, growth: Growth | None, now: datetime) -> Data:
    reports = prepared.all_reports
    return Data(
        runs=len(prepared.runs),
        reports=len(prepared.reports),
        ratings=prepared.ratings,
        during_runs=len(prepared.during_runs),
        under_painkiller=len(prepared.hidden),
        start=reports[0].at,
        end=max([reports[-1].at, *(run.end for run in prepared.runs)]),
        gaps=tuple(
            Gap(start=prepared.time(a), end=prepared.time(b), days=round(b - a, 1))
            for a, b in gaps_d(prepared.data.report_t_d)
        ),
        growth=growth,
        painless=painless_of(prepared, now),
        leans_on=leans_on,
    )


def _moments(prepared: Prepared, fit: Fit, gate: Gate) -> tuple[Moment, ...]:
    return moments_of(
        prepared.reports,
        prepared.moment_names,
        fit.draws,
        loading_told=gate.tells("response") and gate.tells("response_ratio"),
    )


def _trend(
    prepared: Prepared,
    now: ResponseCurve,
    change: Weighed | None,
    which: WhichRuns,
    course: Course | None,
    gate: Gate,
    seed: int,
) -> Trend:
    """Since something changed, if that is likelier than not; else since the first day. Of runs that are alike."""
    data, draws, responds = now.data, now.draws, now.draws.responds
    changed = change is not None and change.prob >= _LIKELIER
    since_d = change.date_d[1] if change is not None and changed else data.span_d[0]
    too_lately = changed and data.span_d[1] - since_d < _SHORTEST_SINCE_D
    month_ago_d = data.span_d[1] - DAYS_PER_TREND_UNIT
    rng = np.random.default_rng([seed, 7])
    learned = drift_learned(draws, data)
    ratio, last_month = (
        _known(ratio_per_month(now, since) / which.explain_per_month(since, learned, draws.size, rng), responds)
        for since in (since_d, month_ago_d)
    )
    found = Trend(
        since=prepared.time(since_d).date(),
        changed=changed,
        response_ratio_per_30_days=interval_if_any(ratio),
        response_ratio_last_30_days=interval_if_any(last_month),
        baseline_nrs=interval(now.baseline_nrs),
        baseline_nrs_per_30_days=interval(level_per_month(draws, data, since_d)),
        prob_improving=_falling(ratio),
        prob_improving_last_30_days=_falling(last_month),
    )
    told = gate.masked(found)
    if too_lately:
        told = replace(told, baseline_nrs_per_30_days=None)
    if too_lately or not gate.tells("response"):
        told = replace(told, response_ratio_per_30_days=None)
    if told.response_ratio_per_30_days is None:
        return _no_way(told)
    back = came_back(course, prepared) if course else None
    if back and back.lowest_on > told.since:
        # A line from before it was better says nothing of where it goes now, and its end is what came back.
        told = _no_way(told)
    return replace(told, came_back=back)


def _falling(ratio: Floats) -> float | None:
    return round(float((ratio < 1).mean()), 3) if ratio.size else None


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


def _curve(curve: ResponseCurve) -> Curve:
    low, median, high = np.quantile(curve.rise_nrs, CREDIBLE, axis=0)
    return Curve(LAG_H, median, low, high)


def _dose_rises(curve: ResponseCurve, prepared: Prepared) -> DoseRises | None:
    if prepared.dose_m is None:
        return None
    dose = np.linspace(prepared.data.dose.min(), prepared.data.dose.max(), _DOSES)
    low, median, high = np.quantile(curve.peak_after(dose), CREDIBLE, axis=0)
    return DoseRises(dose * prepared.dose_m, median, low, high)
