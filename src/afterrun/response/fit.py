"""Fit one site: every shape of response with either dose curve, and none, each with and without a sudden change;
averaged by their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.body import SHARED, Body, Lender
from afterrun.response.data import ResponseData
from afterrun.response.dose_curve import CURVES, POWER, DoseCurve, Threshold
from afterrun.response.importance import Sample, sample_posterior
from afterrun.response.kernel import KERNELS, RESPONSES, Kernel, NoResponse, exponentials_of
from afterrun.response.mode import Mode, carried_over, climb_on, find_mode
from afterrun.response.model import Likelihood, ResponseModel
from afterrun.response.parameters import PRIOR_RESPONDS
from afterrun.response.posterior import Draws, draws_from, joined, resampled
from afterrun.response.psis import K_HAT_LIMIT
from afterrun.response.tempered import FEW_MOVES, MOVES, moved, sample_tempered
from afterrun.response.turning import find_turn, turn_near
from afterrun.response.turns import OF_THE_LEVEL, TURN_NAMES, TURN_PRIOR, TurnName, Turns, turns_of

_Name = TypeVar("_Name", bound=str)

DRAWS = 1000  # a 5 % quantile is then good to about 0.7 % of probability
# A rival that is less likely than this by the evidence at its mode is not sampled: evidence from the mode alone is good
# to about 0.5.
_LEAST_SHARE = 0.005
_WORTH_RECKONING = 0.05  # probability of a sudden change: judgement
# The same within a family of models with one kind of sudden change, how many of them, and how likely the family has to
# be: judgement.
_LEAST_TURNED, _LEAST_FAMILY = 0.08, 0.004
_MOST_TURNED = ((0.05, 1), (0.15, 2), (0.3, 3), (1.1, 5))  # how many by the family's probability
_MATTERS = 0.02  # share of the draws, below which unusable weights are left as they are
_TOO_FEW_TO_MOVE = 15.0  # effective draws: judgement
_FEWEST_WALKERS, _ENOUGH = 150, 0.4  # and the share of the wanted draws that is enough: judgement
_MOST_MISSED = 2.0  # log evidence that the mode alone may have missed; one rogue weight must not make more
_HOPELESS = 4.0  # log evidence behind the best model without a change, beyond which none is looked for with another
_WORTH_FREEING = 3.0  # log evidence behind the best dose curve, beyond which no free course is tried with another
_FAR_BEHIND = 4.0  # log evidence of a change below which only the likeliest model is tried with it: odds of 1 to 55
# Of `DRAWS`; below 200 the tails of an interval wander: judgement.
_EFFECTIVE_WANTED, _EFFECTIVE_LEAST = 800.0, 60.0
_OWN_WIDTH = (0.3, 1.0)  # variance of what only one of two models has, in prior variances: judgement
# Of adapting: for a rival that gives many draws, few, and next to none.
_ROUNDS, _FEW_ROUNDS, _FEWEST_ROUNDS = (2, 6), (2, 3), (1, 2)


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
            taught[_without_turn(name)] = {
                p: (float(m), float(s)) for p, m, s in zip(parameters, mean, sd, strict=True) if p in SHARED
            }
        return Body(taught)

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


@dataclass(slots=True)
class _Rival:
    """One model: its mode first, a sample later if it is worth one.

    ``chance`` is a guess of the chances of the turns, ``crude`` the evidence before it is sampled.
    """

    likelihood: Likelihood
    mode: Mode
    log_prior: float
    crude: float
    chance: Floats | None = None
    sample: Sample | None = None

    @property
    def kernel(self) -> str:
        return self.likelihood.model.kernel.name

    @property
    def turn(self) -> TurnName:
        return self.likelihood.turns.name

    @property
    def name(self) -> str:
        return named(self.likelihood.model.name, self.turn)

    @property
    def log_evidence(self) -> float:
        return self.crude if self.sample is None else self.sample.log_evidence

    @property
    def place(self) -> tuple[Floats, Floats]:
        return (self.mode.z, self.mode.covariance) if self.sample is None else self.sample.place


def fit_response(
    data: ResponseData,
    *,
    seed: int = 0,
    kernels: Sequence[Kernel] = RESPONSES,
    curves: Sequence[DoseCurve] = CURVES,
    turns: Sequence[TurnName] = TURN_NAMES,
    wanders: bool = True,
    size: int = DRAWS,
    near: Fit | None = None,
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
    near : Fit, optional
        A fit of nearly the same diary with the same models, such as one report ago: the search for the modes is spared,
        which is half of the work. The answer is as good, but not the same to the last digit; so what is told to people
        is always fitted afresh, and this is for simulations and forecasts by the hundred.
    body : Lender, optional
        What another site of the same person has taught (`Fit.body` of that site), or many other people
        (`population.Population`).
    """
    rng = np.random.default_rng(seed)
    places = _places(data, turns)
    kernels = kernels if len(data.run_t_d) else ()
    models = [ResponseModel.on(data, kernel, curve, body, wanders=wanders) for kernel in kernels for curve in curves]
    models.append(ResponseModel.on(data, NoResponse(), POWER, body, wanders=wanders))
    prior = _log_priors(models, places, PRIOR_RESPONDS if body is None else body.prob_responds)
    rivals = _near(data, models, places, near, prior) if near else _searched(data, models, places, rng, prior)
    for rival, share in _worth_sampling(rivals):
        _warmed(rival, rivals)
        rival.sample = _sample(rival, rng, share)
    _correct(rivals)
    prob = _probabilities(rivals)
    counts = _shares(rivals, prob, size)
    if _mended(rivals, counts, size, rng):
        prob = _probabilities(rivals)
        counts = _shares(rivals, prob, size)
    q = max((exponentials_of(kernel) for kernel in kernels), default=1)
    drawn = [(r.likelihood, r.sample, n) for r, n in zip(rivals, counts, strict=True) if r.sample is not None and n]
    counted = [sample for _, sample, n in drawn if n >= _MATTERS * size]
    parts, rows = [], {}
    for likelihood, sample, n in drawn:
        picked = resampled(sample, size=n, rng=rng)
        rows[named(likelihood.model.name, likelihood.turns.name)] = sample.z[picked]
        parts.append(draws_from(likelihood, sample, picked, rng=rng, q=q))
    return Fit(
        data=data,
        draws=joined(parts),
        prob=_summed((rival.kernel for rival in rivals), prob),
        prob_threshold=_prob_threshold(rivals, prob),
        k_hat=max(sample.k_hat for sample in counted),
        effective=1 / sum((n / size) ** 2 / sample.effective for _, sample, n in drawn),
        log_evidence={rival.name: rival.log_evidence for rival in rivals},
        place={rival.name: rival.place for rival in rivals},
        parameters={rival.name: tuple(p.name for p in rival.likelihood.model.parameters) for rival in rivals},
        drawn=rows,
        prob_turn=dict.fromkeys(places, 0.0) | _summed((rival.turn for rival in rivals), prob),
    )


