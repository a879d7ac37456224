from __future__ import annotations

from typing import Any

import pytest

from afterrun.report.changed import changed


def change(**more: Any) -> dict[str, Any]:
    return {
        "probability": 0.98,
        "verdict": "changed",
        "what": "baseline",
        "direction": "worse",
        "date": {"median": "2026-09-12", "lo": "2026-09-10", "hi": "2026-09-15"},
        "response_ratio": None,
        "baseline_step_nrs": {"median": 1.9, "lo": 1.1, "hi": 2.6},
        "also": [],
    } | more


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "around 12 September (probably between 10 September and 15 September): over 95 % sure"),
        ({}, "about 2 (probably 1 to 2.5) points more since"),
        ({}, "Nothing else that you logged was new"),
        (
            {"direction": "better", "baseline_step_nrs": {"median": -1.9, "lo": -2.6, "hi": -1.1}},
            "about 2 (probably 1 to 2.5) points less since",
        ),
        (
            {"response_ratio": {"median": 2.0, "lo": 1.5, "hi": 3.0}, "baseline_step_nrs": None},
            "about 200 % (probably 150 to 300 %) of the pain since",
        ),
        (
            {"response_ratio": {"median": 9.1, "lo": 4.2, "hi": 22.0}, "baseline_step_nrs": None},
            "The same run has caused at least 4 times the pain since",
        ),
        (
            {"also": [{"what": "run-after-gap", "name": None, "at": "2026-09-09T08:00:00+00:00"}]},
            "the first run after a break (9 September). At the same time does not mean because of it",
        ),
        ({"verdict": "not-yet-known", "probability": 0.7, "date": None}, "The chance that it did: 70 %"),
        ({"verdict": "not-yet-known", "probability": 0.4, "date": None}, "changed from one day to the next."),
        ({"verdict": "no-sign", "probability": 0.1, "date": None}, "No sign that anything changed"),
    ],
)
def test_in_words(more: dict[str, Any], words: str) -> None:
    assert words in " ".join(changed(change(**more)))


def test_not_computed_not_said() -> None:
    assert changed(None) == ()
