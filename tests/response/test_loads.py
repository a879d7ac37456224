from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from afterrun.response.designs import STORY, DiaryDesign, draw_diary
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import fit_response
from afterrun.response.kernel import KERNELS
from afterrun.response.loads import CAPACITY, recent_load, with_load
from afterrun.response.model import ResponseModel
from afterrun.response.simulate import Person, simulate_answers
from tests.response.people import RESPONDER
from tests.shares import first_of

WEEKS = DiaryDesign(days=182, runs_per_week=2)


@pytest.mark.parametrize("share", first_of([0.05, 1.0]))
def test_another_load_is_told_from_runs(share: float) -> None:
    """Long drives that do next to nothing, or as much as the reference run."""
    rng = np.random.default_rng(4)
    drives = np.sort(rng.uniform(3, 178, 25))
    data = with_load(draw_diary(WEEKS, rng), t_d=drives, dose=np.ones(25), name="long-drive")
    values = RESPONDER | {"long-drive": -np.log(share)}
    who = Person(model=ResponseModel.on(data, KERNELS["K1"]), values=values, static=np.array([0.7, 0.0, 0.8]))
    fit = fit_response(simulate_answers(who, data, rng), kernels=(KERNELS["K1"],), curves=(POWER,))
    low, high = np.quantile(np.exp(-fit.draws.modifier[:, 0]), [0.025, 0.975])
    assert low <= share <= high
    assert high < 0.5 if share < 0.5 else low > 0.5


def test_training_that_protects_is_found() -> None:
    rng = np.random.default_rng(2)
    data = draw_diary(DiaryDesign(days=364, runs_per_week=4), rng)
    waves = np.exp(0.8 * np.sin(data.run_t_d / 364 * 6 * np.pi))  # build-ups and breaks
    data = replace(data, dose=data.dose * waves)
    load = recent_load(data)[:, None]
    data = replace(data, modifier=load, modifier_prior=(CAPACITY,))
    who = Person(
        model=ResponseModel.on(data, KERNELS["K1"]),
        values=RESPONDER | {CAPACITY.name: 0.5},
        static=np.array([0.7, 0.0, 0.8]),
    )
    fit = fit_response(simulate_answers(who, data, rng), kernels=(KERNELS["K1"],), curves=(POWER,))
    low, high = np.quantile(fit.draws.modifier[:, 0], [0.025, 0.975])
    assert 0 < low < 0.5 < high


def test_a_steady_diary_has_steady_load() -> None:
    data = draw_diary(STORY, np.random.default_rng(0))
    days = np.arange(1.0, 90.0, 2.0)
    steady = replace(data, run_t_d=days, dose=np.ones(len(days)))
    assert np.abs(recent_load(steady)).max() < 0.1
    doubled = replace(steady, dose=np.where(days > 45, 2.0, 1.0))
    assert recent_load(doubled)[-1] > 0.4
    assert recent_load(replace(steady, dose=7 * steady.dose)) == pytest.approx(recent_load(steady))
    assert recent_load(data.without_runs()).shape == (0,)
