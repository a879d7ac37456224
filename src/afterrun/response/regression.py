"""The fitted model as a plain regression: what else goes with the pain, asked by the hundred without fitting again.

At one draw of the posterior the model is Gaussian but for the answers' intervals, and expectation propagation has
found a Gaussian stand-in for each of these (`marginal_numpy`). So the answers become pseudo-observations of known
covariance::

    target - rise by runs = columns @ effect + H @ nuisance + N(0, V)
    V = ups and downs + run-to-run variation + noise of the pseudo-observations

and the effect of any column has a score, an information and an evidence in closed form (a score test; Rao 1948).
Whether an event was logged may depend on all answers before it: each answer is judged against what the earlier ones led
to expect, so "done because it hurt" is no effect. On pain that was felt and not reported it may not depend.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.assembly import Statics, first_cavity, known
from afterrun.response.data import ResponseData
from afterrun.response.interval import interval_likelihood
from afterrun.response.kernel import kernel_at
from afterrun.response.marginal import marginal
from afterrun.response.posterior import Draws
from afterrun.response.statespace import StateSpace

_MIN_NOISE = 1e-6  # rounding must make no pseudo-observation exact
_JITTER = 1e-9  # for the Cholesky factor


@dataclass(frozen=True, slots=True)
class Nuisance:
    """What may explain the pain instead, with the sd of its prior.

    Parameters
    ----------
    columns : ndarray, shape (n, h)
        By report. [-]
    sd : ndarray, shape (h,)
        Of the normal prior of each coefficient, mean 0. [NRS]
    """

    columns: Floats
    sd: Floats


@dataclass(frozen=True, slots=True)
class Scores:
    """For each draw and column.

    Parameters
    ----------
    score, information : ndarray, shape (M, c), or (M, c, k)
        Slope of the log likelihood in the effect at no effect [1/NRS], and its curvature [1/NRS^2].
    """

    score: Floats
    information: Floats

    @property
    def z(self) -> Floats:
        """Standardised score, averaged over the draws; standard normal without an effect. Shape (c,)."""
        known = self.information > 1e-9
        scaled = np.where(known, self.score / np.sqrt(np.where(known, self.information, 1.0)), 0.0)
        return np.asarray(scaled.mean(axis=0))

    def effect(self, sd: float) -> tuple[Floats, Floats]:
        """Mean and sd of each effect at each draw, prior N(0, sd^2). Shapes (M, c). [NRS]"""
        variance = 1 / (self.information + 1 / sd**2)
        return variance * self.score, np.sqrt(variance)

    def log_evidence(self, sd: float) -> Floats:
        """Log of how much likelier the answers are with an effect N(0, sd^2) than with none. Shape (M, c)."""
        return np.asarray(
            0.5 * self.score**2 / (self.information + 1 / sd**2) - 0.5 * np.log1p(self.information * sd**2)
        )


@dataclass(frozen=True, slots=True)
class Joint:
    """Columns scored all together, for each draw: what any few of them explain beside each other follows from it.

    Parameters
    ----------
    score : ndarray, shape (M, c)
        Slope of the log likelihood in each effect at no effect. [1 / unit of the effect]
    information : ndarray, shape (M, c, c)
        Minus its curvature.
    """

    score: Floats
    information: Floats

    @classmethod
    def of(cls, whitened: Floats, said: Floats) -> Joint:
        """Score whitened columns, shape (M, n, c), against whitened answers, shape (M, n)."""
        turned = whitened.transpose(0, 2, 1)
        return cls((turned @ said[..., None])[..., 0], turned @ whitened)

    def beside(self, sd: Floats) -> Joint:
        """Integrate out the effects of the first columns, whose priors are N(0, sd^2); what the others then explain.

        With ``G`` the information, ``N`` the first columns and ``P = diag(sd^-2)`` these have
        ``G - G[:, N] (G[N, N] + P)^-1 G[N, :]``, and the score likewise (Schur complement).
        """
        first, rest = slice(0, len(sd)), slice(len(sd), None)
        across = self.information[:, first, rest]
        solved = np.linalg.solve(self.information[:, first, first] + np.diag(sd**-2), across)
        turned = solved.transpose(0, 2, 1)
        return Joint(
            self.score[:, rest] - (turned @ self.score[:, first, None])[..., 0],
            self.information[:, rest, rest] - turned @ across,
        )


@dataclass(frozen=True, slots=True)
class StandIn:
    """The answers of one diary, whitened at M draws.

    Parameters
    ----------
    whiten : ndarray, shape (M, n, n)
        Turns a column into one with independent unit errors.
    said : ndarray, shape (M, n)
        The answers less what runs and nuisance would lead to expect, whitened.
    felt, felt_sd : ndarray, shape (M, n)
        What was felt at each report, all answers considered, and the sd of an answer around it. [NRS]
    course : ndarray, shape (M, n, J)
        Expected rise by each run at each report. [NRS]
    target, noise : ndarray, shape (M, n)
        The pseudo-observation that stands for each answer, and its variance. [NRS], [NRS^2]
    turns : tuple of (ndarray, ndarray), shapes (M, n, h) and (M, h)
        Directions and shares that more nuisance takes out of whitened columns (`beside`), one after the other.
    """

    whiten: Floats
    said: Floats
    felt: Floats
    felt_sd: Floats
    course: Floats
    target: Floats
    noise: Floats
    turns: tuple[tuple[Floats, Floats], ...] = ()

    def beside(self, columns: Floats, sd: float) -> StandIn:
        """Let more columns take part as nuisance, each with the prior N(0, sd^2); nothing is fitted again.

        With B the whitened columns times sd and B = U S W', the new whitening is ``(I + B B')^(-1/2)`` times the old::

            I - U (1 - (1 + S^2)^(-1/2)) U'

        Parameters
        ----------
        columns : ndarray, shape (n, h), or (M, n, h) if it differs by draw
            [-]
        sd : float
            [NRS]
        """
        directions, length, _ = np.linalg.svd(self.whitened(columns * sd), full_matrices=False)
        turn = (directions, 1 - 1 / np.sqrt(1 + length**2))
        return replace(self, said=_turned(turn, self.said[..., None])[..., 0], turns=(*self.turns, turn))

    def whitened(self, columns: Floats) -> Floats:
        """Whiten columns. ``columns`` has shape (n, c), or (M, n, c) if it differs by draw; shape (M, n, c)."""
        whitened: Floats = self.whiten @ columns
        for turn in self.turns:
            whitened = _turned(turn, whitened)
        return whitened

    def weights(self, whitened: Floats) -> Floats:
        """Weight of each answer of the stand-in without `beside` in the score of a whitened column. Shape (M, n, c)."""
        for turn in reversed(self.turns):
            whitened = _turned(turn, whitened)
        return whitened

    def scores(self, columns: Floats) -> Scores:
        """Score columns, each on its own. ``columns`` has shape (n, c), or (M, n, c) if it differs by draw."""
        whitened = self.whitened(columns)
        return Scores(np.einsum("mnc,mn->mc", whitened, self.said), np.einsum("mnc,mnc->mc", whitened, whitened))

    def joint(self, columns: Floats) -> Joint:
        """Score columns together. ``columns`` has shape (n, c), or (M, n, c) if it differs by draw."""
        return Joint.of(self.whitened(columns), self.said)

    def scaling(self, by_run: Floats) -> Floats:
        """Columns of what takes off a share of the response to each run, (J, c). Shape (M, n, c). [NRS]"""
        return -(self.course @ by_run)

    def in_turn(self, columns: Floats, given: Sequence[Sequence[int]], sd: float) -> tuple[Scores, Floats]:
        """Score columns, each beside some of the others as nuisance, N(0, sd^2).

        Parameters
        ----------
        columns : ndarray, shape (n, c, k)
            k ways to have c columns. [-]
        given : sequence of c sequences
            Places of the columns that each is scored beside.
        sd : float
            [NRS]

        Returns
        -------
        scores : Scores
            Shapes (M, c, k).
        left : ndarray, shape (M, n, c)
            What is left of the whitened columns, the first way to have them.
        """
        whitened = self.whitened(columns.reshape(len(columns), -1)).reshape(len(self.said), *columns.shape)
        products = np.einsum("mnik,mnjk->mkij", whitened, whitened, optimize=True)
        slope = np.einsum("mnik,mn->mki", whitened, self.said, optimize=True)
        score, information = slope.copy(), np.einsum("mkii->mki", products).copy()
        left = whitened[..., 0].copy()
        for place, beside in enumerate(given):
            if beside:
                inner = products[..., beside, :][..., beside] + np.eye(len(beside)) / sd**2
                share = np.linalg.solve(inner, products[..., beside, place][..., None])[..., 0]  # (M, k, beside)
                score[..., place] -= (share * slope[..., beside]).sum(axis=-1)
                information[..., place] -= (share * products[..., beside, place]).sum(axis=-1)
                left[..., place] -= np.einsum("mnb,mb->mn", whitened[..., beside, 0], share[:, 0])
        return Scores(score.transpose(0, 2, 1), information.transpose(0, 2, 1)), left


def correlation(weights: Floats) -> Floats:
    """Correlation of scores, averaged over the draws. ``weights`` of shape (M, n, c); shape (c, c)."""
    unit = weights / np.maximum(np.sqrt(np.einsum("mnc,mnc->mc", weights, weights)), 1e-9)[:, None, :]
    return np.asarray(np.einsum("mna,mnb->ab", unit, unit) / len(unit))


def _turned(turn: tuple[Floats, Floats], columns: Floats) -> Floats:
    directions, share = turn
    return np.asarray(columns - directions @ (share[..., None] * (directions.transpose(0, 2, 1) @ columns)))


def regression(draws: Draws, data: ResponseData, nuisance: Nuisance) -> StandIn:
    """Whiten a diary at some draws.

    Parameters
    ----------
    draws : Draws
        A few; each costs O(n^3).
    data : ResponseData
        What they were fitted to, or the latest of it.
    nuisance : Nuisance
        Beside level, trend and relief, which always take part.
    """
    space = state_space_of(draws, data)
    cavity = marginal(space).cavity
    mean, variance = cavity[:, 0], np.maximum(cavity[:, 1], 0.0)
    spread = np.sqrt(space.sigma_e[:, None] ** 2 + variance)
    _, slope, curvature = interval_likelihood(data.lower, data.upper, mean, spread)
    noise = np.maximum(1 / curvature - variance, _MIN_NOISE)
    target = mean + slope / curvature
    lag = data.report_t_d[:, None] - data.run_t_d[None, :]
    shown = space.loading[:, :, None] * space.amplitude[:, None, :]
    kernel = kernel_at(lag.ravel(), draws.tau_d, draws.weight)
    course = (kernel + draws.deviation_at(lag.ravel())).reshape(draws.size, *lag.shape) * shown
    luck = kernel.reshape(course.shape) * shown
    whiten = np.empty((draws.size, len(mean[0]), len(mean[0])))
    said = np.empty_like(mean)
    apart = np.abs(data.report_t_d[:, None] - data.report_t_d[None, :])
    for m in range(draws.size):
        design = space.design_of(m)
        parts = [design * space.static_sd, nuisance.columns * nuisance.sd, luck[m] * draws.omega[m]]
        free = np.hstack(parts)
        covariance = free @ free.T + space.sigma_u[m] ** 2 * np.exp(-apart / space.tau_u_d[m])
        covariance[np.diag_indices_from(covariance)] += noise[m] + _JITTER
        whiten[m] = np.linalg.inv(np.linalg.cholesky(covariance))
        said[m] = whiten[m] @ (target[m] - luck[m].sum(axis=1) - design @ space.static_mean)
    felt = mean + variance * slope
    return StandIn(whiten, said, felt, np.asarray(spread), course, np.asarray(target), np.asarray(noise))


def state_space_of(draws: Draws, data: ResponseData) -> StateSpace:
    """Set up the likelihood at draws of the posterior, whatever models they came from, each with its own course.

    How that deviates from its kernel is known in each draw: the last static coefficient, which is 1.
    """
    statics = Statics(data, draws.level_walk.shape[1], level_step=True, walks=0)
    loading = draws.at_moments(data)[1]
    own, own_at = statics.own_columns(draws.tau_relief_d, draws.level_d)
    rises = draws.rises(data)
    space = StateSpace(
        **known(data, statics),
        sigma_u=draws.sigma_u,
        tau_u_d=draws.tau_u_d,
        sigma_e=draws.sigma_e,
        tau_d=draws.tau_d,
        weight=draws.weight,
        amplitude=rises,
        luck=draws.omega[:, None] * rises,
        design=statics.design(),
        own=own,
        own_at=own_at,
        walk=np.zeros((1, len(data.run_t_d), 0)),
        walk_sd=np.zeros(1),
        loading=loading,
        cavity0=first_cavity(data),
        keep_cavity=True,
    )
    deviation = (draws.deviation_left(data, data.report_t_d) * loading)[:, :, None]
    return replace(
        space,
        design=np.hstack([space.design, np.zeros((space.reports, 1))]),
        own=np.concatenate([space.own, deviation], axis=2),
        own_at=np.append(space.own_at, np.int32(space.l)),
        static_mean=np.append(space.static_mean, 1.0),
        static_sd=np.append(space.static_sd, 0.0),
    )
