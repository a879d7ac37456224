"""Many people as the prior of one: lent where something was taught, and undone when draws are read."""

from __future__ import annotations

import numpy as np
import pytest

from afterrun.response.designs import STORY, draw_diary
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import Fit, fit_response
from afterrun.response.kernel import KERNELS, RESPONSES
from afterrun.response.model import ResponseModel
from afterrun.response.parameters import GAIN, LEVEL, RELIEF, TREND
from afterrun.response.population import NOBODY, POOLED, Population, pooled_name, standard_draws
from afterrun.response.simulate import prior_person, simulate_answers

K1 = KERNELS["K1"]


def fitted(population: Population | None) -> Fit:
    rng = np.random.default_rng(4)
    data = draw_diary(STORY, rng)
    data = simulate_answers(prior_person(ResponseModel.on(data, K1), rng), data, rng)
    return fit_response(data, kernels=(K1,), curves=(POWER,), turns=(), size=500, body=population)


def test_what_was_taught_is_lent_and_the_rest_stays() -> None:
    population = Population({"log_gain": (0.5, 0.4), "K1 log_tau_on": (-1.0, 0.2)})
    lent = population.prior("K1 power", GAIN)
    assert (lent.mean, lent.sd) == (GAIN.mean + 0.5 * GAIN.sd, 0.4 * GAIN.sd)
    for kernel in RESPONSES:
        for on in (p for p in kernel.parameters if p.name == "log_tau_on"):
            assert (population.prior(f"{kernel.name} power", on) == on) == (kernel.name != "K1")
    assert population.prior("K1 power", RELIEF) == RELIEF
    assert NOBODY.prior("K1 power", GAIN) == GAIN


def test_every_parameter_is_shared_but_what_people_do_and_when_they_report() -> None:
    rng = np.random.default_rng(0)
    data = draw_diary(STORY, rng)
    names = {
        pooled_name(model.name, p.name)
        for kernel in RESPONSES
        for model in [ResponseModel.on(data, kernel)]
        for p in (*model.parameters, LEVEL, TREND)
    }
    assert names - set(POOLED) == {RELIEF.name}


def test_a_sure_population_rules_a_weak_diary_and_its_draws_are_read_in_units_of_the_product() -> None:
    taught = {"K1 log_tau_on": (1.2, 0.1), "trend": (-0.8, 0.1), "log_alpha": (0.7, 0.1)}
    population = Population(taught, 0.9)
    z = standard_draws(fitted(population), population)
    for name, (mean, sd) in taught.items():
        assert z[name].mean() == pytest.approx(mean, abs=0.25)
        assert z[name].std() < 2 * sd
    alone = standard_draws(fitted(None))
    assert alone["log_alpha"].std() > 0.4
    assert set(z) == set(alone)


def test_nobody_changes_nothing_and_a_share_moves_the_chance_of_a_response() -> None:
    alone, nobody = fitted(None), fitted(NOBODY)
    assert np.array_equal(alone.draws.gain_nrs, nobody.draws.gain_nrs)
    odds = [fit.prob_responds / (1 - fit.prob_responds) for fit in (fitted(Population({}, 0.2)), alone)]
    assert odds[0] == pytest.approx(0.25 * odds[1], rel=0.05)


def test_draws_are_those_of_the_models_they_come_from() -> None:
    fit = fitted(None)
    assert sum(map(len, fit.drawn.values())) == fit.draws.size
    gains = [z[:, fit.parameters[name].index("log_gain")] for name, z in fit.drawn.items() if name != "K0"]
    found = np.exp(GAIN.mean + GAIN.sd * np.concatenate(gains))
    assert np.allclose(found, fit.draws.gain_nrs[fit.draws.responds])
