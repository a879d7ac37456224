"""Did something change from one day to the next, and on which day?

Rivals for one diary: nothing but drift, trend and bends; a gradual change over half of it; a sudden one; of the
response to runs or of the pain without them, about any date (`response.steps`). Each has its evidence by Laplace's
approximation; the dates are averaged over, each as likely before the data (a single change point with a prior over its
date; Smith 1975, doi 10.1093/biomet/62.2.407). The chance that there was a sudden change at all, and its date, are read
off that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from afterrun.findings.change import ChangeVerdict
from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.fit import Fit
from afterrun.response.kernel import NoResponse
from afterrun.response.mode import Mode, find_mode
from afterrun.response.model import Likelihood
from afterrun.response.steps import STEP, What, rival

# Sudden, gradual and neither, before the data: judgement (`docs/decisions/051-sudden-against-smooth.md`).
PRIOR_SUDDEN, _PRIOR_GRADUAL = 0.5, 0.25
SURE, UNLIKELY = 0.95, 0.2  # chances at which a change is said and denied: as verdicts, and judgement
_EDGE_D = 10.0  # a change in the first or last days cannot be told from ups and downs
_FEWEST_RUNS, _FEWEST_REPORTS = 2, 5  # on either side
_COARSE = 12  # dates that are fitted; the days between are weighed where the best of them ended
_WORTH_A_LOOK = 0.0  # log evidence of the best coarse date over no change, below which the rest is spared
_WORTH_DOUBTING = 1.0  # mean log evidence of a sudden change, below which no gradual one is needed to refuse it
_FAR_BEHIND = 4.0  # log evidence; odds of 1 to 55 against the best
_GRADUAL_SHARE = 0.3  # of the diary, that a gradual change takes
_MOST_DAYS = 60  # dates closer than a sixtieth of a diary cannot be told apart
_SIZES = 500  # draws; quantiles to a hundredth
_STEPS = np.array([-2.0, -0.8, 0.8, 2.0])  # guesses of the step, in sd of its prior
_AROUND = np.array([0.5, 1.0, 1.4])  # of the step at the best date: another date may want another


@dataclass(frozen=True, slots=True)
class Change:
    """What is known of the one sudden change that there may have been.

    Parameters
    ----------
    prob : float
        That there was one at all.
    what : str
        Of the response to runs, or of the pain without them: the likelier.
    date_d, weight : ndarray, shape (g,)
        Days [d] and their probabilities if it was that; they add up to 1.
    step : ndarray, shape (S,)
        If there was one (`SURE`), draws of its size on the likeliest day: log of the response after over that before
        [-], or step of the pain without runs [NRS].
    """

    prob: float
    what: What
    date_d: Floats
    weight: Floats
    step: Floats

    @property
    def worse(self) -> bool:
        """Whether it was probably for the worse."""
        return bool((self.step > 0).sum() > len(self.step) / 2)

    @property
    def verdict(self) -> ChangeVerdict:
        """What may be said."""
        if self.prob >= SURE:
            return "changed"
        return "no-sign" if self.prob <= UNLIKELY else "not-yet-known"

    def date_at(self, share: float) -> float:
        """Quantile of the date. [d]"""
        return float(np.interp(share, np.cumsum(self.weight), self.date_d))


@dataclass(slots=True)
class _Case:
    """One kind of change: the days it may have been on, and its evidence over no change on each."""

    what: What
    width_d: float
    days: Floats
    best_d: float
    mode: Mode
    log_evidence: Floats

    @property
    def mean(self) -> float:
        """Log of the evidence averaged over the days."""
        return float(np.logaddexp.reduce(self.log_evidence) - np.log(len(self.days)))


def weigh_changes(data: ResponseData, fit: Fit, rng: np.random.Generator) -> Change | None:
    """Weigh a sudden change on each day.

    Parameters
    ----------
    data : ResponseData
        What was fitted.
    fit : Fit
        For the likeliest shape.

    Returns
    -------
    Change or None
        None where the diary is too short for one.
    """
    best = max(fit.log_evidence, key=lambda name: fit.log_evidence[name])
    model = best.split()[0]
    kinds: tuple[What, ...] = ("baseline",) if model == NoResponse().name else ("response", "baseline")
    days = {what: found for what in kinds if len(found := _days(data, what)) > 1}
    if not days:
        return None
    start = dict(zip(fit.parameters[best], fit.place[best][0], strict=True))
    smooth = rival(data, model)
    near = np.array([start.get(parameter.name, 0.0) for parameter in smooth.model.parameters])
    none = find_mode(smooth, rng, near=near)
    search = _Search(data, model, none, smooth.cavity0, rng)
    sudden = [search.coarse(what, 0.0, days[what]) for what in days]
    top = max(case.log_evidence.max() for case in sudden)
    sudden = [search.fine(case, days[case.what]) if search.promising(case, top) else case for case in sudden]
    gradual: list[_Case] = []
    if _mean(sudden) > _WORTH_DOUBTING:
        slow = (data.span_d[1] - data.span_d[0]) * _GRADUAL_SHARE
        rivals = [search.coarse(case.what, slow, days[case.what]) for case in sudden if search.promising(case, top)]
        gradual = [search.fine(case, days[case.what]) for case in rivals]
    case = max(sudden, key=lambda case: case.mean)
    weight = np.exp(case.log_evidence - case.log_evidence.max())
    prob = _chance(sudden, gradual)
    step = search.step(case) if prob >= SURE else np.zeros(0)
    return Change(prob, case.what, case.days, weight / weight.sum(), step)


def _days(data: ResponseData, what: What) -> Floats:
    """Days on which a change of a kind could be seen; not more than are worth the time."""
    days = np.arange(data.report_t_d[0] + _EDGE_D, data.report_t_d[-1] - _EDGE_D)
    events, fewest = (data.run_t_d, _FEWEST_RUNS) if what == "response" else (data.report_t_d, _FEWEST_REPORTS)
    before = (events[None, :] <= days[:, None]).sum(axis=1)
    days = days[(before >= fewest) & (len(events) - before >= fewest)]
    return np.asarray(days[:: max(1, -(-len(days) // _MOST_DAYS))])


@dataclass(slots=True)
class _Search:
    """Looks for the best day of each kind of change, starting from the model without one."""

    data: ResponseData
    model: str
    none: Mode
    cavity: Floats  # where the sweeps ended without a change: a start for all others
    rng: np.random.Generator

    def coarse(self, what: What, width_d: float, days: Floats) -> _Case:
        """Look at a few days and fit the best of them."""
        some = days[np.unique(np.linspace(0, len(days) - 1, _COARSE).astype(np.intp))]
        height = np.array([self._height(what, day, width_d, self._guesses(what)) for day in some])
        best = float(some[int(height.argmax())])
        return self._case(what, width_d, some, best, self._fitted(what, best, width_d, self._without(what)), height)

    def fine(self, case: _Case, days: Floats) -> _Case:
        """Weigh every day with the parameters of the best so far, and fit the best day."""
        near = self._near(case.what, case.mode)
        height = np.array([self._height(case.what, day, case.width_d, near) for day in days])
        best = float(days[int(height.argmax())])
        mode = case.mode if best == case.best_d else self._fitted(case.what, best, case.width_d, case.mode.z)
        return self._case(case.what, case.width_d, days, best, mode, height)

    def promising(self, case: _Case, top: float) -> bool:
        """Whether a case explains more than no change, and is not far behind the best."""
        return bool(case.log_evidence.max() > max(_WORTH_A_LOOK, top - _FAR_BEHIND))

    def _case(self, what: What, width_d: float, days: Floats, best_d: float, mode: Mode, height: Floats) -> _Case:
        gained = mode.log_evidence - self.none.log_evidence
        return _Case(what, width_d, days, best_d, mode, gained + height - height.max())

    def step(self, case: _Case) -> Floats:
        """Draw the size of the step on the best day, with the parameters as the curvature at the mode leaves them."""
        z = self.rng.multivariate_normal(case.mode.z, case.mode.covariance, _SIZES)
        if case.what == "response":
            return np.asarray(-STEP.sd * z[:, self._place(case.what, STEP.name)])
        found = self._rival(case.what, case.best_d, 0.0).evaluate(z)
        return np.asarray(found.mean[:, -1] + np.sqrt(found.cov[:, -1, -1]) * self.rng.standard_normal(_SIZES))

    def _rival(self, what: What, day: float, width_d: float) -> Likelihood:
        likelihood = rival(self.data, self.model, what=what, tau_d=day, width_d=width_d)
        likelihood.cavity0 = self.cavity
        return likelihood

    def _height(self, what: What, day: float, width_d: float, z: Floats) -> float:
        """Highest log posterior density on a day among some parameters."""
        return float(self._rival(what, float(day), width_d).log_posterior(z).max())

    def _fitted(self, what: What, day: float, width_d: float, near: Floats) -> Mode:
        return find_mode(self._rival(what, day, width_d), self.rng, near=near)

    def _place(self, what: What, name: str) -> int:
        return [p.name for p in self._rival(what, 0.0, 0.0).model.parameters].index(name)

    def _without(self, what: What) -> Floats:
        """Parameters of the model without a change, in the coordinates of one with it."""
        return np.insert(self.none.z, self._place(what, STEP.name), 0.0) if what == "response" else self.none.z

    def _guesses(self, what: What) -> Floats:
        """Steps up and down, with less left to the ups and downs and to luck from run to run than without a change."""
        z = self._without(what)
        calm = z.copy()
        calm[self._place(what, "log_sigma_u")] -= 0.8
        if what == "baseline":
            return np.array([z, calm])
        calm[self._place(what, "log_omega")] -= 1.0
        guesses = np.repeat(np.array([z, calm]), len(_STEPS), axis=0)
        guesses[:, self._place(what, STEP.name)] = np.tile(_STEPS, 2)
        return guesses

    def _near(self, what: What, mode: Mode) -> Floats:
        """The fitted parameters, with the size of the step left open: another day may want another."""
        if what == "baseline":
            return mode.z[None, :]
        z = np.repeat(mode.z[None, :], len(_AROUND), axis=0)
        z[:, self._place(what, STEP.name)] *= _AROUND
        return z


def _chance(sudden: Sequence[_Case], gradual: Sequence[_Case]) -> float:
    """Probability of a sudden change against a gradual one and none."""
    smooth = np.log(1 - PRIOR_SUDDEN - _PRIOR_GRADUAL)
    slowly = _mean(gradual) + np.log(_PRIOR_GRADUAL)
    return float(1 / (1 + np.exp(np.logaddexp(smooth, slowly) - _mean(sudden) - np.log(PRIOR_SUDDEN))))


def _mean(cases: Sequence[_Case]) -> float:
    """Log of the evidence averaged over kinds and days; 0, as without a change, where nobody looked."""
    return float(np.logaddexp.reduce([case.mean for case in cases]) - np.log(len(cases))) if cases else 0.0
