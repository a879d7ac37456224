"""When there will be enough, for whoever goes on as so far."""

from __future__ import annotations

from math import ceil

from afterrun.checks.evidence import Evidence
from afterrun.language import say, say_n

_LEAST_DAYS = 4.0  # of a diary before a pace is told of it: judgement
_WEEK = 7.0
_MOST_WEEKS = 26  # beyond half a year nobody plans


def reached_in(evidence: Evidence, *needs: tuple[int, int]) -> str:
    """Say in about how many weeks all counts reach what is needed at the pace of the diary so far.

    Parameters
    ----------
    evidence : Evidence
        Its days are counted from the first report on.
    *needs : tuple of (int, int)
        How many there are, and how many are needed.

    Returns
    -------
    str
        Empty where there is no pace yet: in the first days, or where nothing of a kind has come. What came in less than
        a week counts as that of a week.
    """
    data = evidence.data
    days = data.span_d[1] - float(data.report_t_d[0]) if data.report_t_d.size else 0.0
    lacking = [(have, need) for have, need in needs if have < need]
    if days < _LEAST_DAYS or not lacking or not all(have for have, _ in lacking):
        return ""
    weeks = ceil(max((need - have) / have for have, need in lacking) * max(days / _WEEK, 1.0))
    if weeks > _MOST_WEEKS:
        return say("If you go on as so far, that takes more than half a year.")
    return say_n(
        "If you go on as so far, that is reached in about a week.",
        "If you go on as so far, that is reached in about {n} weeks.",
        weeks,
    )
