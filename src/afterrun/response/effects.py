"""What an intervention does, read off the draws: relief within the hour, and the response to runs that had it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.curve import ResponseCurve, response_ratio
from afterrun.response.data import ResponseData
from afterrun.response.posterior import Draws
from afterrun.response.reported import expected_report

_HOUR_D = 1 / 24
_NOTICEABLE_NRS = 0.5


def relief_drop_nrs(draws: Draws, data: ResponseData, *, kind: int, before_nrs: float) -> Floats:
    """Fall of the report within the hour that one care of a kind causes, averaged over that hour. Shape (S,). [NRS]

    The fall is that of the model, so what passing time and regression to the mean would have done anyway is not in it.

    Parameters
    ----------
    draws : Draws
        Posterior.
    data : ResponseData
        For the scale.
    kind : int
        Kind of care.
    before_nrs : float
        How it usually feels just before: the fall is told from there, because the scale ends at 0. [NRS]
    """
    share = draws.tau_relief_d / _HOUR_D * -np.expm1(-_HOUR_D / draws.tau_relief_d)
    after = before_nrs - draws.relief_nrs[:, kind] * share
    without = expected_report(np.full(draws.size, before_nrs), draws.sigma_e, data.levels)
    return without - expected_report(after, draws.sigma_e, data.levels)


def relief_lasts_h(draws: Draws, *, kind: int) -> Floats:
    """Until less than half a point of the relief is left; 0 where there never was as much. Shape (S,). [h]"""
    times = np.maximum(draws.relief_nrs[:, kind] / _NOTICEABLE_NRS, 1.0)
    return np.asarray(24 * draws.tau_relief_d * np.log(times))


def modified_ratio(draws: Draws, data: ResponseData, *, modifier: int) -> Floats:
    """Area after the reference run with a modifier over area without it, on the last day of the diary. Shape (S,)."""
    last = data.span_d[1]
    gain = draws.gain_nrs * np.exp(-draws.modifier[:, modifier])
    with_it, without = ResponseCurve(replace(draws, gain_nrs=gain), data, last), ResponseCurve(draws, data, last)
    ratio = response_ratio(with_it, without)
    # where hardly anything is felt, a ratio of areas is 0/0: there it is that of the latent rises
    small = without.area_nrs_days < _NOTICEABLE_NRS
    return np.where(small, np.exp(-draws.modifier[:, modifier]), ratio)
