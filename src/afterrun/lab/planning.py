"""The next run, a schedule and a goal of one site: where the record meets the rule of `afterrun.plan`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import numpy as np

from afterrun.checks import CheckResult
from afterrun.checks.not_worked_out import not_while_it_hurts_to_run
from afterrun.findings import Flag, Goal, NextPlanned, Plan, PlannedRun, ReachedOn, Rival
from afterrun.findings.draws import interval
from afterrun.findings.plan import HeldTo, LimitedBy, Way
from afterrun.findings.verdicts import looks_worse
from afterrun.journal.settings import Settings
from afterrun.lab.pain_during_runs import felt_during, hurts_while_running
from afterrun.lab.preparing import Prepared
from afterrun.lab.site_model import SiteModel, site_model
from afterrun.lab.while_running import OverDuring, over_during
from afterrun.plan.ahead import WINDOW_D, Planned
from afterrun.plan.goal import Reached, futures, reached, ten_percent
from afterrun.plan.habit import habit_of
from afterrun.plan.known import Known, known_of
from afterrun.plan.rule import Ceiling
from afterrun.plan.schedule import APART_D, LONGEST_OF_D, Pace, Session, schedule
from afterrun.reasons import red_flags
from afterrun.records import Diary, Run, Site
from afterrun.response.forecast import cut_above
from afterrun.units import SECONDS_PER_DAY

CEILING_NRS, CHANCE, WEEKS = 4.0, 0.2, 4  # of the contract; four weeks are seen from one screen
_URGENT = ("same-day", "within-days")  # nothing is planned while one of these stands
_PARTS_BELOW = 0.6  # of a usual run: what is shorter is run in parts, with walking between: judgement
_SAID_M = 100.0  # distances are told down to so much: nobody runs more precisely
_NEXT_DAY = timedelta(hours=12)  # a report on the evening of the run tells nothing of the day after: judgement
_STILL_FELT_NRS = 1.0  # more than before the last run, by more than reports waver: judgement
_RHYTHM_D = 28.0  # over which runs a week are counted
_SEED = 74  # a stream of chance of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What one would put up with, and what one would like.

    Parameters
    ----------
    ceiling_nrs, chance : float
        Pain one would put up with [NRS], and how often it may be more [-].
    therapist_ceiling_nrs, therapist_m : float or None
        The same, and the longest run, as a physiotherapist set them: they win. [NRS], [m]
    goal_m : float or None
        How far one would like to run. [m]
    runs_per_week : int or None
        How often; default: as in the last weeks.
    by : date or None
        When the goal is wanted.
    weeks : int
        How many to plan.
    """

    ceiling_nrs: float = CEILING_NRS
    chance: float = CHANCE
    therapist_ceiling_nrs: float | None = None
    therapist_m: float | None = None
    goal_m: float | None = None
    runs_per_week: int | None = None
    by: date | None = None
    weeks: int = WEEKS

    @property
    def ceiling_in_force_nrs(self) -> float:
        """The physiotherapist's, where there is one. [NRS]"""
        return self.ceiling_nrs if self.therapist_ceiling_nrs is None else self.therapist_ceiling_nrs

    def ceiling(self, prepared: Prepared) -> Ceiling:
        """The same on the scale of a site."""
        nrs = self.ceiling_in_force_nrs
        return Ceiling(nrs=nrs, cut_nrs=cut_above(prepared.data.levels, nrs), chance=self.chance)

    def over_during(self, prepared: Prepared, now: datetime) -> OverDuring | None:
        """The runs during which it was more than that, where they are more than may be."""
        return over_during(prepared, now, ceiling_nrs=self.ceiling_in_force_nrs, chance=self.chance)

    def why_not(self, over: OverDuring) -> CheckResult:
        """Say that this is why no distance is told."""
        return not_while_it_hurts_to_run(over.runs, over.of_runs, self.ceiling_in_force_nrs)


def wanted_of(settings: Settings) -> Wanted:
    """What is chosen for a journal."""
    return Wanted(
        ceiling_nrs=settings.ceiling_nrs,
        chance=settings.chance,
        therapist_ceiling_nrs=settings.therapist_ceiling_nrs,
        therapist_m=settings.therapist_m,
        goal_m=settings.goal_m,
        runs_per_week=settings.runs_per_week,
    )


