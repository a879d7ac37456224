"""Where the pain of one site may come from, and which run would tell the leading two explanations apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from afterrun.findings import AtOnce, Check, Flag, TellingApart, TellingRun, Trigger, Why
from afterrun.findings.explanation import FAVOURED
from afterrun.lab.planning import Wanted, stands
from afterrun.lab.rivals import counted_of, rivals_told
from afterrun.lab.site_model import SiteModel
from afterrun.lab.telling_runs import Candidate, candidates
from afterrun.lab.tolerance import tolerance_of
from afterrun.lab.triggers import triggers_of
from afterrun.reasons.rivals import Weighed
from afterrun.reasons.rivals.apart import MOST_RUNS, Foretold, foretold, information, runs_needed
from afterrun.reasons.rivals.doses import dose_of
from afterrun.response.arrays import Floats
from afterrun.units import SECONDS_PER_DAY

_FELT_D = 3.0  # days after a run whose reports say most of what it did: as `lab.run_features`
_MOST_REPORTS = 6  # a run that are counted on: more say little more, so close to each other
_LIKELIER = 0.5  # than not
_LEAST_WEIGHT = 1e-6  # as weights are told; a logarithm knows no 0


def why_of(model: SiteModel, *, safety: tuple[Flag, ...], wanted: Wanted | None = None) -> Why:
    """Weigh where the pain of a site comes from.

    Parameters
    ----------
    model : SiteModel
        The site.
    safety : tuple of Flag
        Signs that stand: while an urgent one does, no run is proposed.
    wanted : Wanted, optional
        Pain one would put up with, and what a physiotherapist allows.
    """
    told = Why(
        as_of=model.now,
        site=model.prepared.site,
        explanations=None,
        not_explained=(),
        telling_apart=None,
        safety=safety,
        checks=tuple(check.told for check in model.gate_about("explanations").behind("explanations")),
    )
    rivals = rivals_told(model, lambda: _triggers(model))
    if rivals is None:
        return told
    at_once = _at_once(rivals.weighed)
    return replace(
        told,
        explanations=rivals.told,
        not_explained=rivals.not_explained,
        at_once=at_once,
        telling_apart=None if at_once else _telling_apart(model, rivals.weighed, safety, wanted or Wanted()),
        checks=_cautions(model),
    )


def _triggers(model: SiteModel) -> tuple[Trigger, ...]:
    """What goes with the pain besides runs, where a fit says it."""
    if model.fit is None or not model.gate_about("triggers").tells("triggers"):
        return ()
    return triggers_of(model.diary, model.prepared, model.fit, seed=model.seed)


def _cautions(model: SiteModel) -> tuple[Check, ...]:
    return tuple(check.told for check in model.record_gate.checks if check.passed is False)


def _at_once(weighed: Sequence[Weighed]) -> AtOnce | None:
    """Two that are at work at once, where that is likelier than not."""
    pairs = [(chance, each.account.name, other) for each in weighed for other, chance in each.beside.items()]
    chance, first, second = max(pairs, key=lambda pair: pair[0], default=(0.0, "", ""))
    return AtOnce(first=first, second=second, weight=round(chance, 6)) if chance > _LIKELIER else None


def _telling_apart(
    model: SiteModel, weighed: Sequence[Weighed], safety: tuple[Flag, ...], wanted: Wanted
) -> TellingApart | None:
    """Set the leading two against each other: two that differ, or, where it is settled which group it is, two of it."""
    first, second = weighed[0], _second(weighed)
    if second is None:
        return None
    runs = () if stands(safety) else _telling_runs(model, first, second, wanted)
    return TellingApart(first=first.account.name, second=second.account.name, runs=tuple(runs))


def _second(weighed: Sequence[Weighed]) -> Weighed | None:
    """Whom the first is to be told from; None where it is settled that it is at work."""
    first = weighed[0]
    settled = first.at_work >= FAVOURED
    rivals = [each for each in weighed[1:] if (each.account.name in first.alike) == settled]
    return rivals[0] if rivals else None


def _telling_runs(model: SiteModel, first: Weighed, second: Weighed, wanted: Wanted) -> list[TellingRun]:
    most = [metres for metres in (wanted.therapist_m, _today_m(model, wanted)) if metres is not None]
    allowed = candidates(model.diary.runs, model.now, most_m=min(most, default=None))
    report_d = _usual_reports(model)
    found = [_weighed(each, model, first, second, report_d) for each in allowed]
    return sorted(found, key=lambda run: -run.information_nat)


def _today_m(model: SiteModel, wanted: Wanted) -> float | None:
    """How far one may run as things are, where that is told: no run is proposed that a plan would not."""
    return tolerance_of(model, wanted).now_distance_m


def _weighed(candidate: Candidate, model: SiteModel, first: Weighed, second: Weighed, report_d: Floats) -> TellingRun:
    a, b = (_foretold(each, candidate, model, report_d) for each in (first, second))
    if_first, if_second = information(a, b), information(b, a)
    one, other = (first.weight, second.weight) if second.account.name in first.alike else _odds(first)
    share = one / (one + other)
    needed = runs_needed(one, other, if_first=if_first, if_second=if_second)
    run = candidate.runs[0]
    return TellingRun(
        kind=candidate.kind,
        distance_m=None if run.distance_m is None else float(round(run.distance_m, -2)),
        speed_mps=None if run.distance_m is None else round(run.distance_m / run.duration_s, 2),
        ascent_m=None if run.ascent_m is None else float(round(run.ascent_m)),
        descent_m=None if run.descent_m is None else float(round(run.descent_m)),
        rest_days=round(candidate.rest_days, 1),
        information_nat=round(share * if_first + (1 - share) * if_second, 4),
        runs_needed=None if needed > MOST_RUNS else max(int(np.ceil(needed)), 1),
    )


def _odds(first: Weighed) -> tuple[float, float]:
    """Weight of the first, and of all that it is not: .95 has to be won from all of them."""
    return first.together, max(1 - first.together, _LEAST_WEIGHT)


def _foretold(rival: Weighed, candidate: Candidate, model: SiteModel, report_d: Floats) -> Foretold:
    """What a rival foretells of the usual reports after the last run of a candidate."""
    history, new = model.diary.runs, candidate.runs
    end_d = np.array([(run.end - new[-1].end).total_seconds() / SECONDS_PER_DAY for run in new])
    dose = np.zeros(len(new))
    if rival.account.of_runs:
        reference = [counted_of(model.diary, model.prepared)[i] for i in model.prepared.reference_runs]
        measured = dose_of(rival.account.name, [*history, *new], reference)[-len(new) :]
        dose = measured if rival.account.varies else np.ones(len(new))
        dose = 1 / dose if rival.explained.way == 1 else dose
    return foretold(rival.explained, run_t_d=end_d, dose=dose, report_t_d=report_d)


def _usual_reports(model: SiteModel) -> Floats:
    """When after a run this person reports, as a run has it in the middle. [d]"""
    data = model.prepared.data
    lag = data.report_t_d[None, :] - data.run_t_d[:, None]
    ahead = np.append(data.run_t_d[1:], np.inf) - data.run_t_d
    after = (lag > 0) & (lag <= np.minimum(_FELT_D, ahead[:, None]))
    followed = after.any(axis=1)
    count = int(np.clip(np.median(after[followed].sum(axis=1)), 1, _MOST_REPORTS))
    return np.quantile(lag[after], (np.arange(count) + 0.5) / count)
