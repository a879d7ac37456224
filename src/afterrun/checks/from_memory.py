"""Were weeks filled in from memory?

What is typed in at once for many days is smooth: the same number again and again, without the ups and downs that the
person's other reports show. Such weeks read as calm, as a sudden change on the day on which they begin, and as runs
that do little. A record has two traces of them: a number that stays where the same number does not stay elsewhere,
and days in a row at the same minute of the clock where the other reports are at any.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import comb, log

import numpy as np

from afterrun.checks.evidence import Evidence
from afterrun.checks.predictive import replicates_of
from afterrun.checks.response_detected import clears_runs
from afterrun.checks.result import OF_DAYS, CheckResult
from afterrun.language import say
from afterrun.response.arrays import Floats, Mask

_FEWEST_OTHERS = 20  # pairs of reports to learn from how steady somebody usually is: judgement
_LONG = 5  # reports in a row from which on a stretch may be a week: judgement
_SURE = log(1000)  # odds of chance, with the others' steadiness learned after the longest were set apart: judgement
_RARE = 0.01  # of the diaries that the model would write itself
_SURE_TYPED = log(20)  # where the clock says already that it was typed in later
_SMOOTHER = 0.5  # changes in a typed stretch over those elsewhere, from which on it is smooth: judgement
_MINUTES = 1440
_A_DAY_APART = (0.6, 1.5)  # [d] check-ins that fall on the same minute of two days
_USUAL = 0.1  # share of pairs of other reports on one minute, from which on that is how somebody reports


def from_memory(evidence: Evidence) -> CheckResult:
    """No stretch of reports is smoother than the others, by far more than chance would make it.

    Of one number it has to be more than the model would make it too: what heals or grows slowly is calm as well.
    """
    data = evidence.data
    constant = _too_constant(data.answers, data.levels) and _seldom_so_constant(evidence)
    if not (constant or _typed_smooth(data.report_t_d, data.answers)):
        return CheckResult("from-memory", True, say("No weeks look filled in from memory."))
    withheld = ("response_ratio_per_30_days", "baseline_nrs_per_30_days", "changes")
    return CheckResult(
        "from-memory",
        False,
        say(
            "Some weeks look filled in from memory: the same number for days, without your usual ups and downs. So "
            "changes over the weeks are not told."
        ),
        (say("Leave days that you no longer remember empty. A gap does no harm."),),
        withheld if not clears_runs(evidence) else (*withheld, *OF_DAYS),
    )


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Reports in a row, from the first to the one after the last."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first


def _stretches(alike: Mask) -> Iterator[_Stretch]:
    """Find where neighbours are alike, long enough. ``alike`` has one entry for each pair of neighbours."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], alike, [False]]).astype(int)))
    for first, last in edges.reshape(-1, 2):
        if last + 1 - first >= _LONG:
            yield _Stretch(int(first), int(last) + 1)


def _flats(nrs: Floats, levels: Floats) -> list[_Stretch]:
    """List the stretches of one number, the longest first. At the ends of the scale a number stays by itself."""
    inside = (nrs > levels[0]) & (nrs < levels[-1])
    return sorted(_stretches((nrs[1:] == nrs[:-1]) & inside[1:]), key=len, reverse=True)


def _seldom_so_constant(evidence: Evidence) -> bool:
    """Whether diaries that the model writes hardly ever have as much of it."""
    levels = evidence.data.levels

    def much(nrs: Floats) -> int:
        return sum(len(flat) - _LONG + 1 for flat in _flats(nrs, levels))

    seen = much(evidence.data.answers)
    return float(np.mean([much(nrs) >= seen for nrs in replicates_of(evidence).answers])) <= _RARE


def _too_constant(nrs: Floats, levels: Floats) -> bool:
    """Whether the longest stretches of one number are longer than chance makes them.

    Weighed against how often that number is followed by itself elsewhere, and the ways to place the stretches.
    """
    same, flats, total = nrs[1:] == nrs[:-1], _flats(nrs, levels), 0.0
    for k, flat in enumerate(flats, start=1):
        stays = _stays(same, nrs, flats[:k], float(nrs[flat.first]))
        if stays is None:
            return False
        total += (len(flat) - 1) * -log(stays)
        if total - log(comb(len(nrs), k)) >= _SURE:
            return True
    return False


def _stays(same: Mask, nrs: Floats, apart: list[_Stretch], number: float) -> float | None:
    """How often a number is followed by itself elsewhere; None where there is too little elsewhere. [-]"""
    others = np.ones(len(same), bool)
    for stretch in apart:
        others[stretch.first : stretch.last] = False
    if others.sum() < _FEWEST_OTHERS:
        return None
    own = others & (nrs[:-1] == number)
    usual = (same[others].sum() + 1) / (others.sum() + 2)
    return float((same[own].sum() + 5 * usual) / (own.sum() + 5))


def _typed_smooth(t_d: Floats, nrs: Floats) -> bool:
    """Whether reports of days in a row on one minute of the clock change much less than the others do."""
    minute = np.round(t_d * _MINUTES).astype(int) % _MINUTES
    apart = np.diff(t_d)
    typed = (np.diff(minute) == 0) & (apart > _A_DAY_APART[0]) & (apart < _A_DAY_APART[1])
    pairs = np.zeros(len(typed), bool)
    for stretch in _stretches(typed):
        pairs[stretch.first : stretch.last - 1] = True
    others, changed = ~pairs, nrs[1:] != nrs[:-1]
    if not pairs.any() or others.sum() < _FEWEST_OTHERS or typed[others].mean() > _USUAL:
        return False
    seldom, usually = changed[pairs], float(changed[others].mean())
    return seldom.mean() <= _SMOOTHER * usually and -_log_chance(int(seldom.sum()), len(seldom), usually) >= _SURE_TYPED


def _log_chance(most: int, n: int, p: float) -> float:
    """Log of the chance of so few of n, or fewer."""
    return log(sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(most + 1)))
