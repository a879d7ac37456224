"""What was recorded beside runs, from the diary to what is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest

from afterrun.findings import Trigger
from afterrun.findings.as_json import to_json
from afterrun.lab.answers import Answer, answer
from afterrun.records import Care, Diary, Event, PainReport, Phase, Run, Site
from afterrun.report.sentences import sentences
from benchmarks.lives_makers import LIVES
from tests.lab.test_answers import NOW

pytestmark = pytest.mark.usefixtures("unexplained")

KNEE = Site.parse("left-knee")
DAYS = 84
START = (NOW - timedelta(days=DAYS)).replace(hour=0, minute=0)


def at(day: float, hour: float) -> datetime:
    return START + timedelta(days=day, hours=hour)


def diary_of(
    felt: Callable[[int, float], float],
    *,
    runs: bool,
    hours: tuple[float, ...] = (7.0, 21.0),
    rough: float = 1.0,
    **more: Any,
) -> Diary:
    """Reports of what is felt on a day at an hour, over slow ups and downs; a run on every third day."""
    rng = np.random.default_rng(4)
    slow, pain = 0.0, []
    for day in range(DAYS):
        slow = 0.8 * slow + 0.3 * rough * rng.standard_normal()
        for hour in hours:
            value = felt(day, hour) + slow + 0.4 * rough * rng.standard_normal()
            pain.append(PainReport(at=at(int(day), hour), site=KNEE, nrs=float(np.clip(round(value), 0, 10))))
    ran = tuple(Run(start=at(d, 9), duration_s=1800, distance_m=5000) for d in range(0, DAYS, 3)) if runs else ()
    return Diary(pain=tuple(pain), runs=ran, **more)


def told(found: Answer, kind: str) -> Trigger:
    return next(item for item in found.told.triggers or () if item.kind == kind)


def test_exercises_that_hurt_the_next_morning_are_named() -> None:
    done = np.flatnonzero(np.random.default_rng(1).random(DAYS) < 0.4)
    care = tuple(Care(at=at(int(day), 18), intervention="hip-exercises", site=KNEE) for day in done)

    def felt(day: int, hour: float) -> float:
        return 1.5 + 2.0 * (day - 1 in done and hour < 12)

    found = answer(diary_of(felt, runs=True, care=care), now=NOW)
    exercises = told(found, "hip-exercises")
    assert (exercises.kind_of, exercises.verdict, exercises.lag_days) == ("care", "may-worsen", 1)
    assert exercises.lag_part == "morning"
    assert exercises.rise_nrs is not None
    assert exercises.rise_nrs.lo < 2.0 < exercises.rise_nrs.hi + 0.3
    said = [each.text for each in sentences(found.told)]
    assert any("the next morning" in text for text in said)
    assert any("Whether it is the cause is not known" in text for text in said)


def test_exercises_that_do_nothing_are_not_blamed_for_what_mornings_are() -> None:
    done = np.flatnonzero(np.random.default_rng(1).random(DAYS) < 0.6)
    care = tuple(Care(at=at(int(day), 18), intervention="hip-exercises", site=KNEE) for day in done)
    found = answer(diary_of(lambda day, hour: 1.5 + 2.0 * (hour < 12), runs=True, care=care), now=NOW)
    assert told(found, "hip-exercises").verdict not in {"may-worsen", "may-help"}


@pytest.mark.share
def test_steps_of_every_day_are_asked_by_their_number() -> None:
    steps = np.round(8000 * np.exp(0.35 * np.random.default_rng(2).standard_normal(DAYS)))
    events = tuple(Event(at=at(int(day), 23), kind="steps", amount=float(n)) for day, n in enumerate(steps))

    def felt(day: int, hour: float) -> float:
        return 3.0 + (1.2 * np.log(steps[day - 1] / 8000) / 0.35 if day and hour < 12 else 0.0)

    found = answer(diary_of(felt, runs=True, events=events), now=NOW)
    item = told(found, "steps")
    assert (item.per, item.verdict, item.lag_days) == ("amount", "may-worsen", 1)
    assert item.amount_sd == pytest.approx(8000 * np.expm1(0.35), rel=0.25)
    json = to_json(item)
    assert (json["kind_of"], json["per"], json["amount_unit"]) == ("event", "amount", None)
    assert sum(each.kind == "steps" for each in found.told.triggers or ()) == 1


@pytest.mark.share
def test_rides_of_different_lengths_are_asked_as_done_and_by_their_minutes() -> None:
    rng = np.random.default_rng(3)
    days = np.flatnonzero(rng.random(DAYS) < 0.3)
    events = tuple(Event(at=at(int(d), 17), kind="bike-ride", minutes=float(rng.integers(20, 180))) for d in days)
    found = answer(diary_of(lambda *_: 2.0, runs=True, events=events), now=NOW)
    items = [each for each in found.told.triggers or () if each.kind == "bike-ride"]
    assert [(each.per, each.amount_unit) for each in items] == [("day", None), ("amount", "min")]
    assert all(each.verdict not in {"may-worsen", "may-help"} for each in items)


@pytest.mark.parametrize("drop", [0.9, 0.0])
def test_without_a_run_what_was_kept_up_is_still_looked_at(drop: float) -> None:
    phases = (Phase(intervention="air-purifier", start=at(DAYS / 2, 12)),)

    def felt(day: int, hour: float) -> float:
        return 4.5 * (1 - drop * (day >= DAYS / 2))

    found = answer(diary_of(felt, runs=False, hours=(21.0,), rough=2.0, phases=phases), now=NOW)
    assert found.told.response is None
    assert found.told.trend is not None
    assert (found.told.trend.prob_improving, found.told.trend.response_ratio_per_30_days) == (None, None)
    assert found.told.changes is not None
    assert (found.told.changes.what, found.told.changes.response_ratio) in {(None, None), ("baseline", None)}
    purifier = told(found, "air-purifier")
    assert (purifier.kind_of, purifier.lag_days) == ("phase", None)
    assert purifier.verdict == ("may-help" if drop else "not-yet-known")
    text = " ".join(each.text for each in sentences(found.told))
    assert ("less with it. There was one switch only" in text) == bool(drop)
    assert "while you kept it up" not in text  # said once
    assert ("less with it is not known yet" in text) == (not drop)


def test_what_was_kept_up_all_the_time_has_nothing_to_be_compared_with() -> None:
    phases = (Phase(intervention="statins", start=at(-30, 8)),)
    statins = told(answer(diary_of(lambda *_: 2.0, runs=True, phases=phases), now=NOW), "statins")
    assert (statins.verdict, statins.comparable, statins.rise_nrs) == ("not-yet-known", 0, None)


def cramped(shoes: list[str], distances: list[float], hit: list[bool], *, own: bool) -> Diary:
    """A cramp in the calf that is noted when it comes, in the middle of a run; beside a knee that is asked about."""
    runs = tuple(
        Run(start=at(2 * i, 17), duration_s=0.36 * d, distance_m=d, shoe=shoe)
        for i, (shoe, d) in enumerate(zip(shoes, distances, strict=True))
    )
    calf = Site.parse("right-calf")
    cramps = tuple(
        PainReport(at=run.start + timedelta(minutes=20), site=calf, nrs=4, symptom="cramp")
        for run, it in zip(runs, hit, strict=True)
        if it
    )
    rest = () if own else diary_of(lambda *_: 2.0, runs=False).pain
    return Diary(runs=runs, pain=tuple(sorted((*cramps, *rest), key=lambda report: report.at)))


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.share
def test_a_cramp_of_long_runs_and_one_of_narrow_shoes(*, own: bool) -> None:
    rng = np.random.default_rng(5)
    distances = list(rng.choice([4000.0, 6000.0, 9000.0, 10500.0, 12000.0], 36))
    shoes = [str(shoe) for shoe in rng.choice(["narrow", "wide"], 36)]
    far = answer(cramped(shoes, distances, [d > 9600 for d in distances], own=own), now=NOW)
    item = told(far, "distance")
    assert (item.kind_of, item.symptom, item.verdict) == ("run", "cramp", "may-worsen")
    assert item.beyond is not None
    assert 9000 < item.beyond < 10500
    assert item.followed is not None
    assert item.followed.days[0] == item.followed.days[1] > 5
    assert item.followed.other_days[0] == 0
    assert told(far, "shoe").verdict == "not-yet-known"
    tight = answer(cramped(shoes, distances, [shoe == "narrow" for shoe in shoes], own=own), now=NOW)
    narrow = told(tight, "shoe")
    assert (narrow.verdict, told(tight, "distance").verdict) == ("may-worsen", "not-yet-known")
    assert narrow.value in {"narrow", "wide"}
    assert any("in shoes" in each.text for each in sentences(tight.told))


def test_pain_that_is_never_nought_does_not_pass() -> None:
    found = answer(diary_of(lambda *_: 4.0, runs=True), now=NOW)
    assert all(item.kind_of != "run" for item in found.told.triggers or ())


def test_that_longer_is_no_worse_does_not_read_as_if_it_did_nothing() -> None:
    life = LIVES["back-drives"](2)
    told = answer(life.diary, site=life.site, now=life.now).told
    assert [(each.kind, each.per, each.verdict) for each in told.triggers or ()] == [
        ("long-drive", "day", "may-worsen"),
        ("long-drive", "amount", "not-yet-known"),
    ]
