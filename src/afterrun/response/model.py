"""The response model: parameters in, log marginal likelihood out.

With t in days and run j ending at t_j::

    eta(t) = level + trend (t - mid)/30 + u(t) + sum_{t_j < t} A_j k(t - t_j)
             - sum_{s < t} relief_kind(s) exp(-(t - s)/tau_relief)
    A_j    = G g(d_j/d_ref) exp(-drift x_j - sum_m delta_m Z_jm) (1 + omega z_j),  z_j ~ N(0, 1)
    answer = the level of the scale nearest to eta + N(0, sigma_e^2)

g is a dose curve with g(1) = 1 (`dose_curve`), u an Ornstein-Uhlenbeck process (sd sigma_u, time constant tau_u), k a
kernel with peak 1, x_j the place of run j in the diary from -1/2 to +1/2, Z_jm what may modify it (an intervention, a
shoe, another kind of load). The run is the unit of evidence: one z_j a run, however many reports follow it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.assembly import assembled, first_cavity, peak_rises, static_design, static_prior
from afterrun.response.body import Body
from afterrun.response.data import ResponseData
from afterrun.response.dose_curve import POWER, DoseCurve
from afterrun.response.kernel import Kernel, NoResponse
from afterrun.response.marginal import marginal
from afterrun.response.parameters import (
    BACKGROUND,
    DRIFT,
    GAIN,
    RELIEF,
    RUN_TO_RUN,
    SIGMA_E_FLOOR_NRS,
    Parameter,
)
from afterrun.response.statespace import Marginal, StateSpace

_NO_WEIGHT = 150.0  # a draw that far below the mode in log likelihood weighs nothing, whatever its prior


def softplus(x: Floats) -> Floats:
    """log(1 + exp(x)), without overflow."""
    return np.asarray(np.logaddexp(0.0, x))


@dataclass(frozen=True, slots=True)
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
    body : Body or None
        What another site of the same person has taught.
    """

    kernel: Kernel
    care_kinds: int = 0
    modifiers: tuple[Parameter, ...] = ()
    curve: DoseCurve = POWER
    body: Body | None = None

    @classmethod
    def on(
        cls, data: ResponseData, kernel: Kernel, curve: DoseCurve = POWER, body: Body | None = None
    ) -> ResponseModel:
        """Switch on what a person's data call for."""
        return cls(kernel, data.care_kinds, data.modifier_prior, curve, body)

    @property
    def name(self) -> str:
        """The kernel, and the dose curve if there is a response: ``K1 power``, ``K0``."""
        return self.kernel.name if isinstance(self.kernel, NoResponse) else f"{self.kernel.name} {self.curve.name}"

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Parameters that are sampled, in the order of the columns of z."""
        response = (*self.kernel.parameters, GAIN, *self.curve.parameters, RUN_TO_RUN, DRIFT, *self.modifiers)
        effect = () if isinstance(self.kernel, NoResponse) else response
        own = (*effect, *BACKGROUND, *((RELIEF,) if self.care_kinds else ()))
        return own if self.body is None else tuple(self.body.prior(self.name, parameter) for parameter in own)

    @property
    def static(self) -> tuple[Parameter, ...]:
        """Coefficients that are integrated out inside the filter."""
        return static_prior(self.care_kinds)

    def values(self, z: Floats) -> dict[str, Floats]:
        """Turn standard-normal coordinates, shape (draws, parameters), into parameters by name."""
        return {p.name: p.mean + p.sd * z[:, i] for i, p in enumerate(self.parameters)}

    def amplitude(self, values: Mapping[str, Floats], data: ResponseData) -> Floats:
        """Expected peak rise of the runs. Shape (draws, runs). [NRS]"""
        if "gain" not in values:
            return np.zeros((len(values["log_sigma_u"]), len(data.dose)))
        alpha, threshold = self.curve.exponent_and_threshold(values)
        return peak_rises(
            data,
            gain_nrs=softplus(values["gain"]),
            alpha=alpha,
            threshold=threshold,
            drift=values["drift"],
            modifier=self.modifier_effects(values),
        )

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

    def design(self, values: Mapping[str, Floats], data: ResponseData) -> Floats:
        """Covariates of the static coefficients. Shape (draws or 1, reports, 2 + care_kinds)."""
        tau = np.exp(values["log_tau_relief"]) if self.care_kinds else np.zeros(0)
        return static_design(data, tau, self.care_kinds)


@dataclass(slots=True)
class Likelihood:
    """The model on one person's data, as a function of standard-normal coordinates z."""

    model: ResponseModel
    data: ResponseData
    cavity0: Floats = field(init=False)
    hopeless: float = -np.inf
    evaluations: int = 0

    def __post_init__(self) -> None:
        if isinstance(self.model.kernel, NoResponse):
            self.data = self.data.without_runs()
        self.cavity0 = first_cavity(self.data)

    @property
    def dimension(self) -> int:
        """Number of sampled parameters."""
        return len(self.model.parameters)

    def state_space(self, values: Mapping[str, Floats]) -> StateSpace:
        """Set up the kernel's inputs for some draws."""
        model, data = self.model, self.data
        tau_d, weight = model.kernel.exponentials(values)
        return assembled(
            data,
            sigma_u=np.exp(values["log_sigma_u"]),
            tau_u_d=np.exp(values["log_tau_u"]),
            sigma_e=model.sigma_e(values),
            omega=model.omega(values),
            tau_d=tau_d,
            weight=weight,
            amplitude=model.amplitude(values, data),
            design=model.design(values, data),
            cavity0=self.cavity0,
            hopeless=self.hopeless,
        )

    def evaluate(self, z: Floats) -> Marginal:
        """Evaluate draws, shape (M, dimension)."""
        self.evaluations += len(z)
        return marginal(self.state_space(self.model.values(z)))

    def log_posterior(self, z: Floats) -> Floats:
        """Log likelihood plus log prior, up to a constant. Shape (M,)."""
        return np.asarray(self.evaluate(z).loglik - 0.5 * (z * z).sum(axis=1))

    def start_from(self, z: Floats) -> None:
        """Start the sweeps where they ended for one draw from now on: fewer are then enough."""
        space = replace(self.state_space(self.model.values(z[None])), keep_cavity=True, hopeless=-np.inf)
        found = marginal(space)
        self.cavity0 = found.cavity[0]
        self.hopeless = float(found.loglik[0]) - _NO_WEIGHT