def odds_of_response(data: ResponseData, *, kernel: str, turns: Sequence[TurnName] = (), seed: int = 0) -> float:
    """Probability of a response of one shape against none, from the modes alone: quick, good to about a tenth.

    The shape's prior is that of a response of any shape.
    """
    rng = np.random.default_rng(seed)
    models = [ResponseModel.on(data, KERNELS[kernel], POWER), ResponseModel.on(data, NoResponse(), POWER)]
    places = _places(data, turns)
    rivals = _searched(data, models, places, rng, _log_priors(models, places, PRIOR_RESPONDS))
    return 1 - _summed((rival.kernel for rival in rivals), _probabilities(rivals))[NoResponse().name]


def sample_one(likelihood: Likelihood, rng: np.random.Generator) -> Sample:
    """Sample one model on its own: mode, then importance sampling around it."""
    mode = find_mode(likelihood, rng)
    return _sample(_Rival(likelihood, mode, 0.0, mode.log_evidence), rng, 1.0)


def _places(data: ResponseData, turns: Sequence[TurnName]) -> dict[TurnName, Turns]:
    """Where each kind of change may have been; kinds without a place are left out."""
    names: tuple[TurnName, ...] = ("none", *turns)
    found = {name: turns_of(data, name) for name in names}
    return {name: places for name, places in found.items() if places.count}


