"""The response to the reference run on the reported scale, draw by draw, and what is read off it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.data import DAYS_PER_TREND_UNIT, ResponseData
from afterrun.response.dose_curve import log_dose_effect
from afterrun.response.kernel import kernel_at
from afterrun.response.posterior import Draws
from afterrun.response.reported import expected_report

# Hours after the run: fine where the response moves, coarse in the tail; two weeks in all.
LAG_H = np.concatenate([np.arange(0, 49, 1.0), np.arange(50, 121, 2.0), np.arange(124, 337, 4.0)])
CLEAR_BELOW_NRS = 0.5  # as the contract says
RESPONSE_AREA_NRS_DAYS = 0.5  # an area above it counts as "runs raise pain here"
_PATTERN_H = 120.0  # days that "pain after a run" is averaged over when asking whether it gets better
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
        When: the level and the gain are those of that day. [d]
    earlier_d : float
        The same person this many days earlier. [d]
    """

    draws: Draws
    data: ResponseData
    t_d: float
    earlier_d: float = 0.0

    @cached_property
    def _sd(self) -> Floats:
        return np.hypot(self.draws.sigma_u, self.draws.sigma_e)

    @cached_property
    def _level(self) -> Floats:
        return self.draws.level_nrs + self.draws.trend_nrs * self.data.trend_at(self.t_d - self.earlier_d)

    @cached_property
    def amplitude_nrs(self) -> Floats:
        """Peak of the latent rise. Shape (S,)."""
        span = max(self.data.span_d[1] - self.data.span_d[0], 1.0)
        place = self.data.drift_at(self.t_d) - self.earlier_d / span
        return np.asarray(self.draws.gain_nrs * np.exp(-self.draws.drift * place))

    @cached_property
    def baseline_nrs(self) -> Floats:
        """Expected report without any run. Shape (S,)."""
        return expected_report(self._level, self._sd, self.data.levels)

    @cached_property
    def rise_nrs(self) -> Floats:
        """Expected report with the run minus without, at each of `LAG_H`. Shape (S, len(LAG_H))."""
        return self.rise_at(LAG_H)

    def rise_at(self, lag_h: Floats) -> Floats:
        """Expected report with the run minus without it. Shape (S, len(lag_h)). [NRS]"""
        felt = self.amplitude_nrs[:, None] * kernel_at(lag_h / 24, self.draws.tau_d, self.draws.weight)
        sd = np.hypot(self._sd[:, None], self.draws.omega[:, None] * felt)
        return expected_report(self._level[:, None] + felt, sd, self.data.levels) - self.baseline_nrs[:, None]

    def peak_after(self, dose: Floats) -> Floats:
        """Largest expected rise after runs of other doses. Shape (S, len(dose)). [NRS]

        ``E[y | level + A g(d)] - E[y | level]``: the kernel is 1 at its peak, and the scale bends but keeps the order.

        Parameters
        ----------
        dose : ndarray
            Over the reference dose; positive. [-]
        """
        effect = np.exp(log_dose_effect(dose, self.draws.alpha, self.draws.threshold))
        felt = self.amplitude_nrs[:, None] * effect
        sd = np.hypot(self._sd[:, None], self.draws.omega[:, None] * felt)
        return expected_report(self._level[:, None] + felt, sd, self.data.levels) - self.baseline_nrs[:, None]

    @cached_property
    def peak_nrs(self) -> Floats:
        """Largest rise. Shape (S,)."""
        return np.asarray(self.rise_nrs.max(axis=1))

    @cached_property
    def peak_h(self) -> Floats:
        """When the rise is largest. Shape (S,)."""
        return np.asarray(LAG_H[self.rise_nrs.argmax(axis=1)])

    @cached_property
    def half_life_h(self) -> Floats:
        """From the peak to half of it; the end of the two weeks where it is not reached. Shape (S,)."""
        return self._last_above(self.peak_nrs / 2) - self.peak_h

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

    @cached_property
    def pattern_nrs(self) -> Floats:
        """Expected report averaged over the five days after the run. Shape (S,)."""
        early = LAG_H <= _PATTERN_H
        area = np.trapezoid(self.rise_nrs[:, early], LAG_H[early] / 24, axis=1)
        return np.asarray(self.baseline_nrs + area / (_PATTERN_H / 24))

    def _last_above(self, height: Floats) -> Floats:
        """Time when the falling rise crosses a height, linear between grid points."""
        above = self.rise_nrs >= height[:, None]
        last = above.shape[1] - 1 - above[:, ::-1].argmax(axis=1)
        after = np.minimum(last + 1, above.shape[1] - 1)
        rows = np.arange(len(last))
        high, low = self.rise_nrs[rows, last], self.rise_nrs[rows, after]
        share = np.where(high > low, (high - height) / np.where(high > low, high - low, 1.0), 0.0)
        return np.asarray(LAG_H[last] + share * (LAG_H[after] - LAG_H[last]))


def response_ratio(now: ResponseCurve, earlier: ResponseCurve) -> Floats:
    """Area now over area earlier; of the latent amplitudes where there is next to no area to compare. Shape (S,).

    NaN in draws without a response: of nothing there is no ratio.
    """
    small = earlier.area_nrs_days < _TINY_AREA_NRS_DAYS
    latent = now.amplitude_nrs / np.where(earlier.amplitude_nrs > 0, earlier.amplitude_nrs, np.nan)
    return np.where(small, latent, now.area_nrs_days / np.where(small, 1.0, earlier.area_nrs_days))


def chance_of_less(now: Floats, earlier: Floats) -> float:
    """Chance that something is less than it was, from paired draws; what is the same, as nothing is, counts as half."""
    return float((now < earlier).mean() + 0.5 * (now == earlier).mean())


def month_apart(draws: Draws, data: ResponseData) -> tuple[ResponseCurve, ResponseCurve]:
    """Return the response on the last day of the diary and 30 days before."""
    last = data.span_d[1]
    return ResponseCurve(draws, data, last), ResponseCurve(draws, data, last, DAYS_PER_TREND_UNIT)
