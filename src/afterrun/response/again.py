"""The same diary under another prior: many people's, after that of the product."""

from __future__ import annotations

from afterrun.response.body import Lender
from afterrun.response.data import ResponseData
from afterrun.response.fit import Fit, fit_response
from afterrun.response.found import Found


def fit_again(data: ResponseData, found: Found, *, before: Lender | None, now: Lender | None, seed: int = 0) -> Fit:
    """Fit what was fitted before, under another prior, without the search.

    Draws come from where the earlier fit and the other prior say that the posterior is; the likelihood weighs them, and
    where their weights are of no use (k-hat) more are drawn, as in any fit. Weighing the draws of the earlier fit
    themselves does not do: where people are alike, of 1,000 draws 2 to 47 are left.

    Parameters
    ----------
    data : ResponseData
        As before.
    found : Found
        What came of it.
    before, now : Lender or None
        Whose priors; None for the product's own.
    seed : int
        Same data, same seed: same answer.
    """
    near = found.under(data, before=before, now=now)
    return fit_response(
        data, seed=seed, kernels=near.kernels, curves=near.curves, turns=near.turns, near=near, body=now
    )
