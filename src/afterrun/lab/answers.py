"""Every finding about one site, in the shape others rely on (`afterrun/answers/1`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from afterrun.checks import CheckResult, Gate
from afterrun.checks.gaps import gaps_d
from afterrun.checks.steady import steady
from afterrun.lab.changes import change_json
from afterrun.lab.intervals import CREDIBLE, Json, interval, whole
from afterrun.lab.interventions import intervention_json, tried_interventions
from afterrun.lab.preparing import Prepared
from afterrun.lab.relief_compared import relief_contrasts
from afterrun.lab.site_model import SiteModel, site_model
from afterrun.lab.trial.evidence import with_trials, with_trials_between
from afterrun.lab.triggers import trigger_json
from afterrun.language import mark, say
from afterrun.reasons import red_flags
from afterrun.records import Diary, Site
from afterrun.report.sentences import Sentence, sentences
from afterrun.response.arrays import Floats
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
_LATER = {
    "tolerance": mark("How far you can run under a pain ceiling is not worked out by this version."),
    "explanations": mark("Rival explanations are not compared by this version."),
    "forecast_skill": mark("Forecasts are not scored against what came by this version."),
}
_SILENT = {
    "triggers": mark("Whether anything but runs goes with the pain is looked at once there are enough reports."),
    "changes": mark("Whether something changed from one day to the next is looked at once the diary is longer."),
}


@dataclass(frozen=True, slots=True)
class Curve:
    """Rise after the reference run with its central 90 % band, for drawing.

    Parameters
    ----------
    h, median, lo, hi : ndarray, shape (g,)
        Hours after the run [h], and rises [NRS].
    """

    h: Floats
    median: Floats
    lo: Floats
    hi: Floats


@dataclass(frozen=True, slots=True)
class DoseRises:
    """Worst rise after runs of other lengths, with its central 90 % band; only as far as the person has run.

    There is none where doses are no distances, or no run has one.

    Parameters
    ----------
    distance_m : ndarray, shape (g,)
        Length of the run. [m]
    median, lo, hi : ndarray, shape (g,)
        Rises. [NRS]
    """

    distance_m: Floats
    median: Floats
    lo: Floats
    hi: Floats


@dataclass(frozen=True, slots=True)
class Answer:
    """One site's answers: for programs, for drawing and for reading."""

    json: Json
    curve: Curve | None
    dose: DoseRises | None
    sentences: tuple[Sentence, ...]
    model: SiteModel

    @property
    def prepared(self) -> Prepared:
        """What the site's records became."""
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
    json = _frame(prepared, diary, now)
    ratios = gate.tells("response") and gate.tells("response_ratio")
    if curves and gate.tells("triggers"):
        json["triggers"] = trigger_json(diary.until(now), prepared, curves[0], seed=seed)
    if curves and gate.tells("changes"):
        json["changes"] = change_json(diary.until(now), prepared, curves[0], seed=seed, ratio_told=ratios)
        gate = gate.and_also(steady(json["changes"]["probability"])) if json["changes"] else gate
    told = curves if curves and gate.tells("response") else None
    json["response"] = _response(prepared, told[0], told[1], gate) if told else None
    json["trend"] = _trend(told[1], told[2], gate) if told and gate.tells("trend") else None
    tried = tried_interventions(diary.until(now), prepared.cares, prepared.runs)
    fit_told, fit_of_ratios = (told[0] if told else None), (told[0] if told and ratios else None)
    interventions = intervention_json(tried, prepared, fit_told, seed=seed, ratio_told=ratios)
    if diary.trials:
        interventions = with_trials(interventions, diary.until(now), prepared, fit_of_ratios, now, seed=seed)
    json["interventions"] = interventions
    rated = [((each.name, each.variant), each.before_nrs) for each in tried if each.cares]
    contrasts = relief_contrasts(rated, prepared, told[0]) if told else []
    json["relief_contrasts"] = with_trials_between(contrasts, diary.until(now), prepared, now, seed=seed)
    silent = [CheckResult(name, None, say(text)) for name, text in _SILENT.items() if json[name] is None]
    json["checks"] = [_check_json(check) for check in (*gate.checks, *silent, *_not_worked_out())]
    dose = _dose_rises(told[1], prepared) if told and gate.tells("dose_exponent") else None
    said = sentences(json, any_rise=told[0].prob_responds) if told else sentences(json)
    return Answer(json, _curve(told[1]) if told else None, dose, said, model)


def _frame(prepared: Prepared, diary: Diary, now: datetime) -> Json:
    """Fill the parts that need no model, in the order of the contract."""
    reports = prepared.all_reports
    span = (reports[0].at, max([reports[-1].at, *(run.end for run in prepared.runs)]))
    return {
        "schema": "afterrun/answers/1",
        "as_of": now.isoformat(),
        "site": str(prepared.site),
        "data": {
            "runs": len(prepared.runs),
            "reports": len(prepared.reports),
            "during_runs": len(prepared.during_runs),
            "from": span[0].isoformat(),
            "to": span[1].isoformat(),
            "gaps": [
                {"from": prepared.time(a).isoformat(), "to": prepared.time(b).isoformat(), "days": round(b - a, 1)}
                for a, b in gaps_d(prepared.data.report_t_d)
            ],
        },
        "response": None,
        "tolerance": None,
        "trend": None,
        "interventions": [],
        "relief_contrasts": [],
        "triggers": None,
        "changes": None,
        "explanations": None,
        "forecast_skill": None,
        "safety": [{"level": flag.level, "text": flag.text} for flag in red_flags(diary, prepared.site, now)],
        "checks": [],
    }


def _response(prepared: Prepared, fit: Fit, curve: ResponseCurve, gate: Gate) -> Json:
    rise = curve.rise_at(np.array(RISE_AT_H, dtype=np.float64))
    responding = fit.draws.responds
    found = {
        "detected": round(float((curve.area_nrs_days > RESPONSE_AREA_NRS_DAYS).mean()), 3),
        "reference_run": {
            "distance_m": whole(prepared.dose_m),
            "duration_s": whole(prepared.reference_duration_s),
        },
        "rise_nrs": {str(h): interval(rise[:, i]) for i, h in enumerate(RISE_AT_H)},
        "peak_h": interval(curve.peak_h[responding]),
        "peak_nrs": interval(curve.peak_nrs),
        "half_life_h": interval(curve.half_life_h[responding]),
        "area_nrs_days": interval(curve.area_nrs_days),
        "clear_h": interval(curve.clear_h[responding]),
        "dose_exponent": interval(fit.draws.dose_exponent[responding]),
        "baseline_nrs": interval(curve.baseline_nrs),
    }
    return gate.masked(found)


def _trend(now: ResponseCurve, earlier: ResponseCurve, gate: Gate) -> Json:
    found = {
        "response_ratio_per_30_days": interval(response_ratio(now, earlier)[now.draws.responds]),
        "baseline_nrs_per_30_days": interval(now.baseline_nrs - earlier.baseline_nrs),
        "prob_improving": round(chance_of_less(now.pattern_nrs, earlier.pattern_nrs), 3),
    }
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


def _not_worked_out() -> tuple[CheckResult, ...]:
    return tuple(CheckResult(name, None, say(text)) for name, text in _LATER.items())


def _check_json(check: CheckResult) -> Json:
    return {"name": check.name, "passed": check.passed, "text": check.text, "remedies": list(check.remedies)}
