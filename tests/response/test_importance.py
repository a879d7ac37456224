from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import genpareto

from afterrun.response.psis import fit_pareto, smooth_weights


@pytest.mark.parametrize("shape", [0.1, 0.4, 0.9])
def test_pareto_shape_is_recovered(shape: float) -> None:
    excess = np.sort(genpareto.rvs(shape, scale=2.0, size=4000, random_state=1))
    k, scale = fit_pareto(excess)
    assert k == pytest.approx(shape, abs=0.07)
    assert scale == pytest.approx(2.0, rel=0.1)


def test_bad_weights_are_called_bad_and_good_ones_good() -> None:
    rng = np.random.default_rng(0)
    x = rng.standard_normal(3000)
    _, good = smooth_weights(-0.5 * (x / 0.9) ** 2 + 0.5 * x**2)
    wide = rng.standard_t(2, 3000)
    narrow = 0.3 * rng.standard_normal(3000)
    _, bad = smooth_weights(-0.5 * narrow**2 * (1 - 1 / 0.09))
    assert good < 0.3
    assert bad > 0.7
    assert smooth_weights(np.zeros_like(wide))[1] == -np.inf
