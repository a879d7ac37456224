"""Somebody who lives through a plan day by day: what a run does to them, and what they answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.kernel import KERNELS, kernel_at
from benchmarks.felt import MONTH_D
from benchmarks.off_model_people import SHAPES

Chance = np.random.Generator
KINDS = ("in-model", "off-model", "healing", "worse", "threshold", "nothing")
LEVELS = np.arange(11.0)
REPORTS_AT = (7.5 / 24, 21.0 / 24)  # of the day
_REPORTED = 0.9  # chance that a usual report is made
# Judgement, as the off-model people of `off_model` are: what runners tell, no measurement.
_USUAL_RISE_NRS, _RISE_LOG_SD = 2.5, 0.4
_HEALS, _WORSENS = np.log(0.7), np.log(1.3)  # a month
_THRESHOLD, _STEEP_NRS = 1.25, 6.0  # over the usual run: harmless up to it, then so many points for each usual run more
_FELT_D = 21.0
_LUCK, _UPS_NRS, _UPS_D, _ANSWER_NRS = 0.25, 0.5, 3.0, 0.4


@dataclass(slots=True)
class Somebody:
    """One person, as of a day.

    Parameters
    ----------
    rise : callable
        (dose, day) -> peak rise. [NRS]
    shape : callable
        Lag [d] -> fraction of the peak.
    level_nrs : float
        Pain without runs.
    rng : Generator
        Source of chance.
    """

    rise: Callable[[float, float], float]
    shape: Callable[[Floats], Floats]
    level_nrs: float
    rng: Chance
    ends: list[float] = field(default_factory=list)
    doses: list[float] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)
    said: list[tuple[float, float]] = field(default_factory=list)
    told: list[tuple[float, float]] = field(default_factory=list)
    _ups: float = 0.0
    _at: float = 0.0

    def run(self, end_d: float, dose: float) -> None:
        """Run."""
        luck = max(1 + _LUCK * self.rng.standard_normal(), 0.0)
        self.ends.append(end_d)
        self.doses.append(dose)
        self.sizes.append(self.rise(dose, end_d) * luck)

    def live(self, t_d: float) -> None:
        """Feel, answer at a usual time, and (mostly) write it down."""
        keep = np.exp(-(t_d - self._at) / _UPS_D)
        self._ups = keep * self._ups + _UPS_NRS * np.sqrt(1 - keep**2) * self.rng.standard_normal()
        self._at = t_d
        recent = [(t_d - end, size) for end, size in zip(self.ends, self.sizes, strict=True) if t_d - end < _FELT_D]
        of_runs = sum(size * float(self.shape(np.array([lag]))[0]) for lag, size in recent if lag > 0)
        felt = self.level_nrs + self._ups + of_runs + _ANSWER_NRS * self.rng.standard_normal()
        answer = float(np.clip(np.round(felt), 0, 10))
        self.said.append((t_d, answer))
        if self.rng.random() < _REPORTED:
            self.told.append((t_d, answer))

    def worst(self, start_d: float, end_d: float) -> float:
        """Worst answer between two times, written down or not; NaN without one."""
        return max((nrs for t, nrs in self.said if start_d < t <= end_d), default=float("nan"))

    def data(self, now_d: float) -> ResponseData:
        """Their diary: the doses are over their median of 90 days, as in a journal."""
        t = np.array([at for at, _ in self.told])
        nrs = np.array([nrs for _, nrs in self.told])
        cuts = np.concatenate([[-np.inf], (LEVELS[1:] + LEVELS[:-1]) / 2, [np.inf]])
        place = np.searchsorted(LEVELS, nrs)
        ends = np.array(self.ends)
        return ResponseData(
            run_t_d=ends,
            dose=np.array(self.doses) / self.reference(now_d),
            report_t_d=t,
            lower=cuts[place],
            upper=cuts[place + 1],
            levels=LEVELS,
            span_d=(float(t[0]), float(max(t[-1], ends.max(initial=0.0)))),
            care_t_d=np.zeros(0),
            care_kind=np.zeros(0, np.int32),
        )

    def reference(self, now_d: float) -> float:
        """Median dose of the last 90 days."""
        return float(np.median([dose for end, dose in zip(self.ends, self.doses, strict=True) if end > now_d - 90]))


def somebody(kind: str, seed: int) -> Somebody:
    """Draw somebody of a kind; a dose of 1 is their usual run."""
    rng = np.random.default_rng([KINDS.index(kind), seed, 17])
    size = 0.0 if kind == "nothing" else _USUAL_RISE_NRS * np.exp(_RISE_LOG_SD * rng.standard_normal())
    alpha = float(np.exp(0.3 * rng.standard_normal()))
    slope = {"healing": _HEALS, "worse": _WORSENS}.get(kind, 0.0)

    def rise(dose: float, day: float) -> float:
        if kind == "threshold":
            return 0.2 + _STEEP_NRS * max(dose - _THRESHOLD, 0.0)
        return float(size * dose**alpha * np.exp(slope * day / MONTH_D))

    shape = SHAPES[list(SHAPES)[seed % len(SHAPES)]] if kind == "off-model" else _usual_shape(rng)
    return Somebody(rise, shape, float(np.clip(0.8 + 0.5 * rng.standard_normal(), 0, 2)), rng)


def _usual_shape(rng: Chance) -> Callable[[Floats], Floats]:
    kernel = KERNELS["K1"]
    values = {p.name: np.array([p.mean + p.sd * rng.standard_normal()]) for p in kernel.parameters}
    tau_d, weight = kernel.exponentials(values)
    return lambda lag: kernel_at(np.ravel(lag), tau_d, weight)[0].reshape(np.shape(lag))
