"""Relief and prevention on simulated people: are the ranges right, and how often is a false "it helps" said?

``make effects`` (200 people of each kind). Prevention: each run has the thing or not by the toss of a coin. Relief: the
thing is done after about half of the reports of 2 or more, which is when people do it; rated before and after.
Variants: one of two, by the toss of a coin, for 1 to 4 minutes, at random times: which eases more, do minutes count?
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

os.environ.setdefault("AFTERRUN_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from afterrun.findings.verdicts import verdict_on_drop, verdict_on_ratio
from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.designs import DiaryDesign, draw_diary
from afterrun.response.dose_curve import POWER
from afterrun.response.effects import longer_drop_nrs, modified_ratio, relief_drop_nrs, relief_lasts_h, with_minutes
from afterrun.response.fit import fit_response
from afterrun.response.forecast import nearest_level
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.parameters import MODIFIER
from afterrun.response.posterior import Draws
from afterrun.response.simulate import (
    Person,
    prior_person,
    simulate_answers,
    simulate_felt,
    truth_as_draws,
    with_answers,
)

DESIGNS = {
    "12 weeks x 1": DiaryDesign(days=84, runs_per_week=1),
    "12 weeks x 3": DiaryDesign(days=84, runs_per_week=3),
    "24 weeks x 1": DiaryDesign(days=168, runs_per_week=1),
}
_GAIN = float(np.log(2.0))  # a peak of two points
_K1 = KERNELS["K1"]
KINDS = ("prevention", "relief", "variants")
_HURTS_NRS, _DONE_AFTER_D, _RATED_AFTER_D, _MIN_CARES = 2.0, 0.002, 0.022, 3


@dataclass(frozen=True, slots=True)
class Told:
    """For one person: rank of the truth among the draws by quantity, and the verdict."""

    rank: dict[str, float]
    verdict: str


def prevention(design: DiaryDesign, seed: int, *, log_effect: float | None) -> Told:
    """Toss a coin for each run; ``log_effect`` None takes the effect from the prior."""
    rng = np.random.default_rng([seed, 1])
    data = draw_diary(design, rng)
    coin = (rng.random(len(data.run_t_d)) < 0.5).astype(np.float64)
    data = replace(data, modifier=coin[:, None], modifier_prior=(MODIFIER,))
    person = _person(data, rng, {} if log_effect is None else {MODIFIER.name: log_effect})
    data = simulate_answers(person, data, rng)
    fit = fit_response(data, seed=seed, kernels=(_K1,), curves=(POWER,))
    draws = fit.draws.rows(fit.draws.responds)
    found = modified_ratio(draws, data, modifier=0)
    return Told(
        {"response_ratio": _rank(found, modified_ratio(truth_as_draws(person, data), data, modifier=0), rng)},
        verdict_on_ratio(found, "randomised"),
    )


def relief(design: DiaryDesign, seed: int, *, size_nrs: float | None) -> Told:
    """Do something after half of the reports of 2 or more; ``size_nrs`` None takes the relief from the prior."""
    rng = np.random.default_rng([seed, 2])
    size = float(rng.standard_normal()) if size_nrs is None else size_nrs
    log_tau = float(np.log(5 / 24) + 0.6 * rng.standard_normal())
    plain = replace(draw_diary(design, rng), care_t_d=np.zeros(0), care_kind=np.zeros(0, np.int32), care_kinds=0)
    person = _person(plain, rng, {})
    data, before = _cared_for(plain, person, rng, size_nrs=size, tau_d=float(np.exp(log_tau)))
    if len(before) < _MIN_CARES:
        return Told({}, "not-yet-known")
    person = Person(
        model=ResponseModel(_K1, care_kinds=1),
        values={**person.values, "log_tau_relief": log_tau},
        static=np.append(person.static, size),
    )
    fit = fit_response(data, seed=seed, kernels=(_K1,), curves=(POWER,))
    told: dict[str, Callable[[Draws], Floats]] = {
        "drop_nrs": partial(relief_drop_nrs, data=data, kind=0, before_nrs=float(before.mean())),
        "lasts_h": partial(relief_lasts_h, kind=0),
    }
    truth = truth_as_draws(person, data)
    ranks = {name: _rank(of(fit.draws), of(truth), rng) for name, of in told.items()}
    return Told(ranks, verdict_on_drop(told["drop_nrs"](fit.draws)))


def variants(design: DiaryDesign, seed: int, *, alike: bool) -> Told:
    """Toss a coin between two variants each time; ``alike`` lets both ease by a point, and minutes add nothing."""
    rng = np.random.default_rng([seed, 3])
    data = draw_diary(replace(design, cares_per_week=3.0), rng)
    data = replace(data, care_kind=rng.integers(0, 2, len(data.care_t_d)).astype(np.int32), care_kinds=2)
    minutes = rng.choice([1.0, 2.0, 4.0], int((data.care_kind == 0).sum()))
    lived = with_minutes(data, kind=0, minutes=minutes)
    person = _person(lived, rng, {})
    if alike:
        person = replace(person, static=np.array([*person.static[:2], 1.0, 1.0, 0.0]))
    lived = simulate_answers(person, lived, rng)
    data = replace(data, lower=lived.lower, upper=lived.upper)
    quick = {"seed": seed, "kernels": (_K1,), "curves": (POWER,)}
    plain, timed = fit_response(data, **quick).draws, fit_response(lived, **quick).draws  # type: ignore[arg-type]
    truth = truth_as_draws(person, data)

    def more(draws: Draws) -> Floats:
        one, other = (relief_drop_nrs(draws, data, kind=kind, before_nrs=3.0) for kind in (0, 1))
        return one - other

    def longer(draws: Draws) -> Floats:
        return longer_drop_nrs(draws, lived, kind=0, minutes_kind=2, before_nrs=3.0)

    ranks = {"variant against variant": _rank(more(plain), more(truth), rng)}
    ranks["twice as long"] = _rank(longer(timed), longer(truth), rng)
    return Told(ranks, verdict_on_drop(more(plain), "observational"))


def _cared_for(
    plain: ResponseData, person: Person, rng: np.random.Generator, *, size_nrs: float, tau_d: float
) -> tuple[ResponseData, Floats]:
    """Live through the diary report by report: what was answered decides what is done, which changes what is felt.

    Returns the diary and the answers just before each care.
    """
    both = np.concatenate([plain.report_t_d, plain.report_t_d + _RATED_AFTER_D])
    order = np.argsort(both, kind="stable")
    felt = simulate_felt(person, replace(plain, report_t_d=both[order]), rng)
    is_after = (order >= len(plain.report_t_d)).tolist()
    asked: list[float] = []
    said: list[float] = []
    done: list[float] = []
    before: list[float] = []
    rated_at = -np.inf
    for t, feeling, after in zip(both[order], felt, is_after, strict=True):
        if after and t != rated_at:
            continue
        eased = size_nrs * sum(np.exp(-(t - s) / tau_d) for s in done if s > t - 5)
        answer = float(nearest_level(np.array([feeling - eased]), plain.levels)[0])
        asked.append(t)
        said.append(answer)
        if not after and answer >= _HURTS_NRS and rng.random() < 0.5:
            done.append(t + _DONE_AFTER_D)
            before.append(answer)
            rated_at = t + _RATED_AFTER_D
    end = np.full(len(asked), np.inf)
    care = np.zeros(len(done), np.int32)
    diary = replace(plain, report_t_d=np.array(asked), lower=-end, upper=end, care_t_d=np.array(done), care_kind=care)
    return with_answers(replace(diary, care_kinds=1), np.array(said)), np.array(before)


def _person(data: ResponseData, rng: np.random.Generator, values: dict[str, float]) -> Person:
    person = prior_person(ResponseModel.on(data, _K1), rng)
    return replace(person, values={**person.values, "log_gain": _GAIN, **values})


def _rank(draws: Floats, truth: Floats, rng: np.random.Generator) -> float:
    return float((draws < truth[0]).mean() + rng.random() * (draws == truth[0]).mean())


def main() -> None:
    """Print coverage and verdicts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kinds", choices=KINDS, nargs="+", default=list(KINDS))
    options = parser.parse_args()
    with ProcessPoolExecutor(options.workers) as pool:
        for label, task in tasks(options.kinds):
            print(f"{label}: {summary(list(pool.map(task, range(options.people), chunksize=5)))}", flush=True)


