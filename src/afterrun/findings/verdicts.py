"""From an effect's posterior to the word for it. A wrong "it helps" is the worst that can be said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

Verdict = Literal["helps", "may-help", "worsens", "may-worsen", "no-worthwhile-effect", "not-yet-known"]
Evidence = Literal["randomised", "paired-before-after", "observational"]

SURE = 0.95  # as the contract says
LOOK_AT_WORSE = 0.8  # from this chance on that it gets worse a person is told so, and to have somebody look: judgement
WORTH_HAVING_NRS = 1.0  # as the contract says
WORTH_HAVING_RATIO = 0.8  # a fifth less pain after a run; a fifth more is its inverse, 1.25


def looks_worse(chance: float) -> bool:
    """Whether a chance that it gets worse is one to have somebody look.

    Examples
    --------
    >>> looks_worse(0.8), looks_worse(0.79)
    (True, False)
    """
    return chance >= LOOK_AT_WORSE


def of_one_and_all(verdict: Verdict, others: Sequence[str]) -> tuple[Verdict, Verdict | None]:
    """Say what may be said of a thing, and of all that it nearly always came with: which of these it is, none can tell.

    Parameters
    ----------
    verdict : Verdict
        On all of them as one.
    others : sequence of str
        What it came with.

    Examples
    --------
    >>> of_one_and_all("may-help", ["cream"]), of_one_and_all("may-help", [])
    (('not-yet-known', 'may-help'), ('may-help', None))
    """
    return ("not-yet-known", verdict) if others and verdict != "not-yet-known" else (verdict, None)


def verdict_on_drop(
    drop_nrs: NDArray[np.float64], evidence: Evidence = "paired-before-after", *, among: int = 1
) -> Verdict:
    """Judge a fall in pain, within the hour or of every day, from its draws; or how much more one thing takes off than
    another.

    Of no draws nothing is known. ``among`` as in `verdict_on_ratio`.

    Examples
    --------
    >>> import numpy as np
    >>> verdict_on_drop(np.linspace(1.2, 3, 99)), verdict_on_drop(np.linspace(-0.5, 0.5, 99))
    ('helps', 'no-worthwhile-effect')
    """
    return _verdict(drop_nrs >= WORTH_HAVING_NRS, drop_nrs <= -WORTH_HAVING_NRS, evidence, _sure(among))


def verdict_on_ratio(ratio: NDArray[np.float64], evidence: Evidence, *, among: int = 1) -> Verdict:
    """Judge the response with over the response without an intervention, from its draws. Of none nothing is known.

    ``among`` several things tried in one trial, each has to be surer: the doubt that is allowed is shared (Bonferroni).

    Examples
    --------
    >>> import numpy as np
    >>> verdict_on_ratio(np.linspace(0.4, 0.7, 99), "observational")
    'may-help'
    >>> verdict_on_ratio(np.linspace(0.5, 1.1, 99), "randomised")
    'not-yet-known'
    """
    return _verdict(ratio < WORTH_HAVING_RATIO, ratio > 1 / WORTH_HAVING_RATIO, evidence, _sure(among))


def _sure(among: int) -> float:
    return 1 - (1 - SURE) / among


def _verdict(better: NDArray[np.bool_], worse: NDArray[np.bool_], evidence: Evidence, sure: float = SURE) -> Verdict:
    if not better.size:
        return "not-yet-known"
    chosen = evidence != "observational"  # who only watched cannot tell the thing from what came along with it
    if better.mean() >= sure:
        return "helps" if chosen else "may-help"
    if worse.mean() >= sure:
        return "worsens" if chosen else "may-worsen"
    return "no-worthwhile-effect" if (~better & ~worse).mean() >= sure else "not-yet-known"
