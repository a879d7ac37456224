"""From a diary to the arrays of one site: which reports, which runs, which doses, on which clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from afterrun.errors import EmptyJournalError
from afterrun.lab.care_kinds import CareKinds
from afterrun.lab.during_runs import RunningTimes
from afterrun.lab.moments import codes, told_apart
from afterrun.lab.noted_when_there import noted_when_there
from afterrun.lab.painkillers import UnderPainkiller
from afterrun.lab.scales import ScalesOfSources
from afterrun.language import say
from afterrun.records import Care, Diary, PainReport, Run, Site, scale_named
from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.tissue import Distance, Dose, Measure, measure_named
from afterrun.units import SECONDS_PER_DAY

# A run older than this before the first report cannot be felt in it (8 decay times of the slowest usual kernel).
_RUNS_BEFORE_REPORTS = timedelta(days=21)
# How far back answers look from the last report, and the reports they look at however old they are
# (`docs/decisions/015-two-years.md`).
_LOOKED_BACK, _FEWEST_REPORTS = timedelta(days=730), 400
_REFERENCE_WINDOW = timedelta(days=90)  # as the contract says
# A rating around a care lies on either side of it.
_JUST_BEFORE, _JUST_AFTER = timedelta(minutes=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """One site, ready for the model.

    Parameters
    ----------
    site, symptom : Site and str
        What is looked at: the symptom reported most at the site.
    origin : datetime
        Day 0 of the arrays.
    runs, reports : tuple
        Records that the arrays were made from.
    during_runs : tuple of PainReport
        Reports of pain while running, left out of the arrays: told as pain without a run they would hide what runs do.
    hidden : tuple of PainReport
        Reports under a painkiller, left out of the arrays: less pain then is no news of the place. The rating right
        after it was taken stays: it tells of its relief.
    when_there : tuple of PainReport
        Reports at moments at which it is noted only when it is there, left out of the arrays: the times without it are
        missing, and not unknown.
    ratings : int
        How many of ``reports`` are ratings before and after something done, and no check-ins.
    data : ResponseData
        The arrays.
    measure : Measure
        What a run's dose is.
    dose : Dose
        Of each run, in the unit of the measure.
    reference_runs : tuple of int
        Which runs the reference run is the median of: those of the last 90 days.
    reference_dose : float
        Dose of the reference run, the median of the last 90 days, in that unit; NaN without a run.
    reference_duration_s : float or None
        Its duration; None without a run. [s]
    reference_distance_m : float or None
        Its distance, whatever the measure; None where no run has one. [m]
    cares : tuple of Care
        What was done for this site, or for no site in particular; in the order of the arrays. Ratings in the middle of
        a run are left out.
    moment_names : tuple of str or None
        Moments of the day, in the order of the arrays: the reference first, then those told apart from it; None is no
        moment in particular.
    care_names : tuple of (intervention, variant)
        By kind; ``("other", None)`` collects what was done only once or twice. Where a name stands twice, the first is
        that of the times with ratings before and after, the second that of the times without.
    """

    site: Site
    symptom: str
    origin: datetime
    runs: tuple[Run, ...]
    reports: tuple[PainReport, ...]
    during_runs: tuple[PainReport, ...]
    hidden: tuple[PainReport, ...]
    when_there: tuple[PainReport, ...]
    ratings: int
    data: ResponseData
    measure: Measure
    dose: Dose
    reference_runs: tuple[int, ...]
    reference_dose: float
    reference_duration_s: float | None
    reference_distance_m: float | None
    cares: tuple[Care, ...]
    moment_names: tuple[str | None, ...]
    care_names: tuple[tuple[str, str | None], ...]

    @property
    def all_reports(self) -> tuple[PainReport, ...]:
        """All reports, those left out of the arrays too, in order of time; at least one."""
        left_out = (*self.during_runs, *self.hidden, *self.when_there)
        return tuple(sorted((*self.reports, *left_out), key=lambda report: report.at))

    @property
    def dose_m(self) -> float | None:
        """The dose of the reference run in metres; None where doses are no distances, or no run has one. [m]"""
        return self.reference_distance_m if self.measure == Distance() else None

    @property
    def usual_pace_s_per_m(self) -> float | None:
        """How long the reference run took for a metre; None where no run has a distance. [s/m]"""
        if self.reference_duration_s is None or self.reference_distance_m is None:
            return None
        return self.reference_duration_s / self.reference_distance_m

    def relative_dose(self, run: Run) -> float:
        """Dose of another run over that of the reference run; minutes are compared where no own run has a distance."""
        alike = run if self.reference_distance_m is not None else replace(run, distance_m=None)
        return float(self.measure.doses([alike]).value[0]) / self.reference_dose

    def cares_of(self, number: int) -> tuple[Care, ...]:
        """Pick what was done of one kind, by its number in `care_names`."""
        return tuple(care for care, kind in zip(self.cares, self.data.care_kind, strict=True) if kind == number)

    def days(self, at: datetime) -> float:
        """Turn a time into the arrays' clock. [d]"""
        return (at - self.origin).total_seconds() / SECONDS_PER_DAY

    def time(self, t_d: float) -> datetime:
        """Turn the arrays' clock into a time."""
        return self.origin + timedelta(days=t_d)


