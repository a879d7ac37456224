"""How well each account explains one diary: the response engine, with another dose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from afterrun.reasons.rivals.account import NONE, Account
from afterrun.response.arrays import Indices
from afterrun.response.data import ResponseData
from afterrun.response.importance import Sample, sample_posterior
from afterrun.response.kernel import Kernel, NoResponse, exponentials_of
from afterrun.response.left_out import score_left_out
from afterrun.response.likelihood import Likelihood
from afterrun.response.mode import Mode, carried_over, climb_on, find_mode
from afterrun.response.model import ResponseModel
from afterrun.response.posterior import Draws, draws_from, resampled
from afterrun.response.turns import OF_THE_LEVEL, TURN_PRIOR, Turns

# Chance that, if it is the runs, their size does not matter: it is the same beside every account of runs, so that none
# of them wins because the others' sizes fit badly. Judgement.
_SIZE_IS_NOTHING = 0.25
_DRAWS_WANTED, _ROUNDS = 100.0, (1, 4)  # see `docs/decisions/076-rivals.md`
# Log evidence behind the first rival from which on a rougher one is enough (odds of 1 to 22,000): judgement.
_HOPELESS, _FEW_WANTED = 10.0, 30.0
# Log evidence behind the best rival from which on two at once are not sampled: odds of 1 to 150, and less beforehand.
_FAR_BEHIND = 5.0
_TOO_FEW = 20.0  # effective draws, below which the curvature is worked out and the sampling done again: judgement
KEPT_DRAWS = 100  # of each account, for what it foretells
# Left-out scores average over so many parameters; each costs O(n^3).
_SCORED, _FEW_SCORED, _MANY_REPORTS = 12, 3, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all accounts share.

    Parameters
    ----------
    data : ResponseData
        The diary; its runs are those that are left out one by one.
    kernel : Kernel
        The shape of the response.
    turn : Turns or None
        A sudden change at one place, where one is known.
    turn_places : int
        Among how many that place was found.
    block : ndarray of int, shape (n,)
        Reports that are left out together.
    seed : int
        The same chance for every account.
    """

    data: ResponseData
    kernel: Kernel
    turn: Turns | None
    turn_places: int
    block: Indices
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """What came out for one account.

    Parameters
    ----------
    log_evidence : float
        Log of the chance of all reports under it. [nat]
    log_score : float
        Mean log chance of a report when those of its run are left out. [nat]
    draws : Draws
        What it makes of the person.
    data : ResponseData
        The diary as it sees it.
    way : int
        Which way to measure the dose explained it best.
    """

    log_evidence: float
    log_score: float
    draws: Draws
    data: ResponseData
    way: int


@dataclass(frozen=True, slots=True)
class _Version:
    """One way to tell an account: how its dose is measured, with or without the change; and its chance beforehand."""

    likelihood: Likelihood
    log_prior: float
    way: int


@dataclass(frozen=True, slots=True)
class _Fitted:
    version: _Version
    sample: Sample

    @property
    def log_weight(self) -> float:
        return self.version.log_prior + self.sample.log_evidence


class Explainer:
    """Fits accounts, each from where the first one ended.

    Parameters
    ----------
    first : Account
        One of runs, if there is one.
    setting : Setting
        What all share.
    """

    def __init__(self, first: Account, setting: Setting) -> None:
        self._setting = setting
        start = _versions(first, setting)[0].likelihood
        self._started = start, find_mode(start, np.random.default_rng(setting.seed))
        self._sizeless: dict[str, float] = {}
        self._best = -np.inf

    def explain(self, account: Account) -> Explained:
        """Fit one account."""
        own = self._fits(account)
        evidence = self._with_any_size(account, _summed(own), lambda alike: _summed(self._fits(alike)))
        self._best = max(self._best, evidence)
        return _told(max(own, key=lambda fit: fit.log_weight), self._setting, evidence)

    def log_evidence(self, account: Account) -> float:
        """Log of the chance of all reports under one account, roughly where it is far behind. [nat]"""
        return self._with_any_size(account, self._roughly(account), self._roughly)

    def _with_any_size(self, account: Account, evidence: float, of: Callable[[Account], float]) -> float:
        if not (account.of_runs and account.varies):
            return evidence
        alike = account.alike_size()
        if alike.name not in self._sizeless:
            self._sizeless[alike.name] = of(alike)
        sizeless = self._sizeless[alike.name]
        return float(np.logaddexp(evidence + np.log1p(-_SIZE_IS_NOTHING), sizeless + np.log(_SIZE_IS_NOTHING)))

    def _fits(self, account: Account) -> list[_Fitted]:
        seed = self._setting.seed
        return [
            _Fitted(each, _fitted(each.likelihood, self._started, seed)) for each in _versions(account, self._setting)
        ]

    def _roughly(self, account: Account) -> float:
        versions = _versions(account, self._setting)
        return float(np.logaddexp.reduce([each.log_prior + self._near(each.likelihood) for each in versions]))

    def _near(self, likelihood: Likelihood) -> float:
        """By Laplace's approximation, and sampled where that comes near the best so far."""
        mode = _climbed(likelihood, self._started)
        if mode.log_evidence < self._best - _FAR_BEHIND:
            return mode.log_evidence
        return _sampled_at(likelihood, mode, self._setting.seed, _FEW_WANTED).log_evidence


