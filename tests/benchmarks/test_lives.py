"""A share of what `make lives` does: the makers, their truths, and the questions put to what is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from afterrun.reasons.red_flags import red_flags
from benchmarks.lives import URGENT, lines, score, scored, total
from benchmarks.lives_makers import LIVES
from benchmarks.lives_makers.claims import (
    ANY_EFFECT,
    CHANGED,
    GETTING_BETTER,
    GETTING_WORSE,
    NO_DIFFERENCE,
    RUNS_DO_NOTHING,
    RUNS_RAISE,
    Claim,
    changed_around,
    changed_for_the,
    does_anything,
    eases_every_day,
    falls,
    feature,
    features_beside,
    goes_with,
    grows,
    harms_every_day,
    has_grown,
    moment_above,
    moment_without,
    next_day_worse,
    tried,
    within,
)
from benchmarks.lives_makers.life import Truth
from benchmarks.telling import BETTER, WORSE, runs_matter


@pytest.mark.parametrize("name", LIVES)
def test_a_life_is_made_again_by_its_seed_and_asked_about_after_its_end(name: str) -> None:
    life = LIVES[name](0)
    assert life.diary == LIVES[name](0).diary
    assert life.diary != LIVES[name](1).diary
    assert life.site in life.diary.sites()
    assert life.diary.until(life.now) == life.diary
    assert life.now.hour == 8
    assert life.now.date() > life.diary.pain[-1].at.date()
    times = [report.at for report in life.diary.pain]
    assert times == sorted(times)


@pytest.mark.parametrize("name", LIVES)
def test_of_nothing_that_is_told_nothing_is_wrong_or_found(name: str) -> None:
    truth = LIVES[name](0).truth
    assert truth.wrong
    found = scored({}, truth)
    assert (found.wrong, found.found, found.false_alarm) == ((), (), False)
    assert len(set(found.missed)) == len(truth.right)
    assert found.flagged in (None, False)


@pytest.mark.parametrize("name", LIVES)
def test_the_flags_of_a_life_stand_at_their_level_and_no_other(name: str) -> None:
    for seed in range(3):
        life = LIVES[name](seed)
        flags = [{"level": flag.level} for flag in red_flags(life.diary, life.site, life.now)]
        found = scored({"safety": flags}, life.truth)
        assert found.flagged in (None, True)
        assert not found.false_alarm


RANGE = {"lo": 0.4, "median": 0.5, "hi": 0.6}
TOLD: dict[str, Any] = {
    "data": {"growth": {"weeks_nrs": [1.0, 2.0, 3.0, 4.5], "worst": False}},
    "response": {"detected": 0.96, "matters": 0.5, "dose_exponent": {"lo": 1.2, "median": 1.5, "hi": 1.8}},
    "trend": {"prob_improving": 0.96, "response_ratio_per_30_days": RANGE},
    "changes": {
        "verdict": "changed",
        "direction": "worse",
        "date": {"lo": "2026-03-01", "median": "2026-03-03", "hi": "2026-03-06"},
    },
    "interventions": [
        {
            "intervention": "tape",
            "relief": {"verdict": "helps"},
            "prevention": {"verdict": "not-yet-known", "response_ratio": None},
        },
        {"intervention": "hip-exercises", "relief": None, "next_day": {"verdict": "may-worsen"}},
        {"intervention": "insoles", "everyday": {"verdict": "not-yet-known", "drop_nrs": RANGE}},
    ],
    "triggers": [{"kind": "long-drive", "verdict": "may-worsen"}],
    "moments": [
        {"moment": "first-steps", "offset_nrs": {"lo": 1.1, "median": 2, "hi": 3}, "loading": RANGE},
        {
            "moment": "rest",
            "offset_nrs": {"lo": 0.0, "median": 0.0, "hi": 0.0},
            "loading": {"lo": 0.0, "median": 0.1, "hi": 0.3},
        },
    ],
    "during_runs": {
        "starts_m": {"lo": 4800, "median": 5000, "hi": 5200},
        "starts_m_per_30_days": {"lo": -900, "median": -500, "hi": -100},
        "features": [{"feature": "shoe", "level": "narrow", "against": "wide", "verdict": "may-worsen"}],
    },
    "run_features": [{"feature": "surface", "level": "treadmill", "verdict": "no-worthwhile-effect"}],
    "said": ["If your runs raise the pain here (left knee), it is by little. The chance that it matters is under 5 %."],
}
_STARTS = ("during_runs", "starts_m")
_LATER = ("during_runs", "starts_m_per_30_days")


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        (RUNS_RAISE, True),
        (RUNS_DO_NOTHING, True),
        (GETTING_BETTER, True),
        (GETTING_WORSE, False),
        (CHANGED, True),
        (changed_for_the("worse"), True),
        (changed_for_the("better"), False),
        (changed_around(date(2026, 3, 12), "worse"), True),
        (changed_around(date(2026, 3, 14), "worse"), False),
        (changed_around(date(2026, 3, 3), "better"), False),
        (goes_with("long-drive", WORSE, ""), True),
        (goes_with("long-drive", NO_DIFFERENCE, ""), False),
        (goes_with("bike-ride", ANY_EFFECT, ""), False),
        (does_anything("tape"), True),
        (tried("tape", ANY_EFFECT, "", of="prevention"), False),
        (tried("tape", ANY_EFFECT, "", of="relief"), True),
        (eases_every_day("insoles"), True),
        (harms_every_day("insoles"), False),
        (eases_every_day("tape"), False),
        (has_grown(), True),
        (next_day_worse("hip-exercises"), True),
        (next_day_worse("long-drive"), True),
        (next_day_worse("tape"), False),
        (feature("shoe", "narrow", WORSE, ""), True),
        (feature("shoe", "wide", WORSE, ""), False),
        (feature("shoe", "wide", BETTER, ""), True),
        (feature("surface", None, NO_DIFFERENCE, ""), True),
        (features_beside("shoe"), False),
        (features_beside("surface"), True),
        (moment_above("first-steps", 1.0), True),
        (moment_above("first-steps", 1.5), False),
        (moment_above("rest", 0.5), False),
        (moment_without("rest"), True),
        (moment_without("first-steps"), False),
        (within(_STARTS, 5100, ""), True),
        (within(_STARTS, 5300, ""), False),
        (falls(_LATER, ""), True),
        (grows(_LATER, ""), False),
    ],
    ids=lambda value: value.words if isinstance(value, Claim) else str(value),
)
def test_a_question_is_answered_and_nothing_is_told_where_its_key_is_missing(claim: Claim, told: bool) -> None:
    assert claim.told(TOLD) is told
    assert claim.told({}) is False
    assert claim.told(dict.fromkeys(TOLD)) is False


def test_runs_matter_is_a_number_of_its_own() -> None:
    assert not runs_matter(TOLD)
    assert not runs_matter({"response": {"detected": 0.99}})
    assert runs_matter({"response": {"detected": 0.99, "matters": 0.96}})


def test_a_scoreboard_counts() -> None:
    truth = Truth(wrong=(GETTING_BETTER, GETTING_WORSE), right=(RUNS_RAISE,), flag="within-days")
    good = scored({"response": {"detected": 0.99}, "safety": [{"level": "same-day"}]}, truth)
    bad = scored({"trend": {"prob_improving": 0.97}, "safety": [{"level": "soon"}]}, truth)
    assert (good.wrong, good.found, good.flagged) == ((), (RUNS_RAISE.words,), True)
    assert (bad.wrong, bad.missed, bad.flagged) == ((GETTING_BETTER.words,), (RUNS_RAISE.words,), False)
    assert lines("x", [good, bad]) == [
        "x: 2 seeds; told wrong in 1; flagged 1 of 2",
        "    found  1 of 2: runs raise it",
        "    WRONG  1 of 2: getting better",
    ]
    assert total([good, bad]) == "all: 1 wrong claims in 2 diaries; 1 of 2 causes found; 1 of 2 flagged; 0 false alarms"
    alarm = scored({"safety": [{"level": URGENT[-1]}]}, Truth(wrong=(CHANGED,), harmless=True))
    assert (alarm.false_alarm, alarm.flagged) == (True, None)
    assert "false alarms 1" in lines("x", [alarm])[0]


@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.statistics) for name in LIVES])
def test_nothing_wrong_is_told_of_a_life(name: str, figure: Callable[[str], None]) -> None:
    found = score(name, 0)
    figure("; ".join(each.strip() for each in lines(name, [found])))
    assert found.wrong == ()
    assert found.flagged is not False
    assert not found.false_alarm
