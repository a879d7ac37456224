"""A share of what `make off-model`, `make next-run` and `make trials` do."""

from __future__ import annotations

import numpy as np
import pytest

from afterrun.response.curve import ratio_per_month
from afterrun.response.designs import STORY, draw_diary
from afterrun.response.simulate import truth_as_draws
from benchmarks.next_run import DESIGNS, Foretold, coverage, forecast_one, mean_and_error, summary, whole_range
from benchmarks.off_model import lines, outcome, true_curve
from benchmarks.off_model_people import KINDS, SHAPES, someone
from benchmarks.peers_effective import bulk_effective
from benchmarks.trials import Cell, line, run_trial


def test_shapes_have_peak_one_and_nothing_before_the_run() -> None:
    lag = np.linspace(-2, 14, 3201)
    for name, shape in SHAPES.items():
        assert shape(lag).max() == pytest.approx(1, abs=0.02), name
        assert (shape(lag[lag <= 0]) == 0).all()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_person_can_be_lived_and_judged(kind: str) -> None:
    found = outcome(STORY, kind, 0)
    assert all(0 <= rank <= 1 for rank in found.rank.values())
    assert not (found.wrongly_detected and not found.detected)
    assert lines(kind, [found])[0].startswith(kind)


@pytest.mark.parametrize("kind", ["gamma hump at 14 h", "box of 2.5 days", "at once only"])
def test_who_does_not_change_does_not_change_in_truth_either(kind: str) -> None:
    """Else a change that is told could never be wrong: the truth has its own shape at both ends."""
    rng = np.random.default_rng([1, STORY.runs_per_week, 11])
    person, data, shape = someone(KINDS[kind], draw_diary(STORY, rng), rng)
    truth = true_curve(truth_as_draws(person, data), data, shape)
    assert ratio_per_month(truth, data.span_d[0]) == pytest.approx(1.0, abs=1e-12)


def test_without_a_response_none_is_claimed() -> None:
    people = [outcome(STORY, kind, seed) for kind in ("no response", "runs on other dates") for seed in range(6)]
    assert not any(person.wrongly_detected for person in people)


@pytest.mark.parametrize("kind", ["anybody", "heavy tails"])
def test_answers_after_a_run_are_foretold_and_scored(kind: str) -> None:
    people = [person for seed in range(4) if (person := forecast_one(DESIGNS["story"], seed, kind))]
    assert len(people) >= 3
    for person in people:
        assert person.each.chances.shape == (len(person.each.came), 11)
        assert person.each.chances.sum(axis=1) == pytest.approx(1)
        assert person.worst.came == person.each.came.max()
        assert ((person.each.lead_d > 0) & (person.each.lead_d <= 5)).all()
        assert person.came == (person.each.came.max() >= 4)
    said = summary(people)
    assert said.startswith(f"{len(people)} people")
    assert "each answer: 95 % held" in said
    assert summary([]).startswith("nobody")


def test_a_range_of_whole_answers_says_more_than_it_was_made_for() -> None:
    chances = np.tile([0.05, 0.3, 0.4, 0.2, 0.05], (5, 1))
    said, held = whole_range(chances, np.arange(5), 0.8)
    assert said == pytest.approx(np.full(5, 0.9))
    assert held.tolist() == [0, 1, 1, 1, 0]


def test_answers_of_one_person_are_no_more_than_one_person() -> None:
    alike = [np.full(50, 0.0), np.full(50, 1.0), np.full(50, 0.0), np.full(50, 1.0)]
    assert mean_and_error(alike) == mean_and_error([each[:1] for each in alike]) == "0.500 +- 0.250"


def test_a_forecast_that_is_too_sure_is_shown_up() -> None:
    sure = Foretold(np.ones(3), np.tile([0.0, 0.02, 0.96, 0.02, 0.0], (3, 1)), np.array([0, 4, 2]))
    assert coverage("each", [sure])[2].startswith("  each: 95 % held 0.33")


def test_a_trial_of_a_cell_is_judged() -> None:
    cell = Cell("blocks", 12, 3, 0.5, typical=True)
    found = [run_trial(cell, seed) for seed in range(3)]
    assert all(each is not None and 0 <= each.rank <= 1 for each in found)
    assert "50% off" in line(cell, [each for each in found if each])


def test_effective_draws_of_a_sticky_chain() -> None:
    rng = np.random.default_rng(0)
    free = rng.standard_normal((2, 4000))
    sticky = np.zeros((2, 4000))
    for i in range(1, 4000):
        sticky[:, i] = 0.9 * sticky[:, i - 1] + rng.standard_normal(2)
    assert bulk_effective(free) == pytest.approx(8000, rel=0.15)
    assert bulk_effective(sticky) == pytest.approx(8000 / 19, rel=0.35)


@pytest.mark.share
def test_a_search_that_meets_draws_without_weight_ends() -> None:
    """With this person a step of the search led beside one, and differences with it overflowed."""
    assert forecast_one(DESIGNS["40 weeks x 4"], 133, "responders") is not None
