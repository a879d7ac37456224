"""Does a sudden change of the response stand without the worst runs?

To the fit the luck of a run is normal, so one run that hurt many times as much as any other is likelier just after a
response that had tripled than by luck: people in whom nothing changed were told of a change, over 99 % sure. What
changed lasts, so it is seen in the other runs as well.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from afterrun.associations.changes import LIKELIER, Change
from afterrun.response.arrays import Mask
from afterrun.response.data import ResponseData
from afterrun.response.fit import Fit
from afterrun.response.kept_fits import learned
from afterrun.response.left_out import blocks_of

_WORST = 2  # runs: one left of two that stand out is enough to look like a change; of five after it three are left


def without_worst_runs(change: Change, fit: Fit, seed: int) -> Change:
    """Take no more for certain than is without the reports after the worst runs.

    The likeliest shape alone is fitted again, for the shapes agree about a change; that is a tenth of a fit.

    Parameters
    ----------
    change : Change
        What came out with all reports.
    fit : Fit
        What it was read off.
    seed : int
        Same data, same seed: same answer.
    """
    if change.what != "response" or change.prob < LIKELIER:
        return change
    others = learned(fit.data.with_reports(~after_worst_runs(fit.data)), seed=seed, kernels=(fit.likeliest,))
    return replace(change, prob=min(change.prob, 1 - others.prob_turn.get("none", 1.0)))


def after_worst_runs(data: ResponseData) -> Mask:
    """Mark the reports after the runs that the worst reports came after, each up to the next run. Shape (n,)."""
    block = blocks_of(data.report_t_d, data.run_t_d)
    runs = np.unique(block[block >= 0])
    answers = [data.answers[block == run] for run in runs]
    order = np.lexsort(([each.mean() for each in answers], [each.max() for each in answers]))
    return np.isin(block, runs[order[-_WORST:]])