def _log_priors(
    models: Sequence[ResponseModel], places: Mapping[TurnName, Turns], prob_responds: float
) -> dict[str, float]:
    """Log prior of each model with each turn: that of a response is shared equally by its models."""
    responses = sum(model.responds for model in models)
    none = 1 - prob_responds if responses else 1.0
    found: dict[str, float] = {}
    for model in models:
        turns = [name for name in places if model.responds or name in OF_THE_LEVEL]
        total = sum(TURN_PRIOR[name] for name in turns)
        share = prob_responds / responses if model.responds else none
        found |= {named(model.name, turn): float(np.log(share * TURN_PRIOR[turn] / total)) for turn in turns}
    return found


def _searched(
    data: ResponseData,
    models: Sequence[ResponseModel],
    places: Mapping[TurnName, Turns],
    rng: np.random.Generator,
    prior: Mapping[str, float],
) -> list[_Rival]:
    """Find the mode of every model; then look for sudden changes from the likeliest of them.

    A free course with a dose curve that lags behind another one with the families is not worth its climb.
    """
    steady: list[_Rival] = []
    for model in models:
        if model.kernel.free and not _worth_freeing(model, steady):
            continue
        likelihood = Likelihood(model, data)
        if not steady or not model.responds:
            mode = find_mode(likelihood, rng)
        else:
            mode = climb_on(likelihood, *_carried_over(steady, likelihood))
        steady.append(_Rival(likelihood, mode, prior[model.name], mode.log_evidence))
    found = list(steady)
    for turn, turns in places.items():
        if turn == "none":
            continue
        kinds = [[each for each in steady if each.likelihood.model.responds]]
        if turn in OF_THE_LEVEL:
            kinds.append([each for each in steady if not each.likelihood.model.responds])
        for alike in filter(None, kinds):
            found += _turned(alike, turns, found, prior)
    return found


def _worth_freeing(model: ResponseModel, steady: Sequence[_Rival]) -> bool:
    """Whether a dose curve does not lag far behind with the courses that are not free."""
    bound = [rival for rival in steady if not rival.likelihood.model.kernel.free]
    best = max((rival.crude for rival in bound), default=0.0)
    own = [rival.crude for rival in bound if rival.likelihood.model.curve.name == model.curve.name]
    return not own or max(own) > best - _WORTH_FREEING


def _turned(
    alike: Sequence[_Rival], turns: Turns, others: Sequence[_Rival], prior: Mapping[str, float]
) -> list[_Rival]:
    """Look for one kind of change with the likeliest of some models; if it is worth it, with the others too.

    Where a change was is looked for without a free course: that costs twice as much, and knows no better.
    """
    best = max(alike, key=lambda rival: (not rival.likelihood.model.kernel.free, rival.crude))
    turn = find_turn(best.likelihood, best.mode, turns)
    if turn is None:
        return []
    share = _share_of_all(best, alike, turns.name, prior)
    first = _Rival(turn.likelihood, turn.mode, share, turn.crude, turn.chance)
    top = max(rival.crude + rival.log_prior for rival in others)
    if first.crude + share < top - _FAR_BEHIND:
        return [first]
    found = [replace(first, log_prior=prior[named(best.likelihood.model.name, turns.name)])]
    top_steady = max(rival.crude for rival in alike)
    for rival in alike:
        if rival is not best and rival.crude > top_steady - _HOPELESS:
            again = turn_near(rival.likelihood, rival.mode, turn, best.likelihood, best.mode.z)
            log_prior = prior[named(rival.likelihood.model.name, turns.name)]
            found.append(_Rival(again.likelihood, again.mode, log_prior, again.crude, again.chance))
    return found


def _share_of_all(best: _Rival, alike: Sequence[_Rival], turn: TurnName, prior: Mapping[str, float]) -> float:
    """Log prior of one of some models where, with a change, it stands for all of them.

    As if the change did as much for each as for that one: what they lag behind without it they lag behind with it.
    """
    behind = [prior[named(rival.likelihood.model.name, turn)] + rival.crude - best.crude for rival in alike]
    return float(np.logaddexp.reduce(behind))


