"""Fit one site: every shape of response with either dose curve, and none, each with and without a sudden change;
averaged by their evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.body import SHARED, Body, Lender
from afterrun.response.data import ResponseData
from afterrun.response.dose_curve import CURVES, POWER, DoseCurve, Threshold
from afterrun.response.found import Found
from afterrun.response.importance import Sample
from afterrun.response.kernel import KERNELS, RESPONSES, Kernel, NoResponse, exponentials_of
from afterrun.response.likelihood import Likelihood
from afterrun.response.mode import find_mode
from afterrun.response.model import ResponseModel
from afterrun.response.one_rival import MATTERS, sample_rival
from afterrun.response.parameters import PRIOR_RESPONDS
from afterrun.response.posterior import Draws, draws_from, joined, resampled
from afterrun.response.rival import Rival, log_priors, probabilities, summed_by, without_turn
from afterrun.response.sampling import weighed
from afterrun.response.searching import places_of, search, take_over
from afterrun.response.turns import TURN_NAMES, TurnName

DRAWS = 1000  # a 5 % quantile is then good to about 0.7 % of probability
_WORTH_RECKONING = 0.05  # probability of a sudden change: judgement


@dataclass(frozen=True, slots=True)
class Fit:
    """What was learned about one site.

    Parameters
    ----------
    data : ResponseData
        What it was learned from.
    draws : Draws
        From the average over all models.
    prob : mapping
        Posterior probability of each kernel, by name.
    prob_threshold : float
        Posterior probability of a dose below which next to nothing happens, if there is a response.
    k_hat : float
        The worst Pareto shape among the samples that make up at least a fiftieth of the draws.
    effective : float
        Effective number of draws (Kish) of all samples together.
    log_evidence : mapping
        By kernel, dose curve and sudden change (``K1 power``, ``K1 power struck``); for hopeless rivals that of
        Laplace's approximation.
    place : mapping
        By the same names, where that model's posterior lies: mean or mode, and covariance, in its own coordinates.
    parameters : mapping
        By the same names, what these coordinates stand for.
    drawn : mapping
        By the names of the models that draws come from, these in that model's coordinates, in the order of ``draws``.
    prob_turn : mapping
        Posterior probability of each kind of sudden change that was looked for, `none` among them.
    log_predictive : float
        Log of the prior predictive density of all answers, over all models: how well this prior foretold them.
    """

    data: ResponseData
    draws: Draws
    prob: Mapping[str, float]
    prob_threshold: float
    k_hat: float
    effective: float
    log_evidence: Mapping[str, float]
    place: Mapping[str, tuple[Floats, Floats]]
    parameters: Mapping[str, tuple[str, ...]]
    drawn: Mapping[str, Floats]
    prob_turn: Mapping[TurnName, float]
    log_predictive: float

    @property
    def likeliest(self) -> Kernel:
        """The likeliest shape, if there is a response; where there is no run, the first of all."""
        shapes = [name for name in self.prob if name != NoResponse().name] or [RESPONSES[0].name]
        return KERNELS[max(shapes, key=lambda name: self.prob.get(name, 0.0))]

    @property
    def body(self) -> Body:
        """What this site has taught about other sites of the same person."""
        taught = {}
        for name, parameters in sorted(self.parameters.items(), key=lambda each: self.log_evidence[each[0]]):
            mean, covariance = self.place[name]
            sd = np.sqrt(np.diag(covariance))
            taught[without_turn(name)] = {
                p: (float(m), float(s)) for p, m, s in zip(parameters, mean, sd, strict=True) if p in SHARED
            }
        return Body(taught)

    @property
    def found(self) -> Found:
        """Where its models were found, to fit the same diary again under another prior."""
        return Found(self.place, self.log_evidence, tuple(name for name in TURN_NAMES if name in self.prob_turn))

    @property
    def likely_turns(self) -> tuple[TurnName, ...]:
        """Sudden changes that another fit of nearly the same diary has to reckon with."""
        return tuple(name for name in TURN_NAMES if self.prob_turn.get(name, 0.0) > _WORTH_RECKONING)

    @property
    def prob_free(self) -> float:
        """Posterior probability that its course is of no simple family, if there is a response."""
        free = sum(p for name, p in self.prob.items() if KERNELS[name].free)
        return free / self.prob_responds if self.prob_responds > 0 else 0.0

    @property
    def prob_responds(self) -> float:
        """Posterior probability that there is a response at all, of whatever shape."""
        return 1 - self.prob[NoResponse().name]


def fit_response(
    data: ResponseData,
    *,
    seed: int = 0,
    kernels: Sequence[Kernel] = RESPONSES,
    curves: Sequence[DoseCurve] = CURVES,
    turns: Sequence[TurnName] = TURN_NAMES,
    wanders: bool = True,
    size: int = DRAWS,
    near: Fit | Found | None = None,
    body: Lender | None = None,
) -> Fit:
    """Fit the response model to one site.

    Parameters
    ----------
    data : ResponseData
        Runs, reports and care of one site.
    seed : int
        Same data, same seed: same answer.
    kernels : sequence of Kernel
        Shapes of the response to average over; the rival without a response always takes part. Where there is no run it
        takes part alone: nothing can tell it from the others.
    curves : sequence of DoseCurve
        Dose curves to average over, with each shape.
    turns : sequence of str
        Sudden changes to look for; none of them always takes part.
    wanders : bool
        Whether response and level may wander beside their straight lines.
    size : int
        Number of equal-weight draws to return.
    near : Fit or Found, optional
        A fit of nearly the same diary with the same models, such as one report ago: the search for the modes is spared,
        which is half of the work. The answer is as good, but not the same to the last digit; so what is told to people
        is always fitted afresh, and this is for simulations and forecasts by the hundred. Or where a fit of the very
        same diary was found under another prior, as a guess for this one (`afterrun.response.found`).
    body : Lender, optional
        What another site of the same person has taught (`Fit.body` of that site), or many other people
        (`population.Population`).
    """
    rng = np.random.default_rng(seed)
    kernels = kernels if len(data.run_t_d) else ()
    places = places_of(data, turns)
    models = [ResponseModel.on(data, kernel, curve, body, wanders=wanders) for kernel in kernels for curve in curves]
    models.append(ResponseModel.on(data, NoResponse(), POWER, body, wanders=wanders))
    prior = log_priors(models, places, PRIOR_RESPONDS if body is None else body.prob_responds)
    if near:
        rivals = take_over(data, models, places, prior, place=near.place, log_evidence=near.log_evidence)
    else:
        rivals = search(data, models, places, rng, prior)
    prob, counts = weighed(rivals, size, rng, located=isinstance(near, Found))
    q = max((exponentials_of(kernel) for kernel in kernels), default=1)
    return _averaged(data, tuple(places), rivals, prob, _drawn(rivals, counts, rng, q))


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The draws that one model gives of the average."""

    name: str
    sample: Sample
    z: Floats
    draws: Draws

    @property
    def count(self) -> int:
        return len(self.z)


