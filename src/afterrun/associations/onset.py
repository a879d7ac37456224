r"""Where in a run the pain starts, whether it starts earlier and earlier, and whether it is the way or the time.

A course with errors of Student's t, over what each run tells: where it started; or that it did before some place
(it hurt, and where it began was not noted); or that it would have started beyond the end (it did not hurt). Runs are as
long as they are, so leaving out those that did not hurt would make the start move with the length of the runs::

    start_j = now + slope * t_j + walk(t_j) + sigma * e_j,  e_j ~ t(4)

On some runs it does not start however far they go (the other shoe, a good day): a share of them, so that a painless run
says either that its start lay beyond the end or that it was such a run. Without it the painless runs of somebody whose
one shoe hurts from the fifth kilometre on put the start at the seventh.

Two questions are weighed by evidence, and the draws are of all ways. A straight line (four to one, before the runs), or
one beside which the start *wanders* and comes back (three terms of a Brownian bridge, as the response has in
`docs/decisions/067-course-of-the-response.md`): a start that came ever earlier and has gone back since is "now" where
it is now, and not where a line through both halves ends. And *distance or time*, at even odds: where paces differ, a
start in metres and one in seconds are two laws of the same runs; the density of one is that of the other times the
pace.

Priors, with L the usual distance: now ~ N(L/2, L), slope ~ N(0, L/3) a month, a walk of L/3 in a month, log sigma ~
N(log L/5, 0.7), logit of the share of runs on which it would start ~ N(1.5, 1.5): two thirds of a usual run either way
within a month, a scatter of a twentieth of a run to most of one, and most runs unless they say otherwise. Judgement.
Importance sampling around the mode of each way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import numpy as np

from afterrun.response.arrays import Floats, Mask

FEWEST_STARTS, FEWEST_FOR_TREND = 3, 6  # runs with a noted start: judgement
_FEWEST_FOR_WALK = 10  # and for one that may turn: judgement
_FREEDOM = 4.0  # of the errors: one odd run in a dozen pulls no line
_SLOPE_SD = 1 / 3  # of a usual distance, a month
_WANDERS = 0.2  # chance that it does, before the runs: judgement
_WALK_SD, _WALK_TERMS = 1 / 3, 3  # of a usual distance in a month
_SIGMA_OF_LENGTH, _LOG_SIGMA_SD = 0.2, 0.7
_LOGIT_SHARE, _LOGIT_SHARE_SD = 1.5, 1.5  # of the runs on which it would start, if they were long enough
_OF_A_LINE = 4  # parameters
_PACES_DIFFER = 0.05  # sd of the log pace, from which on distance and time can be two things: judgement
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
        Draws of where it starts as of the last run, at the usual pace; 0 is from the start on. [m]
    per_30_days_m : ndarray, shape (S,) or None
        Draws of how that moved over the last 30 days; None where too few starts are known. [m]
    by_time : float
        Probability that it is the time and not the way that counts; 0 where no paces tell the two apart.
    """

    now_m: Floats
    per_30_days_m: Floats | None
    by_time: float = 0.0