@dataclass(frozen=True, slots=True)
class _Told:
    """What was reported lately, in order of time; and the same by what may be concluded from it, as in `Prepared`."""

    all: tuple[PainReport, ...]
    reports: tuple[PainReport, ...]
    during_runs: tuple[PainReport, ...]
    hidden: tuple[PainReport, ...]
    when_there: tuple[PainReport, ...]
    ratings: int

    @classmethod
    def sort(
        cls,
        found: tuple[PainReport, ...],
        check_ins: Sequence[PainReport],
        running: RunningTimes,
        painkillers: UnderPainkiller,
    ) -> _Told:
        """Sort; only check-ins are left out: what was rated around care is looked at beforehand."""
        hidden = {report for report in check_ins if painkillers.hide(report.at)}
        during = {report for report in check_ins if running.hold_report(report)} - hidden
        asked = [report for report in check_ins if report not in during | hidden]
        when_there = set(noted_when_there(asked))
        reports = tuple(report for report in found if report not in during | hidden | when_there)
        return cls(
            all=found,
            reports=reports,
            ratings=len(set(reports) - set(check_ins)),
            during_runs=tuple(report for report in found if report in during),
            hidden=tuple(report for report in found if report in hidden),
            when_there=tuple(report for report in found if report in when_there),
        )


def prepare(diary: Diary, *, site: Site | None, now: datetime, measure: str = "distance") -> Prepared:
    """Pick out and convert what concerns one site.

    Raises
    ------
    EmptyJournalError
        If there is no report at the site, or none at all.
    """
    diary = diary.until(now)
    site = site or _usual_site(diary)
    symptom = usual_symptom(diary, site)
    running, painkillers = RunningTimes(diary.runs), UnderPainkiller(diary)
    here = (care for care in diary.care if care.site in (site, None))
    cares = tuple(painkillers.without_ratings(running.without_ratings(care)) for care in here)
    scales = ScalesOfSources(diary)
    check_ins = [scales.put(report) for report in diary.pain if report.site == site and report.symptom == symptom]
    told = _Told.sort(_recent(_with_ratings(check_ins, cares, scales)), check_ins, running, painkillers)
    first = told.all[0].at
    cares = tuple(care for care in cares if care.at >= first - _RUNS_BEFORE_REPORTS)
    runs = tuple(run for run in diary.runs if run.end >= first - _RUNS_BEFORE_REPORTS)
    origin = min([first, *(run.end for run in runs)])
    kinds = CareKinds.of(cares)
    chosen = measure_named(measure)
    dose = chosen.doses(runs)
    reference = _reference(runs, now)
    usual = float(np.median(dose.value[reference])) if runs else float("nan")
    moments = told_apart(told.reports)
    data = _arrays(told, runs, dose.value / usual, cares, kinds, moments, origin)
    return Prepared(
        site=site,
        symptom=symptom,
        origin=origin,
        runs=runs,
        reports=told.reports,
        during_runs=told.during_runs,
        hidden=told.hidden,
        when_there=told.when_there,
        ratings=told.ratings,
        data=data,
        measure=chosen,
        dose=dose,
        reference_runs=tuple(reference),
        reference_dose=usual,
        reference_duration_s=float(np.median([runs[i].duration_s for i in reference])) if runs else None,
        reference_distance_m=_usual_distance_m(runs, reference),
        cares=cares,
        moment_names=moments,
        care_names=kinds.names,
    )


