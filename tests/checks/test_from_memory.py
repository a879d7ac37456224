"""Weeks that were typed in at once, from memory, are no calm weeks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from afterrun.checks import Evidence
from afterrun.checks.from_memory import _too_constant, _typed_smooth, from_memory
from afterrun.checks.registry import MAY_WITHHOLD
from afterrun.lab.preparing import Prepared, prepare
from afterrun.response.data import ResponseData
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import fit_response
from afterrun.response.kernel import KERNELS
from afterrun.response.replicate import Replicates
from benchmarks.lives_makers import LIVES


def _prepared(name: str, seed: int = 0) -> Prepared:
    life = LIVES[name](seed)
    return prepare(life.diary, site=life.site, now=life.now)


def _constant(data: ResponseData) -> bool:
    return _too_constant(data.answers, data.levels)


@pytest.mark.parametrize("seed", range(6))
def test_weeks_of_one_number_are_seen_where_other_weeks_go_up_and_down(seed: int) -> None:
    assert _constant(_prepared("forefoot-from-memory", seed).data)


@pytest.mark.parametrize("name", ["forefoot-struck", "achilles-warms-up", "arch-stretch-halves", "achilles-loading"])
def test_ups_and_downs_of_every_day_are_not(name: str) -> None:
    data = _prepared(name).data
    assert not _constant(data)
    assert not _typed_smooth(data.report_t_d, data.answers)


def test_nothing_for_weeks_is_not_constant() -> None:
    """Zeros stay by themselves."""
    nrs = np.array([2.0, 1.0, 3.0, 1.0, 2.0] * 8 + [0.0] * 40)
    assert not _too_constant(nrs, np.arange(11.0))
    assert _too_constant(np.where(nrs == 0, 2.0, nrs), np.arange(11.0))


def test_somebody_who_always_says_the_same_is_not_doubted() -> None:
    assert not _too_constant(np.full(80, 2.0), np.arange(11.0))


def test_smooth_weeks_on_one_minute_of_the_clock_are_seen() -> None:
    """Fourteen days at 20:00 sharp that go from 3 to 2; the same numbers at any minute are a calm fortnight."""
    rng = np.random.default_rng(0)
    usual_d = np.arange(40) + 20 / 24 + rng.uniform(-0.02, 0.02, 40)
    typed_d = 40 + np.arange(14) + 20 / 24
    nrs = np.concatenate([rng.integers(0, 5, 40), [3] * 8 + [2] * 6]).astype(float)
    assert _typed_smooth(np.concatenate([usual_d, typed_d]), nrs)
    assert not _typed_smooth(np.concatenate([usual_d, typed_d + rng.uniform(-0.02, 0.02, 14)]), nrs)
    assert not _typed_smooth(np.floor(np.concatenate([usual_d, typed_d])) + 20 / 24, nrs)  # all of it was


def test_trends_and_changes_are_withheld_and_the_response_is_not() -> None:
    data = _prepared("forefoot-from-memory").data
    fit = fit_response(data, kernels=(KERNELS["K1"],), curves=(POWER,), turns=())
    found = from_memory(Evidence(data, np.zeros(len(data.run_t_d), dtype=bool), fit))
    assert found.passed is False
    assert set(found.withholds) == {"response_ratio_per_30_days", "baseline_nrs_per_30_days", "changes"}
    assert set(found.withholds) < set(MAY_WITHHOLD[from_memory])


def test_what_the_model_would_write_as_well_is_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    data = _prepared("forefoot-from-memory").data
    evidence = Evidence(data, np.zeros(len(data.run_t_d), dtype=bool))
    alike = Replicates(np.zeros((9, len(data.answers))), np.tile(data.answers, (9, 1)))
    monkeypatch.setattr("afterrun.checks.from_memory.replicates_of", lambda _: alike)
    quiet = replace(evidence, data=replace(data, report_t_d=data.report_t_d + np.linspace(0, 1e-1, len(data.answers))))
    assert from_memory(quiet).passed
