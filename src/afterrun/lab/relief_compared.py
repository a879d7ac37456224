"""Relief, looked at more closely: one variant against another, and longer against shorter."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from afterrun.findings import Longer, ReliefContrast
from afterrun.findings.draws import interval, share
from afterrun.findings.verdicts import verdict_on_drop
from afterrun.lab.preparing import Prepared
from afterrun.response.arrays import Floats
from afterrun.response.dose_curve import POWER
from afterrun.response.effects import longer_drop_nrs, relief_drop_nrs, with_minutes
from afterrun.response.fit import Fit
from afterrun.response.kept_fits import learned

FEWEST_PAIRS = 3  # ratings before and after; two could be luck: judgement
_FEWEST_TIMED = 6  # times with minutes, for a slope: judgement
_SPREAD = 1.5  # the upper quarter of the minutes over the lower: below it a slope would be guessed
Kind = tuple[str, str | None]


def relief_contrasts(
    before_nrs: Sequence[tuple[Kind, Sequence[float]]], prepared: Prepared, fit: Fit
) -> list[ReliefContrast]:
    """Set the variants of one intervention against each other, two by two.

    Both start from the pain there usually is before either; which was done when was the person's choice, so the words
    stay those for what was only watched.

    Parameters
    ----------
    before_nrs : sequence of (kind, ratings)
        What was rated before and after, with the ratings before. [NRS]
    prepared, fit : Prepared and Fit
        Of the site.
    """
    rated = [(kind, b) for kind, b in before_nrs if len(b) >= FEWEST_PAIRS and kind in prepared.care_names]
    alike = [pair for pair in combinations(rated, 2) if pair[0][0][0] == pair[1][0][0]]
    return [_contrast(*pair, prepared, fit) for pair in alike]


def _contrast(
    one: tuple[Kind, Sequence[float]], other: tuple[Kind, Sequence[float]], prepared: Prepared, fit: Fit
) -> ReliefContrast:
    before = float(np.mean([*one[1], *other[1]]))
    drop, than = (
        relief_drop_nrs(fit.draws, prepared.data, kind=prepared.care_names.index(kind), before_nrs=before)
        for kind in (one[0], other[0])
    )
    return ReliefContrast(
        intervention=one[0][0],
        variant=one[0][1],
        than_variant=other[0][1],
        n=(len(one[1]), len(other[1])),
        difference_nrs=interval(drop - than),
        prob_more=share(drop > than),
        verdict=verdict_on_drop(drop - than, "observational"),
        evidence="observational",
    )


def longer_relief(kind: Kind, before_nrs: Sequence[float], prepared: Prepared, fit: Fit, *, seed: int) -> Longer | None:
    """Tell what twice the minutes add to the relief; None where they were told too seldom or hardly differ."""
    if len(before_nrs) < FEWEST_PAIRS or kind not in prepared.care_names:
        return None
    index = prepared.care_names.index(kind)
    minutes = np.array([care.minutes or np.nan for care in prepared.cares_of(index)], dtype=np.float64)
    if not _spread(minutes):
        return None
    data = with_minutes(prepared.data, kind=index, minutes=minutes)
    again = learned(data, seed=seed, kernels=(fit.likeliest,), curves=(POWER,), turns=fit.likely_turns)
    more = longer_drop_nrs(
        again.draws, data, kind=index, minutes_kind=data.care_kinds - 1, before_nrs=float(np.mean(before_nrs))
    )
    return Longer(
        n=int(np.isfinite(minutes).sum()),
        usual_minutes=round(float(np.nanmedian(minutes)), 1),
        more_nrs=interval(more),
        prob_more=share(more > 0),
        verdict=verdict_on_drop(more, "observational"),
        evidence="observational",
    )


def _spread(minutes: Floats) -> bool:
    told = minutes[np.isfinite(minutes)]
    if len(told) < _FEWEST_TIMED:
        return False
    low, high = np.quantile(told, (0.25, 0.75))
    return bool(high >= _SPREAD * low)
