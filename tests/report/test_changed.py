from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from afterrun.findings import Change, DateInterval, NewThing
from afterrun.report.changed import changed
from tests.told import of, other

CHANGE = Change(
    probability=0.98,
    verdict="changed",
    what="baseline",
    direction="worse",
    date=DateInterval(median=date(2026, 9, 12), lo=date(2026, 9, 10), hi=date(2026, 9, 15)),
    baseline_step_nrs=of(1.1, 1.9, 2.6),
)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "around 12 September (probably between 10 September and 15 September): over 95 % sure"),
        ({}, "about 2 points (probably 1 to 2.5) higher since"),
        ({}, "Nothing else that you logged was new"),
        (
            {"direction": "better", "baseline_step_nrs": of(-2.6, -1.9, -1.1)},
            "about 2 points (probably 1 to 2.5) lower since",
        ),
        (
            {"response_ratio": of(1.5, 2.0, 3.0), "baseline_step_nrs": None},
            "about 200 % (probably 150 to 300 %) of the pain since",
        ),
        (
            {"response_ratio": of(4.2, 9.1, 22.0), "baseline_step_nrs": None},
            "The same run has caused at least 4 times the pain since",
        ),
        (
            {"also": (NewThing(what="run-after-gap", name=None, at=datetime(2026, 9, 9, 8, tzinfo=UTC)),)},
            "the first run after a break (9 September). At the same time does not mean because of it",
        ),
        ({"verdict": "not-yet-known", "probability": 0.7, "date": None}, "The chance that it did: 70 %"),
        ({"verdict": "not-yet-known", "probability": 0.4, "date": None}, "changed from one day to the next."),
        ({"verdict": "no-sign", "probability": 0.1, "date": None}, "No sign that anything changed"),
    ],
)
def test_in_words(more: dict[str, Any], words: str) -> None:
    assert words in " ".join(changed(other(CHANGE, **more)))


def test_not_computed_not_said() -> None:
    assert changed(None) == ()
