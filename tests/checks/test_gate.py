"""One gate: whatever a check withholds is told by nobody, unless the check passed."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import asdict, make_dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

import afterrun
from afterrun.checks import FIT_CHECKS, RECORD_CHECKS, CheckResult, Evidence, Gate, gate, gate_of
from afterrun.checks.doses_known import doses_known
from afterrun.checks.enough_data import reports_vary
from afterrun.checks.gaps import gaps
from afterrun.checks.registry import MAY_WITHHOLD, Check
from afterrun.checks.result import ALL_CLAIMS
from afterrun.checks.shape_fits import shape_fits
from afterrun.lab.answers import answer
from afterrun.lab.forecasting import forecast_site
from afterrun.lab.site_model import site_model
from afterrun.lab.story import build_story
from afterrun.lab.trial.prevention_design import propose_prevention
from afterrun.lab.trial.proposing import Terms
from afterrun.records import Diary, Site
from afterrun.response.fit import Fit, fit_response
from tests.response.people import diary_of, person

pytestmark = pytest.mark.usefixtures("one_shape")
NOW = datetime.fromisoformat("2026-06-01T08:00:00+02:00")
STORY = build_story(now=NOW, seed=0).diary
CHECKS = (*RECORD_CHECKS, *FIT_CHECKS)
FIELDS = sorted({name for names in MAY_WITHHOLD.values() for name in names} - set(ALL_CLAIMS))


def result(passed: bool | None, *withholds: str) -> CheckResult:
    return CheckResult("made-up", passed, "Could not be looked at.", ("Wait.",), withholds)


def answering(passed: bool | None, *withholds: str) -> Check:
    return lambda evidence: result(passed, *withholds)


@pytest.fixture
def unknown_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check of the record that could not be looked at, and withholds everything."""
    monkeypatch.setattr(gate, "RECORD_CHECKS", (answering(None, *ALL_CLAIMS),))


def also_of_the_fit(monkeypatch: pytest.MonkeyPatch, *withholds: str) -> None:
    """One more check of the fit, last in the registry."""
    check = answering(None, *withholds)
    monkeypatch.setattr(gate, "FIT_CHECKS", (*FIT_CHECKS, check))
    monkeypatch.setattr(gate, "MAY_WITHHOLD", {**MAY_WITHHOLD, check: withholds})


@pytest.mark.parametrize("claim", [*ALL_CLAIMS, *FIELDS])
@pytest.mark.parametrize(("passed", "told"), [(True, True), (False, False), (None, False)])
def test_only_a_check_that_passed_lets_through(claim: str, passed: bool | None, told: bool) -> None:
    found = Gate((result(passed, claim), result(False)))
    assert found.tells(claim) is told
    kind = make_dataclass("Finding", [(claim, float), ("other", float)], frozen=True)
    assert found.masked(kind(1.0, 2.0)) == kind(1.0 if told else None, 2.0)
    assert len(found.behind(claim)) == (not told)


def test_every_check_withholds_only_what_it_is_down_for() -> None:
    assert set(MAY_WITHHOLD) == set(CHECKS)
    for who in (person(), person(kernel="K0")):
        data = diary_of(who, seed=5)
        for part in (data, replace(data, report_t_d=data.report_t_d[:2], lower=data.lower[:2], upper=data.upper[:2])):
            evidence = Evidence(part, np.zeros(len(part.run_t_d), bool), fit_response(part))
            for check in CHECKS:
                assert set(check(evidence).withholds) <= set(MAY_WITHHOLD[check])


def test_a_forecast_is_spared_the_checks_that_cannot_withhold_it() -> None:
    data = diary_of(person(), seed=5)
    evidence = Evidence(data, np.zeros(len(data.run_t_d), bool), fit_response(data))
    assert [check.name for check in Gate(()).looking_at(evidence, about=("forecast",)).checks] == ["sampling"]


def test_nobody_else_decides_what_is_told() -> None:
    """No place of the registry by number, and nobody outside `checks` reads what a check withholds."""
    root = Path(afterrun.__file__).parent
    for path in root.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
                assert node.value.id not in {"FIT_CHECKS", "RECORD_CHECKS"}, path
            if isinstance(node, ast.Attribute) and node.attr == "withholds":
                assert path.parent.name == "checks", path


@pytest.mark.usefixtures("unknown_record")
def test_what_could_not_be_looked_at_withholds_answers_and_forecasts() -> None:
    found = answer(STORY, now=NOW)
    told = found.told
    assert (told.response, told.trend, told.triggers, told.changes, found.model.fit) == (None,) * 5
    assert forecast_site(STORY, now=NOW).without_run is None


@pytest.mark.usefixtures("unknown_record")
def test_what_could_not_be_looked_at_is_nobody_to_simulate() -> None:
    assert propose_prevention(STORY, Terms(weeks=2, trials=1), now=NOW).simulated_as == "strangers"


def test_what_could_not_be_looked_at_teaches_no_other_site(
    monkeypatch: pytest.MonkeyPatch, one_shape: Callable[..., Fit]
) -> None:
    arch = Site.parse("right-arch")
    diary: Diary = replace(STORY, pain=(*STORY.pain, *(replace(report, site=arch) for report in STORY.pain[::4])))
    monkeypatch.setattr(gate, "RECORD_CHECKS", (answering(None, "response"),))
    model = site_model(diary, site=arch, now=NOW)
    assert model.fit is not None
    assert np.array_equal(model.fit.draws.gain_nrs, one_shape(model.prepared.data).draws.gain_nrs)


def test_a_check_of_the_fit_withholds_a_forecast_wherever_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    assert forecast_site(STORY, now=NOW).without_run is not None
    also_of_the_fit(monkeypatch, "forecast")
    found = forecast_site(STORY, now=NOW)
    assert found.without_run is None
    assert "made-up" in str(found.checks)


def test_every_field_that_is_withheld_is_null(monkeypatch: pytest.MonkeyPatch) -> None:
    also_of_the_fit(monkeypatch, *FIELDS, "changes")
    found = answer(STORY, now=NOW)
    assert found.told.response is not None
    assert found.told.trend is not None
    told = asdict(found.told.response) | asdict(found.told.trend)
    hidden = set(FIELDS) & set(told)
    assert hidden == set(FIELDS) - {"response_ratio"}  # of what was tried: told there
    assert {name: told[name] for name in hidden} == dict.fromkeys(hidden)
    assert all(each.prevention.response_ratio is None for each in found.told.interventions)
    assert found.dose is None
    assert found.told.changes is None
    assert "changes" not in {each.name for each in found.told.checks}  # no longer diary would tell: a check says why
    assert found.told.triggers is not None


def test_a_check_of_nothing_has_not_passed() -> None:
    """No report and no run is no finding."""
    data = diary_of(person(), seed=5)
    none = np.zeros(0)
    empty = Evidence(replace(data, report_t_d=none, lower=none, upper=none), np.zeros(len(data.run_t_d), bool))
    assert reports_vary(empty).passed is None
    assert not gate_of(empty).tells("response")
    assert gaps(empty).passed is None
    assert doses_known(Evidence(data.without_runs(), np.zeros(0, bool))).passed is None
    fit = fit_response(data)
    seldom = np.flatnonzero(np.diff(data.report_t_d, prepend=-9.0) > timedelta(days=3) / timedelta(days=1))[:3]
    few = replace(data, report_t_d=data.report_t_d[seldom], lower=data.lower[seldom], upper=data.upper[seldom])
    found = shape_fits(Evidence(few, empty.derived_dose, fit))
    assert (found.passed, "half_life_h" in found.withholds) == (None, True)
