"""What one account holds possible, another has not cleared; and what both name is told, though runs are in doubt."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from afterrun.checks import CheckResult, Gate
from afterrun.findings import Explanation, Trigger
from afterrun.findings.explanation import ExplanationVerdict
from afterrun.findings.trigger import KindOf
from afterrun.findings.verdicts import Verdict
from afterrun.lab import rivals
from afterrun.lab.site_model import SiteModel
from afterrun.lab.triggers import not_cleared
from afterrun.reasons.rivals import Account, Weighed
from afterrun.reasons.rivals.evidence import Explained
from afterrun.records import Site

HERE = Site.parse("left-hamstring")


def _explained(verdict: ExplanationVerdict) -> Explanation:
    return Explanation(
        name="event:sitting", weight=0.5, prior=0.1, log_score=-1.0, alike=(), at_work=0.5, verdict=verdict
    )


def _triggered(verdict: Verdict, *, kind: str = "sitting", kind_of: KindOf = "event") -> Trigger:
    return Trigger(
        kind=kind, kind_site=None, symptom="pain", site=HERE, n=50, comparable=40, kind_of=kind_of, verdict=verdict
    )


@pytest.mark.parametrize(
    ("kind", "kind_of", "explained", "verdict"),
    [
        ("sitting", "event", _explained("favoured"), "not-yet-known"),
        ("sitting", "event", _explained("undecided"), "not-yet-known"),
        ("sitting", "event", _explained("unlikely"), "no-worthwhile-effect"),
        ("sitting", "event", None, "no-worthwhile-effect"),
        ("driving", "event", _explained("favoured"), "no-worthwhile-effect"),
        ("sitting", "care", _explained("favoured"), "no-worthwhile-effect"),
    ],
)
def test_an_event_that_may_explain_the_pain_is_not_told_as_making_no_difference(
    kind: str, kind_of: KindOf, explained: Explanation | None, verdict: str
) -> None:
    trigger = _triggered("no-worthwhile-effect", kind=kind, kind_of=kind_of)
    (told,) = not_cleared([trigger], None if explained is None else (explained,))
    assert told.verdict == verdict


def _weighed(name: str, weight: float) -> Weighed:
    account = Account(name=name, t_d=np.zeros(0), doses=np.ones((1, 0)), of_runs=not name.startswith("event:"))
    return Weighed(
        account=account,
        prior=0.1,
        weight=weight,
        together=weight,
        at_work=weight,
        alike=(),
        beside={},
        explained=cast("Explained", SimpleNamespace(log_score=-1.0)),
    )


@pytest.mark.parametrize(
    ("doubt", "sitting", "verdict", "told"),
    [
        ("run-days", 0.97, "may-worsen", True),
        ("other-events", 0.97, "may-worsen", True),
        ("run-days", 0.9, "may-worsen", False),  # the rivals are not sure
        ("run-days", 0.97, "not-yet-known", False),  # its own test is not
        ("from-memory", 0.97, "may-worsen", False),  # the reports are in doubt, not the runs
    ],
)
def test_what_it_was_instead_of_the_runs_is_told_where_two_tests_name_it(
    monkeypatch: pytest.MonkeyPatch, doubt: str, sitting: float, verdict: Verdict, *, told: bool
) -> None:
    weighed = (_weighed("event:sitting", sitting), _weighed("distance", 1 - sitting))
    monkeypatch.setattr(rivals, "rivals_of", lambda _model: rivals.Rivals(weighed=weighed, lacking=()))
    gate = Gate((CheckResult(doubt, passed=False, text="", withholds=("response", "trend", "explanations")),))
    model = cast("SiteModel", SimpleNamespace(gate_about=lambda _claim: gate))
    found = rivals.rivals_told(model, lambda: (_triggered(verdict),))
    assert (found is not None) == told
