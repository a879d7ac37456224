"""Does what is told of time stand without the worst runs?

To the fit the luck of a run is normal. So one run that hurt many times as much as any other is likelier just after a
response that had tripled, or at the end of one that grows, than by luck: people in whom nothing changed were told of a
change, over 99 % sure. What changed lasts, so it is seen in the other runs as well.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from afterrun.associations.changes import LIKELIER, Change
from afterrun.response.arrays import Mask
from afterrun.response.data import ResponseData
from afterrun.response.fit import Fit
from afterrun.response.kept_fits import learned
from afterrun.response.left_out import blocks_of

_FELT_D = 2.0  # judgement
_WORST = 2  # runs: one left of two that stand out is enough to look like a change; of five after it three are left


@dataclass(frozen=True)
class WithoutWorstRuns:
    """A fit, and the same without the reports after the worst runs: only fitted where it is asked for.

    Of the likeliest shape and the likely changes alone, which is about a tenth of a fit: shapes agree about time.

    Parameters
    ----------
    whole : Fit
        With all reports.
    seed : int
        Same data, same seed: same answer.
    """

    whole: Fit
    seed: int

    @cached_property
    def fit(self) -> Fit:
        """What the others teach."""
        data = self.whole.data.with_reports(~after_worst_runs(self.whole.data))
        return learned(data, seed=self.seed, kernels=(self.whole.likeliest,), turns=self.whole.likely_turns)

    def no_surer(self, change: Change) -> Change:
        """Take a change of the response for no more certain than it is without them."""
        if change.what != "response" or change.prob < LIKELIER:
            return change
        return replace(change, prob=min(change.prob, 1 - self.fit.prob_turn["none"]))


def after_worst_runs(data: ResponseData) -> Mask:
    """Mark the reports after the runs that the worst reports came after. Shape (n,).

    Each up to the next run, and for two days at least: what is left of it would make the next run one of the worst.
    """
    block, marked = blocks_of(data.report_t_d, data.run_t_d), np.zeros(len(data.report_t_d), dtype=bool)
    run_t_d = np.sort(data.run_t_d)
    for _ in range(_WORST):
        left = np.where(marked | (block < 0), -np.inf, data.answers)
        if not np.isfinite(left).any():
            break
        run = block[left.argmax()]
        since_d = data.report_t_d - run_t_d[run]
        marked |= (block == run) | ((since_d > 0) & (since_d <= _FELT_D))
    return marked
