"""What came at once after quiet weeks is not told to grow; what grows after them still is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterrun.findings import Flag
from afterrun.reasons import questions, red_flags
from afterrun.reasons.red_flags.growing import growth_at
from afterrun.reasons.red_flags.rule import places_of
from afterrun.records import Diary, PainReport
from tests.reasons.test_red_flags_read import NOW, report

QUIET_D = 42


def after_quiet_weeks(nrs: Callable[[int], float], *, days: int, site: str = "left-shin") -> tuple[PainReport, ...]:
    """A report an evening: six weeks of 0 with a faint 1 in each, then ``nrs`` of each day, up and down."""
    quiet = [report(site, float(day % 7 == 0), days_ago=days + QUIET_D - day - 0.5) for day in range(QUIET_D)]
    since = [report(site, nrs(day) + (0, 1, -1)[day % 3], days_ago=days - day - 0.5) for day in range(days)]
    return (*quiet, *since)


def told(pain: tuple[PainReport, ...]) -> list[Flag]:
    return list(red_flags(Diary(pain=pain), None, NOW))


def grown(pain: tuple[PainReport, ...]) -> bool:
    (place,) = places_of(Diary(pain=pain), NOW)
    return growth_at(place) is not None


@pytest.mark.parametrize("site", ["left-shin", "right-knee-inner"])
@pytest.mark.parametrize("heals", [0.0, 0.1], ids=["stays", "heals"])
def test_what_came_back_at_full_height_two_weeks_ago_has_not_grown(site: str, heals: float) -> None:
    pain = after_quiet_weeks(lambda day: 5 - heals * day, days=15, site=site)
    (flag,) = told(pain)
    assert not grown(pain)
    assert flag.level == "soon"
    assert "came on suddenly 14 days ago, after weeks with next to no pain: about" in flag.text
    assert "one spot hurts when you press it" in flag.text


def test_before_it_is_known_whether_it_grows_a_clinician_looks_within_days() -> None:
    pain = after_quiet_weeks(lambda _: 5, days=7)
    (flag,) = told(pain)
    assert not grown(pain)
    assert flag.level == "within-days"
    assert "Whether it grows is not known yet" in flag.text


@pytest.mark.parametrize(
    "nrs",
    [
        lambda day: 1 + 5 * day / 20,
        lambda day: min(1 + 5 * day / 7, 6),
        lambda day: 3.5 + day / 7,
        lambda day: 3.5 + day / 7 if day % 3 == 0 else 1,
    ],
    ids=["in three weeks", "within a week", "from a height", "after each run alone"],
)
def test_what_grows_after_quiet_weeks_is_still_told_to_grow(nrs: Callable[[int], float]) -> None:
    pain = after_quiet_weeks(nrs, days=22)
    assert grown(pain)
    assert [flag.level for flag in told(pain)] == ["within-days"]


def test_weeks_that_hurt_a_little_before_are_no_quiet_weeks() -> None:
    """A tired bone that breaks hurts before, too."""
    sore = [report("left-shin", 2 + (day % 3 == 0), days_ago=15 + QUIET_D - day - 0.5) for day in range(QUIET_D)]
    pain = (*sore, *after_quiet_weeks(lambda _: 6, days=15)[QUIET_D:])
    assert grown(pain)
    assert told(pain)[0].level == "within-days"
    assert "suddenly" not in told(pain)[0].text


def test_what_came_at_once_asks_what_a_bone_is_asked() -> None:
    diary = Diary(pain=after_quiet_weeks(lambda _: 5, days=15))
    asked = {sign.id for each in questions(diary, NOW) for sign in each.signs}
    assert {"cannot-take-four-steps", "single-bone-spot", "hop-sharp-pain", "night-or-rest-bone-pain"} <= asked