def _near(
    data: ResponseData,
    models: Sequence[ResponseModel],
    places: Mapping[TurnName, Turns],
    near: Fit,
    prior: Mapping[str, float],
) -> list[_Rival]:
    """Take over where an earlier fit found each model, and how it did against its rivals."""
    found = []
    for model in models:
        for turns in places.values():
            name = named(model.name, turns.name)
            if name not in near.place:
                continue
            likelihood = Likelihood(model, data, turns)
            centre, covariance = near.place[name]
            likelihood.start_from(centre)
            mode = Mode(centre, covariance, near.log_evidence[name])
            found.append(_Rival(likelihood, mode, prior[name], mode.log_evidence))
    steady = [rival for rival in found if rival.turn == "none"]
    for only in (found[family[0]] for family in _families(found) if len(family) == 1):
        alike = [rival for rival in steady if rival.likelihood.model.responds == only.likelihood.model.responds]
        best = next(rival for rival in alike if rival.likelihood.model.name == only.likelihood.model.name)
        only.log_prior = _share_of_all(best, alike, only.turn, prior)
    return found


def _carried_over(rivals: Sequence[_Rival], to: Likelihood) -> tuple[Floats, Floats]:
    """Start a model where the one most like it ended."""
    names = {p.name for p in to.model.parameters}
    like = max(rivals, key=lambda rival: len({p.name for p in rival.likelihood.model.parameters} & names))
    return carried_over(like.mode, of=like.likelihood, to=to)


def _worth_sampling(rivals: Sequence[_Rival]) -> list[tuple[_Rival, float]]:
    """Pick the rivals that draws come from, with the share of the draws that each is likely to give.

    With a sudden change one shape tells nearly what another does, so of these only the likeliest are sampled; they
    stand for the others of their family.
    """
    share = _probabilities(rivals)
    picked: list[tuple[_Rival, float]] = []
    for family in _families(rivals):
        total = float(share[family].sum())
        if total <= _LEAST_FAMILY:
            continue
        likeliest = sorted(family, key=lambda i: -share[i])
        steady = rivals[family[0]].turn == "none"
        most, least = (len(family), _LEAST_SHARE) if steady else (_most_turned(total), _LEAST_TURNED)
        kept = [i for i in likeliest[:most] if share[i] > least * total] or likeliest[:1]
        within = float(share[kept].sum())
        picked += [(rivals[i], float(share[i]) * total / within) for i in kept]
    return picked


def _most_turned(total: float) -> int:
    """How many of a family with a sudden change are sampled: one is enough where it gives few draws."""
    return next(most for share, most in _MOST_TURNED if total <= share)


def _families(rivals: Sequence[_Rival]) -> list[list[int]]:
    """Rivals with the same change, those with a response and the one without apart."""
    found: dict[tuple[TurnName, bool], list[int]] = {}
    for i, rival in enumerate(rivals):
        found.setdefault((rival.turn, rival.likelihood.model.responds), []).append(i)
    return list(found.values())


def _correct(rivals: Sequence[_Rival]) -> None:
    """Mend the evidence of those that were not sampled by those alike that were: the mode alone misses volume.

    Without a change they are wrong by as much as the others; with one, it does as much for each as for the others.
    """
    steady = {rival.likelihood.model.name: rival for rival in rivals if rival.turn == "none"}

    def guessed(rival: _Rival) -> float:
        return rival.crude if rival.turn == "none" else steady[rival.likelihood.model.name].log_evidence

    for family in _families(rivals):
        sampled = [rivals[i] for i in family if rivals[i].sample is not None]
        missing = [rivals[i] for i in family if rivals[i].sample is None]
        if sampled and missing:
            gained = float(np.mean([rival.log_evidence - guessed(rival) for rival in sampled]))
            for rival in missing:
                rival.crude = guessed(rival) + gained


def _warmed(rival: _Rival, rivals: Sequence[_Rival]) -> None:
    """Let a rival be sampled as widely as one like it was found to be.

    That is the same model without a change, or the first that was sampled; the curvature at a mode, carried over from
    another one, is a poorer guess.
    """
    responds, name = rival.likelihood.model.responds, rival.likelihood.model.name
    before = [
        r for r in rivals if r.turn == "none" and r.sample is not None and r.likelihood.model.responds == responds
    ]
    if not before:
        return
    like = next((r for r in before if r.likelihood.model.name == name), before[0])
    found = Mode(*like.place, log_evidence=0.0)
    covariance = carried_over(found, of=like.likelihood, to=rival.likelihood)[1]
    known = {p.name for p in like.likelihood.model.parameters}
    for i, parameter in enumerate(rival.likelihood.model.parameters):
        if parameter.name not in known:
            covariance[i, i] = np.clip(rival.mode.covariance[i, i], *_OWN_WIDTH)
    rival.mode = replace(rival.mode, covariance=covariance)


