"""What a plan is made from: some draws of the posterior, the habit of reporting, and how the response may go on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.plan.habit import Habit
from afterrun.response.arrays import Floats
from afterrun.response.course import drift_scale
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
# Before the diary worsening is taken to be twice as likely as healing, in sd of the prior of the trend: it is known
# weeks late, and to miss it costs more than to fear it (`docs/decisions/108-a-worsening-is-known-late.md`).
LEANS = 0.43
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
    prob_worsening : float
        Probability that a run hurts more than it did a month ago, by all that was learned and leaning nowhere. [-]
    """

    draws: Draws
    data: ResponseData
    habit: Habit
    course: Floats
    prob_worsening: float

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
        return _log_slope_a_month(self.draws, self.data)


def known_of(draws: Draws, data: ResponseData, habit: Habit, rng: np.random.Generator, *, size: int = DRAWS) -> Known:
    """Keep a number of draws, evenly over all models (draws of one model lie together), leaning towards worsening."""
    place = (np.arange(size) + 0.5) / size
    kept = draws.rows(np.searchsorted(np.cumsum(_leaning(draws, data)), place).clip(0, draws.size - 1))
    return Known(
        draws=kept,
        data=data,
        habit=habit,
        course=rng.standard_normal(size),
        prob_worsening=prob_worsening(draws, data),
    )


def prob_worsening(draws: Draws, data: ResponseData) -> float:
    """Probability that a run hurts more than it did a month ago. [-]"""
    return float((_log_slope_a_month(draws, data) > 0).mean())


def _leaning(draws: Draws, data: ResponseData) -> Floats:
    """Weights of draws as if worsening had been likelier than healing before the data. Shape (S,), adding to 1. [-]"""
    healed = draws.drift / (DRIFT.sd * drift_scale(data.span_d[1] - draws.start_d))
    weight = np.where(draws.responds, np.exp(-LEANS * healed - LEANS**2 / 2), 1.0)
    return np.asarray(weight / weight.sum())


def _log_slope_a_month(draws: Draws, data: ResponseData) -> Floats:
    start, last = data.span_d
    since = max(start, last - _SLOPE_D)
    ends = np.log(np.maximum(draws.gain_at(data, np.array([since, last])), _NO_GAIN))
    months = max(last - since, 1.0) / DAYS_PER_TREND_UNIT
    return np.where(draws.responds, (ends[:, 1] - ends[:, 0]) / months, 0.0)
