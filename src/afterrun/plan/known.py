"""What a plan is made from: some draws of the posterior, the habit of reporting, and how the response may go on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.plan.habit import Habit
from afterrun.response.arrays import Floats
from afterrun.response.data import DAYS_PER_TREND_UNIT, ResponseData
from afterrun.response.dose_curve import log_dose_effect
from afterrun.response.parameters import DRIFT
from afterrun.response.posterior import Draws

DRAWS = 400  # of the posterior: the ends of a 90 % range are then good to a hundredth of probability
_DRIFT_DAYS = 90.0  # `DRIFT` is of a diary of this length
# What the prior says of a month of any response: its log goes as Brownian motion does (`response.course`).
_LOG_SD_PER_ROOT_MONTH = DRIFT.sd / np.sqrt(_DRIFT_DAYS / DAYS_PER_TREND_UNIT)
_SLOPE_D = 30.0  # over which the last slope is taken
_STEEPEST_A_MONTH = np.log(2.0)  # a slope beyond it is noise of the last days: judgement
_NO_GAIN = 1e-9  # keeps the logarithm of no response finite


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One site, as a plan sees it.

    Parameters
    ----------
    draws, data : Draws and ResponseData
        What was learned, and from what.
    habit : Habit
        When the person reports.
    course : ndarray, shape (S,)
        Which way each draw's response goes on beyond the last day, in sd of the prior. [-]
    """

    draws: Draws
    data: ResponseData
    habit: Habit
    course: Floats

    @property
    def last_d(self) -> float:
        """The last day of the diary. [d]"""
        return self.data.span_d[1]

    def size_of(self, dose: Floats, end_t_d: float) -> Floats:
        """Peak rise by runs of some doses that end at one time. Shape (S, len(dose)). [NRS]"""
        effect = np.exp(log_dose_effect(dose, self.draws.alpha, self.draws.threshold))
        return np.asarray((self.draws.gain_nrs * self.gain_at(end_t_d))[:, None] * effect)

    def gain_at(self, t_d: float) -> Floats:
        """Response at a time to come over that mid-course. Shape (S,). [-]

        Beyond the last day its log goes on as the prior has it: as Brownian motion, whose mean stays. A worsening of
        the last month is taken to go on; that healing goes on is not promised.
        """
        now = self.draws.gain_at(self.data, np.array([self.last_d]))[:, 0]
        return np.asarray(now * self.growth(t_d - self.last_d))

    def growth(self, days: float) -> Floats:
        """Response some days after the last over that on the last. Shape (S,). [-]"""
        months = max(days, 0.0) / DAYS_PER_TREND_UNIT
        walk = _LOG_SD_PER_ROOT_MONTH * np.sqrt(months) * self.course
        worsening = np.clip(self.log_slope_a_month, 0.0, _STEEPEST_A_MONTH)
        return np.asarray(np.exp(worsening * months + walk))

    @property
    def log_slope_a_month(self) -> Floats:
        """How much the log of the response grew over the last month; 0 where there is none. Shape (S,). [-]"""
        since = max(self.data.span_d[0], self.last_d - _SLOPE_D)
        ends = np.log(np.maximum(self.draws.gain_at(self.data, np.array([since, self.last_d])), _NO_GAIN))
        months = max(self.last_d - since, 1.0) / DAYS_PER_TREND_UNIT
        return np.where(self.draws.responds, (ends[:, 1] - ends[:, 0]) / months, 0.0)

    @property
    def prob_worsening(self) -> float:
        """Probability that a run hurts more than it did a month ago. [-]"""
        return float((self.log_slope_a_month > 0).mean())


def known_of(draws: Draws, data: ResponseData, habit: Habit, rng: np.random.Generator, *, size: int = DRAWS) -> Known:
    """Keep a number of draws, evenly over all models (draws of one model lie together)."""
    if draws.size > size:
        draws = draws.rows(np.linspace(0, draws.size - 1, size).astype(np.intp))
    return Known(draws=draws, data=data, habit=habit, course=rng.standard_normal(draws.size))
