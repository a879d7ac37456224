"""Simulated people whose runs have features that change the response, or do not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from afterrun.associations.run_features import Contrast, Weighed, weigh_run_features
from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.designs import DiaryDesign, draw_diary
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import fit_response
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.parameters import MODIFIER
from afterrun.response.simulate import Person, simulate_answers
from tests.response.people import person

NAMES = ("surface", "shoe", "pace", "climb", "cadence", "rest-gap")
"""Of which the first is a level that comes and goes, the second one since some day, and the others are numbers."""


def level(has: Floats) -> Contrast:
    mean = has.mean()
    return Contrast(has - mean, -mean, 1 - mean, 1.0)


def number(value: Floats) -> Contrast:
    return Contrast((value - value.mean()) / (2 * value.std()), -0.25, 0.25, 0.5)


def featured(
    seed: int,
    *,
    weeks: int,
    falls: Mapping[str, float],
    runs_per_week: int = 3,
    course: Callable[[Floats, np.random.Generator], Floats] | None = None,
) -> tuple[ResponseData, list[Contrast]]:
    """Answers of one person; ``falls`` are falls of the log response between two kinds of run.

    ``course`` is a fall of the log response by the share of the diary that is over, which no feature explains.
    """
    rng = np.random.default_rng([seed, weeks])
    design = DiaryDesign(days=7 * weeks, runs_per_week=runs_per_week, reports_per_day=1.7, cares_per_week=0.0)
    data = draw_diary(design, rng)
    runs = len(data.run_t_d)
    latent = np.sqrt(0.6) * rng.standard_normal((runs, len(NAMES))) + np.sqrt(0.4) * rng.standard_normal((runs, 1))
    since = np.arange(runs) > runs * rng.uniform(0.35, 0.65)
    contrasts = [
        level((latent[:, 0] > 0).astype(np.float64)),
        level(since.astype(np.float64)),
        *(number(latent[:, i]) for i in range(2, len(NAMES))),
    ]
    extra = np.zeros(runs) if course is None else course(data.run_t_d / design.days, rng)
    fall = extra + sum((falls.get(name, 0.0) * c.z for name, c in zip(NAMES, contrasts, strict=True)), np.zeros(runs))
    lived = replace(data, modifier=fall[:, None], modifier_prior=(replace(MODIFIER, name="modifier_0"),))
    gain = float(np.log(np.expm1(rng.uniform(2.5, 5.0))))
    values = dict(person().values) | {"gain": gain, "modifier_0": 1.0}
    truth = Person(model=ResponseModel.on(lived, KERNELS["K1"], POWER), values=values, static=np.array([0.7, 0.0]))
    return replace(simulate_answers(truth, lived, rng), modifier=data.modifier, modifier_prior=()), contrasts


def weighed(data: ResponseData, contrasts: list[Contrast], *, draws: int = 12) -> list[Weighed]:
    """Fit without features, then weigh them."""
    fit = fit_response(data, kernels=(KERNELS["K1"],), curves=(POWER,))
    rows = np.linspace(0, fit.draws.size - 1, draws).astype(np.intp)
    return weigh_run_features(fit.draws.rows(rows), data, contrasts, np.random.default_rng(0))