def tasks(kinds: Sequence[str]) -> Iterator[tuple[str, Callable[[int], Told]]]:
    """Name what is simulated, and hand it over as a function of the seed."""
    if "prevention" in kinds:
        for name, design in DESIGNS.items():
            for share in (None, 0.0, 0.3, 0.5):
                effect = None if share is None else float(-np.log(1 - share))
                yield f"prevention, {name}, {_label(share, '%')}", partial(prevention, design, log_effect=effect)
    if "relief" in kinds:
        for name in ("12 weeks x 1", "24 weeks x 1"):
            for size in (None, 0.0, 1.5):
                yield f"relief, {name}, {_label(size, 'points')}", partial(relief, DESIGNS[name], size_nrs=size)
    if "variants" in kinds:
        for name in ("12 weeks x 1", "24 weeks x 1"):
            for alike in (False, True):
                label = "alike" if alike else "from the prior"
                yield f"variants, {name}, {label}", partial(variants, DESIGNS[name], alike=alike)


def _label(size: float | None, unit: str) -> str:
    return "from the prior" if size is None else f"{100 * size:.0f} %" if unit == "%" else f"{size:g} {unit}"


def summary(told: Sequence[Told]) -> str:
    """Coverage of 90 and 95 % ranges, and how often each verdict was given."""
    parts = []
    for name in dict.fromkeys(name for each in told for name in each.rank):
        ranks = np.array([each.rank[name] for each in told if name in each.rank])
        cover = [float(((ranks >= edge) & (ranks <= 1 - edge)).mean()) for edge in (0.05, 0.025)]
        parts.append(f"{name} cover 90 {cover[0]:.3f} 95 {cover[1]:.3f} (n {len(ranks)})")
    verdicts = [each.verdict for each in told]
    parts += [f"{verdict} {verdicts.count(verdict) / len(verdicts):.3f}" for verdict in sorted(set(verdicts))]
    return "; ".join(parts)


if __name__ == "__main__":
    main()
