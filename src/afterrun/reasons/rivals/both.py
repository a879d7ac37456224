"""Two things at work at once: an account whose rise after each load is the sum of what both do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from afterrun.reasons.rivals.account import Account
from afterrun.response.arrays import Floats
from afterrun.response.dose_curve import POWER

# How much the second does, over the first, each at its usual size; equally likely. Coarse, for luck with a run is a
# third or so: what differs by a factor of two from one of these is still seen. Judgement.
_SHARES = (0.6, 1.7)


def both(one: Account, other: Account) -> Account:
    """Put two accounts together, the first measured in its first way; at most one has a size that does not matter.

    Parameters
    ----------
    one, other : Account
        Of the same runs, where they are of runs.
    """
    whole = _summed(one, other)
    alike = [each.alike_size() if each.of_runs else each for each in (one, other)]
    if one.of_runs and other.of_runs:
        return replace(whole, sizeless=alike[0])
    return replace(whole, sizeless=_summed(*alike))


def _summed(one: Account, other: Account) -> Account:
    a, ways = _effects(one)[0], [(b, share) for b in _effects(other) for share in _SHARES]
    if one.of_runs and other.of_runs:
        t_d, doses = one.t_d, np.array([(a + share * b) / (1 + share) for b, share in ways])
    else:
        t_d, doses = np.concatenate([one.t_d, other.t_d]), np.array([np.append(a, share * b) for b, share in ways])
    order = np.argsort(t_d, kind="stable")
    return Account(
        name=f"{one.name} and {other.name}",
        t_d=t_d[order],
        doses=doses[:, order],
        of_runs=one.of_runs or other.of_runs,
    )


def _effects(account: Account) -> Floats:
    """What each load does over a usual one, in each way to measure it. Shape (k, J).

    As steeply as is likeliest beforehand; over that all grows alike.
    """
    if not account.varies:
        return np.ones((1, len(account.t_d)))
    steepness = account.curve.parameters[0].mean - POWER.parameters[0].mean
    return np.asarray(account.doses ** np.exp(steepness))
