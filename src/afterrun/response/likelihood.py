"""The log marginal likelihood of draws on one person's data, and where its sweeps start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from afterrun.response.arrays import Floats, Indices
from afterrun.response.assembly import Statics, first_cavity, known, loadings
from afterrun.response.course import Wander, beside_the_chord, bridges
from afterrun.response.data import ResponseData
from afterrun.response.deviation import summed
from afterrun.response.marginal import marginal
from afterrun.response.model import ResponseModel
from afterrun.response.parameters import DRIFT
from afterrun.response.statespace import Marginal, StateSpace
from afterrun.response.turns import Turns, no_turn

_WEIGHING_TOL_NRS = 0.2  # a weight is then good to a hundredth, root mean square
_DRIFT_STEP = 0.5  # of differences, in prior sd: about as wide as a posterior is
_NO_WEIGHT = 60.0  # a draw that far below the mode in log likelihood weighs nothing, whatever its prior


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
