"""How well each account explains one diary: the response engine, with another dose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from afterrun.reasons.rivals.account import NONE, Account
from afterrun.response.arrays import Ints
from afterrun.response.data import ResponseData
from afterrun.response.importance import Sample, sample_posterior
from afterrun.response.kernel import Kernel, NoResponse
from afterrun.response.left_out import score_left_out
from afterrun.response.mode import Mode, carried_over, climb_on, find_mode
from afterrun.response.model import Likelihood, ResponseModel
from afterrun.response.posterior import Draws, draws_from
from afterrun.response.turns import OF_THE_LEVEL, TURN_PRIOR, Turns

# Chance that, if it is the runs, their size does not matter: it is the same beside every account of runs, so that none
# of them wins because the others' sizes fit badly. Judgement.
_SIZE_IS_NOTHING = 0.25
_DRAWS_WANTED, _ROUNDS = 100.0, (1, 4)  # evidence is then good to about 0.15 (`docs/decisions/076-rivals.md`)
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
    block: Ints
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


def explained(accounts: Sequence[Account], setting: Setting) -> list[Explained]:
    """Fit the accounts, each from where the first one ended.

    The first should be one of runs, if there is one.
    """
    started: tuple[Likelihood, Mode] | None = None
    sizeless: float | None = None
    found = []
    for account in accounts:
        ways = [_likelihood(account, setting, way) for way in range(len(account.doses))]
        if started is None:
            started = ways[0], find_mode(ways[0], np.random.default_rng(setting.seed))
        fits = [_fitted(way, started, setting.seed) for way in ways]
        best = int(np.argmax([fit.log_evidence for fit in fits]))
        evidence = float(np.logaddexp.reduce([fit.log_evidence for fit in fits]) - np.log(len(fits)))
        if account.of_runs and account.varies:
            if sizeless is None:
                sizeless = _fitted(_likelihood(account.alike_size(), setting, 0), started, setting.seed).log_evidence
            evidence = float(np.logaddexp(evidence + np.log1p(-_SIZE_IS_NOTHING), sizeless + np.log(_SIZE_IS_NOTHING)))
        found.append(_told(ways[best], fits[best], setting, evidence + _turn_prior(ways[best], setting), best))
    return found


def _likelihood(account: Account, setting: Setting, way: int) -> Likelihood:
    kernel = NoResponse() if account.name == NONE else setting.kernel
    data = account.on(setting.data, way)
    likelihood = Likelihood(ResponseModel.on(data, kernel, account.curve), data)
    turn = setting.turn
    if turn is None or not (account.of_runs or turn.name in OF_THE_LEVEL):
        return likelihood
    return likelihood.turning(turn)


def _turn_prior(likelihood: Likelihood, setting: Setting) -> float:
    """Log prior of a change of the response just there, over that of none: who has none does not pay for it."""
    name = likelihood.turns.name
    if name in OF_THE_LEVEL:
        return 0.0
    return float(np.log(TURN_PRIOR[name] / TURN_PRIOR["none"] / setting.turn_places))


def _fitted(likelihood: Likelihood, started: tuple[Likelihood, Mode], seed: int) -> Sample:
    rng = np.random.default_rng([seed, 1])
    mode = climb_on(likelihood, *carried_over(started[1], of=started[0], to=likelihood))
    sample = _sampled(likelihood, mode, rng)
    if sample.effective < _TOO_FEW:
        sample = _sampled(likelihood, find_mode(likelihood, rng, near=mode.z), rng)
    return sample


def _sampled(likelihood: Likelihood, mode: Mode, rng: np.random.Generator) -> Sample:
    return sample_posterior(
        likelihood,
        mode=mode.z,
        covariance=mode.covariance,
        rng=rng,
        rounds=_ROUNDS,
        effective_wanted=_DRAWS_WANTED,
    )


def _told(likelihood: Likelihood, sample: Sample, setting: Setting, evidence: float, way: int) -> Explained:
    rng = np.random.default_rng([setting.seed, 2])
    values = {p.name: np.array([p.mean]) for p in setting.kernel.parameters}
    q = int(setting.kernel.exponentials(values)[0].shape[1])
    draws, data = draws_from(likelihood, sample, size=KEPT_DRAWS, rng=rng, q=q), likelihood.data
    few = _SCORED if len(data.report_t_d) <= _MANY_REPORTS else _FEW_SCORED
    scored = draws.rows(np.linspace(0, draws.size - 1, few).astype(np.intp))
    return Explained(
        log_evidence=evidence,
        log_score=score_left_out(scored, data, setting.block),
        draws=draws,
        data=data,
        way=way,
    )
