"""The response model: parameters in, log marginal likelihood out.

With t in days and run j ending at t_j::

    eta(t) = level + trend (t - mid)/30 + wandering + u(t) + L_m sum_{t_j < t} A_j k(t - t_j)
             - sum_{s < t} relief_kind(s) exp(-(t - s)/tau_relief) + offset_m
    A_j    = G g(d_j/d_ref) a(t_j) exp(-sum_m delta_m Z_jm) (1 + omega z_j),  z_j ~ N(0, 1)
    answer = the level of the scale nearest to eta + N(0, sigma_e^2)

g is a dose curve with g(1) = 1 (`dose_curve`), u an Ornstein-Uhlenbeck process (sd sigma_u, time constant tau_u), k a
kernel with peak 1, or one that may deviate from its family (`deviation`, which luck z_j does not touch), a the course
of the response over the weeks (`course`, `turns`), Z_jm what may modify it (an intervention, a shoe, another kind of
load), m the moment of the day: first steps may show more of a rise than an evening does. The run is the unit of
evidence: one z_j a run, however many reports follow it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from afterrun.response.arrays import Floats, Indices
from afterrun.response.assembly import Statics, first_cavity, known, loadings, peak_rises
from afterrun.response.body import Lender
from afterrun.response.course import (
    LEVEL_WALKS,
    WALKS,
    Course,
    Wander,
    beside_the_chord,
    bridges,
    drift_scale,
    root_months,
)
from afterrun.response.data import ResponseData
from afterrun.response.deviation import DEVIATION, summed
from afterrun.response.dose_curve import POWER, DoseCurve
from afterrun.response.kernel import Kernel, NoResponse
from afterrun.response.marginal import marginal
from afterrun.response.parameters import (
    BACKGROUND,
    DRIFT,
    GAIN,
    LEVEL,
    LOADING,
    RELIEF,
    RESTLESS,
    RUN_TO_RUN,
    SIGMA_E_FLOOR_NRS,
    TREND,
    Parameter,
)
from afterrun.response.statespace import Marginal, StateSpace
from afterrun.response.turns import Turns, no_turn

_WEIGHING_TOL_NRS = 0.2  # a weight is then good to a hundredth, root mean square
_DRIFT_STEP = 0.5  # of differences, in prior sd: about as wide as a posterior is
_NO_WEIGHT = 60.0  # a draw that far below the mode in log likelihood weighs nothing, whatever its prior


@dataclass(frozen=True)
class ResponseModel:
    """A kernel, a dose curve and which parts are switched on.

    Parameters
    ----------
    kernel : Kernel
        The shape of the response; `NoResponse` for the rival without one.
    care_kinds : int
        Kinds of acute care, each with its own relief.
    modifiers : tuple of Parameter
        What changes the response to a run.
    curve : DoseCurve
        How the response grows with the dose.
    body : Lender or None
        What another site of the same person, or many other people, have taught.
    moments : int
        Moments of the day beside the reference, each with a loading of its own.
    wanders : bool
        Whether response and level wander beside their straight lines, as they do in life.
    """

    kernel: Kernel
    care_kinds: int = 0
    modifiers: tuple[Parameter, ...] = ()
    curve: DoseCurve = POWER
    body: Lender | None = None
    moments: int = 0
    wanders: bool = True

    @classmethod
    def on(
        cls,
        data: ResponseData,
        kernel: Kernel,
        curve: DoseCurve = POWER,
        body: Lender | None = None,
        *,
        wanders: bool = True,
    ) -> ResponseModel:
        """Switch on what a person's data call for."""
        return cls(kernel, data.care_kinds, data.modifier_prior, curve, body, data.moments, wanders)

    @property
    def name(self) -> str:
        """The kernel, and the dose curve if there is a response: ``K1 power``, ``K0``."""
        return self.kernel.name if not self.responds else f"{self.kernel.name} {self.curve.name}"

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """Parameters that are sampled, in the order of the columns of z."""
        wandering = (RESTLESS,) if self.wanders else ()
        loads = tuple(replace(LOADING, name=f"{LOADING.name}_{1 + moment}") for moment in range(self.moments))
        free = (DEVIATION,) if self.kernel.free else ()
        response = (*self.kernel.parameters, *free, GAIN, *self.curve.parameters, RUN_TO_RUN, DRIFT, *wandering, *loads)
        response = (*response, *self.modifiers)
        effect = response if self.responds else ()
        return tuple(map(self._lent, (*effect, *BACKGROUND, *((RELIEF,) if self.care_kinds else ()))))

    def _lent(self, parameter: Parameter) -> Parameter:
        return parameter if self.body is None else self.body.prior(self.name, parameter)

    @property
    def responds(self) -> bool:
        """Whether runs do anything in this model."""
        return not isinstance(self.kernel, NoResponse)

    def values(self, z: Floats) -> dict[str, Floats]:
        """Turn standard-normal coordinates, shape (draws, parameters), into parameters by name."""
        return {p.name: p.mean + p.sd * z[:, i] for i, p in enumerate(self.parameters)}

    def gain_nrs(self, values: Mapping[str, Floats]) -> Floats:
        """Peak rise after the reference run mid-course. Shape (draws,). [NRS]"""
        return np.exp(values["log_gain"]) if self.responds else np.zeros(len(values["log_sigma_u"]))

    def rises(self, values: Mapping[str, Floats], data: ResponseData) -> Floats:
        """Expected peak rise of the runs, as if all were run mid-course. Shape (draws, runs). [NRS]"""
        if not self.responds:
            return np.zeros((len(values["log_sigma_u"]), len(data.dose)))
        alpha, threshold = self.curve.exponent_and_threshold(values)
        modifier = self.modifier_effects(values)
        return peak_rises(data, gain_nrs=self.gain_nrs(values), alpha=alpha, threshold=threshold, modifier=modifier)

    def course(self, values: Mapping[str, Floats], data: ResponseData, turns: Turns, which: Indices) -> Course:
        """Where the response began and how it went on, ``which`` of the turns in each draw."""
        start = turns.start_d[which]
        drift = values["drift"] * drift_scale(data.span_d[1] - start) if self.responds else np.zeros(len(which))
        return Course(
            start_d=start,
            change_d=turns.change_d[which],
            before=turns.before[which],
            ramp_d=turns.ramp_d[which],
            drift=drift,
        )

    def walk_sd(self, values: Mapping[str, Floats], data: ResponseData, course: Course) -> Floats:
        """Sd of the coefficients of the response's wandering. Shape (draws,). [-]"""
        if not (self.responds and self.wanders):
            return np.zeros(len(course.start_d))
        return np.asarray(np.exp(values["log_restless"]) * root_months(data.span_d[1] - course.start_d))

    def deviation_sd(self, values: Mapping[str, Floats]) -> Floats:
        """Sd of the course's deviation over its peak; 0 where it has none. Shape (draws,). [-]"""
        return np.exp(values[DEVIATION.name]) if self.kernel.free else np.zeros(len(values["log_sigma_u"]))

    def log_loading(self, values: Mapping[str, Floats]) -> Floats:
        """Log of how much of a rise each other moment shows; 0 without a response. Shape (draws, moments)."""
        nothing = np.zeros(len(values["log_sigma_u"]))
        names = [f"{LOADING.name}_{1 + moment}" for moment in range(self.moments)]
        return np.array([values.get(name, nothing) for name in names]).reshape(-1, len(nothing)).T

    def statics(self, data: ResponseData, turns: Turns) -> Statics:
        """What is integrated out inside the filter."""
        walks = WALKS if self.responds and self.wanders else 0
        level_walks, own = LEVEL_WALKS if self.wanders else 0, (self._lent(LEVEL), self._lent(TREND))
        return Statics(data, level_walks, turns.name == "level", walks, self.kernel.free, own)

    def modifier_effects(self, values: Mapping[str, Floats]) -> Floats:
        """Fall of the log response for a unit of each modifier; 0 without a response. Shape (draws, p)."""
        nothing = np.zeros(len(values["log_sigma_u"]))
        return np.array([values.get(p.name, nothing) for p in self.modifiers]).reshape(-1, len(nothing)).T

    def sigma_e(self, values: Mapping[str, Floats]) -> Floats:
        """Sd of one answer. [NRS]"""
        return SIGMA_E_FLOOR_NRS + np.exp(values["log_sigma_e"])

    def omega(self, values: Mapping[str, Floats]) -> Floats:
        """Relative sd from run to run. [-]"""
        return np.exp(values["log_omega"]) if "log_omega" in values else np.zeros(len(values["log_sigma_u"]))


