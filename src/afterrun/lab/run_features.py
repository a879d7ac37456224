"""Which recorded features of a run change the response to it, and what of a trend they explain."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from afterrun.associations.run_features import Weighed, weigh_run_features
from afterrun.findings import RunFeature
from afterrun.findings.draws import interval
from afterrun.findings.verdicts import verdict_on_ratio
from afterrun.lab.preparing import Prepared
from afterrun.lab.run_contrasts import Asked, asked_of, told
from afterrun.response.arrays import Floats
from afterrun.response.data import DAYS_PER_TREND_UNIT, ResponseData
from afterrun.response.fit import Fit

_LATEST_REPORTS = 400  # more would say the same, slowly
_DRAWS, _FEW_DRAWS, _MANY_REPORTS = 12, 4, 200  # each with several sizes of luck, each of O(n^3) in the reports
_FEWEST_RUNS = 6  # of which a slope on time says something: judgement
_FOLLOWED_D = 3.0  # days after a run within which a report says most of what it did: judgement


@dataclass(frozen=True, slots=True)
class WhichRuns:
    """What was found of all features.

    Parameters
    ----------
    told : tuple of RunFeature
        Each with its verdict.
    weighed : tuple of (Asked, Weighed)
        The same as columns and draws.
    run_t_d, dose : ndarray, shape (J,)
        When the runs were [d], and how long over the reference run [-].
    """

    told: tuple[RunFeature, ...] = ()
    weighed: tuple[tuple[Asked, Weighed], ...] = ()
    run_t_d: Floats = field(default_factory=lambda: np.zeros(0))
    dose: Floats = field(default_factory=lambda: np.zeros(0))

    def but(self, recorded: Collection[tuple[str, str]]) -> WhichRuns:
        """The same without some features with their level: what takes part in the fit explains nothing of it."""
        kept = (
            (one, weighed)
            for one, weighed in self.weighed
            if not {(one.feature, one.level), (one.feature, one.against)} & set(recorded)
        )
        return replace(self, weighed=tuple(kept))

    def with_those_of_a_while(self, ratios: Mapping[tuple[str, str], Floats]) -> WhichRuns:
        """The same with what came and went told from the fit that it takes part in (`lab.came_and_went`)."""
        return replace(self, told=tuple(_of_a_while(row, self.told, ratios) for row in self.told))

    def explain_per_month(self, since_d: float, learned: float, size: int, rng: np.random.Generator) -> Floats:
        """Draw the factor for 30 days that a trend tells only because other runs were run. Shape (S,).

        Hilly runs that grew rarer look like healing. What a straight line leaves out is its slope on time times its
        own effect (omitted variables; exact for least squares), among runs of a length: what goes with the distance,
        as the pace of walks, is in the growth with the dose already. A trend that the prior holds back takes in a
        share.

        Parameters
        ----------
        since_d : float
            When the trend begins; where too few runs were since then, all count. [d]
        learned : float
            That share: `response.curve.drift_learned`. [-]
        size : int
            S.
        rng : Generator
            Of the draws.
        """
        late = self.run_t_d >= since_d
        counted = late if late.sum() >= _FEWEST_RUNS else np.ones_like(late)
        log_response = np.zeros(size)
        for asked, weighed in self.weighed:
            slope = _slope_on_time(asked.contrast.z[counted], self.run_t_d[counted], self.dose[counted])
            log_response += weighed.log_response(np.full(size, slope), asked.contrast, rng)
        return np.exp(learned * log_response)


def run_features_of(prepared: Prepared, fit: Fit, *, seed: int) -> WhichRuns:
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
    data = prepared.data.latest(_LATEST_REPORTS)
    known = followed(data)
    asked = asked_of(prepared.runs, known)
    if not asked:
        return WhichRuns()
    few = _DRAWS if len(data.report_t_d) <= _MANY_REPORTS else _FEW_DRAWS
    draws = fit.draws.rows(np.linspace(0, fit.draws.size - 1, few).astype(np.intp))
    weighed = weigh_run_features(draws, data, [one.contrast for one in asked], np.random.default_rng([seed, 6]))
    return WhichRuns(
        told(asked, weighed, prepared.runs, known), tuple(zip(asked, weighed, strict=True)), data.run_t_d, data.dose
    )


def _of_a_while(row: RunFeature, rows: Sequence[RunFeature], ratios: Mapping[tuple[str, str], Floats]) -> RunFeature:
    """Tell one row anew, where it or the only other level of its feature came and went."""
    two = sum(each.feature == row.feature for each in rows) == 1
    if row.level and (row.feature, row.level) in ratios:
        ratio = ratios[row.feature, row.level]
    elif two and row.against and (row.feature, row.against) in ratios:
        ratio = 1 / ratios[row.feature, row.against]
    else:
        return row
    return replace(row, response_ratio=interval(ratio), verdict=verdict_on_ratio(ratio, "observational"))


def _slope_on_time(z: Floats, run_t_d: Floats, dose: Floats) -> float:
    """Change of a column in 30 days among runs of a length. [-]"""
    known = [np.ones(len(z)), (run_t_d - run_t_d.mean()) / DAYS_PER_TREND_UNIT, np.log(dose)]
    return float(np.linalg.lstsq(np.column_stack(known), z, rcond=None)[0][1])


def followed(data: ResponseData) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether something was reported in the days after each run."""
    next_report = np.searchsorted(data.report_t_d, data.run_t_d, side="right")
    known = np.append(data.report_t_d, np.inf)[next_report]
    return np.asarray(known - data.run_t_d <= _FOLLOWED_D)
