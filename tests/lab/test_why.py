from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from afterrun.findings import Flag, to_json
from afterrun.lab.planning import Wanted
from afterrun.lab.site_model import SiteModel, site_model
from afterrun.lab.telling_runs import candidates
from afterrun.lab.why import why_of
from tests.lab.test_answers import NOW, STORY, found

URGENT = Flag(level="same-day", text="Have a doctor look at it today.")


@pytest.fixture(scope="module")
def story() -> SiteModel:
    return site_model(STORY.diary, now=NOW)


def test_the_story_in_the_shape_of_the_contract(story: SiteModel) -> None:
    answers = found()
    rows = answers["explanations"]
    assert all(list(row) == ["name", "weight", "prior", "log_score", "alike", "at_work", "verdict"] for row in rows)
    assert sum(row["weight"] for row in rows) == pytest.approx(1, abs=1e-4)
    assert sum(row["prior"] for row in rows) == pytest.approx(1, abs=1e-4)
    names = [row["name"] for row in rows]
    assert {"none", "distance", "duration", "speed", "rest-gap", "event:overhead-press"} <= set(names)
    assert "descent" not in names
    row = {row["name"]: row for row in rows}
    assert row["none"]["verdict"] == "unlikely"
    assert row["event:overhead-press"]["verdict"] == "unlikely"
    assert "duration" in row["distance"]["alike"]
    assert row["distance"]["weight"] == row["duration"]["weight"]
    assert row["distance"]["verdict"] == "undecided"  # shared, and still not unlikely
    told = to_json(why_of(story, safety=()))
    assert told["explanations"] == rows
    assert {each["name"] for each in told["not_explained"]} == {"ascent", "descent"}
    json.dumps(told, allow_nan=False)


@pytest.mark.usefixtures("one_shape")
def test_below_eight_followed_runs_nothing_is_weighed() -> None:
    few = replace(STORY.diary, runs=STORY.diary.runs[-7:], care=())
    answers = found(few)
    assert answers["explanations"] is None
    reason = next(check for check in answers["checks"] if check["name"] == "explanations")
    assert "7 runs have a report" in reason["text"]
    told = why_of(site_model(few, now=NOW), safety=())
    assert told.explanations is None
    assert any("7 runs have a report" in check.text for check in told.checks)


def test_no_run_is_proposed_while_a_sign_stands(story: SiteModel) -> None:
    told = why_of(story, safety=(URGENT,))
    assert told.explanations
    assert told.telling_apart is not None
    assert told.telling_apart.runs == ()


def test_no_run_is_proposed_that_a_physiotherapist_does_not_allow(story: SiteModel) -> None:
    apart = why_of(story, safety=(), wanted=Wanted(therapist_m=1000.0)).telling_apart
    assert apart is not None
    assert apart.runs
    assert all(run.distance_m is not None and run.distance_m <= 1000 for run in apart.runs)
    assert apart.runs == tuple(sorted(apart.runs, key=lambda run: -run.information_nat))


def test_candidates_stay_within_what_was_run() -> None:
    runs = STORY.diary.until(NOW).runs
    hills = [replace(run, ascent_m=10.0 * (i % 4), descent_m=12.0 * (i % 4)) for i, run in enumerate(runs)]
    longest = max(run.distance_m or 0 for run in runs if run.end > NOW - timedelta(days=30))
    found = candidates(hills, NOW, most_m=None)
    kinds = [each.kind for each in found]
    assert {"usual", "hilly", "flat"} <= set(kinds)
    assert "two-short" not in kinds
    in_a_row = [*hills[:-2], replace(hills[-2], start=hills[-1].start - timedelta(days=1)), hills[-1]]
    assert "two-short" in {each.kind for each in candidates(in_a_row, NOW, most_m=None)}
    assert len(kinds) == len(set(kinds))
    most_s = max(run.duration_s for run in runs if run.end > NOW - timedelta(days=30))
    speeds = [run.distance_m / run.duration_s for run in runs if run.distance_m]
    for each in found:
        for run in each.runs:
            assert run.distance_m is not None
            assert run.distance_m <= 1.1 * longest + 1e-6
            assert 0.8 * min(speeds) <= run.distance_m / run.duration_s <= max(speeds)
            assert run.duration_s <= 1.1 * most_s
            assert run.start >= NOW
    assert all(
        run.distance_m <= 900 for each in candidates(hills, NOW, most_m=900.0) for run in each.runs if run.distance_m
    )
    assert candidates(hills, NOW, most_m=0.0) == []
    assert candidates([replace(run, distance_m=None) for run in runs], NOW, most_m=None) == []
    assert candidates(hills, NOW + timedelta(days=40), most_m=None) == []
