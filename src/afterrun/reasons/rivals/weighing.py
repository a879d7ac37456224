"""From evidence to weights: what each account is worth beside its rivals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from afterrun.reasons.rivals.account import NONE, Account, nothing
from afterrun.reasons.rivals.alike import groups_of
from afterrun.reasons.rivals.evidence import Explained, Setting, explained
from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.fit import Fit
from afterrun.response.kernel import RESPONSES, Kernel
from afterrun.response.left_out import blocks_of
from afterrun.response.turns import OF_THE_LEVEL, Turns, turns_of

# As in `response.fit`: before the data some load and none are as likely. What can be told apart shares the first half
# equally, and what is alike shares its part.
_PRIOR_NONE = 0.5
_LATEST_REPORTS = 400  # more would say the same, slowly: as `lab.run_features`
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
    alike : tuple of str
        Names of the others that cannot be told from it.
    explained : Explained
        What it makes of the diary; one that is alike stands for all of them.
    """

    account: Account
    prior: float
    weight: float
    together: float
    alike: tuple[str, ...]
    explained: Explained


def weigh_rivals(data: ResponseData, accounts: Sequence[Account], *, fit: Fit | None, seed: int) -> list[Weighed]:
    """Weigh accounts of one diary against each other, and against none.

    Of accounts that are alike one is fitted for all: they share its evidence, and are not ranked.

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
    found = explained([rivals[group[0]] for group in groups], setting)
    prior = _priors(rivals, groups)
    weight = _weights(np.array([each.log_evidence for each in found]) + np.log(prior))
    rows: dict[int, Weighed] = {}
    for group, each, p, w in zip(groups, found, prior, weight, strict=True):
        for i in group:
            rows[i] = Weighed(
                account=rivals[i],
                prior=float(p) / len(group),
                weight=float(w) / len(group),
                together=float(w),
                alike=tuple(rivals[j].name for j in group if j != i),
                explained=each,
            )
    return [rows[i] for i in range(len(rivals))]


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


def _priors(rivals: Sequence[Account], groups: Sequence[Sequence[int]]) -> Floats:
    loads = max(len(groups) - 1, 1)
    none = [rivals[group[0]].name == NONE for group in groups]
    return np.where(none, _PRIOR_NONE if len(groups) > 1 else 1.0, (1 - _PRIOR_NONE) / loads)


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
