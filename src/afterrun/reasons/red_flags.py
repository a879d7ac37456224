"""Signs in the diary itself that say: have somebody look at it. Never a name for what it is.

Afterrun sees only what was written down; the page "When to see someone" lists what it cannot see. Thresholds are
judgements on the safe side, the sources beside them say why the sign matters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import dropwhile

from afterrun.language import say
from afterrun.records import Diary, PainReport, Site

_RECENT = timedelta(days=7)
_SEVERE_NRS = 8.0
_DURING_NRS = 4.0
_LASTING = timedelta(weeks=6)
_LASTING_NRS = 3.0


@dataclass(frozen=True, slots=True)
class RedFlag:
    """How soon, and why."""

    level: str  # same-day, within-days or soon
    text: str


def red_flags(diary: Diary, site: Site, now: datetime) -> tuple[RedFlag, ...]:
    """List the signs found in the reports of a site, most urgent first."""
    reports = [report for report in diary.pain if report.site == site and report.at <= now]
    found = (rule(reports, now) for rule in _RULES)
    return tuple(warning for warning in found if warning is not None)


def _recent(reports: Iterable[PainReport], now: datetime) -> list[PainReport]:
    return [report for report in reports if report.at > now - _RECENT]


def _from_first_pain(reports: Iterable[PainReport]) -> list[PainReport]:
    return list(dropwhile(lambda report: report.nrs == 0, sorted(reports, key=lambda report: report.at)))


def _severe(reports: list[PainReport], now: datetime) -> RedFlag | None:
    worst = max((report.nrs for report in _recent(reports, now) if report.symptom == "pain"), default=0.0)
    if worst < _SEVERE_NRS:
        return None
    return RedFlag(
        "same-day",
        say(
            "You reported {worst:g} of 10 in the last week. If you cannot put weight on it, or it is "
            "hot, swollen, misshapen, cold or numb, see a doctor today.",
            worst=worst,
        ),
    )


def _during_run(reports: list[PainReport], now: datetime) -> RedFlag | None:
    """Pain during the run needs a look before the next one (bone stress: Hoenig 2023, BJSM 57:427)."""
    during = [r.nrs for r in _recent(reports, now) if r.moment == "during-run"]
    if max(during, default=0.0) < _DURING_NRS:
        return None
    return RedFlag(
        "within-days",
        say(
            "It hurt during a run. Pain while running, above all on one spot of bone, at night or at "
            "rest, should be looked at before you run on it again."
        ),
    )


def _numb(reports: list[PainReport], now: datetime) -> RedFlag | None:
    if not any(report.symptom in {"numbness", "weakness"} and report.nrs > 0 for report in _recent(reports, now)):
        return None
    return RedFlag("soon", say("You reported numbness or weakness. Have a clinician look at it soon."))


def _lasting(reports: list[PainReport], now: datetime) -> RedFlag | None:
    """No improvement in about six weeks is when local pathways refer on. Not for the soreness of training.

    The start is the first pain: weeks of zeros before it struck are not what the worst days are held against.
    """
    reports = _from_first_pain(report for report in reports if report.symptom == "pain")
    if not reports or reports[0].at > now - _LASTING:
        return None
    early = [r.nrs for r in reports if r.at <= reports[0].at + timedelta(weeks=3)]
    late = [r.nrs for r in reports if r.at > now - timedelta(weeks=3)]
    if not late or max(late) < _LASTING_NRS or max(late) < max(early):
        return None
    return RedFlag(
        "soon",
        say(
            "This has gone on for more than six weeks and the worst days are as bad as at the start. It "
            "is worth having it examined once, whatever you go on testing here."
        ),
    )


_RULES: tuple[Callable[[list[PainReport], datetime], RedFlag | None], ...] = (_severe, _during_run, _numb, _lasting)
