"""The search for the mode: from whatever starts, to the same height."""

from __future__ import annotations

import numpy as np

from afterrun.response.designs import DiaryDesign, draw_diary
from afterrun.response.dose_curve import POWER
from afterrun.response.kernel import KERNELS
from afterrun.response.likelihood import Likelihood
from afterrun.response.mode import find_mode
from afterrun.response.model import ResponseModel
from afterrun.response.simulate import with_answers


def test_two_loud_runs_are_found_from_any_seed() -> None:
    """Two of many runs hurt for weeks, the others do nothing: most starts lead there, the best of them does not."""
    data = draw_diary(DiaryDesign(days=126, runs_per_week=2, cares_per_week=0), np.random.default_rng(0))
    loud = data.run_t_d[[len(data.run_t_d) // 4, 2 * len(data.run_t_d) // 3]]
    since = data.report_t_d[:, None] - loud[None, :]
    pain = np.where(since > 0, 7.0 * np.exp(-np.maximum(since, 0.0) / 8.0), 0.0).sum(axis=1)
    struck = with_answers(data, np.clip(np.round(pain), 0.0, 10.0))
    model = ResponseModel.on(struck, KERNELS["K1"], POWER)
    heights = [find_mode(Likelihood(model, struck), np.random.default_rng(seed)).log_evidence for seed in range(6)]
    assert np.ptp(heights) < 4.0
