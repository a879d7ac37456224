"""Which recorded features of a run change the response to it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from afterrun.associations.run_features import weigh_run_features
from afterrun.findings import RunFeature
from afterrun.lab.preparing import Prepared
from afterrun.lab.run_contrasts import asked_of, told
from afterrun.response.data import ResponseData
from afterrun.response.fit import Fit

_LATEST_REPORTS = 400  # more would say the same, slowly
_DRAWS, _FEW_DRAWS, _MANY_REPORTS = 24, 8, 200  # verdicts are steady by then; each costs O(n^3) in the reports
_FOLLOWED_D = 3.0  # days after a run within which a report says most of what it did: judgement


def run_features_of(prepared: Prepared, fit: Fit, *, seed: int) -> tuple[RunFeature, ...]:
    """Judge all features of the runs together.

    Parameters
    ----------
    prepared : Prepared
        The site looked at.
    fit : Fit
        Of that site.
    seed : int
        Of the draws.
    """
    data = _latest(prepared.data)
    followed = _followed(data)
    asked = asked_of(prepared.runs, followed)
    if not asked:
        return ()
    few = _DRAWS if len(data.report_t_d) <= _MANY_REPORTS else _FEW_DRAWS
    draws = fit.draws.rows(np.linspace(0, fit.draws.size - 1, few).astype(np.intp))
    weighed = weigh_run_features(draws, data, [one.contrast for one in asked], np.random.default_rng([seed, 6]))
    return told(asked, weighed, prepared.runs, followed)


def _latest(data: ResponseData) -> ResponseData:
    kept = slice(max(len(data.report_t_d) - _LATEST_REPORTS, 0), None)
    return replace(data, report_t_d=data.report_t_d[kept], lower=data.lower[kept], upper=data.upper[kept])


def _followed(data: ResponseData) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether something was reported in the days after each run."""
    next_report = np.searchsorted(data.report_t_d, data.run_t_d, side="right")
    known = np.append(data.report_t_d, np.inf)[next_report]
    return np.asarray(known - data.run_t_d <= _FOLLOWED_D)
