"""What one account holds possible, another has not cleared."""

from __future__ import annotations

import pytest

from afterrun.findings import Explanation, Trigger
from afterrun.findings.explanation import ExplanationVerdict
from afterrun.findings.trigger import KindOf
from afterrun.lab.triggers import not_cleared
from afterrun.records import Site

HERE = Site.parse("left-hamstring")


def _explained(verdict: ExplanationVerdict) -> Explanation:
    return Explanation(
        name="event:sitting", weight=0.5, prior=0.1, log_score=-1.0, alike=(), at_work=0.5, verdict=verdict
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
    trigger = Trigger(
        kind=kind,
        kind_site=None,
        symptom="pain",
        site=HERE,
        n=50,
        comparable=40,
        kind_of=kind_of,
        verdict="no-worthwhile-effect",
    )
    (told,) = not_cleared([trigger], None if explained is None else (explained,))
    assert told.verdict == verdict