@dataclass(slots=True)
class Likelihood:
    """The model on one person's data, as a function of standard-normal coordinates z and of where something changed.

    Parameters
    ----------
    model : ResponseModel
        The model.
    data : ResponseData
        Runs, reports and care.
    turns : Turns, optional
        Where something may have changed suddenly; nowhere unless told.
    """

    model: ResponseModel
    data: ResponseData
    turns: Turns = None  # type: ignore[assignment]
    wander: Wander = field(init=False)  # what luck and deviation scale with; the response itself wanders freely
    cavity0: Floats = field(init=False)
    design: Floats = field(init=False)
    hopeless: float = -np.inf
    evaluations: int = 0

    def __post_init__(self) -> None:
        if not self.model.responds:
            self.data = self.data.without_runs()
        if not self.model.care_kinds:
            self.data = replace(self.data, care_kinds=0)
        self.turns = self.turns or no_turn(self.data)
        self.wander = Wander.nowhere(self.statics.walks)
        self.cavity0 = first_cavity(self.data)
        self.design = self.statics.design()  # the same for every batch of draws

    @property
    def dimension(self) -> int:
        """Number of sampled parameters."""
        return len(self.model.parameters)

    @property
    def statics(self) -> Statics:
        """What is integrated out."""
        return self.model.statics(self.data, self.turns)

    def turning(self, turns: Turns) -> Likelihood:
        """Let something change suddenly; the sweeps start where they start now.

        The wandering is likely nowhere again: where it was may be all that the change is.
        """
        other = Likelihood(self.model, self.data, turns)
        other.cavity0, other.hopeless = self.cavity0, self.hopeless
        return other

    def starts_as(self, other: Likelihood) -> None:
        """Start the sweeps where those of the same model start, its wandering likely where that one's is."""
        self.wander, self.cavity0, self.hopeless = other.wander, other.cavity0, other.hopeless

    def state_space(self, values: Mapping[str, Floats], which: Indices) -> StateSpace:
        """Set up the kernel's inputs for some draws, ``which`` of the turns in each."""
        model, data, statics = self.model, self.data, self.statics
        tau_d, weight = model.kernel.exponentials(values)
        course = model.course(values, data, self.turns, which)
        last = data.span_d[1]
        shared = course.start_d[:1] if (course.start_d == course.start_d[0]).all() else course.start_d
        place = replace(course, start_d=shared).place(data.run_t_d, last)
        bridge = bridges(place, statics.walks)
        amplitude = model.rises(values, data) * course.along_the_chord(data.run_t_d, last)
        likely = amplitude * beside_the_chord(bridge, self.wander.given(course.drift))
        loading = loadings(data, model.log_loading(values))
        deviation = None
        if model.kernel.free:
            deviation = summed(model.deviation_sd(values)[:, None] * likely, *data.deviations) * loading[:, :, None]
        own, own_at = statics.own_columns(
            np.exp(values["log_tau_relief"]) if model.care_kinds else np.zeros(len(which)),
            self.turns.level_d[which],
            deviation,
        )
        return StateSpace(
            **known(data, statics),
            sigma_u=np.exp(values["log_sigma_u"]),
            tau_u_d=np.exp(values["log_tau_u"]),
            sigma_e=model.sigma_e(values),
            tau_d=tau_d,
            weight=weight,
            amplitude=amplitude,
            luck=model.omega(values)[:, None] * likely,
            design=self.design,
            own=own,
            own_at=own_at,
            walk=bridge,
            walk_sd=model.walk_sd(values, data, course),
            loading=loading,
            cavity0=self.cavity0,
            hopeless=self.hopeless,
        )

    def states(self, z: Floats, which: Indices | None = None) -> Marginal:
        """Evaluate draws, shape (M, dimension), ``which`` of the turns in each: the first unless told."""
        return marginal(self._spaces(z, which))

    def loglik(self, z: Floats, which: Indices | None = None) -> Floats:
        """Log marginal likelihood of draws, near enough to weigh them by. Shape (M,)."""
        return marginal(replace(self._spaces(z, which), keep_state=False, tol_nrs=_WEIGHING_TOL_NRS)).loglik

    def log_posterior(self, z: Floats, which: Indices | None = None) -> Floats:
        """Log likelihood plus log prior of z, up to a constant, near enough to take differences of. Shape (M,)."""
        loglik = marginal(replace(self._spaces(z, which), keep_state=False)).loglik
        return np.asarray(loglik - 0.5 * (z * z).sum(axis=1))

    def _spaces(self, z: Floats, which: Indices | None) -> StateSpace:
        self.evaluations += len(z)
        return self.state_space(self.model.values(z), _first(len(z)) if which is None else which)

    def start_from(self, z: Floats) -> None:
        """Start the sweeps where they ended for one draw from now on: fewer are then enough.

        Where the wandering likely is, is learned there too. A run's luck, and what deviates from the course, are of the
        response as it was then, which is a draw's own chord with the wandering that makes up for it: with one wandering
        for all draws the size of the luck would tell the chord, as if that alone were the response (decision note 113).
        """
        walks, steps = self.statics.walks, _DRIFT_STEP * np.array([p.name == DRIFT.name for p in self.model.parameters])
        near = z + np.outer([0.0, -1.0, 1.0] if walks else [0.0], steps)
        values, which = self.model.values(near), _first(len(near))
        found = marginal(replace(self.state_space(values, which), keep_cavity=True, hopeless=-np.inf))
        self.cavity0 = found.cavity[0]
        self.hopeless = float(found.loglik[0]) - _NO_WEIGHT
        if walks:
            drift, walk = self.model.course(values, self.data, self.turns, which).drift, found.mean[:, -walks:]
            self.wander = Wander(walk[0], (walk[2] - walk[1]) / (drift[2] - drift[1]), float(drift[0]))


def _first(draws: int) -> Indices:
    return np.zeros(draws, dtype=np.intp)
