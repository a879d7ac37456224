"""The plan of a trial in a few lines."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from afterrun.findings.trial import DesignPower, TrialDesigns
from afterrun.records import Site
from afterrun.report.trial_plan import how_surely


@pytest.mark.parametrize(("power", "hopeless"), [(0.1, True), (0.4, True), (0.5, False), (0.9, False)])
def test_a_trial_that_would_mostly_tell_nothing_says_so_first(power: float, hopeless: bool) -> None:
    design = DesignPower(design="blocks", words="", units=6, block_days=14, power={"50 %": power}, text="")
    found = TrialDesigns(
        as_of=datetime(2026, 11, 23, 9, tzinfo=UTC),
        site=Site.parse("left-heel"),
        question="prevention",
        weeks=12,
        runs_per_week=2,
        arms=2,
        reports_per_day=2.0,
        simulated_as="you",
        trials_each=10,
        designs=(design,),
    )
    first, *_ = how_surely(found)
    assert first.startswith("Such a trial would probably end with: not known yet.") == hopeless
