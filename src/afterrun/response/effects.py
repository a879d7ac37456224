"""What an intervention does, read off the draws: relief within the hour, and the response to runs that had it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.curve import ResponseCurve, response_ratio
from afterrun.response.data import ResponseData
from afterrun.response.posterior import Draws
from afterrun.response.reported import expected_report

_HOUR_D = 1 / 24  # relief is told as of the hour after it
_NOTICEABLE_NRS = 0.5  # as `curve.CLEAR_BELOW_NRS`
_WEIGHT_OF_A_DOUBLING = 0.5  # with the prior of a relief (sd 1 point): half a point for twice the minutes


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
    return _drop_nrs(draws, data, draws.relief_nrs[:, kind], before_nrs)


def longer_drop_nrs(draws: Draws, data: ResponseData, *, kind: int, minutes_kind: int, before_nrs: float) -> Floats:
    """How much further the report falls within the hour if a care lasts twice its usual minutes. Shape (S,). [NRS]

    Parameters
    ----------
    draws, data : Draws and ResponseData
        Of a diary `with_minutes`.
    kind, minutes_kind : int
        Kind of care, and the kind that stands for its minutes (``care_kinds - 1``).
    before_nrs : float
        How it usually feels just before. [NRS]
    """
    usual = draws.relief_nrs[:, kind]
    longer = usual + _WEIGHT_OF_A_DOUBLING * draws.relief_nrs[:, minutes_kind]
    return _drop_nrs(draws, data, longer, before_nrs) - _drop_nrs(draws, data, usual, before_nrs)


def with_minutes(data: ResponseData, *, kind: int, minutes: Floats) -> ResponseData:
    """Let the relief of one kind of care grow or shrink with its minutes, in proportion to their doublings.

    The prior allows a doubling to add or take half a point (sd), with nothing in the middle.

    Parameters
    ----------
    data : ResponseData
        The diary.
    kind : int
        Which care.
    minutes : ndarray, shape (cares of that kind,)
        How long each took, in the order of ``care_t_d``; NaN where not known: taken for the usual. [min]
    """
    doublings = np.nan_to_num(np.log2(minutes / np.nanmedian(minutes)))
    which = np.flatnonzero(data.care_kind == kind)
    return replace(
        data,
        care_t_d=np.concatenate([data.care_t_d, data.care_t_d[which]]),
        care_kind=np.concatenate([data.care_kind, np.full(len(which), data.care_kinds, data.care_kind.dtype)]),
        care_weight=np.concatenate([data.weight_of_care, _WEIGHT_OF_A_DOUBLING * doublings]),
        care_kinds=data.care_kinds + 1,
    )


def _drop_nrs(draws: Draws, data: ResponseData, relief_nrs: Floats, before_nrs: float) -> Floats:
    """Fall of the report, averaged over an hour, for some relief just after. Shape (S,). [NRS]"""
    share = draws.tau_relief_d / _HOUR_D * -np.expm1(-_HOUR_D / draws.tau_relief_d)
    without = expected_report(np.full(draws.size, before_nrs), draws.sigma_e, data.levels)
    return without - expected_report(before_nrs - relief_nrs * share, draws.sigma_e, data.levels)


def relief_lasts_h(draws: Draws, *, kind: int) -> Floats:
    """Until less than half a point of the relief is left; 0 where there never was as much. Shape (S,). [h]"""
    times = np.maximum(draws.relief_nrs[:, kind] / _NOTICEABLE_NRS, 1.0)
    return np.asarray(24 * draws.tau_relief_d * np.log(times))


def modified_ratio(draws: Draws, data: ResponseData, *, modifier: int) -> Floats:
    """Area after the reference run with a modifier over area without it, on the last day of the diary. Shape (S,).

    NaN in draws without a response: there is nothing that could be less.
    """
    last = data.span_d[1]
    gain = draws.gain_nrs * np.exp(-draws.modifier[:, modifier])
    with_it, without = ResponseCurve(replace(draws, gain_nrs=gain), data, last), ResponseCurve(draws, data, last)
    ratio = response_ratio(with_it, without)
    # where hardly anything is felt, a ratio of areas is 0/0: there it is that of the latent rises
    small = without.area_nrs_days < _NOTICEABLE_NRS
    ratio = np.where(small, np.exp(-draws.modifier[:, modifier]), ratio)
    return np.where(draws.responds, ratio, np.nan)
