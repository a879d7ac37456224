from __future__ import annotations

from dataclasses import replace

from benchmarks.rivals import DESIGNS, plain, whole


def test_a_person_of_each_part_is_weighed() -> None:
    short = replace(DESIGNS["13 weeks x 1"], runs_per_week=2)
    found = plain(short, 0.7, 1)
    assert found.told
    assert 0 < found.alone <= 1
    asked = whole(short, "descent", 1)
    assert asked.told
    assert asked.true > asked.wrong
