"""How the pain after one run comes and goes: kernels with peak 1, each a sum of exponentials."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.parameters import Parameter


class Kernel(Protocol):
    """One family of response shapes. To add one: its parameters, and its exponentials."""

    @property
    def name(self) -> str:
        """Key in `KERNELS`."""
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


@dataclass(frozen=True, slots=True)
class NoResponse:
    """K0: runs change nothing. The rival that every response must beat."""

    name: str = "K0"
    parameters: tuple[Parameter, ...] = ()

    def exponentials(self, values: Mapping[str, Floats]) -> tuple[Floats, Floats]:
        """See `Kernel.exponentials`."""
        draws = len(next(iter(values.values())))
        return np.ones((draws, 0)), np.ones((draws, 0))


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


KERNELS: Mapping[str, Kernel] = {kernel.name: kernel for kernel in (AbsorptionElimination(), NoResponse())}
