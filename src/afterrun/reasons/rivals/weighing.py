"""From evidence to weights: what each account is worth beside its rivals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from afterrun.reasons.rivals.account import NONE, Account, nothing
from afterrun.reasons.rivals.alike import groups_of
from afterrun.reasons.rivals.both import both
from afterrun.reasons.rivals.evidence import Explained, Explainer, Setting
from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.fit import Fit
from afterrun.response.kernel import RESPONSES, Kernel
from afterrun.response.left_out import blocks_of
from afterrun.response.turns import OF_THE_LEVEL, Turns, turns_of

# As in `response.fit`: before the data some load and none are as likely. What can be told apart shares the first half
# equally, and what is alike shares its part.
_PRIOR_NONE = 0.5
# Chance that, if anything loads, two things do: shared by all pairs of what can be told apart. Judgement.
_PRIOR_BOTH = 0.25
_LATEST_REPORTS = 300  # half a year of one or two a day; more would say the same, slowly: judgement
_LIKELIER = 0.5  # a change that is likelier than not is reckoned with
_FELT_D = 21.0  # how long before the first report a run may still be felt, as `lab.preparing`


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One account beside its rivals.

    Parameters
    ----------
    account : Account
        Which.
    prior, weight : float
        Its chance before and after the data, among these rivals. [-]
    together : float
        Weight of all that are alike. [-]
    at_work : float
        Chance that it (or what is alike to it) is at work, alone or beside another: pairs count in full. [-]
    alike : tuple of str
        Names of the others that cannot be told from it.
    beside : mapping of str to float
        Chance that it is at work at once with another, by its name; half of it is in the weight of each. [-]
    explained : Explained
        What it makes of the diary; one that is alike stands for all of them.
    """

    account: Account
    prior: float
    weight: float
    together: float
    at_work: float
    alike: tuple[str, ...]
    beside: Mapping[str, float]
    explained: Explained


def weigh_rivals(data: ResponseData, accounts: Sequence[Account], *, fit: Fit | None, seed: int) -> list[Weighed]:
    """Weigh accounts of one diary against each other, and against none.

    Of accounts that are alike one is fitted for all: they share its evidence, and are not ranked. The leading one is
    tried beside each other as well, both at work at once: where that explains more, neither is the whole story, and
    what leads beside it is tried beside each other in its turn.

    Parameters
    ----------
    data : ResponseData
        The diary of one site; its doses are not looked at.
    accounts : sequence of Account
        Without the one of no load, which is added.
    fit : Fit or None
        Of the site: how the response comes and goes, and whether it changed suddenly, is taken from there.
    seed : int
        Same data, same seed: same weights.

    Returns
    -------
    list of Weighed
        In the order of the accounts, `none` last; the weights add to 1.
    """
    data = latest(data)
    rivals = [*(_since(account, data) for account in accounts), nothing()]
    groups = groups_of(rivals, data.span_d)
    turn, places = _turn_of(fit, data)
    setting = Setting(
        data=data,
        kernel=_kernel_of(fit),
        turn=turn,
        turn_places=places,
        block=blocks_of(data.report_t_d, data.run_t_d),
        seed=seed,
    )
    heads = [rivals[group[0]] for group in groups]
    explainer = Explainer(heads[0], setting)
    found = [explainer.explain(head) for head in heads]
    of_pairs = _paired(heads, found, explainer.log_evidence)
    pairs = list(of_pairs)
    prior = np.array([*_priors(heads), *(_prior_of_pair(heads) for _ in pairs)])
    weight = _weights(np.array([*(each.log_evidence for each in found), *of_pairs.values()]) + np.log(prior))
    prior /= prior.sum()  # pairs that were not tried have no part in it
    beside = [_beside(i, pairs, weight[len(heads) :], groups, rivals) for i in range(len(heads))]
    at_work = _shared(weight, pairs, len(heads), of_pair=1.0)
    prior, weight = _shared(prior, pairs, len(heads)), _shared(weight, pairs, len(heads))
    rows: dict[int, Weighed] = {}
    for group, each, p, w, working, others in zip(groups, found, prior, weight, at_work, beside, strict=True):
        for i in group:
            rows[i] = Weighed(
                account=rivals[i],
                prior=float(p) / len(group),
                weight=float(w) / len(group),
                together=float(w),
                at_work=float(working),
                alike=tuple(rivals[j].name for j in group if j != i),
                beside=others,
                explained=each,
            )
    return [rows[i] for i in range(len(rivals))]


Pair = tuple[int, int]


def _paired(
    heads: Sequence[Account], found: Sequence[Explained], log_evidence: Callable[[Account], float]
) -> dict[Pair, float]:
    """Put the leading load beside each other one, which may explain little by itself: the leading one first.

    Which of several leads may be luck while something else is at work, too. So where a pair explains more than any one,
    the second of the best is put beside each other one as well.
    """
    loads = sorted((i for i, head in enumerate(heads) if head.name != NONE), key=lambda i: -found[i].log_evidence)
    tried: dict[Pair, float] = {}

    def put_beside_others(first: int) -> None:
        for other in loads:
            if other != first and (other, first) not in tried:
                tried[first, other] = log_evidence(_both((first, other), heads, found))

    if loads:
        put_beside_others(loads[0])
    best = max(tried, key=lambda pair: tried[pair], default=None)
    if best is not None and tried[best] > found[loads[0]].log_evidence:
        put_beside_others(best[1])
    return tried


