"""Simulation-based calibration: draw people from the prior, fit them, see whether the truth ranks where it should.

Talts, Betancourt, Simpson, Vehtari & Gelman 2018 (arXiv 1804.06788). Half of the people respond to runs and half do
not, as the prior says, so that the chance of a response is calibrated together with its size; those who do have any of
the four shapes and either dose curve.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.curve import RESPONSE_AREA_NRS_DAYS, curve_now, level_per_month, ratio_per_month
from afterrun.response.data import ResponseData
from afterrun.response.designs import DiaryDesign, draw_diary
from afterrun.response.dose_curve import CURVES
from afterrun.response.fit import fit_response
from afterrun.response.kernel import RESPONSES, NoResponse
from afterrun.response.model import ResponseModel
from afterrun.response.parameters import PRIOR_RESPONDS
from afterrun.response.posterior import Draws
from afterrun.response.simulate import Person, prior_person, simulate_answers, truth_as_draws, with_a_course

_SHAPE = ("peak_h", "half_by_h", "dose_exponent", "response_ratio_per_30_days")  # only of those who respond
_LAGS_H = (6.0, 24.0, 48.0, 96.0)  # the morning after, one, two and four days: judgement


@dataclass(frozen=True, slots=True)
class Calibrated:
    """One simulated person.

    Parameters
    ----------
    rank : mapping
        Quantity -> share of posterior draws below the truth, ties split at random. Uniform on (0, 1) if calibrated.
    spread : mapping
        Quantity -> posterior sd.
    responds : bool
        The truth.
    kernel : str
        The true shape; `prob_kernel` is its posterior probability.
    prob_area : float
        Posterior probability that the area is above 0.5 NRS-days; `area_above` is the truth of it.
    """

    rank: Mapping[str, float]
    spread: Mapping[str, float]
    responds: bool
    area_above: bool
    kernel: str
    prob_kernel: float
    prob_area: float
    k_hat: float


def anybody(data: ResponseData, rng: np.random.Generator) -> Person:
    """Draw somebody from the whole prior: with a response or without, of any shape, and a course over the diary."""
    responds = rng.random() < PRIOR_RESPONDS
    kernel = RESPONSES[rng.integers(len(RESPONSES))] if responds else NoResponse()
    curve = CURVES[rng.integers(len(CURVES))]
    return with_a_course(prior_person(ResponseModel.on(data, kernel, curve), rng), data, rng)


def calibrate_one(design: DiaryDesign, seed: int) -> Calibrated:
    """Draw a person and a diary, fit it, rank the truth."""
    rng = np.random.default_rng([seed, design.days])
    data = draw_diary(design, rng)
    person = anybody(data, rng)
    data = simulate_answers(person, data, rng)
    fit = fit_response(data, seed=seed)
    truth = truth_as_draws(person, data)
    known, found = quantities(truth, data), quantities(fit.draws, data)
    area = "area_nrs_days"
    return Calibrated(
        rank={
            name: _rank(found[name], known[name][0], rng) for name in found if name in known and found[name].size > 1
        },
        spread={name: float(np.std(values)) for name, values in found.items()},
        responds=person.model.responds,
        area_above=bool(known[area][0] > RESPONSE_AREA_NRS_DAYS),
        kernel=person.model.kernel.name,
        prob_kernel=fit.prob[person.model.kernel.name],
        prob_area=float((found[area] > RESPONSE_AREA_NRS_DAYS).mean()),
        k_hat=fit.k_hat,
    )


def quantities(draws: Draws, data: ResponseData) -> dict[str, Floats]:
    """Everything `answers` tells, by name, one value a draw; shapes only of draws that respond."""
    now, first = curve_now(draws, data), data.span_d[0]
    found = {f"rise_{lag:g}h": now.rise_at(np.array([lag]))[:, 0] for lag in _LAGS_H}
    found |= {
        "peak_nrs": now.peak_nrs,
        "area_nrs_days": now.area_nrs_days,
        "baseline_nrs": now.baseline_nrs,
        "baseline_nrs_per_30_days": level_per_month(draws, data, first),
        "level": draws.level_nrs,
        "sigma_u": draws.sigma_u,
        "sigma_e": draws.sigma_e,
    }
    if draws.relief_nrs.shape[1]:
        found["relief"] = draws.relief_nrs[:, 0]
    if draws.responds.any():
        shape = (now.peak_h, now.half_by_h, draws.dose_exponent, ratio_per_month(now, first))
        found |= {name: values[draws.responds] for name, values in zip(_SHAPE, shape, strict=True)}
    return found


def _rank(draws: Floats, truth: float, rng: np.random.Generator) -> float:
    below, tied = float((draws < truth).mean()), float((draws == truth).mean())
    return below + tied * float(rng.random())


def coverage(people: Sequence[Calibrated], name: str, level: float) -> tuple[float, int]:
    """Share of people whose central interval holds the truth, and of how many."""
    ranks = np.array([person.rank[name] for person in people if name in person.rank])
    edge = (1 - level) / 2
    return float(((ranks >= edge) & (ranks <= 1 - edge)).mean()), len(ranks)
