from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterrun.errors import InvalidValueError
from afterrun.records import Allocation, Site, Trial
from afterrun.trials.allocation import arms_of, block_at, schedule_of
from afterrun.trials.designs import DESIGNS, Design, design_named
from afterrun.trials.monitoring import SURE, e_process
from afterrun.trials.randomisation import randomisation_test, round_differences

START = datetime(2026, 1, 5, 8, tzinfo=UTC)
designs = st.sampled_from(list(DESIGNS.values()))


def trial(**other: object) -> Trial:
    usual: dict[str, object] = {
        "start": START,
        "question": "prevention",
        "design": "pairs",
        "intervention": "calf-stretch",
        "site": Site.parse("right-forefoot-lateral"),
        "units": 12,
    }
    return Trial(**usual | other)  # type: ignore[arg-type]


@given(design=designs, half=st.integers(4, 7), seed=st.integers(0, 999))
def test_what_is_drawn_is_one_of_what_can_be(design: Design, half: int, seed: int) -> None:
    units = 2 * half
    every = design.every(units)
    assert len(every) == design.count(units) == len(np.unique(every, axis=0))
    drawn = design.draw(units, np.random.default_rng(seed))
    assert (every == drawn).all(axis=1).sum() == 1
    if design.in_rounds and not design.several:
        assert (every.reshape(len(every), -1, 2).sum(axis=2) == 1).all()


def test_all_schedules_are_equally_likely() -> None:
    for design in DESIGNS.values():
        every, rng = design.every(8), np.random.default_rng(1)
        place = [int((every == design.draw(8, rng)).all(axis=1).argmax()) for _ in range(4000)]
        counts = np.bincount(place, minlength=len(every))
        assert counts.std() < 3 * np.sqrt(4000 / len(every))


def test_the_allocation_hangs_on_the_whole_protocol() -> None:
    assert (schedule_of(trial()) == schedule_of(trial())).all()
    assert (schedule_of(trial()) == schedule_of(replace(trial(), stopped=START, stop_reason="hurt"))).all()
    others = [schedule_of(replace(trial(), seed=seed)) for seed in range(30)]
    assert len({tuple(other) for other in others}) > 15
    with pytest.raises(InvalidValueError, match="even"):
        schedule_of(trial(units=7))
    with pytest.raises(InvalidValueError, match="one of pairs"):
        design_named("guess")


def test_blocks_of_days_begin_after_the_run_in() -> None:
    blocks = trial(design="blocks", units=6, block_days=14, run_in_days=7)
    days = [block_at(blocks, START + timedelta(days=d)) for d in (3, 7, 20.9, 21, 90.9, 91)]
    assert days == [None, 0, 0, 1, 5, None]
    assert block_at(replace(blocks, stopped=START + timedelta(days=20)), START + timedelta(days=30)) is None


@settings(deadline=None)
@given(seed=st.integers(0, 10_000), design=designs)
def test_p_values_are_uniform_or_larger_over_the_draw(seed: int, design: Design) -> None:
    """Over all schedules that could have been drawn, p is at most a in at most a share a of them."""
    rng = np.random.default_rng(seed)
    outcome = rng.normal(2, 1, 8)
    p = np.array([randomisation_test(outcome, drawn, design, rng).p_helps for drawn in design.every(8)])  # type: ignore[union-attr]
    for alpha in (0.05, 0.1, 0.25, 0.5):
        assert (p <= alpha).mean() <= alpha + 1e-12


def test_a_clear_difference_is_found_and_an_empty_arm_is_not_judged() -> None:
    design, rng = DESIGNS["pairs"], np.random.default_rng(0)
    drawn = design.draw(12, rng)
    outcome = np.asarray(4.0 - 2.0 * drawn + rng.normal(0, 0.1, 12), dtype=np.float64)
    found = randomisation_test(outcome, drawn, design, rng)
    assert found is not None
    assert found.p_helps == pytest.approx(1 / 64)
    assert found.difference == pytest.approx(-2, abs=0.2)
    assert found.exact
    assert randomisation_test(np.where(drawn == 1, np.nan, outcome), drawn, design, rng) is None
    many = design.draw(60, rng)
    drawn_test = randomisation_test(np.where(many == 1, 2.0, 4.0), many, design, rng)
    assert drawn_test is not None
    assert not drawn_test.exact
    assert drawn_test.p_helps == pytest.approx(1 / 10_000)


