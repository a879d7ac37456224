"""Every finding about one site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from afterrun.checks import CheckResult
from afterrun.checks.not_worked_out import not_looked_at, not_while_a_sign_stands
from afterrun.findings import (
    Answers,
    Curve,
    DoseRises,
    Flag,
    Intervention,
    Moment,
    OverWeeks,
    ReliefContrast,
    Trigger,
)
from afterrun.findings.interval import CREDIBLE
from afterrun.lab.came_and_went import came_and_went
from afterrun.lab.changes import not_denied
from afterrun.lab.data_told import data_told
from afterrun.lab.interventions import interventions_of
from afterrun.lab.moments import moments_of
from afterrun.lab.on_record import skill_of
from afterrun.lab.over_time import OverTime, over_time_of
from afterrun.lab.pain_during_runs import during_runs_of
from afterrun.lab.planning import Wanted, stands
from afterrun.lab.preparing import Prepared
from afterrun.lab.relief_compared import relief_contrasts
from afterrun.lab.response_told import response_told
from afterrun.lab.rivals import rivals_told
from afterrun.lab.run_features import WhichRuns, run_features_of
from afterrun.lab.site_model import SiteModel, site_model
from afterrun.lab.tolerance import tolerance_of
from afterrun.lab.trial.evidence import with_trials, with_trials_between
from afterrun.lab.tried import Tried, tried_interventions
from afterrun.lab.triggers import not_cleared, triggers_of, triggers_without_fit
from afterrun.reasons import red_flags
from afterrun.records import Diary, Site
from afterrun.response.curve import LAG_H, ResponseCurve, curve_now

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
    prepared, gate, fit, wanted = model.prepared, model.gate, model.fit, wanted or Wanted()
    curve = curve_now(fit.draws, prepared.data) if fit else None
    clear = curve if gate.tells("response") else None
    safety = red_flags(diary, prepared.site, now)
    no_distance = _why_no_distance(model, safety, wanted)
    tried = tried_interventions(model.diary, prepared.cares, prepared.runs)
    of_a_while = came_and_went(prepared, tried)
    alike = of_a_while.taken_out(prepared, fit, seed=seed) if fit else None
    which = run_features_of(prepared, fit, seed=seed) if fit and model.tells_ratios else None
    if which and alike and of_a_while.recorded:
        which = which.with_those_of_a_while(of_a_while.ratios(alike))
    lasting = which.but(of_a_while.recorded) if which else WhichRuns()
    over_time = over_time_of(model, alike, curve, lasting) if alike and curve else OverTime()
    interventions, contrasts = _tried(model, tried)
    triggers = _triggers(model)
    rivals = rivals_told(model, lambda: triggers or ())
    explanations = rivals.told if rivals else None
    told = Answers(
        as_of=now,
        site=prepared.site,
        data=data_told(model, diary),
        response=response_told(prepared, fit, clear, gate) if fit and clear else None,
        tolerance=None if no_distance else tolerance_of(model, wanted),
        moments=_moments(model),
        trend=over_time.trend,
        interventions=interventions,
        relief_contrasts=contrasts,
        triggers=None if triggers is None else not_cleared(triggers, explanations),
        changes=not_denied(over_time.change, interventions) if over_time.change else None,
        run_features=which.told if which else None,
        during_runs=during_runs_of(prepared, seed=seed),
        explanations=explanations,
        forecast_skill=skill_of(model.diary, prepared, seed=seed),
        safety=safety,
        checks=(),
    )
    checks = (*gate.checks, *no_distance, *not_looked_at(_to_come(told, model)))
    return Answer(
        replace(told, checks=tuple(check.told for check in checks)),
        _curve(clear) if clear else None,
        _dose_rises(clear, prepared) if clear and gate.tells("dose_exponent") else None,
        model,
        over_time.weeks,
    )


def _tried(model: SiteModel, tried: Sequence[Tried]) -> tuple[tuple[Intervention, ...], tuple[ReliefContrast, ...]]:
    """Tell what was tried, and how the variants of one thing differ; where a coin decided, what the coin says."""
    diary, prepared, fit, now = model.diary, model.prepared, model.level, model.now
    seed, ratio_told, events = model.seed, model.tells_ratios, model.evidence.events
    interventions = interventions_of(tried, prepared, fit, seed=seed, ratio_told=ratio_told, events=events)
    rated = [((each.name, each.variant), each.before_nrs) for each in tried if each.cares]
    contrasts = relief_contrasts(rated, prepared, fit) if fit else []
    return (
        tuple(with_trials(interventions, diary, prepared, fit, now, seed=seed, ratio_told=ratio_told)),
        tuple(with_trials_between(contrasts, diary, prepared, now, seed=seed)),
    )


def _triggers(model: SiteModel) -> tuple[Trigger, ...] | None:
    if model.fit and model.gate.tells("triggers"):
        return triggers_of(model.diary, model.prepared, model.fit, seed=model.seed)
    return triggers_without_fit(model.diary, model.prepared, seed=model.seed) or None


def _why_no_distance(model: SiteModel, safety: Sequence[Flag], wanted: Wanted) -> tuple[CheckResult, ...]:
    if stands(safety):
        return not_while_a_sign_stands()
    over = wanted.over_during(model.prepared, model.now)
    return () if over is None else (wanted.why_not(over),)


def _to_come(told: Answers, model: SiteModel) -> Iterator[str]:
    """Name what more reports will bring; not what a check of the fit withholds, for it says why itself."""
    for name in ("triggers", "changes", "forecast_skill"):
        if getattr(told, name) is None and (model.fit is None or model.gate.tells(name)):
            yield name


def _moments(model: SiteModel) -> tuple[Moment, ...]:
    if model.level is None:
        return ()
    prepared = model.prepared
    return moments_of(prepared.reports, prepared.moment_names, model.level.draws, loading_told=model.tells_ratios)


def _curve(curve: ResponseCurve) -> Curve:
    low, median, high = np.quantile(curve.rise_nrs, CREDIBLE, axis=0)
    return Curve(LAG_H, median, low, high)


def _dose_rises(curve: ResponseCurve, prepared: Prepared) -> DoseRises | None:
    if prepared.dose_m is None:
        return None
    dose = np.linspace(prepared.data.dose.min(), prepared.data.dose.max(), _DOSES)
    low, median, high = np.quantile(curve.peak_after(dose), CREDIBLE, axis=0)
    return DoseRises(dose * prepared.dose_m, median, low, high)
