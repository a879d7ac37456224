"""The response to the reference run on the reported scale, draw by draw, and what is read off it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.course import drift_scale
from afterrun.response.data import DAYS_PER_TREND_UNIT, ResponseData
from afterrun.response.dose_curve import log_dose_effect
from afterrun.response.parameters import DRIFT
from afterrun.response.posterior import Draws
from afterrun.response.reported import expected_report

# Hours after the run: fine where the response moves, coarse in the tail; two weeks in all.
LAG_H = np.concatenate([np.arange(0, 49, 1.0), np.arange(50, 121, 2.0), np.arange(124, 337, 4.0)])
CLEAR_BELOW_NRS = 0.5  # as the contract says
RESPONSE_AREA_NRS_DAYS = 0.5  # an area above it counts as "runs raise pain here"
_JUST_AFTER_D = 1e-3  # after a change: what it led to
_SHORTEST_TREND_D = 7.0  # a shorter time tells nothing of a month: judgement
_TINY_AREA_NRS_DAYS = 0.1  # below it a ratio of areas is nothing over nothing: judgement


@dataclass(frozen=True)
class ResponseCurve:
    """Rise after the reference run, at one time of the diary.

    Parameters
    ----------
    draws : Draws
        Posterior.
    data : ResponseData
        For the covariates of trend and drift, and for the scale.
    t_d : float
        When: the level is that of the day. [d]
    response_d : ndarray, shape (S,), optional
        When the response is taken, if not on that day too: what it did then, to the same person. [d]
    """

    draws: Draws
    data: ResponseData
    t_d: float
    response_d: Floats | None = None

    @cached_property
    def sd_nrs(self) -> Floats:
        """Sd of a report around the level. Shape (S,)."""
        return np.hypot(self.draws.sigma_u, self.draws.sigma_e)

    @cached_property
    def level_nrs(self) -> Floats:
        """Latent pain without runs. Shape (S,)."""
        return np.asarray(self.draws.level_at(self.data, np.array([self.t_d]))[:, 0])

    @cached_property
    def amplitude_nrs(self) -> Floats:
        """Size of the latent rise: the peak of its kernel. Shape (S,)."""
        when = np.array([self.t_d]) if self.response_d is None else self.response_d[:, None]
        return np.asarray(self.draws.gain_nrs * self.draws.gain_at(self.data, when)[:, 0])

    @cached_property
    def baseline_nrs(self) -> Floats:
        """Expected report without any run. Shape (S,)."""
        return expected_report(self.level_nrs, self.sd_nrs, self.data.levels)

    @cached_property
    def rise_nrs(self) -> Floats:
        """Expected report with the run minus without, at each of `LAG_H`. Shape (S, len(LAG_H))."""
        return self.rise_at(LAG_H)

    def rise_at(self, lag_h: Floats) -> Floats:
        """Expected report with the run minus without it. Shape (S, len(lag_h)). [NRS]"""
        felt = self.amplitude_nrs[:, None] * self.draws.shape_at(lag_h / 24)
        sd = np.hypot(self.sd_nrs[:, None], self.draws.omega[:, None] * felt)
        return expected_report(self.level_nrs[:, None] + felt, sd, self.data.levels) - self.baseline_nrs[:, None]

    def peak_after(self, dose: Floats) -> Floats:
        """Largest expected rise after runs of other doses. Shape (S, len(dose)). [NRS]

        ``E[y | level + A g(d) max k] - E[y | level]``: the scale bends, but keeps the order.

        Parameters
        ----------
        dose : ndarray
            Over the reference dose; positive. [-]
        """
        effect = np.exp(log_dose_effect(dose, self.draws.alpha, self.draws.threshold))
        peak = self.draws.shape_at(LAG_H / 24).max(axis=1)
        felt = (self.amplitude_nrs * peak)[:, None] * effect
        sd = np.hypot(self.sd_nrs[:, None], self.draws.omega[:, None] * felt)
        return expected_report(self.level_nrs[:, None] + felt, sd, self.data.levels) - self.baseline_nrs[:, None]

    @cached_property
    def peak_nrs(self) -> Floats:
        """Largest rise. Shape (S,)."""
        return np.asarray(self.rise_nrs.max(axis=1))

    @cached_property
    def peak_h(self) -> Floats:
        """When the rise is largest. Shape (S,)."""
        return np.asarray(LAG_H[self.rise_nrs.argmax(axis=1)])

    @cached_property
    def half_by_h(self) -> Floats:
        """Hours after the run's end until the rise is for good below half of its largest. Shape (S,)."""
        return self._last_above(self.peak_nrs / 2)

    @cached_property
    def half_life_h(self) -> Floats:
        """From the peak to half of it; the end of the two weeks where it is not reached. Shape (S,)."""
        return self.half_by_h - self.peak_h

    @cached_property
    def clear_h(self) -> Floats:
        """Until the rise is below 0.5 for good: never before its peak, even where it does not get there. Shape (S,)."""
        return np.where(
            self.peak_nrs < CLEAR_BELOW_NRS, self.peak_h, self._last_above(np.full(self.draws.size, CLEAR_BELOW_NRS))
        )

    @cached_property
    def area_nrs_days(self) -> Floats:
        """Area under the rise over two weeks. Shape (S,)."""
        return np.asarray(np.trapezoid(self.rise_nrs, LAG_H / 24, axis=1))

    def _last_above(self, height: Floats) -> Floats:
        """Time when the falling rise crosses a height, linear between grid points."""
        above = self.rise_nrs >= height[:, None]
        last = above.shape[1] - 1 - above[:, ::-1].argmax(axis=1)
        after = np.minimum(last + 1, above.shape[1] - 1)
        rows = np.arange(len(last))
        high, low = self.rise_nrs[rows, last], self.rise_nrs[rows, after]
        share = np.where(high > low, (high - height) / np.where(high > low, high - low, 1.0), 0.0)
        return np.asarray(LAG_H[last] + share * (LAG_H[after] - LAG_H[last]))


