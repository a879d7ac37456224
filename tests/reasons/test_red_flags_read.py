"""Growth from week to week, legs after a journey, ticked boxes; and how often harmless people would be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from afterrun.reasons import red_flags
from afterrun.reasons.red_flags import LEVELS
from afterrun.records import Diary, Event, PainReport, Run, Site
from tests.reasons.harmless import harmless
from tests.shares import many

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def report(site: str, nrs: float = 3, *, days_ago: float = 1, **more: Any) -> PainReport:
    return PainReport(at=NOW - timedelta(days=days_ago), site=Site.parse(site), nrs=nrs, **more)


def levels(*reports: PainReport, events: Sequence[Event] = ()) -> list[str]:
    pain = tuple(sorted(reports, key=lambda each: each.at))
    return [flag.level for flag in red_flags(Diary(pain=pain, events=tuple(events)), None, NOW)]


def weeks(site: str, *nrs: float, a_week: int = 4, ended_d: float = 0.1) -> list[PainReport]:
    """Reports of whole weeks, the last of which ends some days ago."""
    return [
        report(site, each, days_ago=ended_d + 7 * week + 7 * i / a_week)
        for week, each in enumerate(reversed(nrs))
        for i in range(a_week)
    ]


@pytest.mark.parametrize("site", ["left-shin", "right-forefoot-central", "both-hip", "left-groin", "left-heel"])
def test_pain_that_grows_on_a_bone_week_by_week(site: str) -> None:
    assert levels(*weeks(site, 1, 2, 3, 4)) == ["within-days"]


@pytest.mark.parametrize(
    "reports",
    [
        weeks("left-shin", 2, 3, 4),  # three weeks are two steps
        weeks("left-shin", 1, 2, 2, 4),  # a week that was no worse
        weeks("left-shin", 3, 3.6, 4.2, 4.8),  # too slow
        weeks("left-shin", 0, 1, 2, 3),  # still little
        weeks("left-shin", 4, 3, 2, 1),
        weeks("left-shin", 1, 2, 3, 4, a_week=2),  # two a week are a chance of the day
        weeks("left-calf", 1, 2, 3, 4),  # no bone
        weeks("right-knee", 1, 2, 3, 4),  # seldom the bone
        weeks("left-shin", 1, 2, 3, 4, ended_d=15),  # long ago
    ],
    ids=range(9),
)
def test_what_does_not_grow_is_not_told(reports: list[PainReport]) -> None:
    assert levels(*reports) == []


@pytest.mark.parametrize(
    "reports",
    [
        weeks("left-hip", 1, 1.7, 2.4, 3.1, 3.8, 4.5),  # half a point and a bit a week
        weeks("left-shin", 1, 2.5, 2.5, 2.1, 3.4, 3.4, 4.6),  # it stands still and dips on the way
        weeks("right-forefoot-central", 0, 1, 2, 3, 4, 5, a_week=2),  # two reports a week
        weeks("right-knee-inner", 1, 1.7, 2.4, 3.1, 3.8, 4.5),  # at a knee only that
    ],
    ids=range(4),
)
def test_pain_that_grows_slowly_or_unevenly_on_a_bone(reports: list[PainReport]) -> None:
    assert "within-days" in levels(*reports)


@pytest.mark.parametrize(("rested", "found"), [(range(27, 35), True), ((), False)], ids=["rest", "no rest"])
def test_a_week_of_rest_on_the_way_is_no_mending(rested: Sequence[int], found: bool) -> None:
    """Eight weeks with a run on every other day, but in the fifth, which eased it; or without that rest."""
    grew = sorted(weeks("left-midfoot", 1, 1.8, 2.6, 3.3, 1.6, 2.2, 3.4, 4.2), key=lambda each: each.at)
    days = [day for day in range(0, 56, 2) if day not in rested]
    runs = tuple(Run(start=NOW - timedelta(days=56 - day), duration_s=1800.0) for day in days)
    told = red_flags(Diary(pain=tuple(grew), runs=runs), None, NOW)
    assert ("within-days" in [flag.level for flag in told]) == found


@pytest.mark.parametrize(
    "reports",
    [
        weeks("left-hip", 1, 4, 1.5, 4, 1, 4.5),  # it comes and goes
        weeks("left-hip", 4, 1.5, 2.2, 2.8, 3.4, 4.2),  # back to where it was
        weeks("left-hip", 2.5, 3, 3.5, 4, 4.5, 5),  # two points and a half
        weeks("left-hip", 0, 1, 2, 3, 4, 5, a_week=1),  # one report a week is a chance of the day
    ],
    ids=range(4),
)
def test_what_only_comes_and_goes_does_not_grow(reports: list[PainReport]) -> None:
    assert "within-days" not in levels(*reports)


def test_growth_of_the_worst_day_is_enough_and_stands_for_two_weeks() -> None:
    worst = [report("left-shin", 2 + week, days_ago=21.5 - 7 * week) for week in range(4)]
    assert levels(*weeks("left-shin", 1, 1, 1, 1), *worst) == ["within-days"]
    calm = [report("left-shin", 1, days_ago=day / 2) for day in range(1, 20)]
    assert levels(*weeks("left-shin", 1, 2, 3, 4, ended_d=10), *calm) == ["within-days"]


@pytest.mark.parametrize(("first_week", "grows"), [(range(3), True), ((), False)], ids=["runs", "rest"])
def test_the_worst_of_a_week_of_rest_is_no_beginning(first_week: Sequence[int], grows: bool) -> None:
    """Two runs in each of the last three weeks, each with its sorest day a point above that of the week before."""
    worst = [report("left-shin", 1 + week, days_ago=21.5 - 7 * week) for week in range(4)]
    pain = sorted((*weeks("left-shin", 1, 1, 1, 1), *worst), key=lambda each: each.at)
    days = [*(27 - 2 * day for day in first_week), 20, 17, 13, 10, 6, 3]
    runs = tuple(Run(start=NOW - timedelta(days=day), duration_s=1800.0) for day in days)
    told = [flag.text for flag in red_flags(Diary(pain=tuple(pain), runs=runs), None, NOW)]
    assert any("the worst of a week went up from 1 to 4 of 10 over 4 weeks" in text for text in told) == grows
    assert bool(told) == grows


def test_growth_of_the_average_is_told_with_its_numbers() -> None:
    found = red_flags(
        Diary(pain=tuple(sorted(weeks("left-hip", 1, 1.7, 2.4, 3.1, 3.8, 4.5), key=lambda r: r.at))), None, NOW
    )
    assert "the average of a week went up from 1 to 4.5 of 10 over 6 weeks" in found[0].text


def test_growth_of_soreness_or_cramps_is_none() -> None:
    for symptom in ("soreness", "cramp", "tightness"):
        grown = [
            report("left-shin", r.nrs, days_ago=(NOW - r.at) / timedelta(days=1), symptom=symptom)
            for r in weeks("left-shin", 1, 2, 3, 4)
        ]
        assert levels(*grown) == []


@pytest.mark.parametrize("ill", ["flu", "fever", "Grippe", "krank"])
def test_what_hurts_all_over_in_a_flu_is_no_growth_on_a_bone(ill: str) -> None:
    reports = weeks("left-shin", 0.5, 1, 1.5, 5)
    assert levels(*reports) == ["within-days"]
    begun = Event(at=NOW - timedelta(days=7), kind=ill)
    assert levels(*reports, events=[begun]) == []
    before = weeks("left-shin", 1, 2, 3, 4, ended_d=8)  # and what had grown by then has
    assert levels(*before, events=[begun]) == ["within-days"]


def test_a_shoe_that_explains_it_takes_no_flag_away_and_two_weeks_without_it_do() -> None:
    """Which runs hurt is no word on what hurts; the bones of the foot are among those that heal badly."""

    def flagged(since_tight_d: int) -> bool:
        runs, pain = [], []
        for day in range(40, -1, -2):
            tight = day >= since_tight_d and day % 4 == since_tight_d % 4
            run = Run(start=NOW - timedelta(days=day + 0.5), duration_s=1800.0, shoe="tight" if tight else "roomy")
            runs.append(run)
            pain.append(PainReport(at=run.end, site=Site("right", "midfoot"), nrs=5.0 * tight, moment="during-run"))
        told = red_flags(Diary(pain=tuple(pain), runs=tuple(runs)), None, NOW)
        return any("4 or more during a run" in flag.text for flag in told)

    assert flagged(2)
    assert flagged(12)
    assert not flagged(16)


FLIGHT = Event(at=NOW - timedelta(days=6), kind="flight", minutes=540)
RESTING = report("left-calf", 3, moment="rest")


def test_a_leg_that_hurts_at_rest_and_at_night_after_a_flight() -> None:
    night = report("left-calf", 2, moment="night")
    told = red_flags(Diary(pain=(night, RESTING), events=(FLIGHT,)), None, NOW)
    assert {flag.level for flag in told} == {"within-days"}
    assert any("after a long journey" in flag.text for flag in told)
    assert not any("after a long journey" in flag.text for flag in red_flags(Diary(pain=(night, RESTING)), None, NOW))


def test_either_alone_is_no_more_than_before() -> None:
    assert levels(RESTING, events=[FLIGHT]) == []
    cramp = report("left-calf", 5, moment="night", symptom="cramp")
    assert levels(RESTING, cramp, events=[FLIGHT]) == []


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("[x] swollen", ["same-day"]),
        ("slept well; swollen: yes; warm: no", ["same-day"]),
        ("Rot: ja", ["same-day"]),
        ("[ ] swollen", []),
        ("swollen: no", []),
        ("swollen: ", []),
        ("not swollen: yes", []),
        ("hot weather: yes; red wine: x; warm bath: yes", []),
    ],
)
def test_boxes_that_are_ticked_are_read_and_others_are_not(note: str, expected: list[str]) -> None:
    assert levels(report("left-calf", note=note)) == expected


@pytest.mark.parametrize("people", [60, many(500)])
def test_harmless_diaries_by_the_most_urgent_that_they_are_told(people: int, figure: Callable[[str], None]) -> None:
    """No flag of today; within days for fewer than one in twenty. The figures of 500 stand in docs/red-flags.md."""
    told: Counter[str] = Counter()
    for diary in harmless(people, now=NOW):
        told.update({flag.level for flag in red_flags(diary, None, NOW)})
    figure(", ".join(f"{level}: {told[level]} of {people}" for level in LEVELS))
    assert told["same-day"] == 0
    assert told["within-days"] <= people / 20
