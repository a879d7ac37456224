"""What an import added, in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from afterrun.language import speaking
from afterrun.records import Event, Run
from afterrun.records.kinds import KINDS
from afterrun.report.added import added_words, kinds_of

AT = datetime(2026, 5, 1, 7, 30, tzinfo=UTC)


def test_a_run_that_is_asked_about_is_not_called_one() -> None:
    sure = Run(start=AT, duration_s=1800, distance_m=5000)
    unsure = Run(start=AT + timedelta(days=1), duration_s=1800, distance_m=5000, sport="unclear")
    assert added_words(kinds_of([sure, unsure])) == "1 run, 1 activity that may be a run"


@pytest.mark.parametrize("plural", [kind.plural for kind in KINDS if kind.record is not Event])
def test_each_kind_of_record_has_a_word(plural: str) -> None:
    assert "once" not in added_words({plural: 1})


def test_of_many_kinds_of_events_the_first_are_named() -> None:
    events = [Event(at=AT, kind=kind) for kind in ("yoga", "rowing", "golf", "tennis", "skiing", "football")]
    assert added_words(kinds_of(events)) == "yoga once, rowing once, golf once, tennis once, 2 other entries"


def test_in_german() -> None:
    with speaking("de"):
        assert added_words({"runs": 2, "cycling": 1}) == "2 Läufe, 1 Radfahrt"
