"""Where a fit found its models, to fit the same diary again under another prior without the search.

In coordinates z of the prior before, a model's posterior is about ``N(mu, Sigma)`` under the prior ``N(0, 1)``: the
diary alone then says ``A = Sigma^-1 - 1`` (what there is of it that is positive) and ``b = (A + 1) mu``. With another
prior ``N(m, S^2)`` in the same coordinates the posterior is about::

    Sigma' = (A + S^-2)^-1,   mu' = Sigma' (b + S^-2 m)
    log Z' - log Z = f(m, S) - f(0, 1),   2 f = log |Sigma'| - log |S^2| + mu'^T Sigma'^-1 mu' - m^T S^-2 m

which is where to draw from, and nothing more: what is drawn is weighed by the likelihood itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.body import Lender
from afterrun.response.data import ResponseData
from afterrun.response.dose_curve import CURVES, DoseCurve, curve_named
from afterrun.response.kernel import KERNELS, RESPONSES, Kernel
from afterrun.response.model import ResponseModel
from afterrun.response.rival import without_turn
from afterrun.response.turns import TurnName


@dataclass(frozen=True, slots=True)
class Found:
    """Where each model's posterior lies, and what speaks for it.

    Parameters
    ----------
    place : mapping
        As `Fit.place`: mean and covariance, in coordinates of the prior. Shapes (d,) and (d, d). [-]
    log_evidence : mapping
        As `Fit.log_evidence`.
    turns : tuple of str
        Sudden changes that were looked for.
    """

    place: Mapping[str, tuple[Floats, Floats]]
    log_evidence: Mapping[str, float]
    turns: tuple[TurnName, ...]

    @property
    def kernels(self) -> tuple[Kernel, ...]:
        """Shapes that were tried."""
        tried = {name.split()[0] for name in self.place}
        return tuple(kernel for kernel in RESPONSES if kernel.name in tried)

    @property
    def curves(self) -> tuple[DoseCurve, ...]:
        """Dose curves that were tried."""
        tried = {part for name in self.place for part in name.split()[1:]}
        return tuple(curve for curve in CURVES if curve.name in tried)

    def under(self, data: ResponseData, *, before: Lender | None, now: Lender | None) -> Found:
        """Guess where it lies under another prior.

        Parameters
        ----------
        data : ResponseData
            What it was found from.
        before, now : Lender or None
            Whose priors; None for the product's own.
        """
        place, log_evidence = {}, {}
        for name, (mean, covariance) in self.place.items():
            centre, sd = _change(data, without_turn(name), before, now)
            place[name], gain = _moved(mean, covariance, centre, sd)
            log_evidence[name] = self.log_evidence[name] + gain
        return Found(place, log_evidence, self.turns)


def _change(data: ResponseData, model: str, before: Lender | None, now: Lender | None) -> tuple[Floats, Floats]:
    """Mean and sd of the prior now, in coordinates of the one before. Shapes (d,). [-]"""
    kernel, _, curve = model.partition(" ")
    old, new = (ResponseModel.on(data, KERNELS[kernel], curve_named(curve), body).parameters for body in (before, now))
    pairs = list(zip(old, new, strict=True))
    return np.array([(n.mean - o.mean) / o.sd for o, n in pairs]), np.array([n.sd / o.sd for o, n in pairs])


def _moved(mean: Floats, covariance: Floats, centre: Floats, sd: Floats) -> tuple[tuple[Floats, Floats], float]:
    """Mean and covariance in coordinates of the other prior, and how much more it foretold of the diary."""
    precision = np.linalg.inv(covariance)
    values, vectors = np.linalg.eigh(precision - np.eye(len(mean)))
    learned = (vectors * np.maximum(values, 0.0)) @ vectors.T
    said = (learned + np.eye(len(mean))) @ mean
    there, spread, height = _under(learned, said, centre, sd)
    gain = height - _under(learned, said, np.zeros_like(centre), np.ones_like(sd))[2]
    return ((there - centre) / sd, spread / np.outer(sd, sd)), gain


def _under(learned: Floats, said: Floats, centre: Floats, sd: Floats) -> tuple[Floats, Floats, float]:
    """Mean, covariance and log evidence up to a constant, of a diary that is normal in z, under a prior."""
    inverse = learned + np.diag(sd**-2)
    covariance = np.linalg.inv(inverse)
    pull = said + centre / sd**2
    mean = covariance @ pull
    height = -np.linalg.slogdet(inverse)[1] - 2 * np.log(sd).sum() + pull @ mean - ((centre / sd) ** 2).sum()
    return mean, np.asarray(covariance), float(0.5 * height)
