"""How the rise grows with the dose of a run: in proportion to a power of it, or only above a threshold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.parameters import Parameter

# How sharply the threshold sets in, in parts of it: pain knows no corners, and corners have no derivatives.
_SOFTNESS = 0.1
_SMALLEST_THRESHOLD = 1e-9  # keeps the softness of the bend from being 0


class DoseCurve(Protocol):
    """One family of dose curves, each 1 at the reference dose."""

    @property
    def name(self) -> str:
        """Key in `CURVES`."""
        ...

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Parameters of the curve."""
        ...

    def exponent_and_threshold(self, values: Mapping[str, Floats]) -> tuple[Floats, Floats]:
        """Return what `dose_effect` needs, both of shape (draws,). [-]"""
        ...


@dataclass(frozen=True, slots=True)
class Power:
    """The rise goes with dose to the power alpha: 1 is proportional, 2 means twice as far hurts four times as much."""

    name: str = "power"
    parameters: tuple[Parameter, ...] = (
        Parameter("log_alpha", 0.0, 0.4, "log dose exponent [-]; 1 is proportional, 95 % 0.46-2.2"),
    )

    def exponent_and_threshold(self, values: Mapping[str, Floats]) -> tuple[Floats, Floats]:
        """See `DoseCurve.exponent_and_threshold`."""
        alpha = np.exp(values["log_alpha"])
        return alpha, np.zeros_like(alpha)


@dataclass(frozen=True, slots=True)
class Threshold:
    """Next to nothing below a threshold, proportional to what is beyond it.

    The threshold lies below the reference run: a person whose usual run is harmless has no response to speak of.
    """

    name: str = "threshold"
    parameters: tuple[Parameter, ...] = (
        Parameter("logit_threshold", 0.0, 1.0, "logit of the threshold over the reference dose [-]; 95 % 0.12-0.88"),
    )

    def exponent_and_threshold(self, values: Mapping[str, Floats]) -> tuple[Floats, Floats]:
        """See `DoseCurve.exponent_and_threshold`."""
        threshold = 1 / (1 + np.exp(-values["logit_threshold"]))
        return np.ones_like(threshold), threshold


POWER = Power()
CURVES: tuple[DoseCurve, ...] = (POWER, Threshold())


def curve_named(name: str) -> DoseCurve:
    """Find a dose curve; the usual one where a model without a response names none."""
    return next((curve for curve in CURVES if curve.name == name), POWER)


def log_dose_effect(dose: Floats, alpha: Floats, threshold: Floats) -> Floats:
    """Log of the rise after each dose over that after the reference dose.

    With h(d) = s log(1 + exp((d - threshold)/s)), s a tenth of the threshold: ``alpha log(h(d)/h(1))``.

    Parameters
    ----------
    dose : ndarray, shape (J,)
        Over the reference dose; positive. [-]
    alpha, threshold : ndarray, shape (draws,)
        From `DoseCurve.exponent_and_threshold`. [-]

    Returns
    -------
    ndarray, shape (draws, J)

    Examples
    --------
    >>> import numpy as np
    >>> dose = np.array([0.5, 1.0, 2.0])
    >>> np.exp(log_dose_effect(dose, np.array([1.0, 2.0, 1.0]), np.array([0.0, 0.0, 0.6]))).round(2)
    array([[0.5 , 1.  , 2.  ],
           [0.25, 1.  , 4.  ],
           [0.03, 1.  , 3.5 ]])
    """
    if not threshold.any():
        return np.asarray(alpha[:, None] * np.log(dose)[None, :])
    softness = _SOFTNESS * np.maximum(threshold, _SMALLEST_THRESHOLD)[:, None]
    beyond = (np.append(dose, 1.0)[None, :] - threshold[:, None]) / softness
    log_h = np.log(np.maximum(np.logaddexp(0.0, beyond), 1e-300))
    return np.asarray(alpha[:, None] * (log_h[:, :-1] - log_h[:, -1:]))


def exponent_at_reference(alpha: Floats, threshold: Floats) -> Floats:
    """Slope of the log response in log dose at the reference dose: alpha without a threshold, more with one. [-]"""
    step = 1e-3
    both = log_dose_effect(np.array([np.exp(-step), np.exp(step)]), alpha, threshold)
    return np.asarray((both[:, 1] - both[:, 0]) / (2 * step))
