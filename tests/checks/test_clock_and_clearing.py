"""Where the clock of the runs is off, nobody's runs are said to do little."""

from __future__ import annotations

from dataclasses import replace

import pytest

from afterrun.checks import Evidence
from afterrun.checks.clock import clock
from afterrun.checks.response_detected import clears_runs, response_detected
from afterrun.checks.result import OF_DAYS
from afterrun.lab.site_model import site_model
from benchmarks.lives_makers import LIVES


@pytest.fixture(scope="module")
def typed_as_noon() -> Evidence:
    life = LIVES["knee-typed-as-noon"](1)
    model = site_model(life.diary, site=life.site, now=life.now)
    assert not model.gate.tells("response")
    return model._evidence(model.fit)


def test_runs_that_are_typed_as_noon_are_not_cleared(typed_as_noon: Evidence) -> None:
    assert clears_runs(typed_as_noon)
    assert "by little" in response_detected(typed_as_noon).text
    found = clock(typed_as_noon)
    assert found.passed is False
    assert set(OF_DAYS) < set(found.withholds)


def test_where_a_response_is_found_a_wrong_clock_withholds_its_times_only(typed_as_noon: Evidence) -> None:
    fit = typed_as_noon.fitted
    found = clock(replace(typed_as_noon, fit=replace(fit, prob=dict.fromkeys(fit.prob, 0.0) | {"K1": 1.0})))
    assert found.passed is False
    assert "response" not in found.withholds
