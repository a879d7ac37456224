"""What is noted only when it is there is no series with what is asked after."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from afterrun.lab.noted_when_there import noted_when_there
from afterrun.lab.preparing import prepare
from afterrun.lab.triggers import triggers_without_fit
from afterrun.records import Diary, PainReport, Run, Site

CALF = Site.parse("right-calf")
FIRST = datetime(2026, 3, 2, tzinfo=UTC)


def at(day: int, hour: float, nrs: float, moment: str | None) -> PainReport:
    return PainReport(
        at=FIRST + timedelta(days=day, hours=hour), site=CALF, nrs=nrs, symptom="cramp", moment=moment, scale="nrs-11"
    )


EVENINGS = [at(day, 21, 0.0, "evening") for day in range(60)]


def nights(days: range, *, nothing_on: int | None = None) -> list[PainReport]:
    return [at(day, 3, 0.0 if day == nothing_on else 4.0, "night") for day in days]


def test_cramps_of_some_nights_are_noted_because_they_were_there() -> None:
    cramps = nights(range(1, 60, 5))
    assert noted_when_there([*EVENINGS, *cramps]) == tuple(cramps)
    twelve = nights(range(1, 60, 5), nothing_on=6)
    assert noted_when_there([*EVENINGS, *twelve]) == tuple(twelve)  # a single 0 of twelve is no asking


def test_what_is_asked_after_is_a_series() -> None:
    assert noted_when_there([*EVENINGS, *nights(range(1, 60))]) == ()  # every night
    assert noted_when_there(nights(range(1, 60, 5))) == ()  # and nothing else
    hurting = [at(day, 21, 2.0, "evening") for day in range(60)]
    assert noted_when_there([*hurting, *nights(range(1, 60, 5))]) == ()  # it is there in the evenings as well
    nowhere = [at(day, 3, 4.0, None) for day in range(1, 60, 5)]
    assert noted_when_there([*EVENINGS, *nowhere]) == ()  # of no moment in particular, it is not known why
    often = [at(day, 3, 4.0 * (day // 4 % 2), "night") for day in range(1, 60, 4)]
    assert noted_when_there([*EVENINGS, *often]) == ()  # "not tonight" was said as well


def test_such_cramps_are_set_against_the_runs_they_came_with_and_no_series_of_the_model() -> None:
    cramps = nights(range(1, 60, 5))
    runs = [
        Run(
            start=FIRST + timedelta(days=day, hours=18),
            duration_s=3600,
            distance_m=12_000 + day if day % 5 == 0 else 6000 + day,
        )
        for day in range(0, 60, 2)
    ]
    runs += [
        Run(start=FIRST + timedelta(days=day, hours=18), duration_s=4000, distance_m=13_000) for day in range(5, 60, 10)
    ]
    diary = Diary(
        runs=tuple(sorted(runs, key=lambda run: run.start)),
        pain=tuple(sorted([*EVENINGS, *cramps], key=lambda report: report.at)),
    )
    prepared = prepare(diary, site=CALF, now=FIRST + timedelta(days=61))
    assert prepared.when_there == tuple(cramps)
    assert prepared.moment_names == ("evening",)
    assert len(prepared.all_reports) == len(diary.pain)
    (far,) = [each for each in triggers_without_fit(diary, prepared, seed=0) if each.kind == "distance"]
    assert far.verdict == "may-worsen"
    assert far.followed is not None
    assert (far.followed.days[0], far.followed.other_days[0]) == (11, 0)