def _both(pair: Pair, heads: Sequence[Account], found: Sequence[Explained]) -> Account:
    """Put two together: the leading one in the way that explained it best, the other in all its ways.

    By itself what only adds a little may look best in the wrong way.
    """
    first, other = pair
    return both(replace(heads[first], doses=heads[first].doses[found[first].way][None]), heads[other])


def _shared(chance: Floats, pairs: Sequence[Pair], heads: int, *, of_pair: float = 0.5) -> Floats:
    """Give each of two that are at work at once a half, or ``of_pair``, of what they have together."""
    alone = chance[:heads].copy()
    for pair, of_both in zip(pairs, chance[heads:], strict=True):
        alone[list(pair)] += of_pair * of_both
    return alone


def _beside(
    head: int, pairs: Sequence[Pair], weight: Floats, groups: Sequence[Sequence[int]], rivals: Sequence[Account]
) -> dict[str, float]:
    """With what one is at work at once, and the chance of it; what is alike to that has the same."""
    return {
        rivals[i].name: float(w)
        for pair, w in zip(pairs, weight, strict=True)
        if head in pair
        for i in groups[pair[pair[0] == head]]
    }


def latest(data: ResponseData) -> ResponseData:
    """Keep the latest reports, and the runs that they may feel."""
    if len(data.report_t_d) <= _LATEST_REPORTS:
        return data
    kept = data.with_reports(slice(-_LATEST_REPORTS, None))
    first = float(kept.report_t_d[0])
    felt = kept.run_t_d >= first - _FELT_D
    return replace(
        kept,
        run_t_d=kept.run_t_d[felt],
        dose=kept.dose[felt],
        modifier=kept.modifier[felt] if kept.modifier_prior else kept.modifier,
        span_d=(first, kept.span_d[1]),
    )


def _since(account: Account, data: ResponseData) -> Account:
    """Leave out what was over before the first report could feel it."""
    felt = account.t_d >= min(data.span_d[0], float(data.report_t_d[0])) - _FELT_D
    return replace(account, t_d=account.t_d[felt], doses=account.doses[:, felt])


def _priors(heads: Sequence[Account]) -> list[float]:
    """Of each thing alone, and of none."""
    loads = sum(head.name != NONE for head in heads)
    alone = 1.0 if loads < 2 else 1 - _PRIOR_BOTH
    return [
        (_PRIOR_NONE if loads else 1.0) if head.name == NONE else (1 - _PRIOR_NONE) * alone / loads for head in heads
    ]


def _prior_of_pair(heads: Sequence[Account]) -> float:
    """Of two at once: all pairs are as likely, those too that are not tried."""
    loads = sum(head.name != NONE for head in heads)
    return (1 - _PRIOR_NONE) * _PRIOR_BOTH / (loads * (loads - 1) / 2)


def _weights(log_weight: Floats) -> Floats:
    weight = np.exp(log_weight - log_weight.max())
    return np.asarray(weight / weight.sum())


def _kernel_of(fit: Fit | None) -> Kernel:
    """The likeliest shape of a simple family: a free course would follow any dose, and costs twice as much."""
    families = [kernel for kernel in RESPONSES if not kernel.free]
    return families[0] if fit is None else max(families, key=lambda kernel: fit.prob.get(kernel.name, 0.0))


def _turn_of(fit: Fit | None, data: ResponseData) -> tuple[Turns | None, int]:
    """Where something most likely changed suddenly, if it did, and among how many places that was looked for."""
    if fit is None:
        return None, 1
    name = max(fit.prob_turn, key=lambda turn: fit.prob_turn[turn])
    if name == "none" or fit.prob_turn[name] <= _LIKELIER:
        return None, 1
    places = turns_of(data, name)
    if not places.count:
        return None, 1
    drawn, sought = (fit.draws.level_d, places.level_d) if name in OF_THE_LEVEL else _changes(fit, places)
    known = drawn[np.isfinite(drawn).all(axis=1)] if drawn.ndim > 1 else drawn[np.isfinite(drawn)]
    if not known.size:
        return None, 1
    values, counts = np.unique(known, axis=0, return_counts=True)
    away = np.abs(sought - values[counts.argmax()])
    place = int((away.sum(axis=1) if away.ndim > 1 else away).argmin())
    return places.only(place), places.count


def _changes(fit: Fit, places: Turns) -> tuple[Floats, Floats]:
    """When and by which factor the response changed: in the draws, and at the places."""
    return (
        np.column_stack([fit.draws.change_d, fit.draws.before]),
        np.column_stack([places.change_d, places.before]),
    )