def plan_site(
    diary: Diary, *, site: Site | None = None, now: datetime, wanted: Wanted | None = None, seed: int = 0
) -> Plan:
    """Plan for one site of a diary: `plan_of` its model, unless a sign says to have somebody look first.

    Raises
    ------
    EmptyJournalError
        If there is no report at the site.
    """
    model = site_model(diary, site=site, now=now, seed=seed)
    return plan_of(model, safety=red_flags(diary, model.prepared.site, now), wanted=wanted)


def stands(safety: Sequence[Flag]) -> bool:
    """Whether a sign says to have somebody look before the next run."""
    return any(flag.level in _URGENT for flag in safety)


def plan_of(model: SiteModel, *, safety: tuple[Flag, ...], wanted: Wanted | None = None) -> Plan:
    """Plan from what is known of a site.

    Returns
    -------
    Plan
        Under a red flag, where checks withhold what runs do, without a run of known distance in the last 30 days, or
        where it hurts too much while running, nothing is promised; its ``next_run`` says why.
    """
    wanted = wanted or Wanted()
    prepared = model.prepared
    told = Plan(
        as_of=model.now,
        site=prepared.site,
        ceiling_nrs=wanted.ceiling_in_force_nrs,
        chance=wanted.chance,
        ceiling_from="own" if wanted.therapist_ceiling_nrs is None else "physiotherapist",
        next_run=NextPlanned(at=None, distance_m=None, limited_by="flag"),
        longest_m=_longest_m(prepared, model.now),
        safety=safety,
    )
    if stands(safety):
        return told
    known = known_of_site(model)
    told = replace(told, checks=tuple(check.told for check in model.gate.checks if check.passed is False))
    over = wanted.over_during(prepared, model.now)
    if over is not None:
        told = replace(told, checks=(wanted.why_not(over).told, *told.checks))
    if known is None or told.longest_m is None or over is not None:
        return replace(told, next_run=next_run_of(None, model, wanted), goal=_unreached(wanted))
    return _planned(told, known, model, wanted)


def known_of_site(model: SiteModel) -> Known | None:
    """Set up what a plan is made from; None where checks withhold what runs do."""
    gate, prepared = model.gate, model.prepared
    if model.fit is None or prepared.dose_m is None or not (gate.tells("response") and gate.tells("with_run")):
        return None
    habit = habit_of(prepared.data, midnight_d=prepared.days(_midnight(model.now)))
    return known_of(model.fit.draws, prepared.data, habit, np.random.default_rng([model.seed, _SEED]))


def pace_of(prepared: Prepared, now: datetime, wanted: Wanted, *, careful: bool) -> Pace:
    """How a plan goes: as often as wanted, no longer than wanted or allowed."""
    assert prepared.dose_m is not None
    limits = [metres for metres in (wanted.goal_m, wanted.therapist_m) if metres is not None]
    recent = sum(run.end > now - timedelta(days=_RHYTHM_D) for run in prepared.runs)
    often = wanted.runs_per_week or max(round(recent * 7 / _RHYTHM_D), 1)
    known = ~prepared.dose.derived  # a stand-in for a distance must not say what was run
    past = [
        Planned(end_t_d=float(end), dose=float(dose))
        for end, dose in zip(prepared.data.run_t_d[known], prepared.data.dose[known], strict=True)
    ]
    most = min(limits, default=np.inf) / prepared.dose_m
    return Pace(runs_per_week=often, past=tuple(past), most=most, careful=careful)


def run_lasts_d(prepared: Prepared) -> float:
    """How long a usual run takes. [d]"""
    return (prepared.reference_duration_s or 0.0) / SECONDS_PER_DAY


def told_m(dose: float, prepared: Prepared) -> float:
    """Tell a dose as a distance, down to what one can run. [m]"""
    assert prepared.dose_m is not None
    return float(np.floor((dose * prepared.dose_m + 1e-6) / _SAID_M) * _SAID_M)


def _planned(told: Plan, known: Known, model: SiteModel, wanted: Wanted) -> Plan:
    prepared = model.prepared
    found = _sessions(known, model, wanted, weeks=wanted.weeks)
    planned = tuple(_run(session, prepared, wanted) for session in found if session.dose)
    goal, rivals = _goal(known, model, wanted) if wanted.goal_m else (None, ())
    return replace(
        told,
        next_run=_next(found[0], prepared, wanted, due_of(prepared, model.now)),
        careful=looks_worse(known.prob_worsening),
        only_after=hurts_while_running(prepared),
        schedule=planned,
        goal=goal,
        rivals=rivals,
    )


