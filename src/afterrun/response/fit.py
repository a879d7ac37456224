"""Fit one site: every shape of response with either dose curve, and none; averaged by their evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.body import SHARED, Body
from afterrun.response.data import ResponseData
from afterrun.response.dose_curve import CURVES, POWER, DoseCurve, Threshold
from afterrun.response.importance import Sample, sample_posterior
from afterrun.response.kernel import KERNELS, RESPONSES, Kernel, NoResponse
from afterrun.response.mode import Mode, find_mode
from afterrun.response.model import Likelihood, ResponseModel
from afterrun.response.posterior import Draws, draws_from, joined
from afterrun.response.psis import K_HAT_LIMIT
from afterrun.response.tempered import sample_tempered

DRAWS = 1000  # a 5 % quantile is then good to about 0.7 % of probability
_PRIOR_RESPONDS = 0.5  # before the data, a response and none are as likely; the shapes share the first half equally
# A rival whose evidence at the mode is this far behind the best (odds of 1 to 400) is not sampled: evidence from the
# mode alone is good to about 0.5.
_HOPELESS = 6.0
# Of `DRAWS`; below 200 the tails of an interval wander: judgement.
_EFFECTIVE_WANTED, _EFFECTIVE_LEAST = 800.0, 200.0


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
        The worst Pareto shape among the samples that make up at least a hundredth of the draws.
    effective : float
        Effective number of draws (Kish) of all samples together.
    log_evidence : mapping
        By kernel and dose curve (``K1 power``); for hopeless rivals that of Laplace's approximation.
    place : mapping
        By the same names, where that model's posterior lies: mean or mode, and covariance, in its own coordinates.
    parameters : mapping
        By the same names, what these coordinates stand for.
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

    @property
    def likeliest(self) -> Kernel:
        """The likeliest shape, if there is a response."""
        return KERNELS[max((name for name in self.prob if name != NoResponse().name), key=lambda name: self.prob[name])]

    @property
    def body(self) -> Body:
        """What this site has taught about other sites of the same person."""
        taught = {}
        for name, parameters in self.parameters.items():
            mean, covariance = self.place[name]
            sd = np.sqrt(np.diag(covariance))
            taught[name] = {
                p: (float(m), float(s)) for p, m, s in zip(parameters, mean, sd, strict=True) if p in SHARED
            }
        return Body(taught)

    @property
    def prob_responds(self) -> float:
        """Posterior probability that there is a response at all, of whatever shape."""
        return 1 - self.prob[NoResponse().name]


@dataclass(slots=True)
class _Rival:
    """One model: its mode first, a sample later if it is worth one."""

    likelihood: Likelihood
    mode: Mode
    log_prior: float
    sample: Sample | None = None

    @property
    def kernel(self) -> str:
        return self.likelihood.model.kernel.name

    @property
    def name(self) -> str:
        return self.likelihood.model.name

    @property
    def log_evidence(self) -> float:
        return self.mode.log_evidence if self.sample is None else self.sample.log_evidence

    @property
    def place(self) -> tuple[Floats, Floats]:
        return (self.mode.z, self.mode.covariance) if self.sample is None else self.sample.place


def fit_response(
    data: ResponseData,
    *,
    seed: int = 0,
    kernels: Sequence[Kernel] = RESPONSES,
    curves: Sequence[DoseCurve] = CURVES,
    size: int = DRAWS,
    near: Fit | None = None,
    body: Body | None = None,
) -> Fit:
    """Fit the response model to one site.

    Parameters
    ----------
    data : ResponseData
        Runs, reports and care of one site.
    seed : int
        Same data, same seed: same answer.
    kernels : sequence of Kernel
        Shapes of the response to average over; the rival without a response always takes part.
    curves : sequence of DoseCurve
        Dose curves to average over, with each shape.
    size : int
        Number of equal-weight draws to return.
    near : Fit, optional
        A fit of nearly the same diary with the same models, such as one report ago: the search for the modes is spared,
        which is half of the work. The answer is as good, but not the same to the last digit; so what is told to people
        is always fitted afresh, and this is for simulations and forecasts by the hundred.
    body : Body, optional
        What another site of the same person has taught (`Fit.body` of that site).
    """
    rng = np.random.default_rng(seed)
    rivals = _rivals(data, [(kernel, curve) for kernel in kernels for curve in curves], rng, near, body)
    crude = _probabilities(rivals)
    best = max(rival.mode.log_evidence + rival.log_prior for rival in rivals)
    for rival, share in zip(rivals, crude, strict=True):
        if rival.mode.log_evidence + rival.log_prior > best - _HOPELESS:
            wanted = max(_EFFECTIVE_LEAST, _EFFECTIVE_WANTED * share)
            rival.sample = _sample(rival.likelihood, rival.mode, rng, wanted)
    prob = _probabilities(rivals)
    counts = _shares(prob, size, [rival.sample is not None for rival in rivals])
    q = max(_exponentials(kernel) for kernel in kernels)
    drawn = [(r.likelihood, r.sample, n) for r, n in zip(rivals, counts, strict=True) if r.sample is not None and n]
    counted = [sample for _, sample, n in drawn if n >= size / 100]
    return Fit(
        data=data,
        draws=joined([draws_from(likelihood, sample, size=n, rng=rng, q=q) for likelihood, sample, n in drawn]),
        prob=_by_kernel(rivals, prob),
        prob_threshold=_prob_threshold(rivals, prob),
        k_hat=max(sample.k_hat for sample in counted),
        effective=1 / sum((n / size) ** 2 / sample.effective for _, sample, n in drawn),
        log_evidence={rival.name: rival.log_evidence for rival in rivals},
        place={rival.name: rival.place for rival in rivals},
        parameters={rival.name: tuple(p.name for p in rival.likelihood.model.parameters) for rival in rivals},
    )


def odds_of_response(data: ResponseData, *, kernel: str, seed: int = 0) -> float:
    """Probability of a response of one shape against none, from the modes alone: quick, good to about a tenth.

    The shape's prior is that of a response of any shape.
    """
    rng = np.random.default_rng(seed)
    with_it, without = _rivals(data, [(KERNELS[kernel], POWER)], rng)
    return float(_probabilities([with_it, without])[0])


def sample_one(likelihood: Likelihood, rng: np.random.Generator) -> Sample:
    """Sample one model on its own: mode, then importance sampling around it."""
    return _sample(likelihood, find_mode(likelihood, rng), rng, _EFFECTIVE_WANTED)


def _rivals(
    data: ResponseData,
    responses: Sequence[tuple[Kernel, DoseCurve]],
    rng: np.random.Generator,
    near: Fit | None = None,
    body: Body | None = None,
) -> list[_Rival]:
    rivals: list[_Rival] = []
    for kernel, curve in (*responses, (NoResponse(), POWER)):
        likelihood = Likelihood(ResponseModel.on(data, kernel, curve, body), data)
        prior = 1 - _PRIOR_RESPONDS if isinstance(kernel, NoResponse) else _PRIOR_RESPONDS / len(responses)
        mode = _mode_near(likelihood, near) if near else _mode_among(likelihood, rivals, rng)
        rivals.append(_Rival(likelihood, mode, float(np.log(prior))))
    return rivals


def _mode_among(likelihood: Likelihood, rivals: Sequence[_Rival], rng: np.random.Generator) -> Mode:
    alone = not rivals or isinstance(likelihood.model.kernel, NoResponse)
    return find_mode(likelihood, rng, near=None if alone else _carried_over(rivals, likelihood))


def _mode_near(likelihood: Likelihood, near: Fit) -> Mode:
    """Take over where an earlier fit found this model, and how it did against its rivals."""
    name = likelihood.model.name
    centre, covariance = near.place[name]
    likelihood.start_from(centre)
    return Mode(centre, covariance, near.log_evidence[name])


def _carried_over(rivals: Sequence[_Rival], to: Likelihood) -> Floats:
    """Start a model where the one most like it ended, as far as they share parameters."""
    names = [p.name for p in to.model.parameters]
    like = max(rivals, key=lambda rival: len({p.name for p in rival.likelihood.model.parameters} & set(names)))
    found = dict(zip((p.name for p in like.likelihood.model.parameters), like.mode.z, strict=True))
    return np.array([found.get(name, 0.0) for name in names])


def _sample(likelihood: Likelihood, mode: Mode, rng: np.random.Generator, wanted: float) -> Sample:
    """Sample around a mode; by tempering from the prior where the weights came out unusable."""
    sample = sample_posterior(likelihood, mode=mode.z, covariance=mode.covariance, rng=rng, effective_wanted=wanted)
    return sample if sample.k_hat < K_HAT_LIMIT else sample_tempered(likelihood, rng)


def _probabilities(rivals: Sequence[_Rival]) -> Floats:
    weight = np.array([rival.log_evidence + rival.log_prior for rival in rivals])
    weight = np.exp(weight - weight.max())
    return np.asarray(weight / weight.sum())


def _by_kernel(rivals: Sequence[_Rival], prob: Floats) -> dict[str, float]:
    names = dict.fromkeys(rival.kernel for rival in rivals)
    return {
        name: float(sum(p for rival, p in zip(rivals, prob, strict=True) if rival.kernel == name)) for name in names
    }


def _prob_threshold(rivals: Sequence[_Rival], prob: Floats) -> float:
    curve = [None if rival.kernel == NoResponse().name else rival.likelihood.model.curve.name for rival in rivals]
    found = {name: sum(p for c, p in zip(curve, prob, strict=True) if c == name) for name in (c.name for c in CURVES)}
    return float(found[Threshold().name] / max(sum(found.values()), 1e-300))


def _shares(prob: Floats, size: int, sampled: Sequence[bool]) -> list[int]:
    """Split the draws among the sampled rivals, so that they add up."""
    prob = np.where(sampled, prob, 0.0)
    ends = np.round(size * np.cumsum(prob) / prob.sum()).astype(int)
    return [int(n) for n in np.diff(ends, prepend=0)]


def _exponentials(kernel: Kernel) -> int:
    values = {p.name: np.array([p.mean]) for p in kernel.parameters}
    return int(kernel.exponentials(values)[0].shape[1])
