"""Whether a result differs from the one before by more than the test is off by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from afterrun.reasons.self_tests.guide import Guide
from afterrun.records import SelfTest

Verdict = Literal["more", "less", "within-error", "error-unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """The last result against the one before it, of the same side and the same moment.

    Parameters
    ----------
    before : SelfTest
        The one before.
    change : float
        The last minus the one before, in the unit of the test.
    verdict : str
        ``more``, ``less``; ``within-error``: nothing new; ``error-unknown``: nobody measured how far it may be off.
    """

    before: SelfTest
    change: float
    verdict: Verdict


def news_of(results: Sequence[SelfTest], last: SelfTest, guide: Guide) -> News | None:
    """Compare a result with the one before; None where there is none like it.

    Parameters
    ----------
    results : sequence of SelfTest
        Of any test, in order of time.
    last : SelfTest
        The one to compare.
    guide : Guide
        Of its test.
    """
    like = [
        each
        for each in results
        if (each.test, each.side, each.when) == (last.test, last.side, last.when) and each.at < last.at
    ]
    if not like:
        return None
    change = last.value - like[-1].value
    return News(before=like[-1], change=change, verdict=verdict_on(change, guide))


def verdict_on(change: float, guide: Guide) -> Verdict:
    """Say whether a difference of two results is more than the test is off by."""
    if guide.error is None:
        return "error-unknown"
    if abs(change) < guide.error:
        return "within-error"
    return "more" if change > 0 else "less"