def peaks_over(now: ResponseCurve, gain: Floats) -> Floats:
    """Largest rise to the same person if the response were as at other times. Shape (S, g). [NRS]

    Parameters
    ----------
    now : ResponseCurve
        Whose level is kept, so that only the response differs.
    gain : ndarray, shape (S, g)
        Response at some times over that mid-course. [-]
    """
    felt = now.draws.gain_nrs[:, None] * gain * now.draws.shape_at(LAG_H / 24).max(axis=1)[:, None]
    sd = np.hypot(now.sd_nrs[:, None], now.draws.omega[:, None] * felt)
    return expected_report(now.level_nrs[:, None] + felt, sd, now.data.levels) - now.baseline_nrs[:, None]


def response_ratio(now: ResponseCurve, earlier: ResponseCurve) -> Floats:
    """Area now over area earlier; of the latent amplitudes where there is next to no area to compare. Shape (S,).

    NaN in draws without a response: of nothing there is no ratio.
    """
    small = np.minimum(now.area_nrs_days, earlier.area_nrs_days) < _TINY_AREA_NRS_DAYS
    latent = now.amplitude_nrs / np.where(earlier.amplitude_nrs > 0, earlier.amplitude_nrs, np.nan)
    return np.where(small, latent, now.area_nrs_days / np.where(small, 1.0, earlier.area_nrs_days))


def curve_now(draws: Draws, data: ResponseData) -> ResponseCurve:
    """Return the response as it is on the last day of the diary."""
    return ResponseCurve(draws, data, data.span_d[1])


def ratio_per_month(now: ResponseCurve, since_d: float) -> Floats:
    """Response on the last day over that at a time before, as a factor for 30 days. Shape (S,).

    In draws in which it began or changed later, since then. On the reported scale and at the same level, so that only
    the response differs. NaN in draws without a response.

    Parameters
    ----------
    now : ResponseCurve
        On the last day.
    since_d : float
        When to begin. [d]
    """
    draws, last = now.draws, now.data.span_d[1]
    began = np.maximum(draws.start_d, np.maximum(draws.change_d + draws.ramp_d + _JUST_AFTER_D, since_d))
    began = np.minimum(began, last - _SHORTEST_TREND_D)
    earlier = replace(now, response_d=began)
    return np.asarray(response_ratio(now, earlier) ** (DAYS_PER_TREND_UNIT / (last - began)))


def drift_learned(draws: Draws, data: ResponseData) -> float:
    """How far the diary, and not the prior, says how the response went on: 1 - (posterior sd / prior sd)^2. [-]

    A normal estimate with a normal prior moves by this share of what a least-squares one would.
    """
    responds = draws.responds
    if not responds.any():
        return 0.0
    prior = DRIFT.sd * drift_scale(data.span_d[1] - draws.start_d[responds])
    return float(np.clip(1 - np.var(draws.drift[responds] / prior), 0.0, 1.0))


def level_per_month(draws: Draws, data: ResponseData, since_d: float) -> Floats:
    """Change of the pain without runs from a time to the last day, for 30 days. Shape (S,). [NRS]"""
    last = data.span_d[1]
    began = min(since_d, last - _SHORTEST_TREND_D)
    ends = draws.level_at(data, np.array([began, last]))
    sd = np.hypot(draws.sigma_u, draws.sigma_e)[:, None]
    said = expected_report(ends, sd, data.levels)
    return np.asarray((said[:, 1] - said[:, 0]) * DAYS_PER_TREND_UNIT / (last - began))
