"""Several sites of one body: what one site has taught is lent to another.

Tissue and rating habits of one person are alike from site to site, not the same. The shape of the response, its dose
curve and the sd of an answer at two sites are taken to correlate by `ALIKE`; level, gain, trend and the ups and downs
are each site's own. What the site with most reports taught then is a prior for the others. In standard-normal
coordinates, for a posterior of mean m and sd s at the first site::

    z_other ~ N(a m, 1 - a^2 + a^2 s^2)

which is exact for normal priors with that correlation, parameter by parameter. Nothing flows back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from afterrun.response.parameters import PRIOR_RESPONDS, Parameter

ALIKE = 0.5  # placeholder: no study of two painful sites of one runner was found; a quarter of the variance is shared
SHARED = frozenset(
    {
        *("log_tau_on", "log_tau_gap", "log_tau_stage", "log_longest", "logit_tail", "log_immediate"),
        *("log_alpha", "logit_threshold", "log_sigma_e"),
    }
)


class Lender(Protocol):
    """Whoever takes the place of the product's prior: another site of the same person, or many other people."""

    @property
    def prob_responds(self) -> float:
        """Probability of a response before the data."""
        ...

    def prior(self, model: str, parameter: Parameter) -> Parameter:
        """Lend to a parameter of a model (``K1 power``); unchanged where nothing is known."""
        ...


@dataclass(frozen=True, slots=True)
class Body:
    """What a site taught: for each model, mean and sd of its shared parameters in standard-normal coordinates."""

    taught: Mapping[str, Mapping[str, tuple[float, float]]]

    @property
    def prob_responds(self) -> float:
        """As for anybody: one site may respond where another does not."""
        return PRIOR_RESPONDS

    def prior(self, model: str, parameter: Parameter) -> Parameter:
        """Lend to another site's parameter; unchanged where nothing was taught."""
        found = self.taught.get(model, {}).get(parameter.name)
        if found is None:
            return parameter
        mean, sd = found
        spread = float(np.sqrt(1 - ALIKE**2 + (ALIKE * sd) ** 2))
        return replace(parameter, mean=parameter.mean + parameter.sd * ALIKE * mean, sd=parameter.sd * spread)
