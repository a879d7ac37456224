"""What is told once slower methods have spoken too: only what all of them say."""

from __future__ import annotations

import numpy as np
import pytest

from afterrun.foot import Changes, Effect, RunningStance, Slower, effects_of

USUAL = RunningStance()
HEADS = "metatarsal-head-impulse"


def slower(unsolved: int = 0, **methods: dict[str, tuple[float, ...]]) -> Slower:
    """Make up what slower methods found."""
    values = {method: {name: np.array(each) for name, each in found.items()} for method, found in methods.items()}
    return Slower(values=values, unsolved=unsolved, usual=None, changed=None)


def effect(found: Slower | None, quantity: str = HEADS, **changes: float) -> Effect:
    told = effects_of(USUAL, Changes(**changes), found)  # type: ignore[arg-type]
    return next(each for each in told if each.quantity == quantity)


def test_what_all_methods_say_is_told_with_all_of_their_values() -> None:
    found = effect(slower(adapted={HEADS: (1.0, 4.0)}, replay={HEADS: (6.0,)}), calf_shortening_deg=5)
    assert (found.direction, found.why) == ("up", None)
    assert set(found.values) == {"lever", "adapted", "replay"}


@pytest.mark.parametrize(
    ("adapted", "replay", "why"),
    [
        ((-4.0, -1.0), (3.0,), "methods-disagree"),
        ((1.0, 2.0), (-3.0,), "methods-disagree"),
        ((-1.0, 3.0), (3.0,), "anatomies-disagree"),  # one of them does not know, the others do
        ((0.1, 3.0), (3.0,), "anatomies-disagree"),
    ],
)
def test_one_that_says_otherwise_forbids_it(adapted: tuple[float, ...], replay: tuple[float, ...], why: str) -> None:
    assert effect(None, calf_shortening_deg=5).direction == "up"
    found = effect(slower(adapted={HEADS: adapted}, replay={HEADS: replay}), calf_shortening_deg=5)
    assert (found.direction, found.why) == ("not-known", why)


def test_a_stance_that_was_not_found_forbids_all() -> None:
    found = effect(slower(1, adapted={HEADS: (1.0, 4.0)}, replay={HEADS: (6.0,)}), calf_shortening_deg=5)
    assert (found.direction, found.why) == ("not-known", "not-solved")


def test_what_was_not_tried_is_told_once_it_was() -> None:
    assert effect(None, "toe-impulse", calf_shortening_deg=5).why == "not-tried"
    tried = slower(adapted={"toe-impulse": (1.0, 3.0)}, replay={"toe-impulse": (2.0,)})
    assert effect(tried, "toe-impulse", calf_shortening_deg=5).direction == "up"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"calf_shortening_deg": 15.0}, "another-stance"),
        ({"gastrocnemius_shortening_deg": 10.0}, "methods-disagree"),
        ({"calf_strength": 1.25}, "drive-unknown"),
        ({"grade_percent": 4.0}, "not-tried"),  # how people run uphill is not among the sources
    ],
)
def test_what_a_wider_study_disputes_is_not_told_by_a_narrower(changes: dict[str, float], why: str) -> None:
    agreed = slower(adapted={HEADS: (3.0, 4.0)}, replay={HEADS: (3.0,)})
    assert effect(agreed, HEADS, **changes).why == why
