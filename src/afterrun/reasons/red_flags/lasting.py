"""No better after weeks: worth one examination, whatever goes on being tested."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import dropwhile

from afterrun.findings import Flag
from afterrun.language import say
from afterrun.reasons.red_flags.rule import Place, Rule
from afterrun.records import PainReport

_LASTING = timedelta(weeks=6)
_LASTING_NRS = 3.0


def _from_first_pain(reports: Iterable[PainReport]) -> list[PainReport]:
    return list(dropwhile(lambda report: report.nrs == 0, sorted(reports, key=lambda report: report.at)))


def _lasting(place: Place) -> Flag | None:
    """No improvement in about six weeks is when local pathways refer on. Not for the soreness of training.

    The start is the first pain: weeks of zeros before it struck are not what the worst days are held against.
    """
    reports = _from_first_pain(report for report in place.reports if report.symptom == "pain")
    if not reports or reports[0].at > place.now - _LASTING:
        return None
    early = [r.nrs for r in reports if r.at <= reports[0].at + timedelta(weeks=3)]
    late = [r.nrs for r in reports if r.at > place.now - timedelta(weeks=3)]
    if not late or max(late) < _LASTING_NRS or max(late) < max(early):
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
    find=_lasting,
    rests_on="NHS Borders leaflet on pain in the ball of the foot (refer yourself at three months); six weeks and "
    "3 of 10 are judgements",
)
