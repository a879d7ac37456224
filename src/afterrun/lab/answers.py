"""Every finding about one site."""

from __future__ import annotations

from collections.abc import Sequence
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
    Check,
    Curve,
    Data,
    DoseRises,
    Gap,
    LeansOn,
    Moment,
    OverWeeks,
    Trend,
    Trigger,
)
from afterrun.findings.draws import interval, interval_if_any
from afterrun.findings.interval import CREDIBLE
from afterrun.lab.changes import sudden_change
from afterrun.lab.interventions import interventions_of, tried_interventions
from afterrun.lab.moments import moments_of
from afterrun.lab.on_record import skill_of
from afterrun.lab.over_weeks import Course, came_back, course_of, drawn
from afterrun.lab.pain_during_runs import during_runs_of
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
    fitted = (fit, curve_now(fit.draws, prepared.data)) if fit else None
    until, ratios = diary.until(now), gate.tells("response") and gate.tells("response_ratio")
    weighed = None
    triggers: tuple[Trigger, ...] | None
    if fit and gate.tells("triggers"):
        triggers = triggers_of(until, prepared, fit, seed=seed)
    else:
        triggers = triggers_without_fit(until, prepared, seed=seed) or None
    if fit and gate.tells("changes"):
        weighed = change_of(fit, np.random.default_rng([seed, 5]))
    change = sudden_change(until, prepared, weighed, ratio_told=ratios) if weighed else None
    clear = fitted if fitted and gate.tells("response") else None
    level, fit_of_ratios = (fit if gate.tells("level") else None), (clear[0] if clear and ratios else None)
    course = course_of(prepared, clear[1]) if clear else None
    which = run_features_of(prepared, fit_of_ratios, seed=seed) if fit_of_ratios else None
    tried = tried_interventions(until, prepared.cares, prepared.runs)
    interventions = interventions_of(tried, prepared, level, seed=seed, ratio_told=ratios)
    if diary.trials:
        interventions = with_trials(interventions, until, prepared, level, now, seed=seed, ratio_told=ratios)
    rated = [((each.name, each.variant), each.before_nrs) for each in tried if each.cares]
    contrasts = relief_contrasts(rated, prepared, level) if level else []
    skill = skill_of(until, prepared, seed=seed)
    silent = [
        name
        for name, found in (("triggers", triggers), ("changes", change), ("forecast_skill", skill))
        if found is None and (fit is None or gate.tells(name))  # else a check of the fit says why
    ]
    explanations = rivals_of(model).told if gate.tells("explanations") else None
    safety = red_flags(diary, prepared.site, now)
    wanted = wanted or Wanted()
    over = wanted.over_during(prepared, now)
    no_distance = not_while_a_sign_stands() if stands(safety) else () if over is None else (wanted.why_not(over),)
    told = Answers(
        as_of=now,
        site=prepared.site,
        data=_data(prepared, diary.others),
        response=response_told(prepared, clear[0], clear[1], gate) if clear else None,
        tolerance=None if no_distance else tolerance_of(model, wanted),
        moments=_moments(prepared, level, gate) if level else (),
        trend=_trend(prepared, fitted[1], weighed, which, course, gate, seed)
        if fitted and gate.tells("trend")
        else None,
        interventions=tuple(interventions),
        relief_contrasts=tuple(with_trials_between(contrasts, until, prepared, now, seed=seed)),
        triggers=not_cleared(triggers, explanations) if triggers is not None else None,
        changes=change,
        run_features=which.told if which else None,
        during_runs=during_runs_of(prepared, seed=seed),
        explanations=explanations,
        forecast_skill=skill,
        safety=safety,
        checks=_told((*gate.checks, *no_distance, *not_looked_at(silent))),
    )
    dose = _dose_rises(clear[1], prepared) if clear and gate.tells("dose_exponent") else None
    weeks = drawn(course, prepared) if course and clear and told.trend else None
    return Answer(told, _curve(clear[1]) if clear else None, dose, model, weeks)


def _told(checks: Sequence[CheckResult]) -> tuple[Check, ...]:
    return tuple(check.told for check in checks)


def _data(prepared: Prepared, others: Others | None) -> Data:
    reports = prepared.all_reports
    return Data(
        runs=len(prepared.runs),
        reports=len(prepared.reports),
        during_runs=len(prepared.during_runs),
        under_painkiller=len(prepared.hidden),
        start=reports[0].at,
        end=max([reports[-1].at, *(run.end for run in prepared.runs)]),
        gaps=tuple(
            Gap(start=prepared.time(a), end=prepared.time(b), days=round(b - a, 1))
            for a, b in gaps_d(prepared.data.report_t_d)
        ),
        leans_on=None if others is None else LeansOn(name=others.name, people=others.people, as_of=others.as_of),
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
    which: WhichRuns | None,
    course: Course | None,
    gate: Gate,
    seed: int,
) -> Trend:
    """Since something changed, if that is likelier than not; else since the first day. Of runs that are alike."""
    data, draws, responds = prepared.data, now.draws, now.draws.responds
    changed = change is not None and change.prob >= _LIKELIER
    since_d = change.date_d[1] if change is not None and changed else data.span_d[0]
    month_ago_d = data.span_d[1] - DAYS_PER_TREND_UNIT
    other_runs = which or WhichRuns()
    rng = np.random.default_rng([seed, 7])
    learned = drift_learned(draws, data)
    ratio, last_month = (
        _known(ratio_per_month(now, since) / other_runs.explain_per_month(since, learned, draws.size, rng), responds)
        for since in (since_d, month_ago_d)
    )
    found = Trend(
        since=prepared.time(since_d).date(),
        changed=changed,
        response_ratio_per_30_days=interval_if_any(ratio),
        response_ratio_last_30_days=interval_if_any(last_month),
        baseline_nrs=interval(now.baseline_nrs),
        baseline_nrs_per_30_days=interval(level_per_month(draws, data, since_d)),
        prob_improving=round(float((ratio < 1).mean()), 3) if ratio.size else None,
    )
    told = gate.masked(found)
    if not gate.tells("response"):
        told = replace(told, response_ratio_per_30_days=None)
    if told.response_ratio_per_30_days is None:  # the chance and the range are of one thing
        return replace(told, prob_improving=None, response_ratio_last_30_days=None)
    return replace(told, came_back=came_back(course, prepared)) if course else told


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