def _mended(rivals: Sequence[_Rival], counts: Sequence[int], size: int, rng: np.random.Generator) -> bool:
    """Move the draws of samples that turned out to count for more than was foreseen, and are not to be trusted."""
    found = False
    for rival, count in zip(rivals, counts, strict=True):
        if rival.sample is not None and count >= _MATTERS * size and rival.sample.k_hat >= K_HAT_LIMIT:
            most = rival.crude + _MOST_MISSED
            walkers = _walkers(count / size)
            rival.sample = moved(rival.likelihood, rival.sample, rng, most_evidence=most, particles=walkers)
            found = True
    return found


def _walkers(share: float) -> int:
    """How many draws to move, for a rival that gives a share of them all."""
    return int(np.clip(_EFFECTIVE_WANTED * share, _FEWEST_WALKERS, _EFFECTIVE_WANTED))


def _sample(rival: _Rival, rng: np.random.Generator, share: float) -> Sample:
    """Sample around a mode; where the weights came out unusable, move the draws until they have forgotten them; where
    hardly any is left to move, temper from the prior."""
    likelihood, mode = rival.likelihood, rival.mode
    wanted = max(_EFFECTIVE_LEAST, _EFFECTIVE_WANTED * share)
    sample = sample_posterior(
        likelihood,
        mode=mode.z,
        covariance=mode.covariance,
        rng=rng,
        chance=rival.chance,
        rounds=_ROUNDS if wanted > _EFFECTIVE_LEAST else _FEW_ROUNDS if share >= _MATTERS else _FEWEST_ROUNDS,
        effective_wanted=wanted,
    )
    if sample.k_hat < K_HAT_LIMIT and sample.effective >= _ENOUGH * wanted:
        return sample
    most = rival.crude + _MOST_MISSED
    if share < _MATTERS:
        return replace(sample, log_evidence=min(sample.log_evidence, most))
    if rival.turn == "none" and sample.effective < _TOO_FEW_TO_MOVE:
        return sample_tempered(likelihood, rng)
    moves = FEW_MOVES if sample.k_hat < K_HAT_LIMIT else MOVES
    return moved(likelihood, sample, rng, most_evidence=most, particles=_walkers(share), moves=moves)


def named(model: str, turn: TurnName) -> str:
    """Name a model with a change: ``K1 power struck``, or as without one."""
    return model if turn == "none" else f"{model} {turn}"


def _without_turn(name: str) -> str:
    return " ".join(part for part in name.split() if part not in TURN_NAMES)


def _probabilities(rivals: Sequence[_Rival]) -> Floats:
    weight = np.array([rival.log_evidence + rival.log_prior for rival in rivals])
    weight = np.exp(weight - weight.max())
    return np.asarray(weight / weight.sum())


def _summed(names: Iterable[_Name], prob: Floats) -> dict[_Name, float]:
    """Add up the probabilities of those with one name."""
    total: dict[_Name, float] = {}
    for name, p in zip(names, prob, strict=True):
        total[name] = total.get(name, 0.0) + float(p)
    return total


def _prob_threshold(rivals: Sequence[_Rival], prob: Floats) -> float:
    curve = [None if rival.kernel == NoResponse().name else rival.likelihood.model.curve.name for rival in rivals]
    found = {name: sum(p for c, p in zip(curve, prob, strict=True) if c == name) for name in (c.name for c in CURVES)}
    return float(found[Threshold().name] / max(sum(found.values()), 1e-300))


def _shares(rivals: Sequence[_Rival], prob: Floats, size: int) -> list[int]:
    """Split the draws among the sampled rivals, which stand for all of their family, so that they add up."""
    share = np.zeros(len(rivals))
    for family in _families(rivals):
        sampled = [i for i in family if rivals[i].sample is not None]
        if sampled:
            share[sampled] = prob[sampled] * prob[family].sum() / prob[sampled].sum()
    ends = np.round(size * np.cumsum(share) / share.sum()).astype(int)
    return [int(n) for n in np.diff(ends, prepend=0)]