def _drawn(rivals: Sequence[Rival], counts: Sequence[int], rng: np.random.Generator, q: int) -> list[_Drawn]:
    """Draw from each rival as often as it counts."""
    drawn = []
    for rival, n in zip(rivals, counts, strict=True):
        if rival.sample is not None and n:
            picked = resampled(rival.sample, size=n, rng=rng)
            draws = draws_from(rival.likelihood, rival.sample, picked, rng=rng, q=q)
            drawn.append(_Drawn(rival.name, rival.sample, rival.sample.z[picked], draws))
    return drawn


def _averaged(
    data: ResponseData, turns: Sequence[TurnName], rivals: Sequence[Rival], prob: Floats, drawn: Sequence[_Drawn]
) -> Fit:
    """Put together what all rivals say, each as much as it counts; ``turns`` were looked for."""
    size = sum(each.count for each in drawn)
    return Fit(
        data=data,
        draws=joined([each.draws for each in drawn]),
        prob=summed_by((rival.kernel for rival in rivals), prob),
        prob_threshold=_prob_threshold(rivals, prob),
        k_hat=max(each.sample.k_hat for each in drawn if each.count >= MATTERS * size),
        effective=1 / sum((each.count / size) ** 2 / each.sample.effective for each in drawn),
        log_evidence={rival.name: rival.log_evidence for rival in rivals},
        place={rival.name: rival.place for rival in rivals},
        parameters={rival.name: tuple(p.name for p in rival.likelihood.model.parameters) for rival in rivals},
        drawn={each.name: each.z for each in drawn},
        prob_turn=dict.fromkeys(turns, 0.0) | summed_by((rival.turn for rival in rivals), prob),
        log_predictive=float(np.logaddexp.reduce([rival.log_evidence + rival.log_prior for rival in rivals])),
    )


def odds_of_response(data: ResponseData, *, kernel: str, turns: Sequence[TurnName] = (), seed: int = 0) -> float:
    """Probability of a response of one shape against none, from the modes alone: quick, good to about a tenth.

    The shape's prior is that of a response of any shape.
    """
    rng = np.random.default_rng(seed)
    models = [ResponseModel.on(data, KERNELS[kernel], POWER), ResponseModel.on(data, NoResponse(), POWER)]
    places = places_of(data, turns)
    rivals = search(data, models, places, rng, log_priors(models, places, PRIOR_RESPONDS))
    return 1 - summed_by((rival.kernel for rival in rivals), probabilities(rivals))[NoResponse().name]


def sample_one(likelihood: Likelihood, rng: np.random.Generator) -> Sample:
    """Sample one model on its own: mode, then importance sampling around it."""
    mode = find_mode(likelihood, rng)
    return sample_rival(Rival(likelihood, mode, 0.0, mode.log_evidence), rng, 1.0)


def _prob_threshold(rivals: Sequence[Rival], prob: Floats) -> float:
    curve = [None if rival.kernel == NoResponse().name else rival.likelihood.model.curve.name for rival in rivals]
    found = {name: sum(p for c, p in zip(curve, prob, strict=True) if c == name) for name in (c.name for c in CURVES)}
    return float(found[Threshold().name] / max(sum(found.values()), 1e-300))