def where_it_starts(
    run_t_d: Floats,
    after_m: Floats,
    before_m: Floats,
    usual_m: float,
    rng: np.random.Generator,
    *,
    pace: Floats | None = None,
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
    pace : ndarray, shape (J,), optional
        Seconds a metre of each run, in whichever unit; without it time is not asked about.

    Returns
    -------
    Starts or None
        None where fewer than `FEWEST_STARTS` starts are known.
    """
    known = int((after_m == before_m).sum())
    if known < FEWEST_STARTS:
        return None
    month = (run_t_d - run_t_d.max()) / _DAYS_A_MONTH
    slower = _slower(pace, after_m == before_m)
    paces = [np.ones(len(month))] + ([slower] if slower is not None else [])
    walks = (0, _WALK_TERMS) if known >= _FEWEST_FOR_WALK else (0,)
    ways = [
        _Course(month, each * after_m / usual_m, each * before_m / usual_m, each, known, terms)
        for each, terms in product(paces, walks)
    ]
    sampled = [_sample(way, rng) for way in ways]
    evidence = np.array(
        [
            log_evidence + np.log(_WANDERS if way.terms else 1 - _WANDERS)
            for way, (_, log_evidence) in zip(ways, sampled, strict=True)
        ]
    )
    chance = np.exp(evidence - evidence.max())
    chance /= chance.sum()
    drawn = [
        way.now_and_before(value[: round(_DRAWS * share)])
        for way, (value, _), share in zip(ways, sampled, chance, strict=True)
    ]
    now, month_ago = np.concatenate(drawn, axis=1)
    moves = usual_m * (now - month_ago) if ways[0].slopes else None
    return Starts(np.maximum(usual_m * now, 0.0), moves, float(chance[len(walks) :].sum()))


def _slower(pace: Floats | None, exact: Mask) -> Floats | None:
    """How much slower than usual each run was, where those whose start is known differ enough."""
    if pace is None or np.log(pace[exact]).std() < _PACES_DIFFER:
        return None
    return np.asarray(pace / np.median(pace))


@dataclass(frozen=True, slots=True)
class _Course:
    """The posterior of one way, in units of the usual distance (or of its time at the usual pace) and months."""

    month: Floats
    after: Floats
    before: Floats
    slower: Floats
    known: int
    terms: int

    @property
    def exact(self) -> Mask:
        """Of which runs the start is known."""
        return np.equal(self.after, self.before)

    @property
    def slopes(self) -> bool:
        return self.known >= FEWEST_FOR_TREND

    @property
    def parameters(self) -> int:
        return _OF_A_LINE + self.terms

    def bridge(self, month: Floats) -> Floats:
        """What each term of the walk adds at some times. Shape (len(month), terms); none before the first run."""
        span = max(-float(self.month.min()), 1 / _DAYS_A_MONTH)
        order = np.arange(1, self.terms + 1)
        place = np.clip(1 + month[:, None] / span, 0.0, 1.0)
        return np.asarray(_WALK_SD * np.sqrt(2 * span) * np.sin(np.pi * order * place) / (np.pi * order))

    def now_and_before(self, value: Floats) -> Floats:
        """Where it starts now, and where it did a month ago, as its last month goes. Shape (2, M)."""
        ago = min(1.0, max(-float(self.month.min()), 1 / _DAYS_A_MONTH))
        moved = value[:, 1] * self.slopes * ago - value[:, _OF_A_LINE:] @ self.bridge(np.array([-ago]))[0]
        return np.stack([value[:, 0], value[:, 0] - moved / ago])

    def log_posterior(self, value: Floats) -> Floats:
        """``value`` has shape (M, 4 + terms): now, slope, log sigma, logit of the share, and the walk."""
        now, slope, log_sigma, logit = (value[:, i, None] for i in range(_OF_A_LINE))
        sigma, share = np.exp(log_sigma), 1 / (1 + np.exp(-logit))
        walk = value[:, _OF_A_LINE:] @ self.bridge(self.month).T
        middle = now + slope * self.month * self.slopes + walk
        exact, painless = self.exact, np.isinf(self.before)
        error = (self.after - middle)[:, exact] / sigma
        density = -0.5 * (_FREEDOM + 1) * np.log1p(error**2 / _FREEDOM) - log_sigma + np.log(share)
        low, high = ((each - middle)[:, ~exact] / sigma for each in (self.after, self.before))
        inside = share * (_below(high) - _below(low)) + (1 - share) * painless[~exact]
        told = density.sum(axis=1) + np.log(np.maximum(inside, _RARE)).sum(axis=1)
        off = (log_sigma - np.log(_SIGMA_OF_LENGTH)) / _LOG_SIGMA_SD
        of_share = (logit - _LOGIT_SHARE) / _LOGIT_SHARE_SD
        prior = -0.5 * ((now - 0.5) ** 2 + (slope / _SLOPE_SD) ** 2 + off**2 + of_share**2)[:, 0]
        of_walk = -0.5 * (value[:, _OF_A_LINE:] ** 2).sum(axis=1) - 0.5 * self.terms * np.log(2 * np.pi)
        return np.asarray(told + prior + of_walk + np.log(self.slower[exact]).sum())


def _below(t: Floats) -> Floats:
    """Distribution function of Student's t with four degrees of freedom, which has a closed form."""
    t = np.clip(t, -_FAR, _FAR)
    near = 1 / (1 + t * t / 4)
    return np.asarray(0.5 + 0.375 * t * np.sqrt(near) * (1 - t * t * near / 12))


def _sample(course: _Course, rng: np.random.Generator) -> tuple[Floats, float]:
    """Draw from the posterior: t around the mode, weighed; with the log evidence. Shapes (S, parameters), ()."""
    size = course.parameters
    mode = _mode(course)
    factor = np.linalg.cholesky(_covariance(course.log_posterior, mode)) * _WIDER
    normal = rng.standard_normal((_PROPOSED, size))
    stretch = np.sqrt(_PROPOSAL_FREEDOM / rng.chisquare(_PROPOSAL_FREEDOM, _PROPOSED))
    step = normal * stretch[:, None]
    value = mode + step @ factor.T
    # The constants of Student's t, its size among them, stay: ways with other numbers of parameters are compared.
    proposed = -0.5 * (_PROPOSAL_FREEDOM + size) * np.log1p((step**2).sum(axis=1) / _PROPOSAL_FREEDOM)
    proposed += _log_top_of_t(size) - np.log(np.diag(factor)).sum()
    log_weight = course.log_posterior(value) - proposed
    weight = np.exp(log_weight - log_weight.max())
    drawn = value[rng.choice(_PROPOSED, _DRAWS, p=weight / weight.sum())]
    return np.asarray(drawn), float(log_weight.max() + np.log(weight.mean()))


def _log_top_of_t(size: int) -> float:
    """Log density of the proposal at its middle, with unit scale."""
    from math import lgamma

    half = 0.5 * _PROPOSAL_FREEDOM
    return lgamma(half + 0.5 * size) - lgamma(half) - 0.5 * size * float(np.log(np.pi * _PROPOSAL_FREEDOM))


def _mode(course: _Course) -> Floats:
    """Climb: the line first, then what wanders beside it."""
    from scipy.optimize import minimize  # takes as long to import as a fit; most diaries hold no start of pain

    def behind(value: Floats) -> float:
        return -float(course.log_posterior(value[None])[0])

    def of_line(value: Floats) -> float:
        return behind(np.concatenate([value, np.zeros(course.terms)]))

    start = np.array([float(np.median(course.after[course.exact])), 0.0, np.log(_SIGMA_OF_LENGTH), _LOGIT_SHARE])
    line = np.asarray(minimize(of_line, start, method="Nelder-Mead").x)
    if not course.terms:
        return line
    return np.asarray(minimize(behind, np.concatenate([line, np.zeros(course.terms)]), method="BFGS").x)


def _covariance(log_posterior: Callable[[Floats], Floats], mode: Floats) -> Floats:
    """Inverse curvature at the mode, by differences; within the prior, and not sharper than some metres."""
    size, n = 1e-3, len(mode)
    steps = size * np.eye(n)
    points = np.array(
        [mode + a * p + b * q for p in steps for q in steps for a, b in ((1, 1), (1, -1), (-1, 1), (-1, -1))]
    )
    value = log_posterior(points).reshape(n, n, 4) @ np.array([1.0, -1.0, -1.0, 1.0])
    curvature, vectors = np.linalg.eigh(-value / (4 * size**2))
    return np.asarray((vectors / np.clip(curvature, 1.0, 1e7)) @ vectors.T)
