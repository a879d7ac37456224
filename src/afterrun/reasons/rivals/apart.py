r"""How much the reports after a run not yet run are expected to say of which of two accounts is true.

Under an account the reports of the days after it are, nearly, Gaussian: rises of each draw of the person, luck with the
run, ups and downs, and the noise of an answer. What they are expected to add to the log odds of the account that is
true is the Kullback-Leibler divergence between the two (Lindley 1956, doi 10.1214/aoms/1177728069)::

    E[log p_a/p_b | a] = 1/2 (tr(S_b^-1 S_a) - n + (m_b - m_a)' S_b^-1 (m_b - m_a) + log |S_b|/|S_a|)

Of a second and a third such run a little less is to be expected, of the person better known a little more: the number
of runs is a rough one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.reasons.rivals.evidence import Explained
from afterrun.response.arrays import Floats
from afterrun.response.posterior import Draws

_SURE = 0.95  # of the two, as in `findings.explanation`
_LEAST_INFORMATION = 1e-3  # a run that says less than this says nothing [nat]
MOST_RUNS = 60  # more is "too long to say": at three a week five months


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """What an account foretells of the reports after some runs.

    Parameters
    ----------
    mean : ndarray, shape (n,)
        Over what they would be without these runs. [NRS]
    covariance : ndarray, shape (n, n)
        [NRS^2]
    """

    mean: Floats
    covariance: Floats


def foretold(account: Explained, *, run_t_d: Floats, dose: Floats, report_t_d: Floats) -> Foretold:
    """Foretell reports after runs, the person as on the last day of the diary.

    Parameters
    ----------
    account : Explained
        Which.
    run_t_d, dose : ndarray, shape (k,)
        When the runs end [d], and their doses under that account; 0 where they are no load for it. [-]
    report_t_d : ndarray, shape (n,)
        On the same clock. [d]
    """
    draws = account.draws.settled(account.data)
    lag = report_t_d[:, None] - run_t_d[None, :]
    shape = draws.shape_at(lag.ravel()).reshape(draws.size, *lag.shape)
    rise = shape * _sizes(draws, dose)[:, None, :]  # (S, n, k)
    mean = rise.sum(axis=2)
    luck = rise * draws.omega[:, None, None]
    apart = np.abs(report_t_d[:, None] - report_t_d[None, :])
    within = luck @ luck.transpose(0, 2, 1)
    within += draws.sigma_u[:, None, None] ** 2 * np.exp(-apart / draws.tau_u_d[:, None, None])
    within += draws.sigma_e[:, None, None] ** 2 * np.eye(len(report_t_d))
    away = mean - mean.mean(axis=0)
    return Foretold(mean=mean.mean(axis=0), covariance=within.mean(axis=0) + away.T @ away / draws.size)


def information(a: Foretold, b: Foretold) -> float:
    """Expected growth of the log odds of a over b, if a is true. [nat]"""
    inverse = np.linalg.inv(b.covariance)
    away = b.mean - a.mean
    spread = np.linalg.slogdet(b.covariance)[1] - np.linalg.slogdet(a.covariance)[1]
    return float(0.5 * (np.trace(inverse @ a.covariance) - len(away) + away @ inverse @ away + spread))


def runs_needed(first: float, second: float, *, if_first: float, if_second: float) -> float:
    """About how many such runs until the likelier of two has .95 of them, either way it is.

    Parameters
    ----------
    first, second : float
        Their weights now. [-]
    if_first, if_second : float
        What a run adds to the log odds of the true one, if it is the first, or the second. [nat]

    Examples
    --------
    >>> runs_needed(0.5, 0.5, if_first=1.0, if_second=1.0).__round__(2)
    2.94
    """
    log_odds = float(np.log(first / second))
    far = float(np.log(_SURE / (1 - _SURE)))
    share = first / (first + second)
    ahead = max(far - log_odds, 0.0) / max(if_first, _LEAST_INFORMATION)
    behind = max(far + log_odds, 0.0) / max(if_second, _LEAST_INFORMATION)
    return share * ahead + (1 - share) * behind


def _sizes(draws: Draws, dose: Floats) -> Floats:
    """Peak rise after each run, luck aside. Shape (S, k). [NRS]"""
    loads = np.maximum(dose, 1e-9)[None, :] ** draws.alpha[:, None]
    return np.asarray(np.where(dose > 0, draws.gain_nrs[:, None] * loads, 0.0))