def _usual_site(diary: Diary) -> Site:
    sites = diary.sites()
    if not sites:
        raise _nothing_reported()
    return sites[0]


def usual_symptom(diary: Diary, site: Site) -> str:
    """Name what is reported most at a site: that is what is looked at there.

    Raises
    ------
    EmptyJournalError
        If nothing was reported there.
    """
    counts = Counter(report.symptom for report in diary.pain if report.site == site)
    if not counts:
        if not diary.sites():
            raise _nothing_reported()
        raise EmptyJournalError(
            say("There is no pain report at {site} yet.", site=site),
            remedy=say("Reports so far: {sites}.", sites=", ".join(map(str, diary.sites()))),
        )
    return counts.most_common(1)[0][0]


def _nothing_reported() -> EmptyJournalError:
    return EmptyJournalError(
        say("There is no pain report yet."),
        remedy=say("Log one, also when it is 0: afterrun pain 0 --site right-forefoot-lateral. Or import a diary."),
    )


def _with_ratings(
    check_ins: Sequence[PainReport], cares: Sequence[Care], scales: ScalesOfSources
) -> tuple[PainReport, ...]:
    """Check-ins of the site, and the ratings around care, in order of time."""
    found, like = list(check_ins), check_ins[0]
    seen = {(report.at, report.nrs) for report in found}
    for care in cares:
        after = care.at + timedelta(minutes=care.minutes or 0) + _JUST_AFTER
        for at, nrs in ((care.at - _JUST_BEFORE, care.pain_before), (after, care.pain_after)):
            if nrs is not None and (at, nrs) not in seen:
                scale = scales.of_care(care)
                found.append(PainReport(at=at, site=like.site, nrs=nrs, symptom=like.symptom, scale=scale))
    return tuple(sorted(found, key=lambda report: report.at))


def _recent(reports: tuple[PainReport, ...]) -> tuple[PainReport, ...]:
    """Leave out what is too old to say how it is now."""
    since = reports[-1].at - _LOOKED_BACK
    older = sum(report.at < since for report in reports)
    return reports[max(0, min(older, len(reports) - _FEWEST_REPORTS)) :]


def _reference(runs: Sequence[Run], now: datetime) -> list[int]:
    """Index the runs of the last 90 days; all of them where there are none."""
    recent = [i for i, run in enumerate(runs) if run.end > now - _REFERENCE_WINDOW]
    return recent or list(range(len(runs)))


def _usual_distance_m(runs: Sequence[Run], reference: Sequence[int]) -> float | None:
    """Median distance of the reference runs, by their minutes where one has none; None where no run has one."""
    distance = Distance().doses(runs)
    return None if distance.derived.all() else float(np.median(distance.value[reference]))


def _arrays(
    told: _Told,
    runs: Sequence[Run],
    dose: Floats,
    cares: Sequence[Care],
    kinds: CareKinds,
    moments: Sequence[str | None],
    origin: datetime,
) -> ResponseData:
    reports = told.reports
    run_t, report_t = _clock([r.end for r in runs], origin), _clock([r.at for r in reports], origin)
    bounds = np.array([scale_named(report.scale).interval(report.nrs) for report in reports]).reshape(-1, 2)
    first, last = _clock([r.at for r in (reports or told.all)], origin)[[0, -1]]
    scale = Counter(report.scale for report in reports or told.all).most_common(1)[0][0]
    return ResponseData(
        run_t_d=run_t,
        dose=np.maximum(dose, 1e-3),  # a run of next to nothing is next to no dose, not a logarithm of zero
        report_t_d=report_t,
        lower=bounds[:, 0],
        upper=bounds[:, 1],
        levels=np.array(scale_named(scale).levels),
        span_d=(float(first), float(max(last, run_t.max(initial=0.0)))),
        care_t_d=_clock([care.at for care in cares], origin),
        care_kind=kinds.of_each,
        care_kinds=len(kinds.names),
        moment=codes(reports, moments),
        moments=max(len(moments) - 1, 0),
    )


def _clock(times: Sequence[datetime], origin: datetime) -> Floats:
    return np.array([(at - origin).total_seconds() / SECONDS_PER_DAY for at in times], dtype=np.float64)
