"""Somebody who lives through a plan day by day: what a run does to them, and what they answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.dose_curve import CURVES, log_dose_effect
from afterrun.response.kernel import KERNELS, RESPONSES, NoResponse, kernel_at
from afterrun.response.model import ResponseModel
from afterrun.response.parameters import PRIOR_RESPONDS
from afterrun.response.simulate import prior_person, truth_as_draws, with_a_course
from benchmarks.felt import MONTH_D
from benchmarks.off_model_people import SHAPES

Chance = np.random.Generator
KINDS = ("in-model", "off-model", "healing", "worse", "threshold", "nothing", "prior")
LEVELS = np.arange(11.0)
REPORTS_AT = (7.5 / 24, 21.0 / 24)  # of the day
_REPORTED = 0.9  # chance that a usual report is made
# Judgement, as the off-model people of `off_model` are: what runners tell, no measurement.
_USUAL_RISE_NRS, _RISE_LOG_SD = 2.5, 0.4
_HEALS, _WORSENS = np.log(0.7), np.log(1.3)  # a month
_THRESHOLD, _STEEP_NRS = 1.25, 6.0  # over the usual run: harmless up to it, then so many points for each usual run more
_FELT_D = 21.0
_LIVES = 400  # of the same days: a chance is then good to two hundredths
_DAYS = 130  # of a course from the prior: longer than anybody follows a plan here


@dataclass(frozen=True, slots=True)
class Fortune:
    """How much is chance.

    Parameters
    ----------
    luck : float
        Relative sd from run to run. [-]
    ups_nrs, ups_d : float
        Sd of ups and downs [NRS], and how long they last [d].
    answer_nrs : float
        Sd of an answer. [NRS]
    """

    luck: float = 0.25
    ups_nrs: float = 0.5
    ups_d: float = 3.0
    answer_nrs: float = 0.4


@dataclass(slots=True)
class Somebody:
    """One person, as of a day.

    Parameters
    ----------
    rise : callable
        (dose, day) -> peak rise. [NRS]
    shape : callable
        Lag [d] -> fraction of the peak.
    level_nrs : callable
        Day -> pain without runs. [NRS]
    rng : Generator
        Source of chance.
    fortune : Fortune
        How much of it.
    whose : tuple of int
        Who it is: days that are lived again are of a chance of their own, else all people share its error.
    """

    rise: Callable[[float, float], float]
    shape: Callable[[Floats], Floats]
    level_nrs: Callable[[float], float]
    rng: Chance
    fortune: Fortune = Fortune()
    whose: tuple[int, ...] = ()
    ends: list[float] = field(default_factory=list)
    doses: list[float] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)
    said: list[tuple[float, float]] = field(default_factory=list)
    told: list[tuple[float, float]] = field(default_factory=list)
    _ups: float = 0.0
    _at: float = 0.0

    def run(self, end_d: float, dose: float) -> None:
        """Run."""
        luck = max(1 + self.fortune.luck * self.rng.standard_normal(), 0.0)
        self.ends.append(end_d)
        self.doses.append(dose)
        self.sizes.append(self.rise(dose, end_d) * luck)

    def live(self, t_d: float) -> None:
        """Feel, answer at a usual time, and (mostly) write it down."""
        keep = np.exp(-(t_d - self._at) / self.fortune.ups_d)
        self._ups = keep * self._ups + self.fortune.ups_nrs * np.sqrt(1 - keep**2) * self.rng.standard_normal()
        self._at = t_d
        felt = self._without_ups(np.array([t_d]))[0] + self._ups + self.fortune.answer_nrs * self.rng.standard_normal()
        answer = float(np.clip(np.round(felt), 0, 10))
        self.said.append((t_d, answer))
        if self.rng.random() < _REPORTED:
            self.told.append((t_d, answer))

    def _without_ups(self, t_d: Floats) -> Floats:
        """Level, and what the runs so far do."""
        felt = np.array([self.level_nrs(float(t)) for t in t_d])
        for end, size in zip(self.ends, self.sizes, strict=True):
            if t_d[-1] > end > t_d[0] - _FELT_D:
                felt += size * self._after(end, t_d)
        return felt

    def _after(self, end_d: float, t_d: Floats) -> Floats:
        return np.where(t_d > end_d, self.shape(np.maximum(t_d - end_d, 0.0)), 0.0)

    def chance_over(self, ceiling_nrs: float, runs: Sequence[tuple[float, float]], *, until_d: float) -> float:
        """How often an answer is over a ceiling after the first of some runs to come, if these days are lived again.

        Parameters
        ----------
        runs : sequence of (float, float)
            End [d] and dose of each.
        until_d : float
            Answers up to then count. [d]
        """
        rng = np.random.default_rng([*self.whose, int(self._at * 100), len(self.ends)])
        days = np.arange(np.floor(self._at), np.ceil(until_d) + 1)
        t_d = (days[:, None] + np.array(REPORTS_AT)).ravel()
        t_d = t_d[(t_d > runs[0][0]) & (t_d <= until_d)]
        felt = np.tile(self._without_ups(t_d), (_LIVES, 1))
        for end, dose in runs:
            luck = np.maximum(1 + self.fortune.luck * rng.standard_normal((_LIVES, 1)), 0.0)
            felt += luck * self.rise(dose, end) * self._after(end, t_d)
        ups, at = np.full(_LIVES, self._ups), self._at
        for i, t in enumerate(t_d):
            keep = np.exp(-(t - at) / self.fortune.ups_d)
            ups = keep * ups + self.fortune.ups_nrs * np.sqrt(1 - keep**2) * rng.standard_normal(_LIVES)
            felt[:, i], at = felt[:, i] + ups, t
        felt += self.fortune.answer_nrs * rng.standard_normal(felt.shape)
        return float((np.round(felt) > ceiling_nrs).any(axis=1).mean())

    def as_now(self) -> Somebody:
        """The same person, whom nothing that follows changes."""
        return replace(self, ends=[*self.ends], doses=[*self.doses], sizes=[*self.sizes], said=[], told=[])

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
    whose = (KINDS.index(kind), seed)
    rng = np.random.default_rng([*whose, 17])
    if kind == "prior":
        return replace(_from_the_prior(rng), whose=whose)
    size = 0.0 if kind == "nothing" else _USUAL_RISE_NRS * np.exp(_RISE_LOG_SD * rng.standard_normal())
    alpha = float(np.exp(0.3 * rng.standard_normal()))
    slope = trend_a_month(kind)

    def rise(dose: float, day: float) -> float:
        if kind == "threshold":
            return 0.2 + _STEEP_NRS * max(dose - _THRESHOLD, 0.0)
        return float(size * dose**alpha * np.exp(slope * day / MONTH_D))

    shape = SHAPES[list(SHAPES)[seed % len(SHAPES)]] if kind == "off-model" else _usual_shape(rng)
    level_nrs = float(np.clip(0.8 + 0.5 * rng.standard_normal(), 0, 2))
    return Somebody(rise, shape, lambda day: level_nrs, rng, whose=whose)


def trend_a_month(kind: str) -> float:
    """Growth of the log of what runs do, of a kind whose trend is the same for all. [-]"""
    return float({"healing": _HEALS, "worse": _WORSENS}.get(kind, 0.0))


def _from_the_prior(rng: Chance) -> Somebody:
    """Somebody as the model has them before any data, with a course over all the days; no sudden change."""
    kernel = RESPONSES[rng.integers(len(RESPONSES))] if rng.random() < PRIOR_RESPONDS else NoResponse()
    model = ResponseModel(kernel, curve=CURVES[rng.integers(len(CURVES))])
    whole = _whole(_DAYS)
    person = replace(with_a_course(prior_person(model, rng), whole, rng), turn=None, level_step_nrs=0.0)
    truth = truth_as_draws(person, whole)
    rng_of = {name: float(getattr(truth, name)[0]) for name in ("omega", "sigma_u", "tau_u_d", "sigma_e")}

    def rise(dose: float, day: float) -> float:
        effect = np.exp(log_dose_effect(np.array([dose]), truth.alpha, truth.threshold))[0, 0]
        return float(truth.gain_nrs[0] * effect * truth.gain_at(whole, np.array([day]))[0, 0])

    return Somebody(
        rise,
        lambda lag: truth.shape_at(np.ravel(lag))[0].reshape(np.shape(lag)),
        lambda day: float(truth.level_at(whole, np.array([day]))[0, 0]),
        rng,
        Fortune(rng_of["omega"], rng_of["sigma_u"], rng_of["tau_u_d"], rng_of["sigma_e"]),
    )


def _whole(days: float) -> ResponseData:
    """A diary of nothing but its length."""
    nothing = np.zeros(0)
    return ResponseData(
        run_t_d=nothing,
        dose=nothing,
        report_t_d=nothing,
        lower=nothing,
        upper=nothing,
        levels=LEVELS,
        span_d=(0.0, float(days)),
        care_t_d=nothing,
        care_kind=np.zeros(0, np.int32),
    )


def _usual_shape(rng: Chance) -> Callable[[Floats], Floats]:
    kernel = KERNELS["K1"]
    values = {p.name: np.array([p.mean + p.sd * rng.standard_normal()]) for p in kernel.parameters}
    tau_d, weight = kernel.exponentials(values)
    return lambda lag: kernel_at(np.ravel(lag), tau_d, weight)[0].reshape(np.shape(lag))