def test_the_bet_is_fair_and_rarely_won_by_chance() -> None:
    """Over all signs the value averages one at every look; it ever reaches twenty in at most a twentieth of people."""
    sizes = np.array([0.5, 1.0, 2.0, 0.0, 3.0, 1.5, 0.5, 1.0])
    signs = DESIGNS["pairs"].every(16)[:, ::2] * 2.0 - 1
    values = np.array([e_process(sign * sizes) for sign in signs])
    assert values.mean(axis=0) == pytest.approx(np.ones(8))
    rng = np.random.default_rng(5)
    ever = [(e_process(rng.normal(0, 1.5, 60)) >= SURE).any() for _ in range(2000)]
    assert np.mean(ever) <= 0.05
    helped = [(e_process(rng.normal(-1.5, 1.0, 12)) >= SURE).any() for _ in range(200)]
    assert np.mean(helped) > 0.8


def test_differences_are_with_minus_without() -> None:
    outcome = np.array([3.0, 1.0, 2.0, 5.0, 4.0, np.nan])
    drawn = np.array([[0, 1, 1, 0, 1, 0]], dtype=np.int8)
    np.testing.assert_array_equal(round_differences(outcome, drawn), [[-2.0, -3.0, np.nan]])


@pytest.mark.share
def test_of_several_useless_things_the_best_looks_good_no_more_often_than_is_said() -> None:
    design, rng, found = replace(DESIGNS["rounds"], arms=3), np.random.default_rng(5), []
    for _ in range(300):
        outcome = rng.standard_normal(12)
        schedule = design.draw(12, rng)
        tests = [randomisation_test(outcome, schedule, design, rng, arm=arm) for arm in (1, 2)]
        found.append(min(test.p_helps for test in tests if test is not None))
    assert (np.array(found) <= 0.05).mean() < 0.09
    assert (np.array(found) <= 0.5).mean() == pytest.approx(0.5, abs=0.1)


def test_every_schedule_in_rounds_is_there_once() -> None:
    design = replace(DESIGNS["rounds"], arms=3)
    every = design.every(6)
    assert len(every) == design.count(6) == 36
    assert len({tuple(schedule) for schedule in every.tolist()}) == 36
    assert all(sorted(schedule[:3]) == sorted(schedule[3:]) == [0, 1, 2] for schedule in every.tolist())


def shown(of: Trial, arms: dict[int, int]) -> list[Allocation]:
    return [Allocation(at=START, trial=of.sha256, unit=unit, arm=arm) for unit, arm in arms.items()]


@given(design=designs, seed=st.integers(0, 99))
def test_what_was_drawn_could_be_drawn(design: Design, seed: int) -> None:
    drawn = design.draw(8, np.random.default_rng(seed))
    everything = np.ones(8, bool)
    assert design.could_draw(drawn, everything)
    assert not design.could_draw(np.zeros(8, np.int8), everything)
    assert design.could_draw(np.where(np.arange(8) == 3, drawn, 99).astype(np.int8), np.arange(8) == 3)
    assert not design.could_draw(np.full(8, design.arms, np.int8), everything)


def test_what_was_recorded_comes_before_the_seed() -> None:
    one = trial()
    drawn = schedule_of(one)
    as_shown = arms_of(one, shown(one, {0: int(drawn[0]), 1: int(drawn[1])}))
    assert (as_shown.as_recorded, as_shown.possible) == (False, True)
    assert as_shown.known.all()
    other = arms_of(one, shown(one, {0: 1 - int(drawn[0]), 1: 1 - int(drawn[1])}))
    assert (other.as_recorded, other.possible) == (True, True)
    assert other.known.tolist() == [True, True, *[False] * 10]
    assert other.schedule[0] == 1 - drawn[0]
    odd = arms_of(one, shown(one, {0: int(drawn[0]), 1: int(drawn[0])}))
    assert (odd.as_recorded, odd.possible) == (True, False)
    assert not arms_of(one, [replace(each, trial="another") for each in shown(one, {0: 1 - int(drawn[0])})]).as_recorded


def test_a_round_that_lacks_an_arm_says_nothing() -> None:
    outcome = np.array([1.0, 3.0, 2.0, 5.0])
    found = round_differences(outcome, np.array([[0, 0, 1, 0], [1, 0, 0, 1]], np.int8))
    np.testing.assert_array_equal(found, [[np.nan, -3.0], [-2.0, 3.0]])
