"""From runs to features: what is asked, against what, and what an unknown value says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from afterrun.associations.run_features import Weighed
from afterrun.lab.run_contrasts import Asked, asked_of, told
from afterrun.records import Run

FIRST = datetime(2026, 3, 2, 17, tzinfo=UTC)
RUNS = tuple(Run(start=FIRST + timedelta(days=2 * day), duration_s=2000, distance_m=5000) for day in range(24))
ALL = np.full(24, True)


def asked(runs: tuple[Run, ...], name: str, **options: bool) -> list[Asked]:
    return [each for each in asked_of(runs, ALL, **options) if each.feature == name]


def test_a_level_is_set_against_the_most_frequent_one_and_others_tell_nothing() -> None:
    shoes = ["old"] * 12 + ["new"] * 6 + ["race"] * 3 + [None] * 3
    runs = tuple(replace(run, shoe=shoe) for run, shoe in zip(RUNS, shoes, strict=True))
    (found,) = asked(runs, "shoe")  # three runs in the race shoe are too few
    assert (found.level, found.against, found.n, found.n_against) == ("new", "old", 6, 12)
    assert found.contrast.z[:18].mean() == pytest.approx(0)
    assert found.contrast.high - found.contrast.low == 1
    assert (found.contrast.z[18:] == 0).all()


def test_a_number_is_set_against_its_mean_and_unknown_is_the_mean() -> None:
    rpe = [None, *np.tile([3.0, 4, 8, 7], 5), None, None, None]
    runs = tuple(replace(run, rpe=value) for run, value in zip(RUNS, rpe, strict=True))
    (found,) = asked(runs, "effort")
    assert (found.level, found.n, found.n_against) == (None, 10, 10)
    assert found.contrast.z[[0, 21, 22, 23]].tolist() == [0, 0, 0, 0]
    assert np.std(found.contrast.z[1:21]) == pytest.approx(0.5)
    assert found.contrast.high - found.contrast.low == 0.5  # one sd
    few = tuple(
        replace(run, rpe=value if i < 8 else None) for i, (run, value) in enumerate(zip(runs, rpe, strict=True))
    )
    assert asked(few, "effort") == []  # known on seven


def test_five_hills_are_asked_about_and_four_are_not() -> None:
    def hilly(n: int) -> tuple[Run, ...]:
        return tuple(replace(run, ascent_m=150.0 if i % 4 == 0 and i < 4 * n else 10.0) for i, run in enumerate(RUNS))

    (found,) = asked(hilly(5), "climb")
    assert (found.n, found.n_against) == (5, 19)
    assert asked(hilly(4), "climb") == []
    assert asked(RUNS, "climb") == []


def test_pace_needs_a_distance_and_more_of_it_is_slower() -> None:
    runs = tuple(replace(run, duration_s=2000.0 + 200 * (i % 2)) for i, run in enumerate(RUNS))
    (found,) = asked(runs, "pace")
    assert found.contrast.z[1] > 0 > found.contrast.z[0]
    assert asked(tuple(replace(run, distance_m=None) for run in runs), "pace") == []


def test_the_rest_before_the_first_run_is_not_known() -> None:
    gaps = np.cumsum([0, *np.tile([1, 4], 12)])[:24]
    runs = tuple(replace(run, start=FIRST + timedelta(days=int(gap))) for run, gap in zip(RUNS, gaps, strict=True))
    (found,) = asked(runs, "rest-gap")
    assert found.contrast.z[0] == 0
    assert (found.n, found.n_against) == (11, 12)
    assert asked_of((), np.zeros(0, dtype=bool)) == []


def test_distance_is_asked_during_runs_only() -> None:
    runs = tuple(replace(run, distance_m=5000.0 + 2000 * (i % 2)) for i, run in enumerate(RUNS))
    assert asked(runs, "distance") == []
    assert len(asked(runs, "distance", also_distance=True)) == 1


def test_only_runs_that_are_known_count() -> None:
    runs = tuple(replace(run, surface="road" if i % 2 else "trail") for i, run in enumerate(RUNS))
    (found,) = [each for each in asked_of(runs, np.arange(24) < 12) if each.feature == "surface"]
    assert (found.n, found.n_against) == (6, 6)


def test_what_goes_together_is_named() -> None:
    """The treadmill always in the same shoe; a cadence since one day; and the surface alone, with nothing."""
    rng = np.random.default_rng(4)
    surface = rng.permutation(np.repeat(["treadmill", "road"], 12))
    runs = tuple(
        replace(run, surface=str(s), shoe="soft" if s == "treadmill" else "hard", cadence_spm=160.0 + 10 * (i >= 10))
        for i, (run, s) in enumerate(zip(RUNS, surface, strict=True))
    )
    found = asked_of(runs, ALL)
    weighed = [Weighed(np.ones(3), 0.1, "not-yet-known")] * len(found)
    names = {each.feature: each.goes_with for each in told(found, weighed, runs, ALL)}
    assert names["surface"] == ("shoe",)
    assert names["shoe"] == ("surface",)
    assert names["cadence"] == ("time",)


def hard(*, faster: bool) -> tuple[Run, ...]:
    """Runs of which every third is hard, and so the faster ones, or the slower."""
    quick = np.where(np.arange(24) % 3 == 0, 0.85, 1.0)
    slow = quick if faster else 1 / quick
    rpe = np.where(quick < 1, 8.0, 4.0)
    return tuple(
        replace(run, rpe=float(r), duration_s=2400.0 * float(s)) for run, r, s in zip(RUNS, rpe, slow, strict=True)
    )


def test_effort_and_pace_are_one_thing_where_the_harder_runs_are_the_faster() -> None:
    """Side by side each would take from the other, and no runner with a watch would be told of hard runs."""
    (found,) = [each for each in asked_of(hard(faster=True), ALL) if each.feature in {"effort", "pace"}]
    assert (found.feature, found.turned, found.also) == ("effort", ("pace",), ())
    worse = Weighed(np.full(3, 1.6), 1.0, "may-worsen")
    effort, pace = told([found], [worse], hard(faster=True), ALL)
    assert (effort.feature, effort.verdict, effort.response_ratio.median) == ("effort", "may-worsen", 1.6)
    assert (pace.feature, pace.verdict) == ("pace", "may-help")  # slower
    assert pace.response_ratio.median == pytest.approx(1 / 1.6, abs=0.001)
    assert (pace.n, pace.n_against) == (effort.n_against, effort.n)
    assert (effort.goes_with, pace.goes_with) == (("pace",), ("effort",))


def test_hard_runs_that_are_slower_are_two_things() -> None:
    """As uphill, or in the heat."""
    found = [each.feature for each in asked_of(hard(faster=False), ALL) if each.feature in {"effort", "pace"}]
    assert sorted(found) == ["effort", "pace"]
