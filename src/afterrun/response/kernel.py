"""How the pain after one run comes and goes: kernels with peak 1, each a sum of exponentials."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.parameters import Parameter

_PEAK_GRID_D = np.concatenate([[1e-6], np.geomspace(0.02, 20, 140)])  # from minutes to past the slowest usual peak [d]


class Kernel(Protocol):
    """One family of response shapes. To add one: its parameters, and its exponentials."""

    @property
    def name(self) -> str:
        """Key in `KERNELS`."""
        ...

    @property
    def free(self) -> bool:
        """Whether the course may deviate from the family (`deviation`)."""
        ...

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Parameters of the shape."""
        ...

    def exponentials(self, values: Mapping[str, Floats]) -> tuple[Floats, Floats]:
        """Return time constants [d] and weights [-], both of shape (draws, q)."""
        ...


@dataclass(frozen=True, slots=True)
class AbsorptionElimination:
    r"""K1: a Bateman function, the difference of two exponentials.

    ``k(t) = c (exp(-t/tau_off) - exp(-t/tau_on))``, tau_on < tau_off, c such that the peak is 1, reached at
    ``tau_on tau_off / (tau_off - tau_on) * log(tau_off / tau_on)``. The shape of absorption and elimination of a
    substance (Bateman 1910), here of whatever makes tissue sore.

    The priors put the peak between 6 and 50 h after the run: passive calf tension after unaccustomed eccentric
    walking is up 35 % at 1 h, 88 % at 24 h, 46 % at 48 h and back within a week (Hoang et al. 2007, 12 adults;
    delayed soreness elsewhere peaks at 24-72 h).
    """

    name: str = "K1"
    free: bool = False
    parameters: tuple[Parameter, ...] = (
        Parameter("log_tau_on", np.log(0.4), 0.6, "log time constant of the rise [d]; median 9.6 h, 95 % 3-31 h"),
        Parameter("log_tau_gap", np.log(1.5), 0.7, "log of decay minus rise time constant [d]; median 1.5 d"),
    )

    def exponentials(self, values: Mapping[str, Floats]) -> tuple[Floats, Floats]:
        """See `Kernel.exponentials`."""
        tau_on = np.exp(values["log_tau_on"])
        # two equal time constants would divide by zero; a thousandth apart the shape is the same
        tau_off = tau_on + np.maximum(np.exp(values["log_tau_gap"]), 1e-3 * tau_on)
        peak = tau_on * tau_off / (tau_off - tau_on) * np.log(tau_off / tau_on)
        scale = 1 / (np.exp(-peak / tau_off) - np.exp(-peak / tau_on))
        return np.stack([tau_off, tau_on], axis=1), np.stack([scale, -scale], axis=1)


# Time constants over that of the second stage, all but the longest; apart, so that nothing divides by 0.
_STAGES, _FEW_STAGES = np.array([1.0, 0.78, 0.6, 0.47]), np.array([1.0, 0.75])


@dataclass(frozen=True, slots=True)
class Transit:
    r"""K2: a hump that passes through five stages, one after the other.

    The density of a sum of five exponential waiting times (hypoexponential), peak 1: flat at first, then a hump
    about as long after its peak as before it, which K1 cannot make: there the fall takes at least 1.7 times as long as
    the rise. Time constants are spaced so that no two are equal, which keeps the transition diagonal.
    """

    name: str = "K2"
    free: bool = False
    parameters: tuple[Parameter, ...] = (
        Parameter("log_tau_stage", np.log(0.35), 0.6, "log time constant of the second stage [d]; median 8 h"),
        Parameter("log_longest", np.log(0.5), 1.0, "log of how much longer the longest is [-]; median half again"),
    )

    def exponentials(self, values: Mapping[str, Floats]) -> tuple[Floats, Floats]:
        """See `Kernel.exponentials`."""
        return _staged(values, _STAGES)


@dataclass(frozen=True, slots=True)
class Broad:
    """K3: at once, delayed and lingering, each as fast as it will, with a free deviation (`deviation`).

    For courses of no simple family: where the run leaves pain that fades in hours, a Bateman function after it, and a
    tail of weeks, in any mixture. Its priors are wide, and what they still do not hold the deviation does.
    """

    name: str = "K3"
    free: bool = True
    parameters: tuple[Parameter, ...] = (
        Parameter("log_tau_on", np.log(0.35), 0.9, "log time constant of the rise [d]; median 8 h, 95 % 1.4-49 h"),
        Parameter("log_tau_gap", np.log(1.4), 0.9, "log of decay minus rise time constant [d]; median 1.4 d"),
        Parameter("logit_tail", -2.0, 1.2, "logit of the share that lingers [-]; median 12 %, 95 % 1-59 %"),
        Parameter("log_linger", np.log(18.0), 0.9, "log time constant of what lingers [d]; median 18 d"),
        Parameter("log_immediate", np.log(0.5), 1.3, "log of immediate over delayed peak [-]; median 0.5"),
        Parameter("log_tau_immediate", np.log(0.25), 0.6, "log of how fast that fades [d]; median 6 h"),
    )

    def exponentials(self, values: Mapping[str, Floats]) -> tuple[Floats, Floats]:
        """See `Kernel.exponentials`."""
        tau, delayed = AbsorptionElimination().exponentials(values)
        tail = 1 / (1 + np.exp(-values["logit_tail"]))
        linger = np.maximum(np.exp(values["log_linger"]), 1.3 * tau[:, 0])
        at_once = np.exp(values["log_immediate"])
        weight = np.column_stack([delayed[:, 0] * (1 - tail), delayed[:, 1], delayed[:, 0] * tail, at_once])
        return _peak_one(np.column_stack([tau, linger, np.exp(values["log_tau_immediate"])]), weight)