def next_run_of(known: Known | None, model: SiteModel, wanted: Wanted) -> NextPlanned:
    """Say the plan's next run, and nothing after it; whether a sign stands is not looked at.

    ``known`` as of `known_of_site`, where a distance may be told.
    """
    prepared, now = model.prepared, model.now
    if known is None or _longest_m(prepared, now) is None:
        return _fallback(prepared, now, wanted)
    return _next(_sessions(known, model, wanted, weeks=0)[0], prepared, wanted, due_of(prepared, now))


def _sessions(known: Known, model: SiteModel, wanted: Wanted, *, weeks: int) -> list[Session]:
    prepared, now = model.prepared, model.now
    return schedule(
        known,
        wanted.ceiling(prepared),
        pace_of(prepared, now, wanted, careful=True),
        first_end_d=prepared.days(due_of(prepared, now)) + run_lasts_d(prepared),
        until_d=prepared.days(now) + 7.0 * weeks,
        rng=_rng(model, 1),
    )


def _next(session: Session, prepared: Prepared, wanted: Wanted, due: datetime) -> NextPlanned:
    start = _start(session, prepared)
    held: HeldTo | None = None
    if session.capped:
        held = (
            "goal"
            if wanted.goal_m is not None and wanted.goal_m < (wanted.therapist_m or np.inf)
            else "physiotherapist"
        )
    return NextPlanned(
        at=start,
        distance_m=told_m(session.dose, prepared),
        way=_way(session, wanted, prepared),
        chance_over=round(session.chance_over, 3),
        chance_over_5_days=round(session.chance_over_5_days, 3),
        worst_nrs=interval(session.worst_nrs),
        teaches=round(session.teaches_bits, 3),
        limited_by=session.limited_by,
        held_to=held,
        postponed=session.dose == 0 or start.date() > due.date(),
    )


def _run(session: Session, prepared: Prepared, wanted: Wanted) -> PlannedRun:
    return PlannedRun(
        at=_start(session, prepared),
        distance_m=told_m(session.dose, prepared),
        way=_way(session, wanted, prepared),
        chance_over=round(session.chance_over_5_days, 3),
        worst_nrs=interval(session.worst_nrs),
        teaches=round(session.teaches_bits, 3),
    )


def _start(session: Session, prepared: Prepared) -> datetime:
    at = prepared.time(session.end_t_d - run_lasts_d(prepared))
    return (at + timedelta(seconds=30)).replace(second=0, microsecond=0)


def _way(session: Session, wanted: Wanted, prepared: Prepared) -> Way:
    """In parts where pain leaves much less than a run of the usual length (or of the goal's, if that is shorter).

    Whoever is held by what they have run lately can run that whole.
    """
    assert prepared.dose_m is not None
    whole = min(1.0, (wanted.goal_m or np.inf) / prepared.dose_m)
    parts = session.limited_by == "pain" and 0 < session.dose < _PARTS_BELOW * whole
    return "run-walk" if parts else "run"


def due_of(prepared: Prepared, now: datetime) -> datetime:
    """The first time for a run: at the usual time of the day, two days after the last one."""
    recent = [prepared.runs[i].start.astimezone(now.tzinfo) for i in prepared.reference_runs]
    minute = int(np.median([start.hour * 60 + start.minute for start in recent]))
    day = max(now.date(), rested_on(prepared, now))
    at = _midnight(now) + timedelta(days=(day - now.date()).days, minutes=minute)
    return at if at > now else at + timedelta(days=1)


def rested_on(prepared: Prepared, now: datetime) -> date:
    """The first day on which the last run is long enough ago for another."""
    return prepared.runs[-1].start.astimezone(now.tzinfo).date() + timedelta(days=APART_D)


