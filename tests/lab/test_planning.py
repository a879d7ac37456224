"""From a diary to a plan: what limits it, what is withheld, and whose word wins."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import numpy as np
import pytest

from afterrun.findings import Flag, Plan, to_json
from afterrun.lab.planning import Wanted, _way, plan_of, plan_site, stands
from afterrun.lab.site_model import SiteModel, site_model
from afterrun.lab.story import SITE, build_story
from afterrun.lab.tolerance import tolerance_of
from afterrun.plan.schedule import Session
from afterrun.records import Diary, PainReport, Run
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import fit_response
from afterrun.response.kernel import KERNELS

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
STORY = build_story(now=NOW).diary
LONGEST_M = max(run.distance_m or 0 for run in STORY.runs if run.end > NOW - timedelta(days=30))


@cache
def model(seed: int = 0) -> SiteModel:
    """The story, fitted with one shape: a tenth of the work."""
    found = site_model(STORY, site=SITE, now=NOW)
    quick = fit_response(found.prepared.data, seed=seed, kernels=(KERNELS["K1"],), curves=(POWER,), turns=())
    return replace(found, known=quick, seed=seed)


def told(safety: tuple[Flag, ...] = (), **wanted: Any) -> Plan:
    return plan_of(model(), safety=safety, wanted=Wanted(**wanted))


def diary(*, runs: int, ago_d: float = 2.0, nrs: float = 2.0, distance_m: float | None = 4000.0) -> Diary:
    """Some runs a week apart, the last so long ago, and two reports a day for eight weeks."""
    starts = [NOW - timedelta(days=ago_d + 7 * i) for i in range(runs)]
    pain = [
        PainReport(at=NOW - timedelta(days=d, hours=h), site=SITE, nrs=nrs + d % 2)
        for d in range(1, 56)
        for h in (0, 12)
    ]
    return Diary(
        runs=tuple(Run(start=at, duration_s=1500, distance_m=distance_m) for at in sorted(starts)),
        pain=tuple(sorted(pain, key=lambda report: report.at)),
    )


def test_the_plan_has_the_shape_of_the_contract() -> None:
    found = to_json(told(goal_m=8000.0, runs_per_week=2, by=date(2027, 2, 1)))
    assert found["schema"] == "afterrun/plan/1"
    assert {"at", "distance_m", "chance_over", "chance_over_5_days", "worst_nrs", "limited_by"} <= set(
        found["next_run"]
    )
    assert {"at", "distance_m", "chance_over", "worst_nrs", "teaches"} <= set(found["schedule"][0])
    assert set(found["goal"]) == {"distance_m", "runs_per_week", "reached_on", "prob_by", "by"}
    assert [rival["name"] for rival in found["rivals"]] == ["plan", "ten-percent-a-week"]
    json.dumps(found, allow_nan=False)


def test_the_next_run_of_the_story() -> None:
    found = told()
    run = found.next_run
    assert run.at is not None
    assert run.at.date() == date(2026, 11, 24)  # two days after the last one, at the usual hour
    assert 9 <= run.at.hour <= 11
    assert run.distance_m is not None
    assert 2000 < run.distance_m <= 1.1 * LONGEST_M
    assert run.chance_over is not None
    assert run.chance_over_5_days is not None
    assert run.chance_over <= run.chance_over_5_days <= 0.2
    assert (found.schedule[0].at, found.schedule[0].distance_m) == (run.at, run.distance_m)


@pytest.mark.afresh
def test_equal_diary_and_seed_equal_plan_and_another_seed_nearly_the_same() -> None:
    assert told() == told()
    other = plan_of(model(1), safety=()).next_run.distance_m
    mine = told().next_run.distance_m
    assert other is not None
    assert mine is not None
    assert 0.75 < other / mine < 1.33


def test_a_lower_ceiling_and_a_smaller_chance_never_go_farther() -> None:
    far = [told(ceiling_nrs=nrs).next_run.distance_m or 0 for nrs in (2, 4, 8)]
    assert far == sorted(far)
    assert far[0] < far[-1]
    seldom, often = (told(chance=chance).next_run.distance_m or 0 for chance in (0.05, 0.3))
    assert seldom < often


def test_with_room_to_spare_the_longest_run_limits() -> None:
    run = told(ceiling_nrs=10).next_run
    assert run.at is not None
    recent = [each for each in STORY.runs if each.end > NOW - timedelta(days=30)]
    answered = max(each.distance_m or 0 for each in recent if each.end <= run.at - timedelta(days=5))
    assert answered < LONGEST_M  # so the longest run has still to be waited for
    most = max(LONGEST_M, 1.1 * answered)
    assert (run.limited_by, run.distance_m) == ("longest-run", 100 * int(most / 100))


def test_no_plan_and_no_distance_while_a_flag_stands() -> None:
    for level in ("same-day", "within-days"):
        found = told(safety=(Flag(level, ""),))
        assert (found.next_run.limited_by, found.next_run.distance_m) == ("flag", None)
        assert found.schedule == ()
    assert not stands((Flag("soon", ""),))
    assert told(safety=(Flag("soon", ""),)).schedule


def test_the_physiotherapist_wins() -> None:
    own = told(ceiling_nrs=8)
    held = told(ceiling_nrs=8, therapist_ceiling_nrs=2)
    assert (held.ceiling_nrs, held.ceiling_from) == (2, "physiotherapist")
    assert (held.next_run.distance_m or 0) < (own.next_run.distance_m or 0)
    short = told(ceiling_nrs=8, therapist_m=2000.0)
    assert {run.distance_m for run in short.schedule} == {2000}
    assert short.next_run.held_to == "physiotherapist"
    assert told(ceiling_nrs=8, goal_m=2000.0).next_run.held_to == "goal"


def test_what_a_whole_run_would_not_pass_is_run_in_parts() -> None:
    run = told(ceiling_nrs=2).next_run
    usual = model().prepared.dose_m
    assert usual is not None
    assert run.distance_m is not None
    assert 0 < run.distance_m < 0.6 * usual
    assert run.way == "run-walk"
    assert told().next_run.way == "run"


def test_who_is_back_after_weeks_off_need_not_run_in_parts_what_passes_whole() -> None:
    """Their usual run is that of before; what holds them is the short one of last week, not pain."""
    back = model().prepared
    short = Session(
        end_t_d=back.data.span_d[1] + 2,
        dose=0.4,
        chance_over=0.0,
        chance_over_5_days=0.0,
        worst_nrs=np.zeros(3),
        teaches_bits=0.0,
        limited_by="longest-run",
    )
    assert _way(short, Wanted(), back) == "run"
    assert _way(replace(short, limited_by="pain"), Wanted(), back) == "run-walk"


@pytest.mark.parametrize(("runs", "distance_m"), [(2, 4000.0), (1, 4000.0)])
def test_of_few_runs_nothing_is_promised(runs: int, distance_m: float) -> None:
    found = plan_site(diary(runs=runs, ago_d=6.0), now=NOW)
    assert (found.next_run.limited_by, found.next_run.distance_m) == ("data", distance_m)
    assert (found.next_run.chance_over, found.schedule) == (None, ())
    assert [check.name for check in found.checks][:1] == ["enough-data"]


def test_a_run_that_went_over_or_was_not_followed_is_no_fallback() -> None:
    assert plan_site(diary(runs=2, nrs=5.0, ago_d=6.0), now=NOW).next_run.distance_m is None
    quiet = diary(runs=1, ago_d=6.0)
    unfollowed = replace(quiet, pain=tuple(r for r in quiet.pain if r.at < quiet.runs[0].end + timedelta(hours=10)))
    assert plan_site(quiet, now=NOW).next_run.distance_m is not None
    assert plan_site(unfollowed, now=NOW).next_run.distance_m is None


@pytest.mark.parametrize(("nrs", "waits"), [(3.0, False), (5.0, True)])
def test_on_top_of_a_run_that_is_still_felt_nothing_is_known_to_go_well(nrs: float, waits: bool) -> None:
    """A man on the day after: what was fine from rest is not told for tomorrow."""
    quiet = diary(runs=1, ago_d=6.0)
    felt = replace(
        quiet,
        runs=(*quiet.runs, Run(start=NOW - timedelta(hours=30), duration_s=1500, distance_m=4000.0)),
        pain=(*quiet.pain, PainReport(at=NOW - timedelta(hours=1), site=SITE, nrs=nrs)),
    )
    found = plan_site(felt, now=NOW).next_run
    assert (found.limited_by, found.distance_m) == ("data", 4000.0)
    assert (found.at is None, found.postponed) == (waits, waits)


@pytest.mark.parametrize(("ago_d", "told"), [(1.5, False), (4.9, False), (5.1, True)])
def test_a_run_is_no_fallback_before_its_five_days_are_over(ago_d: float, told: bool) -> None:
    found = plan_site(diary(runs=1, ago_d=ago_d), now=NOW)
    assert (found.next_run.distance_m is not None) == told


def test_without_a_run_in_thirty_days_or_without_a_distance_nothing_is_told(one_shape: None) -> None:
    for each in (diary(runs=4, ago_d=31.0), diary(runs=5, distance_m=None)):
        found = plan_site(each, now=NOW, wanted=Wanted(goal_m=5000.0))
        assert (found.next_run.limited_by, found.next_run.distance_m) == ("data", None)
        assert found.goal is not None
        assert found.goal.reached_on is None


def test_goal_in_reach_not_in_reach_and_by_when() -> None:
    near = told(goal_m=3000.0, runs_per_week=1).goal
    far = told(goal_m=42195.0, runs_per_week=1, by=date(2027, 1, 1)).goal
    assert near is not None
    assert near.reached_on is not None
    assert near.reached_on.hi == NOW.date()
    assert far is not None
    assert far.reached_on is not None
    assert (far.reached_on.median, far.prob_by) == (None, 0.0)


def test_tolerance_of_the_story() -> None:
    found = tolerance_of(model(), Wanted())
    assert found.limited_by == "pain"
    assert found.distance_m is not None
    assert found.now_distance_m is not None
    assert found.distance_m.lo <= found.distance_m.median <= found.distance_m.hi <= 1.1 * LONGEST_M
    assert found.now_distance_m < found.distance_m.median  # yesterday's run is still felt
    free = tolerance_of(model(), Wanted(ceiling_nrs=10))
    assert free.distance_m is not None
    assert (free.limited_by, free.distance_m.open) == ("longest-run", True)
    assert free.distance_m.hi == 100 * int(1.1 * LONGEST_M / 100)


@pytest.mark.parametrize(("chance", "careful"), [(0.79, False), (0.8, True)])
def test_the_plan_has_somebody_look_from_the_chance_on_at_which_the_answers_do(
    chance: float, careful: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterrun.plan.known.prob_worsening", lambda *_: chance)
    assert told().careful is careful


def test_how_far_now_counts_the_run_after_it_as_the_plan_does() -> None:
    """Else the answers say more than the plan for the same hour."""
    seldom, often = (tolerance_of(model(), Wanted(runs_per_week=n, ceiling_nrs=6)) for n in (1, 3))
    assert often.now_distance_m is not None
    assert seldom.now_distance_m is not None
    assert often.now_distance_m < seldom.now_distance_m
    assert often.distance_m == seldom.distance_m  # from rest no other run is reckoned with


def test_the_answers_tell_the_plan_s_own_next_run() -> None:
    """Else two pages name two distances for what one does next."""
    for wanted in (Wanted(), Wanted(ceiling_nrs=2, runs_per_week=3), Wanted(goal_m=2000.0)):
        planned = plan_of(model(), safety=(), wanted=wanted).next_run
        assert planned.distance_m is not None
        assert tolerance_of(model(), wanted).next_run == planned


def test_tolerance_is_not_told_of_little() -> None:
    few = site_model(diary(runs=2, ago_d=6.0), now=NOW)
    found = tolerance_of(few, Wanted())
    assert (found.distance_m, found.now_distance_m, found.limited_by) == (None, None, "data")
    assert found.next_run == plan_of(few, safety=()).next_run
    assert found.next_run is not None
    assert found.next_run.distance_m == 4000.0
