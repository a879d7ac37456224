"""What the people of a population are like, in what can be told: hours and points instead of parameters.

From what is believed of each parameter's mean and sd among people, populations are drawn; of each, some people, by a
Latin hypercube (McKay, Beckman & Conover, Technometrics 21, 1979, 239-245); of them, the curve after a reference run.
Parameters are taken to be independent of each other among people, as the product's prior takes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from afterrun.cohort.pooling import Among, Floats
from afterrun.response.curve import ResponseCurve
from afterrun.response.data import ResponseData
from afterrun.response.designs import STORY, draw_diary
from afterrun.response.deviation import REST, TERMS
from afterrun.response.dose_curve import curve_named
from afterrun.response.kernel import KERNELS, NoResponse
from afterrun.response.model import ResponseModel
from afterrun.response.parameters import LEVEL, Parameter
from afterrun.response.population import OF_A_SHAPE, pooled_name
from afterrun.response.simulate import people_as_draws

_POPULATIONS, _PEOPLE = 160, 80  # a 5 % quantile is then good to about 2 % of probability: judgement
_MIDDLE = (16.0, 50.0, 84.0)  # percent; half the width of the outer two is the sd of a normal
_ON_THE_REPORTED_SCALE = ("log_gain", "log_sigma_u", "log_sigma_e", "log_omega", "level")
RESTS_ON: Mapping[str, tuple[str, ...]] = {
    "rise_24h_nrs": (*OF_A_SHAPE, *_ON_THE_REPORTED_SCALE),
    "peak_h": OF_A_SHAPE,
    "peak_nrs": _ON_THE_REPORTED_SCALE,
    "half_by_h": OF_A_SHAPE,
    "area_nrs_days": (*OF_A_SHAPE, *_ON_THE_REPORTED_SCALE),
    "dose_exponent": ("log_alpha", "logit_threshold"),
    "baseline_nrs": ("log_sigma_u", "log_sigma_e", "level"),
}
"""What is told of a population, and the parameters that each hangs on; those of shapes as far as people have them."""
OF_ALL_DRAWS = ("rise_24h_nrs", "peak_nrs", "area_nrs_days")
"""What a person is told of with the chance in it that they do not respond at all."""
_OF_EVERYBODY = "baseline_nrs"


@dataclass(frozen=True, slots=True)
class Typical:
    """A quantity among people: of each of some populations that there may be, its median and how far people differ.

    Parameters
    ----------
    median, between : ndarray, shape (populations,)
        Median, and half the width of the middle 68 %, in the unit of the quantity.
    """

    median: Floats
    between: Floats


def typical(among: Mapping[str, Among], shapes: Mapping[str, float], rng: np.random.Generator) -> dict[str, Typical]:
    """Work out what people are like.

    Parameters
    ----------
    among : mapping
        What is believed of each parameter, by names of `afterrun.response.population.POOLED`.
    shapes : mapping
        How often the shapes with their dose curves are (``K1 power``) among those who respond; empty where nobody does.
        [-]
    rng : Generator
        Source of chance.

    Returns
    -------
    dict of Typical
        By names of `RESTS_ON`; all but the baseline are of those who respond, and missing where there are none.
    """
    data = draw_diary(STORY, rng)
    drawn = {name: each.drawn(_POPULATIONS, rng) for name, each in among.items()}
    calm = _people(ResponseModel(NoResponse()), _POPULATIONS * _PEOPLE, drawn, data, rng)
    found = {_OF_EVERYBODY: calm.baseline_nrs.reshape(_POPULATIONS, _PEOPLE)}
    if shapes:
        found |= _responders(shapes, drawn, data, rng)
    return {name: _told(found[name]) for name in RESTS_ON if name in found}


def _told(values: Floats) -> Typical:
    low, median, high = np.percentile(values, _MIDDLE, axis=1)
    return Typical(median, (high - low) / 2)


def _responders(
    shapes: Mapping[str, float],
    drawn: Mapping[str, tuple[Floats, Floats]],
    data: ResponseData,
    rng: np.random.Generator,
) -> dict[str, Floats]:
    """Draw as many of each shape as there are, and put what is read off their curves side by side."""
    ends = np.round(_PEOPLE * np.cumsum(list(shapes.values())) / sum(shapes.values())).astype(int)
    parts: list[dict[str, Floats]] = []
    for name, count in zip(shapes, np.diff(ends, prepend=0), strict=True):
        if count:
            curve = _people(_model(name), _POPULATIONS * int(count), drawn, data, rng)
            parts.append({key: value.reshape(_POPULATIONS, -1) for key, value in _read_off(curve).items()})
    return {key: np.hstack([part[key] for part in parts]) for key in parts[0]}


def _model(name: str) -> ResponseModel:
    kernel, _, curve = name.partition(" ")
    return ResponseModel(KERNELS[kernel], curve=curve_named(curve))


def _read_off(curve: ResponseCurve) -> dict[str, Floats]:
    return {
        "rise_24h_nrs": curve.rise_at(np.array([24.0]))[:, 0],
        "peak_h": curve.peak_h,
        "peak_nrs": curve.peak_nrs,
        "half_by_h": curve.half_by_h,
        "area_nrs_days": curve.area_nrs_days,
        "dose_exponent": curve.draws.dose_exponent,
    }


def _people(
    model: ResponseModel,
    size: int,
    drawn: Mapping[str, tuple[Floats, Floats]],
    data: ResponseData,
    rng: np.random.Generator,
) -> ResponseCurve:
    """Draw people of one model, as many of each population, as they are on the last day."""
    count = size // _POPULATIONS

    def of(parameter: Parameter) -> Floats:
        z = _hypercube(count, rng)
        mean, sd = drawn.get(pooled_name(model.name, parameter.name), (np.zeros(1), np.ones(1)))
        return np.asarray(parameter.mean + parameter.sd * (mean[:, None] + sd[:, None] * z)).ravel()

    values = {parameter.name: of(parameter) for parameter in model.parameters}
    static = np.column_stack([of(LEVEL), np.zeros(size)])
    deviation = rng.standard_normal((size, TERMS + REST))
    people = people_as_draws(model, values, static, data, deviation=deviation).settled(data)
    return ResponseCurve(people, data, data.span_d[1])


def _hypercube(count: int, rng: np.random.Generator) -> Floats:
    """Standard normals, one in each of as many equally likely strata. Shape (populations, count)."""
    strata = rng.permuted(np.tile(np.arange(count), (_POPULATIONS, 1)), axis=1)
    return np.asarray(ndtri((strata + rng.random((_POPULATIONS, count))) / count))
