"""Two sites of one body: what one lends the other makes its ranges narrower, and they still hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from afterrun.response.arrays import Floats
from afterrun.response.body import ALIKE, SHARED, Body
from afterrun.response.calibration import quantities
from afterrun.response.designs import STORY, DiaryDesign, draw_diary
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import fit_response
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.simulate import Person, prior_person, simulate_answers, truth_as_draws
from tests.shares import on_people

_OFTEN = DiaryDesign(days=180, runs_per_week=3)


def test_a_lent_prior_lies_between_the_own_one_and_what_was_taught() -> None:
    parameter = KERNELS["K1"].parameters[0]
    body = Body({"K1 power": {parameter.name: (2.0, 0.1)}})
    lent = body.prior("K1 power", parameter)
    assert parameter.mean < lent.mean < parameter.mean + 2 * parameter.sd
    assert lent.sd == pytest.approx(parameter.sd * np.sqrt(1 - ALIKE**2 + (0.1 * ALIKE) ** 2))
    assert body.prior("K2 power", parameter) == parameter
    untaught = Body({"K1 power": {parameter.name: (0.0, 1.0)}})
    assert untaught.prior("K1 power", parameter) == parameter


def sibling(who: Person, rng: np.random.Generator) -> Person:
    """Another site of the same body: shared parameters correlate by `ALIKE`."""
    other = prior_person(who.model, rng)
    values = dict(other.values)
    for p in who.model.parameters:
        if p.name in SHARED:
            own = (other.values[p.name] - p.mean) / p.sd
            z = ALIKE * (who.values[p.name] - p.mean) / p.sd + np.sqrt(1 - ALIKE**2) * own
            values[p.name] = p.mean + p.sd * z
    return replace(other, values=values)


@on_people(20, 40)
def test_what_is_lent_narrows_ranges_that_still_hold(people: int, figure: Callable[[str], None]) -> None:
    alone_sd, lent_sd, ranks = [], [], []
    for seed in range(people):
        rng = np.random.default_rng([seed, 21])
        model = ResponseModel(KERNELS["K1"], care_kinds=1)
        gain = {"log_gain": np.log(2.0)}
        first = prior_person(model, rng)
        first = replace(first, values={**first.values, **gain})
        second = sibling(first, rng)
        second = replace(second, values={**second.values, **gain})
        known = simulate_answers(first, draw_diary(_OFTEN, rng), rng)
        few = simulate_answers(second, draw_diary(STORY, rng), rng)
        body = fit_response(known, seed=seed, kernels=(KERNELS["K1"],), curves=(POWER,), turns=()).body
        alone = fit_response(few, seed=seed, kernels=(KERNELS["K1"],), curves=(POWER,), turns=())
        lent = fit_response(few, seed=seed, kernels=(KERNELS["K1"],), curves=(POWER,), turns=(), body=body)
        truth = quantities(truth_as_draws(second, few), few)
        for name in ("peak_h", "half_by_h", "sigma_e", "dose_exponent"):
            without, with_it = quantities(alone.draws, few).get(name), quantities(lent.draws, few).get(name)
            if without is not None and with_it is not None and len(with_it) > 100:
                alone_sd.append(_spread(without))
                lent_sd.append(_spread(with_it))
                ranks.append((with_it < truth[name][0]).mean())
    inside = [(0.05 <= rank <= 0.95) for rank in ranks]
    figure(f"{np.mean(inside):.3f} of {len(ranks)} inside 90 %")
    assert (0.84 if people == 40 else 0.8) <= np.mean(inside) <= (0.97 if people == 40 else 0.99)
    assert np.mean(np.log(lent_sd)) < np.mean(np.log(alone_sd)) - 0.02


def _spread(draws: Floats) -> float:
    return float(np.std(np.log(np.maximum(draws, 1e-3))))
