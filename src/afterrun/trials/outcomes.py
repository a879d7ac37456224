"""What came after each unit, without any model: the mean of the reports in its window."""

from __future__ import annotations

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData

# After a run: from when delayed pain is under way to when it fades (DOMS and this kind of soreness peak at 24-48 h;
# `docs/model.md`), and never into the next run.
RUN_WINDOW_D = (0.25, 2.5)


def window_means(data: ResponseData, start_d: Floats, stop_d: Floats) -> Floats:
    """Mean answer in each window; NaN without a report in it. Shape (windows,). [NRS]"""
    inside = (data.report_t_d >= start_d[:, None]) & (data.report_t_d < stop_d[:, None])
    count = inside.sum(axis=1)
    return np.where(count > 0, inside @ data.answers / np.maximum(count, 1), np.nan)


def after_runs(data: ResponseData, run: np.ndarray[tuple[int], np.dtype[np.intp]]) -> Floats:
    """Mean answer after some runs, cut short by whatever run comes next. Shape (runs,). [NRS]"""
    end = data.run_t_d[run]
    later = np.sort(data.run_t_d)
    place = np.searchsorted(later, end, side="right")
    following = np.where(place < len(later), later[np.minimum(place, len(later) - 1)], np.inf)
    return window_means(data, end + RUN_WINDOW_D[0], np.minimum(end + RUN_WINDOW_D[1], following))
