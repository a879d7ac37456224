"""No better after weeks: worth one examination, whatever goes on being tested.

The sign reads "no better after six weeks of taking it easy, or there for three months in all". So whoever runs on as
much as at the start is told after three months; whoever runs less, or has no runs in the diary, after six weeks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from afterrun.findings import Flag
from afterrun.language import say
from afterrun.reasons.red_flags.rule import Place, Rule
from afterrun.records import PainReport, Run

_EASED, _IN_ALL = timedelta(weeks=6), timedelta(weeks=13)
_EITHER_END = timedelta(weeks=3)
_LASTING_NRS = 3.0
_FEWEST_BAD_DAYS = 2  # of three weeks: one bad day is no pain that goes on. Judgement
_LESS = 0.75  # of the running of the first weeks, below which somebody takes it easy: judgement
_WELL_NRS, _WELL_FOR, _WELL_REPORTS = 1.0, timedelta(weeks=3), 4  # after which pain is a new bout: judgement


def _this_bout(reports: Iterable[PainReport]) -> list[PainReport]:
    """Leave out what lies before the first pain, and before three weeks in which reports say next to none.

    Weeks without a report are no such weeks: nobody knows what they were like.
    """
    bout: list[PainReport] = []
    well: list[PainReport] = []
    for report in sorted(reports, key=lambda each: each.at):
        if report.nrs > _WELL_NRS and _were_well(well):
            bout = []
        well = [] if report.nrs > _WELL_NRS else [*well, report]
        if bout or report.nrs > 0:
            bout.append(report)
    return bout


def _were_well(reports: Sequence[PainReport]) -> bool:
    return len(reports) >= _WELL_REPORTS and reports[-1].at - reports[0].at >= _WELL_FOR


def _eased(runs: Sequence[Run], start: datetime, now: datetime) -> bool:
    """Whether less was run lately than in the first weeks of the pain, by the clock; so where there was no run then."""
    first = sum(run.duration_s for run in runs if start <= run.start <= start + _EITHER_END)
    lately = sum(run.duration_s for run in runs if now - _EITHER_END < run.start <= now)
    return lately < _LESS * first or not first


def _lasting(place: Place) -> Flag | None:
    """No improvement in about six weeks is when local pathways refer on. Not for the soreness of training.

    The start is the first pain: weeks of zeros before it struck are not what the worst days are held against.
    """
    reports = _this_bout(report for report in place.reports if report.symptom == "pain")
    if not reports or reports[0].at > place.now - _EASED:
        return None
    start = reports[0].at
    if start > place.now - _IN_ALL and not _eased(place.runs, start, place.now):
        return None
    early = [report.nrs for report in reports if report.at <= start + _EITHER_END]
    late = [report for report in reports if report.at > place.now - _EITHER_END]
    bad = {report.at.date() for report in late if report.nrs >= _LASTING_NRS}
    if len(bad) < _FEWEST_BAD_DAYS or max(report.nrs for report in late) < max(early):
        return None
    return Flag(
        "soon",
        say(
            "This has gone on for more than six weeks and the worst days are as bad as at the start. It "
            "is worth having it examined once, whatever you go on testing here."
        ),
    )


LASTING = Rule(
    name="no-better-in-six-weeks",
    sign="no-change-six-weeks",
    over_weeks=True,
    find=_lasting,
    rests_on="NHS Borders leaflet on pain in the ball of the foot (refer yourself at three months); six weeks of "
    "easing and 3 of 10 are judgements",
)
