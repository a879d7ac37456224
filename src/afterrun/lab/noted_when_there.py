"""Moments at which a symptom is noted only when it is there: a cramp of the night, a stab on the stairs.

Asked every evening and noted at night when it woke somebody, the nights without it are missing, and not unknown: as one
series with the evenings, "night" would be three points above them, run or no run, and what runs do would hide in that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from afterrun.records import PainReport

_FEWEST_ASKED, _MOSTLY_NOTHING = 14, 0.5  # reports at other moments, and the share of them that says 0: judgement
_HARDLY_EVER_NOTHING = 0.1  # share of those at the moment that says 0, at most: judgement
_SELDOM = 1 / 3  # of the days with other reports, at most: judgement; what is rated every day is asked every day


def noted_when_there(reports: Sequence[PainReport]) -> tuple[PainReport, ...]:
    """Pick the reports of one symptom at one site that were made because it was there.

    Hardly ever 0 at their moment and seldom, while the symptom is asked after at other moments and mostly is not there.
    """
    moments: dict[str | None, list[PainReport]] = defaultdict(list)
    for report in reports:
        moments[report.moment].append(report)
    there = {moment for moment, told in moments.items() if moment and _share_of_nothing(told) <= _HARDLY_EVER_NOTHING}
    asked = [report for report in reports if report.moment not in there]
    if len(asked) < _FEWEST_ASKED or _share_of_nothing(asked) < _MOSTLY_NOTHING:
        return ()
    most = _SELDOM * _days(asked)
    seldom = {moment for moment in there if _days(moments[moment]) <= most}
    return tuple(report for report in reports if report.moment in seldom)


def _share_of_nothing(reports: Sequence[PainReport]) -> float:
    return sum(report.nrs == 0 for report in reports) / len(reports)


def _days(reports: Sequence[PainReport]) -> int:
    return len({report.at.date() for report in reports})
