"""Which accounts one diary cannot tell apart: their doses rise and fall together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from afterrun.reasons.rivals.account import NONE, Account
from afterrun.response.arrays import Floats

ALIKE = 0.95  # correlation, as the contract says


def groups_of(accounts: Sequence[Account], span_d: tuple[float, float]) -> list[list[int]]:
    """Gather accounts that are alike, directly or through a third one, in their order.

    Runs are compared run by run, in their doses and in the logs of these, since a dose and its square tell the same;
    anything else day by day. Doses that do not differ are all alike: every run counts the same.

    Parameters
    ----------
    accounts : sequence of Account
        Those of runs of the same runs.
    span_d : tuple of float
        First and last day of the diary. [d]
    """
    found: list[list[int]] = []
    for i, account in enumerate(accounts):
        near = [group for group in found if any(_alike(account, accounts[j], span_d) for j in group)]
        found = [group for group in found if group not in near]
        found.append([*sorted(j for group in near for j in group), i])
    return sorted(found)


def _alike(a: Account, b: Account, span_d: tuple[float, float]) -> bool:
    if NONE in (a.name, b.name):
        return a.name == b.name
    if not (a.of_runs and b.of_runs):
        return _correlation(_by_day(a, span_d), _by_day(b, span_d)) > ALIKE
    if not (a.varies and b.varies):
        return a.varies == b.varies
    pairs = [(one, other) for one in a.doses for other in b.doses]
    logs = max(_correlation(np.log(one), np.log(other)) for one, other in pairs)
    return max(logs, *(_correlation(one, other) for one, other in pairs)) > ALIKE


def _by_day(account: Account, span_d: tuple[float, float]) -> Floats:
    """Sum of the doses of each day of the diary, and of the three weeks before it."""
    first = int(np.floor(span_d[0])) - 21  # as far back as runs are looked at (`lab.preparing`)
    day = np.floor(account.t_d).astype(np.intp) - first
    dose = account.doses[0] if account.varies else np.ones(len(account.t_d))
    length = int(np.floor(span_d[1])) - first + 1
    inside = (day >= 0) & (day < length)
    return np.bincount(day[inside], dose[inside], minlength=length).astype(np.float64)


def _correlation(a: Floats, b: Floats) -> float:
    a, b = a - a.mean(), b - b.mean()
    length = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float(a @ b) / length if length > 0 else 0.0
