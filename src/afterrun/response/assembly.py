"""What the model is made of, said once: values on natural scales in, the likelihood's state space out.

`likelihood` comes here from the coordinates it is sampled in, `regression` from draws of the posterior; neither knows
what the other does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

import numpy as np

from afterrun.response.arrays import Floats, Ints
from afterrun.response.course import level_bridges
from afterrun.response.data import ResponseData
from afterrun.response.deviation import TERMS
from afterrun.response.dose_curve import log_dose_effect
from afterrun.response.parameters import LEVEL, OFFSET_SD_NRS, RELIEF_SIZE, TREND, Parameter
from afterrun.response.turns import LEVEL_STEP_SD_NRS

_LARGEST_LOG_RISE = 12.0  # wild draws from the prior must not burst the sums of the sweeps; their weight is nil
# Where the sweeps start: answers drawn a fifth towards their mean, off the ends of the scale. Any start will do.
_DRAWN_IN, _ENDS_NRS = 0.8, (0.2, 9.8)


def peak_rises(data: ResponseData, *, gain_nrs: Floats, alpha: Floats, threshold: Floats, modifier: Floats) -> Floats:
    """Expected peak rise of the runs, as if all were run mid-course.

    Parameters
    ----------
    data : ResponseData
        With the modifiers of the runs, if there are any.
    gain_nrs, alpha, threshold : ndarray, shape (M,)
        See `model`. [NRS], [-]
    modifier : ndarray, shape (M, p)
        Fall of the log response for a unit of each modifier. [-]

    Returns
    -------
    ndarray, shape (M, J)
        [NRS]
    """
    log_rise = log_dose_effect(data.dose, alpha, threshold)
    log_rise -= modifier @ data.modifier.T if data.modifier_prior else 0.0
    return np.asarray(gain_nrs[:, None] * np.exp(np.minimum(log_rise, _LARGEST_LOG_RISE)))


@dataclass(frozen=True, slots=True)
class Statics:
    """The static coefficients, in the order of the filter: which there are, their prior, and their covariates.

    level, trend | relief of each kind of care | offset of each moment | each level column | wandering of the level | a
    step of the level, where one is looked for | deviation of the course | wandering of the response, which has no
    covariate: it scales the runs. ``own`` are the priors of level and trend.
    """

    data: ResponseData
    level_walks: int
    level_step: bool
    walks: int
    free: bool = False
    own: tuple[Parameter, Parameter] = (LEVEL, TREND)

    def _counts(self) -> tuple[int, ...]:
        data, steps = self.data, int(self.level_step)
        free = TERMS * self.free
        return (2, data.care_kinds, data.moments, len(data.level_prior), self.level_walks, steps, free, self.walks)

    def part(self, which: int) -> slice:
        """Where one of the parts is: 0 level and trend, then in the order above."""
        ends = np.cumsum(self._counts())
        return slice(int(ends[which] - self._counts()[which]), int(ends[which]))

    @property
    def mean(self) -> Floats:
        """Prior mean. Shape (l,)."""
        nothing = np.zeros(sum(self._counts()[1:]))
        return np.array([*(p.mean for p in self.own), *nothing])

    @property
    def sd(self) -> Floats:
        """Prior sd of all but the wandering of the response. Shape (l - walks,)."""
        data = self.data
        common = [*(p.sd for p in self.own), *[RELIEF_SIZE.sd] * data.care_kinds, *[OFFSET_SD_NRS] * data.moments]
        common += [*(p.sd for p in data.level_prior), *[1.0] * self.level_walks, *[LEVEL_STEP_SD_NRS] * self.level_step]
        return np.array([*common, *[1.0] * TERMS * self.free])

    def design(self) -> Floats:
        """Covariates that every draw has; 0 where each has its own. Shape (n, l)."""
        data, t_d = self.data, self.data.report_t_d
        design = np.zeros((len(t_d), sum(self._counts())))
        design[:, 0] = 1.0
        design[:, 1] = data.trend_at(t_d)
        design[:, self.part(2)] = np.eye(1 + data.moments)[data.moment_of_report][:, 1:]
        if data.level_prior:
            design[:, self.part(3)] = data.level_column
        design[:, self.part(4)] = level_bridges(data, t_d)[:, : self.level_walks]
        return design

    def own_columns(
        self, tau_relief_d: Floats, level_d: Floats, deviation: Floats | None = None
    ) -> tuple[Floats, Ints]:
        """Covariates of each draw.

        Parameters
        ----------
        tau_relief_d : ndarray, shape (M,)
            How fast relief fades; not looked at where nothing was done. [d]
        level_d : ndarray, shape (M,)
            When the level stepped; the step is counted from there on, -1/2 and +1/2. [d]
        deviation : ndarray, shape (M, n, TERMS), optional
            What the runs have left of each function of the deviation, where the course is free. [NRS]

        Returns
        -------
        own : ndarray, shape (M, n, v)
        own_at : ndarray, shape (v,)
            Of which coefficients.
        """
        data, t_d = self.data, self.data.report_t_d
        parts = [1] * bool(data.care_kinds) + [5] * self.level_step + [6] * (deviation is not None)
        at = [place for part in parts for place in range(*self.part(part).indices(sum(self._counts())))]
        own, done = np.empty((len(tau_relief_d), len(t_d), len(at))), data.care_kinds
        if data.care_kinds:
            own[:, :, :done] = _relief_columns(data, tau_relief_d)
        if self.level_step:
            own[:, :, done] = level_step(t_d, level_d)
        if deviation is not None:
            own[:, :, done + self.level_step :] = deviation
        return own, np.array(at, dtype=np.int32)


def level_step(t_d: Floats, level_d: Floats) -> Floats:
    """Covariate of a step of the level: from -1/2 to +1/2; 0 where there is none. Shape (M, g)."""
    return np.where(np.isinf(level_d)[:, None], 0.0, np.where(t_d[None, :] > level_d[:, None], 0.5, -0.5))


def loadings(data: ResponseData, log_loading: Floats) -> Floats:
    """How much of a rise each report shows. ``log_loading`` (M, moments); shape (M, n), (1, n) without moments."""
    if not data.moments:
        return np.ones((1, len(data.report_t_d)))
    by_moment = np.exp(np.clip(log_loading, -6.0, 3.0))
    return np.hstack([np.ones((len(by_moment), 1)), by_moment])[:, data.moment_of_report]


def _relief_columns(data: ResponseData, tau_relief_d: Floats) -> Floats:
    """Covariates of the relief of each kind of care. Shape (M, n, care_kinds)."""
    draws, kinds = len(tau_relief_d), data.care_kinds
    recent = data.recent_care
    cells = np.zeros((draws, len(data.report_t_d) * kinds))
    if recent.cell.size:
        felt = recent.weight * np.exp(-recent.lag_d[None, :] / tau_relief_d[:, None])
        cells[:, recent.cell] = -np.add.reduceat(felt, recent.start, axis=1)
    return cells.reshape(draws, -1, kinds)


def first_cavity(data: ResponseData) -> Floats:
    """Where the sweeps start before anything is known. Shape (2, n)."""
    answers = data.answers
    mean = answers.mean() if answers.size else 0.0
    start = _DRAWN_IN * np.clip(answers, *_ENDS_NRS) + (1 - _DRAWN_IN) * mean
    return np.stack([start, np.zeros_like(start)])


class Known(TypedDict):
    """What of a `StateSpace` no draw decides: times and answers of the diary, prior of the static coefficients."""

    event_t_d: Floats
    event_kind: Ints
    event_index: Ints
    lower: Floats
    upper: Floats
    static_mean: Floats
    static_sd: Floats


def known(data: ResponseData, statics: Statics) -> Known:
    """Take from a diary and its static coefficients what is the same in every draw."""
    event_t_d, event_kind, event_index = data.timeline()
    return Known(
        event_t_d=event_t_d,
        event_kind=event_kind,
        event_index=event_index,
        lower=data.lower,
        upper=data.upper,
        static_mean=statics.mean,
        static_sd=statics.sd,
    )
