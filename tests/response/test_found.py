"""Where a fit was found, under another prior: exact where the diary is normal, as good as a search where it is not."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from afterrun.response.again import fit_again
from afterrun.response.designs import STORY, draw_diary
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import fit_response
from afterrun.response.found import Found
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.population import OF_THE_LEVEL, OF_THE_RESPONSE, Population
from afterrun.response.simulate import prior_person, simulate_answers

K1 = KERNELS["K1"]
_RNG = np.random.default_rng(11)
DATA = draw_diary(STORY, _RNG)
MODEL = ResponseModel.on(DATA, K1)
NAMES = [parameter.name for parameter in MODEL.parameters]


def test_of_a_diary_that_is_normal_it_is_exact() -> None:
    """One look at a mixture of all parameters, under two priors: place and evidence as of the closed form."""
    rng = np.random.default_rng(0)
    look, noise, said = rng.standard_normal((5, len(NAMES))), 0.7, rng.standard_normal(5)
    taught = {name: (float(rng.standard_normal()), float(rng.uniform(0.3, 1.5))) for name in NAMES}
    population = Population({f"K1 {name}" if name in _of_shape() else name: each for name, each in taught.items()})

    def closed(mean: np.ndarray, sd: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
        covariance = np.linalg.inv(np.diag(sd**-2) + look.T @ look / noise**2)
        centre = covariance @ (mean / sd**2 + look.T @ said / noise**2)
        height = multivariate_normal(look @ mean, look * sd**2 @ look.T + noise**2 * np.eye(5)).logpdf(said)
        return centre, covariance, float(height)

    wide = closed(np.zeros(len(NAMES)), np.ones(len(NAMES)))
    mean, sd = (np.array([taught[name][i] for name in NAMES]) for i in (0, 1))
    narrow = closed(mean, sd)
    found = Found({"K1 power": wide[:2]}, {"K1 power": wide[2]}, ()).under(DATA, before=None, now=population)
    there, spread = found.place["K1 power"]
    assert mean + sd * there == pytest.approx(narrow[0])
    assert spread * np.outer(sd, sd) == pytest.approx(narrow[1])
    assert found.log_evidence["K1 power"] == pytest.approx(narrow[2])


def _of_shape() -> set[str]:
    return {parameter.name for parameter in K1.parameters}


def test_without_the_search_the_answer_is_as_with_it() -> None:
    """People much alike, so that hardly a draw of the first fit lies where those of the second do."""
    rng = np.random.default_rng(5)
    data = simulate_answers(prior_person(MODEL, rng), DATA, rng)
    names = [name for name in (*OF_THE_RESPONSE, *OF_THE_LEVEL) if name.startswith("K1") or " " not in name]
    population = Population({name: (0.4 * float(rng.standard_normal()), 0.33) for name in names}, 0.7)
    alone, searched = (
        fit_response(data, kernels=(K1,), curves=(POWER,), turns=("struck",), body=body) for body in (None, population)
    )
    again = fit_again(data, alone.found, before=None, now=population)
    assert (again.found.kernels, again.found.curves) == ((K1,), (POWER,))
    assert again.k_hat < 0.7
    assert again.log_predictive == pytest.approx(searched.log_predictive, abs=0.2)
    assert again.prob_responds == pytest.approx(searched.prob_responds, abs=0.05)
    for told in ("level_nrs", "gain_nrs", "trend_nrs", "sigma_e"):
        one, other = (getattr(fit.draws, told) for fit in (again, searched))
        sd = float(other.std())
        assert np.quantile(one, (0.05, 0.5, 0.95)) == pytest.approx(np.quantile(other, (0.05, 0.5, 0.95)), abs=0.4 * sd)
