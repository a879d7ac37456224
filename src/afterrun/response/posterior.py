"""Equal-weight draws from everything that is believed after the data: response or none."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from afterrun.response.arrays import Floats, Indices
from afterrun.response.assembly import level_step, peak_rises
from afterrun.response.course import LEVEL_WALKS, WALKS, Course, gain_at, level_bridges
from afterrun.response.data import ResponseData
from afterrun.response.deviation import REST, TERMS, deviation_at, runs_before, summed
from afterrun.response.dose_curve import exponent_at_reference
from afterrun.response.importance import Sample
from afterrun.response.kernel import half_by_d, kernel_at
from afterrun.response.likelihood import Likelihood


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """S draws on natural scales; one without a response has gain 0.

    Parameters
    ----------
    responds : ndarray of bool, shape (S,)
        Whether runs raise pain in this draw at all.
    tau_d, weight : ndarray, shape (S, q)
        Kernel of its family. [d], [-]
    deviation : ndarray, shape (S, TERMS + REST)
        How the course deviates from that: coefficients of `deviation_at`, over the kernel's peak. [-]
    gain_nrs, omega : ndarray, shape (S,)
        Peak rise after the reference run mid-course [NRS], relative run-to-run sd [-].
    start_d, change_d, until_d, before, ramp_d, drift : ndarray, shape (S,)
        How the response went on, see `course.Course`; a change lies between ``change_d`` and ``until_d``.
    walk : ndarray, shape (S, w)
        How it wandered beside that. [-]
    alpha, threshold : ndarray, shape (S,)
        Dose curve, see `log_dose_effect`.
    sigma_u, tau_u_d, sigma_e : ndarray, shape (S,)
        Ups and downs, their time constant, sd of an answer.
    level_nrs, trend_nrs : ndarray, shape (S,)
        Pain without runs mid-diary, and its change in 30 days.
    level_walk : ndarray, shape (S, v)
        How it wandered beside that, coefficients of `course.level_bridges`. [-]
    level_d, level_step_nrs : ndarray, shape (S,)
        When it changed suddenly, -inf where it did not, and by how much.
    level_effect_nrs : ndarray, shape (S, c)
        Change of the level for each unit of each level column.
    offset_nrs, loading : ndarray, shape (S, moments)
        How much higher reports at each other moment are, and how much of a rise they show, over the reference moment.
    relief_nrs : ndarray, shape (S, k)
        Fall just after one care of each kind.
    tau_relief_d : ndarray, shape (S,)
        How fast relief fades; NaN where there was no care.
    modifier : ndarray, shape (S, p)
        Fall of the log response for a unit of each modifier; 0 without a response.
    background_nrs, pending : ndarray, shape (S,) and (S, q)
        Ups and downs, and exponentials still to come from past runs, at the last event.
    """

    responds: np.ndarray[tuple[int], np.dtype[np.bool_]]
    tau_d: Floats
    weight: Floats
    deviation: Floats
    gain_nrs: Floats
    alpha: Floats
    threshold: Floats
    start_d: Floats
    change_d: Floats
    until_d: Floats
    before: Floats
    ramp_d: Floats
    drift: Floats
    walk: Floats
    omega: Floats
    sigma_u: Floats
    tau_u_d: Floats
    sigma_e: Floats
    level_nrs: Floats
    trend_nrs: Floats
    level_walk: Floats
    level_d: Floats
    level_step_nrs: Floats
    level_effect_nrs: Floats
    offset_nrs: Floats
    loading: Floats
    relief_nrs: Floats
    tau_relief_d: Floats
    modifier: Floats
    background_nrs: Floats
    pending: Floats

    @property
    def size(self) -> int:
        """S."""
        return len(self.gain_nrs)

    @property
    def course(self) -> Course:
        """Where the response began and how it went on."""
        parts = {f.name: getattr(self, f.name) for f in fields(Course)}
        return Course(**parts)

    def shape_at(self, lag_d: Floats) -> Floats:
        """Rise at lags, shape (g,), over the gain: the kernel and what deviates from it. Shape (S, g). [-]"""
        return kernel_at(lag_d, self.tau_d, self.weight) + self.deviation_at(lag_d)

    def deviation_at(self, lag_d: Floats) -> Floats:
        """Return what deviates from the kernel at lags, shape (g,), over the gain. Shape (S, g), (1, 1) for nothing."""
        return np.asarray(self.deviation @ deviation_at(lag_d).T) if self.deviation.any() else np.zeros((1, 1))

    def deviation_left(self, data: ResponseData, t_d: Floats) -> Floats:
        """What past runs add at times, shape (g,), beside their kernels. Shape (S, g). [NRS]"""
        index, lag_d = runs_before(t_d, data.run_t_d)
        felt = np.zeros((self.size, len(t_d)))
        free = np.flatnonzero(self.deviation.any(axis=1))
        if free.size and (lag_d > 0).any():
            some = self.rows(free)
            left = summed(some.rises(data), index, deviation_at(lag_d))
            felt[free] = np.einsum("sgc,sc->sg", left, some.deviation)
        return felt

    def rises(self, data: ResponseData) -> Floats:
        """Expected size of the rise after each run. Shape (S, J). [NRS]"""
        size = peak_rises(
            data, gain_nrs=self.gain_nrs, alpha=self.alpha, threshold=self.threshold, modifier=self.modifier
        )
        return np.asarray(size * self.gain_at(data, data.run_t_d))

    @property
    def half_by_d(self) -> Floats:
        """Last time that the latent rise is above half of its largest. Shape (S,). [d]"""
        return half_by_d(self.shape_at)

    def gain_at(self, data: ResponseData, t_d: Floats) -> Floats:
        """Response at times, shape (g,) or (S, g), over that mid-course. Shape (S, g). [-]"""
        return gain_at(self.course, self.walk, t_d, data.span_d[1])

    def level_at(self, data: ResponseData, t_d: Floats) -> Floats:
        """Pain without runs, care and phases at the reference moment. Shape (S, g). [NRS]"""
        line = self.level_nrs[:, None] + self.trend_nrs[:, None] * data.trend_at(t_d)[None, :]
        if self.level_walk.any():
            line = line + self.level_walk @ level_bridges(data, t_d)[:, : self.level_walk.shape[1]].T
        return np.asarray(line + self.level_step_nrs[:, None] * level_step(t_d, self.level_d))

    def settled(self, data: ResponseData) -> Draws:
        """The same people as they are on the last day of a diary, and will be in another: nothing changes any more."""
        last, nothing = np.array([data.span_d[1]]), np.zeros(self.size)
        never = np.full(self.size, -np.inf)
        return replace(
            self,
            gain_nrs=self.gain_nrs * self.gain_at(data, last)[:, 0],
            start_d=nothing,
            change_d=never,
            until_d=never,
            before=np.ones(self.size),
            ramp_d=nothing,
            drift=nothing,
            walk=np.zeros_like(self.walk),
            level_nrs=self.level_at(data, last)[:, 0],
            trend_nrs=nothing,
            level_walk=np.zeros_like(self.level_walk),
            level_d=never,
            level_step_nrs=nothing,
            level_effect_nrs=np.zeros((self.size, 0)),
            offset_nrs=np.zeros((self.size, 0)),
            loading=np.zeros((self.size, 0)),
        )

    def at_moments(self, data: ResponseData) -> tuple[Floats, Floats]:
        """How much higher each report is for its moment, and how much of a rise it shows. Shapes (S, n). [NRS], [-]"""
        offset = np.hstack([np.zeros((self.size, 1)), self.offset_nrs])
        loading = np.hstack([np.ones((self.size, 1)), self.loading])
        return offset[:, data.moment_of_report], loading[:, data.moment_of_report]

    @property
    def dose_exponent(self) -> Floats:
        """Slope of the log response in log dose at the reference dose. Shape (S,). [-]"""
        return exponent_at_reference(self.alpha, self.threshold)

    def rows(self, index: np.ndarray[tuple[int], np.dtype[np.intp | np.bool_]]) -> Draws:
        """Keep some draws."""
        return Draws(**{f.name: getattr(self, f.name)[index] for f in fields(self)})


def joined(parts: list[Draws]) -> Draws:
    """Put draws of several models together; they must agree in q."""
    return Draws(**{f.name: np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Draws)})


def resampled(sample: Sample, *, size: int, rng: np.random.Generator) -> Indices:
    """Pick rows of a sample systematically by weight. Shape (size,)."""
    position = (np.arange(size) + rng.random()) / size
    return np.searchsorted(np.cumsum(sample.weight), position).clip(0, len(sample.weight) - 1)


def draws_from(likelihood: Likelihood, sample: Sample, picked: Indices, *, rng: np.random.Generator, q: int) -> Draws:
    """Draw the state at the last event of each row that was picked.

    ``q`` is the number of exponentials to pad to, so that draws with and without a response fit together.
    """
    size = len(picked)
    model, data, turns = likelihood.model, likelihood.data, likelihood.turns
    values, which = model.values(sample.z[picked]), sample.which[picked]
    tau_d, weight = model.kernel.exponentials(values)
    own, responds = tau_d.shape[1], model.responds
    once, copies = np.unique(picked, return_inverse=True)
    found = likelihood.states(sample.z[once], sample.which[once])
    state = _state_draws(found.mean[copies], found.cov[copies], rng)
    level, relief, offset, effect, level_walk, step, deviation, walk = (
        state[:, 1 + own :][:, likelihood.statics.part(part)] for part in range(8)
    )
    blank = np.zeros(size)
    alpha, threshold = model.curve.exponent_and_threshold(values) if responds else (np.ones(size), blank)
    course = model.course(values, data, turns, which)
    return Draws(
        responds=np.full(size, responds),
        tau_d=np.hstack([tau_d, np.ones((size, q - own))]),
        weight=np.hstack([weight, np.zeros((size, q - own))]),
        deviation=with_the_rest(deviation, model.deviation_sd(values), rng),
        gain_nrs=model.gain_nrs(values),
        alpha=alpha,
        threshold=threshold,
        **{f.name: getattr(course, f.name) for f in fields(course)},
        until_d=turns.until_d[which],
        walk=_padded(walk, WALKS),
        omega=model.omega(values),
        sigma_u=np.exp(values["log_sigma_u"]),
        tau_u_d=np.exp(values["log_tau_u"]),
        sigma_e=model.sigma_e(values),
        level_nrs=level[:, 0],
        trend_nrs=level[:, 1],
        level_walk=_padded(level_walk, LEVEL_WALKS),
        level_d=turns.level_d[which],
        level_step_nrs=_padded(step, 1)[:, 0],
        level_effect_nrs=effect,
        offset_nrs=offset,
        loading=np.exp(model.log_loading(values)),
        relief_nrs=relief,
        tau_relief_d=np.exp(values["log_tau_relief"]) if model.care_kinds else np.full(size, np.nan),
        modifier=model.modifier_effects(values),
        background_nrs=state[:, 0],
        pending=np.hstack([state[:, 1 : 1 + own], np.zeros((size, q - own))]),
    )


def with_the_rest(fitted: Floats, sd: Floats, rng: np.random.Generator) -> Floats:
    """Add what was not fitted of a deviation, drawn from its prior, and scale all; nothing where sd is 0.

    ``fitted`` has shape (S, TERMS), or (S, 0) where the course is not free; the result (S, TERMS + REST).
    """
    if not fitted.shape[1]:
        return np.zeros((len(sd), TERMS + REST))
    return np.asarray(sd[:, None] * np.hstack([fitted, rng.standard_normal((len(sd), REST))]))


def _padded(columns: Floats, width: int) -> Floats:
    """Add zeros for what a model has not, so that draws of all models fit together."""
    return np.hstack([columns, np.zeros((len(columns), width - columns.shape[1]))])


def _state_draws(mean: Floats, cov: Floats, rng: np.random.Generator) -> Floats:
    """Draw states; what rounding leaves of a covariance is made positive in proportion to the state's own sd."""
    sd = np.sqrt(np.maximum(np.diagonal(cov, axis1=1, axis2=2), 1e-12))
    factor = sd[:, :, None] * np.linalg.cholesky(cov / (sd[:, :, None] * sd[:, None, :]) + 1e-9 * np.eye(sd.shape[1]))
    return np.asarray(mean + (factor @ rng.standard_normal((*mean.shape, 1)))[..., 0])
