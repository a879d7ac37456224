"""What stands beside the published findings: runs that were long for their month, and the foot simulator."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from afterrun.lab.topics import foot_answers, long_runs, own_tests
from afterrun.reasons.evidence import TOPICS
from afterrun.records import Diary, Run, SelfTest
from afterrun.tissue import Body

DAY = datetime(2026, 1, 1, 9, tzinfo=UTC)
NOW = DAY + timedelta(days=400)


def diary(*runs: tuple[float, float | None]) -> Diary:
    return Diary(
        runs=tuple(Run(start=DAY + timedelta(days=day), duration_s=1800, distance_m=metres) for day, metres in runs)
    )


@pytest.mark.parametrize(
    ("runs", "n", "longer", "after_gap"),
    [
        ([(0, 5000), (10, 9000)], 0, 0, 0),  # no month before them
        ([(0, 5000), (20, 5000), (35, 5600)], 1, 1, 0),
        ([(0, 5000), (20, 5000), (35, 5400)], 1, 0, 0),  # by less than a tenth
        ([(0, 5000), (2, 9000), (35, 5600)], 1, 0, 1),  # all of them more than 30 days ago
        ([(0, 5000), (20, 5000), (35, None), (36, 5400)], 1, 0, 0),  # how far is not known: not 0
        ([(0, 5000), (20, 5000), (35, 7000), (40, 7500)], 2, 1, 0),
    ],
)
def test_runs_that_were_long_for_their_month(
    runs: list[tuple[float, float | None]], n: int, longer: int, after_gap: int
) -> None:
    found = long_runs(diary(*runs), NOW)
    assert (found.n, found.longer, found.after_gap) == (n, longer, after_gap)
    assert (found.last is None) == (longer == 0)


def test_what_lies_ahead_is_not_counted() -> None:
    assert long_runs(diary((0, 5000), (20, 5000), (35, 9000)), DAY + timedelta(days=30)).n == 0


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.id)
def test_the_foot_answers_what_a_question_asks(topic: object) -> None:
    for each in foot_answers(topic, Body()):  # type: ignore[arg-type]
        assert len(each.effects) == len(each.asked.quantities)
        for effect in each.effects:
            if effect.direction != "not-known":  # all calves and feet agree
                assert effect.lo * effect.hi > 0
                assert effect.why is None


def test_a_stronger_calf_is_told_to_unload_nothing() -> None:
    (topic,) = (each for each in TOPICS if each.id == "strength")
    stronger = foot_answers(topic, Body())[0]
    directions = {effect.quantity: effect.direction for effect in stronger.effects}
    assert directions == {"forefoot-impulse": "not-known", "metatarsal-head-impulse": "not-known", "calf-use": "down"}


def test_own_tests_are_those_that_bear_on_the_question() -> None:
    (topic,) = (each for each in TOPICS if each.id == "stretching-prevents")
    result = SelfTest(at=DAY, test="lunge-bent", value=9.0, side="left")
    found = own_tests(topic, Diary(tests=(result,)), NOW)
    assert [(each.guide.name, len(each.results)) for each in found] == [("lunge-bent", 1), ("ankle-bend-straight", 0)]
