"""A plan in words: the verdict first, never a promise where there is none."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from afterrun.findings import (
    Check,
    Goal,
    Interval,
    NextPlanned,
    OpenInterval,
    Plan,
    PlannedRun,
    ReachedOn,
    Rival,
    Tolerance,
)
from afterrun.records import Site
from afterrun.report.plan import calendar_titles, caveats, goal_told, how_far, odds, shorter_later, verdict, why
from tests.told import of

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def plan(**fields: Any) -> Plan:
    run: dict[str, Any] = {
        "at": NOW + timedelta(days=1),
        "distance_m": 4200.0,
        "chance_over": 0.12,
        "chance_over_5_days": 0.17,
        "teaches": 0.1,
        "limited_by": "pain",
    }
    more = {name: fields.pop(name) for name in list(fields) if name in NextPlanned.__dataclass_fields__}
    base: dict[str, Any] = {"longest_m": 5000.0, "ceiling_nrs": 4.0, "chance": 0.2}
    return Plan(as_of=NOW, site=Site.parse("left-heel"), next_run=NextPlanned(**(run | more)), **(base | fields))


def test_verdict_chances_and_limit() -> None:
    assert verdict(plan()) == "Tomorrow: at most 4.2 km, to report no more than 4 after about 8 in 10 runs."
    assert why(plan()) == (
        "After about 1 in 8 such runs you would report more than 4 before you run again. "
        "Within five days, counting the runs planned in between: about 1 in 6.",
        "Any farther, and it would be more than 4 after about 1 in 5 runs or more. That is your limit.",
    )
    most = "at most 4.2 km, to report no more than 4 after about 8 in 10 runs."
    assert verdict(plan(at=NOW + timedelta(hours=2))) == f"Today: {most}"
    assert verdict(plan(at=NOW + timedelta(days=3))) == f"On Thursday, 26 November: {most}"
    assert "in short parts with walking between" in verdict(plan(way="run-walk"))


def test_what_limits_is_named() -> None:
    assert "your longest run of the last 30 days was 5.0 km" in why(plan(limited_by="longest-run"))[-1]
    assert "physiotherapist" in why(plan(held_to="physiotherapist"))[-1]
    assert "your goal" in why(plan(held_to="goal"))[-1]
    assert "tell a good deal" in why(plan(teaches=0.3))[-1]
    assert any("even a short run" in text for text in why(plan(postponed=True)))


def test_getting_worse_says_see_somebody() -> None:
    assert any("having somebody look" in text for text in why(plan(careful=True)))
    assert not any("somebody" in text for text in why(plan()))


def test_what_to_do_without_a_distance_belongs_to_the_verdict() -> None:
    """Whoever was off for six weeks reads on Today that nothing is known yet: what then?"""
    nothing: dict[str, Any] = {"distance_m": None, "at": None, "limited_by": "data"}
    assert caveats(plan(**nothing, longest_m=None))[0].startswith("If you run, begin so short")
    assert caveats(plan(**nothing))[0].startswith("If you run, make it clearly shorter")
    assert caveats(plan(limited_by="data")) == caveats(plan()) == ()
    assert caveats(plan(at=None, distance_m=None, limited_by="flag")) == ()


def test_the_calendar_tells_a_run_in_parts_as_the_plan_does() -> None:
    run = PlannedRun(at=NOW, distance_m=2000.0, way="run-walk", chance_over=0.1, worst_nrs=of(1, 2, 3), teaches=0.0)
    whole = replace(run, way="run")
    assert [title for _, title in calendar_titles(plan(schedule=(run, whole)))] == [
        "Run in parts: at most 2.0 km",
        "Run: see the plan",
    ]
    assert next(calendar_titles(plan(schedule=(whole,))))[1] == "Run: at most 2.0 km"


def test_why_later_runs_are_shorter_is_said_where_they_are() -> None:
    def told(*km: float, **fields: Any) -> str:
        worst = Interval(median=2.0, lo=1.0, hi=4.0)
        runs = tuple(
            PlannedRun(at=NOW + timedelta(days=i), distance_m=1000 * far, chance_over=0.2, worst_nrs=worst, teaches=0.0)
            for i, far in enumerate(km)
        )
        return " ".join(shorter_later(plan(schedule=runs, **fields)))

    assert "less sure" in told(7.4, 7.0, 6.7)
    assert "The last of these runs are shorter" in told(6.3, 7.7, 7.4, 7.0)  # the next one is the shortest
    assert "hurt more" in told(7.4, 7.0, 6.7, careful=True)
    assert told(7.4, 7.0, 7.4) == told(5.0, 5.5, 6.0) == told(5.0) == told() == ""


def test_no_promise_where_there_is_none() -> None:
    nothing = plan(distance_m=None, at=None, limited_by="data", chance_over=None, chance_over_5_days=None)
    assert verdict(nothing) == "Not known yet how far you can run."
    fallback = plan(
        limited_by="data",
        chance_over=None,
        chance_over_5_days=None,
        checks=(Check(name="enough-data", passed=False, text="Too little.", remedies=("Log more.",)),),
    )
    assert verdict(fallback) == (
        "Tomorrow: no farther than 4.2 km. You ran that far before and stayed at 4 or less. More is not known yet."
    )
    assert why(fallback)[0].endswith("It is no promise: too little is known to tell a chance.")
    assert why(fallback)[1] == "Too little. Log more."
    felt = replace(fallback, next_run=replace(fallback.next_run, at=None, postponed=True))
    assert verdict(felt).startswith("Once your last run has settled: no farther than 4.2 km.")
    assert "on top of that" in why(felt)[1]
    assert "begin so short" in why(plan(distance_m=None, at=None, limited_by="data", longest_m=None))[1]
    flagged = plan(distance_m=None, at=None, limited_by="flag")
    assert verdict(flagged) == "No run for now: have somebody look first."
    assert " km" not in verdict(flagged) + " ".join(why(flagged))


def test_no_room_at_all() -> None:
    found = plan(distance_m=0.0, postponed=True, chance_over_5_days=0.4)
    assert verdict(found) == "Not yet: in the next days any run might leave you with more than 4 too often."
    assert why(found) == (
        "Even without a run you would report more than 4 within five days in about 4 in 10 cases. Go on reporting: "
        "every report makes the plan anew.",
    )


def test_one_chance_is_said_once() -> None:
    (told, *_) = why(plan(chance_over=0.001, chance_over_5_days=0.002))
    assert told == (
        "After fewer than 1 in 50 such runs you would report more than 4 within five days, counting the runs "
        "planned in between."
    )


def test_without_a_run_only_what_helps_to_begin_is_asked_for() -> None:
    of_runs = Check(name="dose-exponent-learned", passed=False, text="Too few lengths.")
    of_the_record = Check(name="enough-data", passed=False, text="No run.", remedies=("Add your runs.",))
    nothing = plan(distance_m=None, at=None, limited_by="data", longest_m=None, checks=(of_runs, of_the_record))
    assert why(nothing)[2:] == ("No run. Add your runs.",)


def test_odds_are_near_the_chance() -> None:
    """The words, read as a share again, are near what they say."""
    for chance in np.linspace(0, 1, 201):
        said = odds(chance)
        if said in ("fewer than 1 in 50", "nearly all"):
            assert chance < 0.02 or chance >= 0.95
            continue
        n, of = (int(number) for number in re.findall(r"\d+", said))
        assert 0 < n < of
        assert n / of == pytest.approx(chance, abs=0.055)


@pytest.mark.parametrize(
    ("low", "middle", "high", "said"),
    [
        (date(2026, 12, 1), date(2026, 12, 10), date(2027, 1, 4), "in reach about 10 December (probably 1 December to"),
        (date(2026, 12, 1), date(2026, 12, 10), None, "but it may take more than half a year"),
        (date(2027, 1, 4), None, None, "probably not within half a year, and not before 4 January"),
        (None, None, None, "probably not within half a year."),
        (NOW.date(), NOW.date(), NOW.date(), "in reach already"),
    ],
)
def test_when_a_goal_is_reached(low: date | None, middle: date | None, high: date | None, said: str) -> None:
    goal = Goal(
        distance_m=5000.0,
        runs_per_week=3,
        reached_on=ReachedOn(median=middle, lo=low, hi=high),
        by=date(2027, 2, 1),
        prob_by=0.7,
    )
    rival = Rival(name="ten-percent-a-week", reached_on=date(2026, 12, 1), runs_over=0.3)
    texts = goal_told(plan(goal=goal, rivals=(rival,)))
    assert texts[0].startswith("Your goal (5 km, 3 times a week): ")
    assert said in texts[0]
    if "already" not in said:
        assert texts[1] == "By 1 February: 7 chances in 10."
        assert texts[2].startswith("A tenth more every week: by 1 December, and after about 1 in 3 of its runs")


def test_how_far_from_rest_and_from_now() -> None:
    tolerance = Tolerance(
        ceiling_nrs=4.0,
        chance=0.2,
        distance_m=OpenInterval(median=5000, lo=4000, hi=6000, open=True),
        now_distance_m=0.0,
        limited_by="pain",
        next_run=plan().next_run,
    )
    assert how_far(tolerance, NOW) == (
        "Tomorrow: at most 4.2 km, to report no more than 4 after about 8 in 10 runs.",
        "Rested, and with no other run for five days, you could run about 5.0 km (probably 4.0 km to at least 6.0 km) "
        "and report no more than 4 after about 8 in 10 runs.",
    )
    assert how_far(None, NOW) == ()
    ends = replace(tolerance, distance_m=OpenInterval(median=6000, lo=4000, hi=6000, open=True))
    assert "could probably run at least 4.0 km, perhaps 6.0 km or more, and" in how_far(ends, NOW)[1]
    wide = replace(tolerance, distance_m=OpenInterval(median=11000, lo=0, hi=17000, open=True))
    assert (
        how_far(wide, NOW)[1] == "How far you could run when rested is not known yet: anything up to at least 17.0 km."
    )
    none = replace(tolerance, distance_m=OpenInterval(median=0, lo=0, hi=0, open=False))
    assert how_far(none, NOW)[1] == "Even rested, a short run would probably leave you with more than 4 too often."
