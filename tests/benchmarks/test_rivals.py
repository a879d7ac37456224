from __future__ import annotations

from dataclasses import replace

from benchmarks.rivals import DESIGNS, mixed, plain, whole


def test_a_person_of_each_part_is_weighed() -> None:
    short = replace(DESIGNS["13 weeks x 1"], runs_per_week=2)
    found = plain(short, 0.7, 1)
    assert found.told
    assert 0 < found.alone <= 1
    asked = whole(short, "descent", 1)
    assert asked.told
    assert asked.true > asked.wrong


def test_two_at_work_are_found_where_a_third_leads_by_luck() -> None:
    """By itself this person's speed leads, and with football has all the weight while distance is not tried with it."""
    found = mixed(DESIGNS["13 weeks x 1"], ("distance", "event:football"), 2)
    assert found.true > 0.5
    assert found.wrong_working < 0.95


def test_what_adds_a_little_is_tried_in_all_its_ways_beside_the_leading_one() -> None:
    """By itself this person's sleep looks as if too much of it hurt; beside football, too little does."""
    found = mixed(DESIGNS["13 weeks x 1"], ("event:football", "event:sleep"), 2)
    assert found.true > 0.03  # in the way that looks best by itself it was .003
    assert found.working > 0.95
