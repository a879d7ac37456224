"""The scoreboard of other seeds: what counts as told both ways, and what as open."""

from __future__ import annotations

from benchmarks.other_seeds import Compared, compared, statements


def test_statements_are_read_from_chances_and_verdicts_and_what_is_open_is_none() -> None:
    told = {
        "response": {"detected": 0.99, "matters": 0.5},
        "trend": {"prob_improving": 0.02, "prob_improving_last_30_days": None},
        "changes": {"verdict": "no-sign"},
        "interventions": [
            {
                "intervention": "calf-stretch",
                "variant": None,
                "relief": {"verdict": "not-yet-known"},
                "prevention": {"verdict": "may-help"},
            }
        ],
        "run_features": [{"feature": "surface", "level": "track", "verdict": "worsens"}],
    }
    assert statements(told) == {
        "response detected": "yes",
        "trend prob_improving": "no",
        "changes": "no",
        "interventions calf-stretch prevention": "less",
        "run_features surface track": "more",
    }


def test_told_both_ways_is_not_the_same_as_known_or_not() -> None:
    assert compared([{"changes": "no", "response matters": "yes"}, {"changes": "yes"}]) == Compared(
        told=2, turned=("changes",), known_or_not=("response matters",)
    )
