from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from afterrun.checks import FIT_CHECKS, RECORD_CHECKS, CheckResult, Evidence
from afterrun.checks.doses_known import doses_known
from afterrun.checks.enough_data import enough_data, reports_vary
from afterrun.checks.gaps import gaps
from afterrun.checks.learned import dose_exponent_learned, half_life_learned
from afterrun.checks.reports_after_runs import reports_after_runs
from afterrun.checks.response_detected import response_detected
from afterrun.checks.sampling import sampling
from afterrun.response.data import ResponseData
from afterrun.response.designs import DiaryDesign
from afterrun.response.fit import fit_response
from afterrun.response.simulate import with_answers
from tests.response.people import diary_of, person


def evidence_of(data: ResponseData, *, fitted: bool = False) -> Evidence:
    derived = np.zeros(len(data.run_t_d), dtype=bool)
    return Evidence(data, derived, fit_response(data) if fitted else None)


@pytest.fixture(scope="module")
def responder() -> Evidence:
    return evidence_of(diary_of(person(), seed=5), fitted=True)


@pytest.fixture(scope="module")
def nobody() -> Evidence:
    return evidence_of(diary_of(person(kernel="K0"), seed=5), fitted=True)


def keep_reports(data: ResponseData, kept: NDArray[np.bool_]) -> ResponseData:
    return replace(data, report_t_d=data.report_t_d[kept], lower=data.lower[kept], upper=data.upper[kept])


@pytest.mark.parametrize("check", [*RECORD_CHECKS, *FIT_CHECKS])
def test_every_check_says_what_it_found(check: object, responder: Evidence, nobody: Evidence) -> None:
    for evidence in (responder, nobody):
        found = check(evidence)  # type: ignore[operator]
        assert isinstance(found, CheckResult)
        assert found.text.endswith(".")
        if found.passed is False:
            assert found.remedies or found.withholds
        if found.passed is True:
            assert not found.withholds


def test_names_are_unique(responder: Evidence) -> None:
    names = [check(responder).name for check in (*RECORD_CHECKS, *FIT_CHECKS)]
    assert len(set(names)) == len(names)


def test_enough_data(responder: Evidence) -> None:
    assert enough_data(responder).passed
    data = responder.data
    few = enough_data(evidence_of(keep_reports(data, np.arange(len(data.report_t_d)) < 3)))
    assert (few.passed, "response" in few.withholds) == (False, True)
    assert "3 pain reports" in few.text
    none = enough_data(evidence_of(data.without_runs()))
    assert "Add your runs" in none.remedies[0]


@pytest.mark.parametrize(("answer", "passed"), [(4.0, False), (10.0, False), (0.0, True)])
def test_reports_that_never_vary(responder: Evidence, answer: float, passed: bool) -> None:
    data = with_answers(responder.data, np.full(len(responder.data.report_t_d), answer))
    assert reports_vary(evidence_of(data)).passed is passed


def test_reports_after_runs(responder: Evidence) -> None:
    assert reports_after_runs(responder).passed
    data = responder.data
    since = data.report_t_d[:, None] - data.run_t_d[None, :]
    late = np.asarray(~((since > 0) & (since < 2.2)).any(axis=1))
    assert reports_after_runs(evidence_of(keep_reports(data, late))).passed is False
    assert reports_after_runs(evidence_of(data.without_runs())).passed is None


def test_gaps(responder: Evidence) -> None:
    assert gaps(responder).passed
    data = responder.data
    month = (data.report_t_d > 30) & (data.report_t_d < 60)
    assert gaps(evidence_of(keep_reports(data, ~month))).passed is False
    week = (data.report_t_d > 30) & (data.report_t_d < 38)
    told = gaps(evidence_of(keep_reports(data, ~week)))
    assert (told.passed, "unknown" in told.text) == (True, True)


def test_doses_known(responder: Evidence) -> None:
    assert doses_known(responder).passed
    some = replace(responder, derived_dose=np.arange(len(responder.data.run_t_d)) < 2)
    assert "2 of" in doses_known(some).text
    assert doses_known(some).passed is False


def test_sampling(responder: Evidence) -> None:
    assert sampling(responder).passed
    for fault in ({"k_hat": 0.9}, {"effective": 20.0}):
        bad = replace(responder, fit=replace(responder.fitted, **fault))  # type: ignore[arg-type]
        found = sampling(bad)
        assert (found.passed, found.withholds) == (False, ("response", "trend"))


def test_response_detected(responder: Evidence, nobody: Evidence) -> None:
    assert response_detected(responder).passed
    found = response_detected(nobody)
    assert found.passed is False
    assert "peak_h" in found.withholds


def test_little_is_learned_from_little(responder: Evidence) -> None:
    assert half_life_learned(responder).passed
    same_length = replace(responder.data, dose=np.ones_like(responder.data.dose))
    assert dose_exponent_learned(evidence_of(same_length, fitted=True)).passed is False
    short = DiaryDesign(days=28, runs_per_week=1, reports_per_day=0.4, cares_per_week=0)
    faint = diary_of(person(care_kinds=0, gain=np.log(np.expm1(0.4))), seed=2, design=short)
    assert half_life_learned(evidence_of(faint, fitted=True)).passed is not True


def test_checks_of_a_fit_need_one(responder: Evidence) -> None:
    with pytest.raises(ValueError, match="needs a fit"):
        sampling(replace(responder, fit=None))
