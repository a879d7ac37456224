from __future__ import annotations

import numpy as np
import pytest

from afterrun.associations.changes import Change, weigh_changes
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import fit_response
from afterrun.response.kernel import KERNELS
from afterrun.response.steps import about, rival
from benchmarks.triggers import DESIGNS, live

OFTEN = DESIGNS["13 weeks x 3"]


def test_a_change_that_nobody_asks_about_changes_nothing() -> None:
    """A step of size 0 leaves the likelihood as it is, for either kind and width."""
    data = live(OFTEN, 2)[0].data
    z = np.zeros((1, rival(data, "K1").dimension))
    plain = rival(data, "K1").log_posterior(z)[0]
    stepped = rival(data, "K1", what="response", tau_d=40.0)
    assert stepped.log_posterior(np.zeros((1, stepped.dimension)))[0] == pytest.approx(plain, abs=1e-6)


def test_covariates_of_a_change_run_from_minus_to_plus_a_half() -> None:
    t = np.linspace(0, 90, 181)
    for width in (0.0, 20.0):
        s = about(t, 45.0, width)
        assert (s.min(), s.max()) == (-0.5, 0.5)
        assert (np.diff(s) >= 0).all()


def test_too_short_a_diary_has_no_change() -> None:
    data = live(OFTEN, 1)[0].data.until(16.0)
    assert weigh_changes(data, fit_response(data, kernels=(KERNELS["K1"],), curves=(POWER,)), RNG) is None


def test_verdicts_and_dates() -> None:
    days = np.arange(10.0, 20.0)
    weight = np.full(10, 0.1)

    def change(prob: float) -> Change:
        return Change(prob, "baseline", days, weight, np.array([1.0, 2.0, -0.1]))

    assert [change(p).verdict for p in (0.97, 0.5, 0.1)] == ["changed", "not-yet-known", "no-sign"]
    assert change(0.97).worse
    assert 10 <= change(0.97).date_at(0.05) < change(0.97).date_at(0.5) < change(0.97).date_at(0.95) <= 19


RNG = np.random.default_rng(0)
