"""The response model: its parameters, and what they say of runs and reports.

With t in days and run j ending at t_j::

    eta(t) = level + trend (t - mid)/30 + wandering + u(t) + L_m sum_{t_j < t} A_j k(t - t_j)
             - sum_{s < t} relief_kind(s) exp(-(t - s)/tau_relief) + offset_m
    A_j    = G g(d_j/d_ref) a(t_j) exp(-sum_m delta_m Z_jm) (1 + omega z_j),  z_j ~ N(0, 1)
    answer = the level of the scale nearest to eta + N(0, sigma_e^2)

g is a dose curve with g(1) = 1 (`dose_curve`), u an Ornstein-Uhlenbeck process (sd sigma_u, time constant tau_u), k a
kernel with peak 1, or one that may deviate from its family (`deviation`, which luck z_j does not touch), a the course
of the response over the weeks (`course`, `turns`), Z_jm what may modify it (an intervention, a shoe, another kind of
load), m the moment of the day: first steps may show more of a rise than an evening does. The run is the unit of
evidence: one z_j a run, however many reports follow it. Luck and deviation are of the response as it likely went in a
draw, wandering included (`likelihood.Likelihood.start_from`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from afterrun.response.arrays import Floats, Indices
from afterrun.response.assembly import Statics, peak_rises
from afterrun.response.body import Lender
from afterrun.response.course import LEVEL_WALKS, WALKS, Course, drift_scale, root_months
from afterrun.response.data import ResponseData
from afterrun.response.deviation import DEVIATION
from afterrun.response.dose_curve import POWER, DoseCurve
from afterrun.response.kernel import Kernel, NoResponse
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
from afterrun.response.turns import Turns


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