@dataclass(frozen=True, slots=True)
class Hump:
    """K4: a hump through three stages, with a free deviation (`deviation`)."""

    name: str = "K4"
    free: bool = True
    parameters: tuple[Parameter, ...] = (
        Parameter("log_tau_stage", np.log(0.55), 0.6, "log time constant of the second stage [d]; median 13 h"),
        Parameter("log_longest", np.log(0.5), 1.0, "log of how much longer the longest is [-]; median half again"),
    )

    def exponentials(self, values: Mapping[str, Floats]) -> tuple[Floats, Floats]:
        """See `Kernel.exponentials`."""
        return _staged(values, _FEW_STAGES)


@dataclass(frozen=True, slots=True)
class NoResponse:
    """K0: runs change nothing. The rival that every response must beat."""

    name: str = "K0"
    free: bool = False
    parameters: tuple[Parameter, ...] = ()

    def exponentials(self, values: Mapping[str, Floats]) -> tuple[Floats, Floats]:
        """See `Kernel.exponentials`."""
        draws = len(next(iter(values.values())))
        return np.ones((draws, 0)), np.ones((draws, 0))


def _staged(values: Mapping[str, Floats], stages: Floats) -> tuple[Floats, Floats]:
    """Pass through some stages and a longest one: time constants and weights of the hypoexponential density."""
    stage = np.exp(values["log_tau_stage"])
    longest = 1 + np.maximum(np.exp(values["log_longest"]), 0.05)
    tau = stage[:, None] * np.column_stack([longest, np.broadcast_to(stages, (len(stage), len(stages)))])
    rate = 1 / tau
    apart = rate[:, None, :] - rate[:, :, None]
    factor = np.where(np.eye(tau.shape[1], dtype=bool), 1.0, rate[:, None, :] / np.where(apart == 0, 1.0, apart))
    return _peak_one(tau, rate * factor.prod(axis=2))


def _peak_one(tau_d: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Scale sums of exponentials to peak 1 (to 0.1 %: the grid's steps are 5 %)."""
    shape = np.einsum("mq,mqg->mg", weight, np.exp(-_PEAK_GRID_D[None, None, :] / tau_d[:, :, None]))
    return tau_d, weight / np.maximum(shape.max(axis=1), 1e-9)[:, None]


def kernel_at(lag_d: Floats, tau_d: Floats, weight: Floats) -> Floats:
    """Evaluate kernels at lags; 0 at and before the run.

    Parameters
    ----------
    lag_d : ndarray, shape (g,)
        Time since the end of the run. [d]
    tau_d, weight : ndarray, shape (draws, q)
        From `Kernel.exponentials`.

    Returns
    -------
    ndarray, shape (draws, g)
        Fraction of the peak. [-]

    Examples
    --------
    >>> import numpy as np
    >>> kernel_at(np.array([0.0, 1.0]), np.array([[2.0, 1.0]]), np.array([[4.0, -4.0]])).round(3)
    array([[0.   , 0.955]])
    """
    after = np.maximum(lag_d, 0.0)
    shape = np.einsum("mq,mqg->mg", weight, np.exp(-after[None, None, :] / tau_d[:, :, None]))
    return np.where(lag_d > 0, shape, 0.0)


def exponentials_of(kernel: Kernel) -> int:
    """Count the exponentials that a kernel is a sum of."""
    values = {p.name: np.array([p.mean]) for p in kernel.parameters}
    return int(kernel.exponentials(values)[0].shape[1])


def half_by_d(shape_at: Callable[[Floats], Floats]) -> Floats:
    """Last time that courses, lags [d] -> (draws, g), are above half of their largest. Shape (draws,). [d]"""
    shape = shape_at(_PEAK_GRID_D)
    above = shape >= 0.5 * shape.max(axis=1, keepdims=True)
    return np.asarray(_PEAK_GRID_D[shape.shape[1] - 1 - above[:, ::-1].argmax(axis=1)])


RESPONSES: tuple[Kernel, ...] = (AbsorptionElimination(), Transit(), Broad(), Hump())
KERNELS: Mapping[str, Kernel] = {kernel.name: kernel for kernel in (*RESPONSES, NoResponse())}
