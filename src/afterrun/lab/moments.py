"""Moments of the day: which of them a diary can tell apart, and what each shows of the pain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from afterrun.findings import Moment
from afterrun.findings.draws import interval
from afterrun.findings.interval import Interval
from afterrun.records import PainReport
from afterrun.response.arrays import Ints
from afterrun.response.posterior import Draws

FEWEST_REPORTS = 8  # fewer at a moment say nothing of it (`docs/decisions/067-course-of-the-response.md`)
_NOTHING, _ALL = (
    Interval(median=0.0, lo=0.0, hi=0.0),
    Interval(median=1.0, lo=1.0, hi=1.0),
)  # of the moment that the others are told against
_MOST_MOMENTS = 4  # each costs a parameter and a coefficient; a day holds no more: judgement


def told_apart(reports: Sequence[PainReport]) -> tuple[str | None, ...]:
    """List the moments that have enough reports; the one with most of them, the reference, first.

    Reports without a moment are the reference only where most are: ratings around care have none.
    """
    counts = Counter(report.moment for report in reports)
    if counts[None] <= len(reports) / 2:
        counts[None] = min(counts[None], max((n for moment, n in counts.items() if moment is not None), default=0) - 1)
    usual = [moment for moment, n in counts.most_common(_MOST_MOMENTS) if n >= FEWEST_REPORTS]
    return tuple(usual or [moment for moment, _ in counts.most_common(1)])


def codes(reports: Sequence[PainReport], moments: Sequence[str | None]) -> Ints:
    """Number the moment of each report; rare moments are taken for the reference. Shape (n,)."""
    place = {moment: number for number, moment in enumerate(moments)}
    return np.array([place.get(report.moment, 0) for report in reports], dtype=np.int32)


def moments_of(
    reports: Sequence[PainReport], names: Sequence[str | None], draws: Draws, *, loading_told: bool
) -> tuple[Moment, ...]:
    """Tell each moment against the reference; nothing where there is only one.

    Parameters
    ----------
    reports : sequence of PainReport
        That the fit saw.
    names : sequence of str or None
        As in `told_apart`.
    draws : Draws
        Of the fit.
    loading_told : bool
        Whether the response is clear enough to say how much of it a moment shows.
    """
    if len(names) < 2:
        return ()
    counts = np.bincount(codes(reports, names), minlength=len(names))
    responding = draws.rows(draws.responds)
    told = [Moment(moment=names[0], n=int(counts[0]), reference=True, offset_nrs=_NOTHING, loading=_ALL)]
    for other, name in enumerate(names[1:]):
        loading = interval(responding.loading[:, other]) if loading_told and responding.size else None
        offset = interval(draws.offset_nrs[:, other])
        told.append(Moment(moment=name, n=int(counts[1 + other]), offset_nrs=offset, loading=loading))
    return tuple(told)