def _midnight(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def _rng(model: SiteModel, which: int) -> np.random.Generator:
    return np.random.default_rng([model.seed, _SEED, which])


def _longest_m(prepared: Prepared, now: datetime) -> float | None:
    recent = (run for run in prepared.runs if run.end > now - timedelta(days=LONGEST_OF_D))
    return max((run.distance_m for run in recent if run.distance_m is not None), default=None)


def _fallback(prepared: Prepared, now: datetime, wanted: Wanted) -> NextPlanned:
    """The longest run of the last 30 days of which five days of reports have shown that it stayed under the ceiling."""
    nothing: LimitedBy = "data"
    fine = [
        run.distance_m for run in prepared.runs if run.distance_m is not None and _went_well(run, prepared, now, wanted)
    ]
    if not fine:
        return NextPlanned(at=None, distance_m=None, limited_by=nothing)
    limit = min(limit for limit in (wanted.goal_m, wanted.therapist_m, np.inf) if limit is not None)
    felt = _last_run_is_felt(prepared)
    at = None if felt else due_of(prepared, now)
    return NextPlanned(at=at, distance_m=round(min(max(fine), limit)), limited_by=nothing, postponed=felt)


def _last_run_is_felt(prepared: Prepared) -> bool:
    """Whether it hurts more than before the last run: what went well from rest says nothing of a run on top of that."""
    last = prepared.runs[-1]
    before = next((r.nrs for r in reversed(prepared.reports) if r.at <= last.start), 0.0)
    newest = prepared.reports[-1]
    return newest.at > last.end and newest.nrs > before + _STILL_FELT_NRS


def _went_well(run: Run, prepared: Prepared, now: datetime, wanted: Wanted) -> bool:
    until = run.end + timedelta(days=WINDOW_D)
    if run.end <= now - timedelta(days=LONGEST_OF_D) or now < until:
        return False  # pain that follows a run may take days to come
    if any(run.end < report.at <= until for report in prepared.hidden):
        return False  # how much it would have been without the painkiller, nobody knows
    after = [r for r in (*prepared.reports, *prepared.when_there) if run.end < r.at <= until]
    during = [each.worst_nrs for each in felt_during(prepared.runs, prepared.during_runs) if each.run == run]
    if not any(r.at - run.end >= _NEXT_DAY for r in after):
        return False
    return max((*(r.nrs for r in after), *during)) <= wanted.ceiling_in_force_nrs


def _goal(known: Known, model: SiteModel, wanted: Wanted) -> tuple[Goal, tuple[Rival, ...]]:
    prepared, now, ceiling = model.prepared, model.now, wanted.ceiling(model.prepared)
    pace = pace_of(prepared, now, wanted, careful=True)
    assert wanted.goal_m is not None
    assert prepared.dose_m is not None
    goal, today = wanted.goal_m / prepared.dose_m, prepared.days(now)
    rng = _rng(model, 2)
    future = futures(known, ceiling, pace, end_t_d=today, rng=rng)
    ours = reached(known, ceiling, pace, future, goal, rng)
    weekly = sum(run.dose for run in pace.past if run.end_t_d > today - _RHYTHM_D) * 7 / _RHYTHM_D
    theirs = ten_percent(pace, future, goal, weekly)
    low, middle, high = (_date(float(q), now) for q in np.quantile(ours.days, (0.05, 0.5, 0.95), method="higher"))
    within = None if wanted.by is None else round(float((ours.days <= (wanted.by - now.date()).days).mean()), 3)
    told = Goal(
        distance_m=wanted.goal_m,
        runs_per_week=pace.runs_per_week,
        reached_on=ReachedOn(median=middle, lo=low, hi=high),
        by=wanted.by,
        prob_by=within,
    )
    return told, (_rival("plan", ours, now), _rival("ten-percent-a-week", theirs, now))


def _rival(name: str, found: Reached, now: datetime) -> Rival:
    middle = float(np.quantile(found.days, 0.5, method="higher"))
    return Rival(
        name="plan" if name == "plan" else "ten-percent-a-week",
        reached_on=_date(middle, now),
        runs_over=round(found.over, 3),
    )


def _date(days: float, now: datetime) -> date | None:
    return (now + timedelta(days=days)).date() if np.isfinite(days) else None


def _unreached(wanted: Wanted) -> Goal | None:
    if wanted.goal_m is None:
        return None
    return Goal(
        distance_m=wanted.goal_m,
        runs_per_week=wanted.runs_per_week or 1,
        reached_on=None,
        by=wanted.by,
        prob_by=None,
    )
