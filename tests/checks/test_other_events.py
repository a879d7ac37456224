"""What was logged beside runs is a rival that has to leave them likely."""

from __future__ import annotations

import pytest

from afterrun.checks.evidence import Evidence
from afterrun.checks.other_events import likelier_rival
from afterrun.lab.events_beside import events_beside
from afterrun.lab.preparing import prepare
from benchmarks.lives_makers import LIVES


def _rival(name: str, seed: int) -> str | None:
    life = LIVES[name](seed)
    prepared = prepare(life.diary, site=life.site, now=life.now)
    events = events_beside(life.diary, prepared)
    return likelier_rival(Evidence(prepared.data, prepared.dose.derived, events=events))


@pytest.mark.parametrize(
    ("name", "kind"), [("head-wine", "wine"), ("ankle-football", "football"), ("hip-flexor-rides-before-runs", "bike")]
)
def test_what_came_with_the_runs_and_hurts_is_named(name: str, kind: str) -> None:
    assert _rival(name, 0) == kind


@pytest.mark.parametrize("name", ["heel-standing", "hip-abroad", "forefoot-struck"])
def test_runs_that_hurt_beside_other_things_are_left_alone(name: str) -> None:
    assert _rival(name, 0) is None
