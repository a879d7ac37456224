"""What pain like it does on the same day without a thing: the first steps hurt, and have passed an hour later.

Who rolls a ball under the heel meanwhile sees four points become one, and so would whoever did not.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from afterrun.lab.preparing import Prepared
from afterrun.records import Care, PainReport

_LIKE_HOUR_H = 1.0  # around the usual hour of the thing: judgement
_FEWEST = 5  # times without it, below which nothing is said: judgement
_LIKE_SHARE = 0.25  # pain is like that before the thing from its lower quartile on: judgement
_HOURS_A_DAY = 24.0


def falls_by_itself_nrs(cares: Sequence[Care], prepared: Prepared) -> float | None:
    """Mean fall to the next report of the day, on days without a thing; None where that is hardly known. [NRS]

    Parameters
    ----------
    cares : sequence of Care
        All times of the thing.
    prepared : Prepared
        The site looked at.
    """
    before = [care.pain_before for care in cares if care.pain_before is not None]
    if not before:
        return None
    usual_h = _middle_hour([_hour(care) for care in cares])
    done = {care.at.date() for care in cares}
    untouched = [report for report in prepared.reports if report.at.date() not in done]
    least = float(np.quantile(before, _LIKE_SHARE))
    falls = [
        report.nrs - after.nrs
        for report, after in pairwise(untouched)
        if after.at.date() == report.at.date()
        and report.nrs >= least
        and _apart(_hour(report), usual_h) <= _LIKE_HOUR_H
    ]
    return float(np.mean(falls)) if len(falls) >= _FEWEST else None


def _hour(record: Care | PainReport) -> float:
    return record.at.hour + record.at.minute / 60


def _middle_hour(hours: Sequence[float]) -> float:
    """Hour that the others lie closest to, round the clock."""
    return min(hours, key=lambda hour: sum(_apart(hour, other) for other in hours))


def _apart(one: float, other: float) -> float:
    apart = abs(one - other)
    return min(apart, _HOURS_A_DAY - apart)