def _summed(fits: Sequence[_Fitted]) -> float:
    return float(np.logaddexp.reduce([fit.log_weight for fit in fits]))


def _versions(account: Account, setting: Setting) -> list[_Version]:
    """List the versions, the plainest first.

    Where a change was is known from one account; another may need none. So each is told without it as well, and the
    version with it pays for all places it might have been at. What has no response to runs has no change of it.
    """
    found = []
    turn, ways = setting.turn, len(account.doses)
    for way in range(ways):
        likelihood = _likelihood(account, setting, way)
        if turn is None or not (account.of_runs or turn.name in OF_THE_LEVEL):
            found.append(_Version(likelihood, -np.log(ways), way))
            continue
        none, changed = TURN_PRIOR["none"], TURN_PRIOR[turn.name]
        log_prior = -np.log(ways) - np.log(none + changed)
        found.append(_Version(likelihood, log_prior + np.log(none), way))
        found.append(_Version(likelihood.turning(turn), log_prior + np.log(changed / setting.turn_places), way))
    return found


def _likelihood(account: Account, setting: Setting, way: int) -> Likelihood:
    kernel = NoResponse() if account.name == NONE else setting.kernel
    data = account.on(setting.data, way)
    return Likelihood(ResponseModel.on(data, kernel, account.curve), data)


def _climbed(likelihood: Likelihood, started: tuple[Likelihood, Mode]) -> Mode:
    return climb_on(likelihood, *carried_over(started[1], of=started[0], to=likelihood))


def _fitted(likelihood: Likelihood, started: tuple[Likelihood, Mode], seed: int) -> Sample:
    mode = _climbed(likelihood, started)
    hopeless = mode.log_evidence < started[1].log_evidence - _HOPELESS
    return _sampled_at(likelihood, mode, seed, _FEW_WANTED if hopeless else _DRAWS_WANTED)


def _sampled_at(likelihood: Likelihood, mode: Mode, seed: int, wanted: float) -> Sample:
    rng = np.random.default_rng([seed, 1])
    sample = _sampled(likelihood, mode, rng, wanted)
    if sample.effective < _TOO_FEW:
        sample = _sampled(likelihood, find_mode(likelihood, rng, near=mode.z), rng, _DRAWS_WANTED)
    return sample


def _sampled(likelihood: Likelihood, mode: Mode, rng: np.random.Generator, wanted: float) -> Sample:
    return sample_posterior(
        likelihood,
        mode=mode.z,
        covariance=mode.covariance,
        rng=rng,
        rounds=_ROUNDS,
        effective_wanted=wanted,
    )


def _told(best: _Fitted, setting: Setting, evidence: float) -> Explained:
    rng = np.random.default_rng([setting.seed, 2])
    likelihood = best.version.likelihood
    picked = resampled(best.sample, size=KEPT_DRAWS, rng=rng)
    q, data = exponentials_of(setting.kernel), likelihood.data
    draws = draws_from(likelihood, best.sample, picked, rng=rng, q=q)
    few = _SCORED if len(data.report_t_d) <= _MANY_REPORTS else _FEW_SCORED
    scored = draws.rows(np.linspace(0, draws.size - 1, few).astype(np.intp))
    return Explained(
        log_evidence=evidence,
        log_score=score_left_out(scored, data, setting.block),
        draws=draws,
        data=data,
        way=best.version.way,
    )
