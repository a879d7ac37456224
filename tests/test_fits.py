"""Fits of the tests: remembered where that cannot hide anything, and counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from afterrun.response import fit as fitting
from afterrun.response.data import ResponseData
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import Fit, fit_response
from afterrun.response.kernel import KERNELS
from tests import fits, once
from tests.response.people import diary_of, person

DATA = diary_of(person(), seed=1)
QUICK: dict[str, Any] = {"kernels": (KERNELS["K1"],), "curves": (POWER,), "turns": (), "size": 100}


@pytest.fixture(scope="module")
def fit() -> Fit:
    return fit_response(DATA, **QUICK)


class Asked:
    """A fit that notes what it was really asked."""

    def __init__(self, fit: Fit) -> None:
        self.fit = fit
        self.seeds: list[int] = []
        self.ask = fits.remembered(self.fit_response)

    def fit_response(self, data: ResponseData, *, seed: int = 0, near: Fit | None = None) -> Fit:
        self.seeds.append(seed)
        return replace(self.fit, data=data)


@pytest.fixture
def asked(fit: Fit, tmp_path: Path) -> Iterator[Asked]:
    before = list(once._folder)
    once.keep_in(tmp_path / "kept")
    yield Asked(fit)
    once._folder[:] = before


def test_equal_data_are_fitted_once_and_others_anew(asked: Asked) -> None:
    first = asked.ask(DATA)
    same = replace(DATA, dose=DATA.dose.copy())
    again = asked.ask(same, seed=0, near=None)
    assert again.data is same
    assert (again.draws.gain_nrs == first.draws.gain_nrs).all()
    assert asked.seeds == [0]
    asked.ask(DATA, seed=1)
    asked.ask(replace(DATA, dose=DATA.dose * 1.01))
    asked.ask(DATA, near=first)
    assert asked.seeds == [0, 1, 0, 0]
    assert sum(fits.worked_out().values()) == 4
    assert all("test_equal_data_are_fitted_once" in name for name in fits.worked_out())


def test_while_the_engine_is_patched_nothing_is_remembered(asked: Asked) -> None:
    asked.ask(DATA)
    for where, name in ((fitting, "sample_rival"), (Fit, "prob_responds")):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(where, name, None)
            asked.ask(DATA)
    assert asked.seeds == [0, 0, 0]
    asked.ask(DATA)
    assert asked.seeds == [0, 0, 0]


@pytest.mark.afresh
def test_a_test_that_is_marked_has_its_fits_worked_out(asked: Asked) -> None:
    asked.ask(DATA)
    asked.ask(DATA)
    assert asked.seeds == [0, 0]
