"""Left and right told together: how the same place on the other side stands, beside the answers of this one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from afterrun.language import say, say_n
from afterrun.records import Diary, PainReport, Site

_OTHER = {"left": "right", "right": "left"}
_STILL = timedelta(days=14)  # what was last reported longer ago is not said to hurt now: judgement


@dataclass(frozen=True, slots=True)
class OtherSide:
    """The place on the other side, and what is said of both."""

    site: Site
    text: str


def other_side(diary: Diary, site: Site, now: datetime) -> OtherSide | None:
    """Say how both sides stand, from the reports alone; None where the other side has none.

    Parameters
    ----------
    diary : Diary
        Reports after ``now`` are not looked at.
    site : Site
        The place asked about.
    now : datetime
        The clock.
    """
    if site.side not in _OTHER:
        return None
    other = Site(_OTHER[site.side], site.region)
    here, there = ([r for r in diary.pain if r.site == each and r.at <= now] for each in (site, other))
    if not there:
        return None
    texts = [_there(other, there, now), *([_here(site, here)] if here else [])]
    return OtherSide(other, " ".join(texts))


def _there(site: Site, reports: Sequence[PainReport], now: datetime) -> str:
    last = reports[-1]
    if last.symptom == "pain" and last.nrs > 0 and last.at > now - _STILL:
        return say("Your {place} hurts too: {stand}.", place=site.words, stand=_stand(reports))
    return say("You report on your {place} too: {stand}.", place=site.words, stand=_stand(reports))


def _here(site: Site, reports: Sequence[PainReport]) -> str:
    return say("Your {place}: {stand}.", place=site.words, stand=_stand(reports))


def _stand(reports: Sequence[PainReport]) -> str:
    last = reports[-1]
    return say_n(
        "{n} report, {nrs:g} of 10 on {at:%d %b %Y}",
        "{n} reports, the last {nrs:g} of 10 on {at:%d %b %Y}",
        len(reports),
        nrs=last.nrs,
        at=last.at,
    )
