"""The chance of an answer: a Gaussian feeling that falls between two cuts."""

from __future__ import annotations

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.marginal import normal_cdf

_INV_SQRT_2PI = 0.3989422804014327  # 1/sqrt(2 pi)
_FARTHEST_Z = 25.0  # beyond this many sd the probability underflows; the interval is slid back to it
_MIN_CURVATURE = 1e-8  # against division by 0 where an answer says nothing


def interval_likelihood(lower: Floats, upper: Floats, eta: Floats, sigma: Floats) -> tuple[Floats, Floats, Floats]:
    r"""Return log P(lower < eta + N(0, sigma^2) < upper), its slope and its negative curvature in eta.

    Parameters
    ----------
    lower, upper : ndarray
        Cuts around the answer, infinite at the ends of the scale. [NRS points]
    eta : ndarray
        Expected feeling. [NRS points]
    sigma : ndarray
        Standard deviation of one answer. [NRS points]

    Returns
    -------
    log_p, slope, curvature : ndarray
        Broadcast shape of the inputs. The curvature is positive: the likelihood is log-concave.

    Notes
    -----
    With z = (cut - eta)/sigma, P = Phi(z_u) - Phi(z_l), slope = (phi(z_l) - phi(z_u))/(sigma P) and curvature =
    slope^2 - (z_l phi(z_l) - z_u phi(z_u))/(sigma^2 P). Intervals above the mean are mirrored below it, where Phi
    keeps its digits.
    """
    z_low, z_high = (lower - eta) / sigma, (upper - eta) / sigma
    mirrored = z_low > 0
    z_low, z_high = np.where(mirrored, -z_high, z_low), np.where(mirrored, -z_low, z_high)
    slide = np.maximum(-_FARTHEST_Z - z_high, 0.0)
    z_low, z_high = z_low + slide, z_high + slide
    p = np.maximum(normal_cdf(z_high) - normal_cdf(z_low), 1e-300)
    phi_low, phi_high = _density(z_low), _density(z_high)
    slope = (phi_low - phi_high) / (sigma * p)
    curvature = slope**2 - (_times(z_low, phi_low) - _times(z_high, phi_high)) / (sigma**2 * p)
    return np.log(p), np.where(mirrored, -slope, slope), np.maximum(curvature, _MIN_CURVATURE)


def _density(z: Floats) -> Floats:
    return np.asarray(_INV_SQRT_2PI * np.exp(-0.5 * z * z))


def _times(z: Floats, density: Floats) -> Floats:
    """Return z * density with the limit 0 at infinite z."""
    return np.where(np.isfinite(z), z, 0.0) * density
