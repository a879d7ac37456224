r"""Where in a run the pain starts, and whether it starts earlier and earlier.

A straight line with errors of Student's t, over what each run tells: where it started; or that it did before some place
(it hurt, and where it began was not noted); or that it would have started beyond the end (it did not hurt). Runs are as
long as they are, so leaving out those that did not hurt would make the start move with the length of the runs::

    start_j = now + slope * t_j + sigma * e_j,  e_j ~ t(4)

On some runs it does not start however far they go (the other shoe, a good day): a share of them, so that a painless run
says either that its start lay beyond the end or that it was such a run. Without it the painless runs of somebody whose
one shoe hurts from the fifth kilometre on put the start at the seventh.

Priors, with L the usual distance: now ~ N(L/2, L), slope ~ N(0, L/3) a month, log sigma ~ N(log L/5, 0.7), logit of
the share of runs on which it would start ~ N(1.5, 1.5): two thirds of a usual run either way within a month, a scatter
of a twentieth of a run to most of one, and most runs unless they say otherwise. Judgement. Importance sampling around
the mode.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.response.arrays import Floats, Mask

FEWEST_STARTS, FEWEST_FOR_TREND = 3, 6  # runs with a noted start: judgement
_FREEDOM = 4.0  # of the errors: one odd run in a dozen pulls no line
_SLOPE_SD = 1 / 3  # of a usual distance, a month
_SIGMA_OF_LENGTH, _LOG_SIGMA_SD = 0.2, 0.7
_LOGIT_SHARE, _LOGIT_SHARE_SD = 1.5, 1.5  # of the runs on which it would start, if they were long enough
_PARAMETERS = 4
_PROPOSED, _DRAWS, _PROPOSAL_FREEDOM = 4000, 2000, 5.0
_WIDER = 1.2  # than the curvature at the mode says
_RARE = 1e-12  # of a run that the line all but excludes
_DAYS_A_MONTH = 30.0
_FAR = 1e8  # errors, where nothing is left outside


@dataclass(frozen=True, slots=True)
class Starts:
    """What came out.

    Parameters
    ----------
    now_m : ndarray, shape (S,)
        Draws of where it starts as of the last run; 0 is from the start on. [m]
    per_30_days_m : ndarray, shape (S,) or None
        Draws of how that moves; None where too few starts are known. [m]
    """

    now_m: Floats
    per_30_days_m: Floats | None


def where_it_starts(
    run_t_d: Floats, after_m: Floats, before_m: Floats, usual_m: float, rng: np.random.Generator
) -> Starts | None:
    """Learn where the pain starts.

    Parameters
    ----------
    run_t_d : ndarray, shape (J,)
        When each run was. [d]
    after_m, before_m : ndarray, shape (J,)
        Between which places it started; equal where it is known, from the end on to infinity where it did not hurt. [m]
    usual_m : float
        How long the runs usually are. [m]
    rng : Generator
        Of the draws.

    Returns
    -------
    Starts or None
        None where fewer than `FEWEST_STARTS` starts are known.
    """
    known = int((after_m == before_m).sum())
    if known < FEWEST_STARTS:
        return None
    line = _Line((run_t_d - run_t_d.max()) / _DAYS_A_MONTH, after_m / usual_m, before_m / usual_m, known)
    drawn = _sample(line, rng)
    moves = usual_m * drawn[:, 1] if line.slopes else None
    return Starts(np.maximum(usual_m * drawn[:, 0], 0.0), moves)


@dataclass(frozen=True, slots=True)
class _Line:
    """The posterior, in units of the usual distance and months."""

    month: Floats
    after: Floats
    before: Floats
    known: int

    @property
    def exact(self) -> Mask:
        """Of which runs the start is known."""
        return np.equal(self.after, self.before)

    @property
    def slopes(self) -> bool:
        return self.known >= FEWEST_FOR_TREND

    def log_posterior(self, value: Floats) -> Floats:
        """``value`` has shape (M, 4): now, slope, log sigma, logit of the share."""
        now, slope, log_sigma, logit = (value[:, i, None] for i in range(_PARAMETERS))
        sigma, share = np.exp(log_sigma), 1 / (1 + np.exp(-logit))
        middle = now + slope * self.month * self.slopes
        exact, painless = self.exact, np.isinf(self.before)
        error = (self.after - middle)[:, exact] / sigma
        density = -0.5 * (_FREEDOM + 1) * np.log1p(error**2 / _FREEDOM) - log_sigma + np.log(share)
        low, high = ((each - middle)[:, ~exact] / sigma for each in (self.after, self.before))
        inside = share * (_below(high) - _below(low)) + (1 - share) * painless[~exact]
        told = density.sum(axis=1) + np.log(np.maximum(inside, _RARE)).sum(axis=1)
        off = (log_sigma - np.log(_SIGMA_OF_LENGTH)) / _LOG_SIGMA_SD
        of_share = (logit - _LOGIT_SHARE) / _LOGIT_SHARE_SD
        prior = -0.5 * ((now - 0.5) ** 2 + (slope / _SLOPE_SD) ** 2 + off**2 + of_share**2)
        return np.asarray(told + prior[:, 0])


def _below(t: Floats) -> Floats:
    """Distribution function of Student's t with four degrees of freedom, which has a closed form."""
    t = np.clip(t, -_FAR, _FAR)
    near = 1 / (1 + t * t / 4)
    return np.asarray(0.5 + 0.375 * t * np.sqrt(near) * (1 - t * t * near / 12))


def _sample(line: _Line, rng: np.random.Generator) -> Floats:
    """Draw from the posterior: t around the mode, weighed. Shape (S, 4)."""
    start = np.array([float(np.median(line.after[line.exact])), 0.0, np.log(_SIGMA_OF_LENGTH), _LOGIT_SHARE])

    from scipy.optimize import minimize  # takes as long to import as a fit; most diaries hold no start of pain

    def behind(value: Floats) -> float:
        return -float(line.log_posterior(value[None])[0])

    mode = np.asarray(minimize(behind, start, method="Nelder-Mead").x)
    factor = np.linalg.cholesky(_covariance(line, mode)) * _WIDER
    normal = rng.standard_normal((_PROPOSED, _PARAMETERS))
    stretch = np.sqrt(_PROPOSAL_FREEDOM / rng.chisquare(_PROPOSAL_FREEDOM, _PROPOSED))
    step = normal * stretch[:, None]
    value = mode + step @ factor.T
    proposed = -0.5 * (_PROPOSAL_FREEDOM + _PARAMETERS) * np.log1p((step**2).sum(axis=1) / _PROPOSAL_FREEDOM)
    log_weight = line.log_posterior(value) - proposed
    weight = np.exp(log_weight - log_weight.max())
    return np.asarray(value[rng.choice(_PROPOSED, _DRAWS, p=weight / weight.sum())])


def _covariance(line: _Line, mode: Floats) -> Floats:
    """Inverse curvature at the mode, by differences; within the prior, and not sharper than some metres."""
    size = 1e-3
    steps = size * np.eye(_PARAMETERS)
    points = np.array(
        [mode + a * p + b * q for p in steps for q in steps for a, b in ((1, 1), (1, -1), (-1, 1), (-1, -1))]
    )
    value = line.log_posterior(points).reshape(_PARAMETERS, _PARAMETERS, 4) @ np.array([1.0, -1.0, -1.0, 1.0])
    curvature, vectors = np.linalg.eigh(-value / (4 * size**2))
    return np.asarray((vectors / np.clip(curvature, 1.0, 1e7)) @ vectors.T)
