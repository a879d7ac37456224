"""Many people: what a cohort has taught is the prior of each of them.

Each parameter has a mean and an sd among people, in units of the product's own prior (`parameters`): a person's value
is then ``N(mean + sd m, (sd s)^2)``. Parameters of a shape are each shape's own (``K1 log_tau_on``): two shapes may
call different things by one name. What people do about their pain, and at which moments they report, differs from one
to the next, so relief and loadings keep the product's prior.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.deviation import DEVIATION
from afterrun.response.dose_curve import CURVES
from afterrun.response.fit import Fit
from afterrun.response.kernel import RESPONSES
from afterrun.response.parameters import (
    BACKGROUND,
    DRIFT,
    GAIN,
    LEVEL,
    PRIOR_RESPONDS,
    RESTLESS,
    RUN_TO_RUN,
    TREND,
    Parameter,
)

OF_A_SHAPE = tuple(f"{kernel.name} {p.name}" for kernel in RESPONSES for p in kernel.parameters)
_OF_CURVES = tuple(p.name for curve in CURVES for p in curve.parameters)
OF_THE_RESPONSE = (*OF_A_SHAPE, *_OF_CURVES, *(p.name for p in (DEVIATION, GAIN, RUN_TO_RUN, DRIFT, RESTLESS)))
OF_THE_LEVEL = tuple(p.name for p in (*BACKGROUND, LEVEL, TREND))
POOLED = (*OF_THE_RESPONSE, *OF_THE_LEVEL)
"""Parameters that people may share; those of a shape with its name."""


@dataclass(frozen=True, slots=True)
class Population:
    """What a cohort has taught.

    Parameters
    ----------
    among : mapping
        By names of `POOLED`, mean and sd among people, in units of the product's prior; the others keep that. [-]
    prob_responds : float
        Share of people whose pain runs raise. [-]
    """

    among: Mapping[str, tuple[float, float]]
    prob_responds: float = PRIOR_RESPONDS

    def prior(self, model: str, parameter: Parameter) -> Parameter:
        """Lend to a person's parameter; unchanged where nothing was taught."""
        mean, sd = self._among(model, parameter.name)
        return replace(parameter, mean=parameter.mean + parameter.sd * mean, sd=parameter.sd * sd)

    def in_units_of_the_prior(self, model: str, parameter: str, z: Floats) -> Floats:
        """Turn coordinates under this prior into those under the product's own: ``m + s z``."""
        mean, sd = self._among(model, parameter)
        return np.asarray(mean + sd * z)

    def _among(self, model: str, parameter: str) -> tuple[float, float]:
        return self.among.get(pooled_name(model, parameter), (0.0, 1.0))


NOBODY = Population({})
"""Nobody else is known: the product's own prior."""


def pooled_name(model: str, parameter: str) -> str:
    """Name a parameter as in `POOLED`.

    Examples
    --------
    >>> pooled_name("K1 power", "log_tau_on"), pooled_name("K1 power", "log_gain")
    ('K1 log_tau_on', 'log_gain')
    """
    of_its_shape = f"{model.partition(' ')[0]} {parameter}"
    return of_its_shape if of_its_shape in OF_A_SHAPE else parameter


def standard_draws(fit: Fit, prior: Population = NOBODY) -> dict[str, Floats]:
    """Collect the draws of each parameter in units of the product's prior, of the draws whose model has it.

    Parameters
    ----------
    fit : Fit
        Of one person.
    prior : Population
        Under which it was made.

    Returns
    -------
    dict of ndarray, shape (draws with it,)
        By names of `POOLED`. [-]
    """
    found: dict[str, list[Floats]] = {}
    for model, z in fit.drawn.items():
        for column, parameter in enumerate(fit.parameters[model]):
            if (name := pooled_name(model, parameter)) in POOLED:
                found.setdefault(name, []).append(prior.in_units_of_the_prior(model, parameter, z[:, column]))
    draws = fit.draws
    of_all = {LEVEL: draws.level_nrs, TREND: draws.trend_nrs}
    return {name: np.concatenate(parts) for name, parts in found.items()} | {
        p.name: np.asarray((value - p.mean) / p.sd) for p, value in of_all.items()
    }
