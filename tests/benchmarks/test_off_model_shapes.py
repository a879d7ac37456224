"""A share of `make off-model-shapes`."""

from __future__ import annotations

from benchmarks.off_model_shapes import DESIGNS, LAGS_H, held, line


def test_a_plateau_is_held_and_seen_to_be_of_no_family() -> None:
    people = [held(DESIGNS["13 weeks x 3"], "box of 2.5 days", seed) for seed in range(2)]
    assert min(person.prob_free for person in people) > 0.9
    assert sum(by == 0 for person in people for by in person.missed_by_nrs) >= 2 * len(LAGS_H) - 1
    assert "area 1.00" in line("plateau", people)
