"""A usual day with running: what its sessions do adds up, and a day is one day however often somebody runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from afterrun.lab.days import usual_day
from afterrun.lab.preparing import Prepared, prepare
from afterrun.records import Diary, PainReport, Run, Site
from afterrun.response.curve import ResponseCurve, curve_now
from afterrun.response.simulate import truth_as_draws
from tests.response.people import person

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FIRST = NOW - timedelta(days=40)
SITE = Site.parse("left-heel")


def prepared(sessions: list[list[float]]) -> Prepared:
    """Distances of the runs of each day, five hours apart. [m]"""
    runs = tuple(
        Run(start=FIRST + timedelta(days=2 * day, hours=5 * n), duration_s=1800, distance_m=metres)
        for day, distances in enumerate(sessions)
        for n, metres in enumerate(distances)
    )
    pain = tuple(PainReport(at=FIRST + timedelta(days=day), site=SITE, nrs=1.0) for day in range(40))
    return prepare(Diary(runs=runs, pain=pain), site=SITE, now=NOW)


def curve(found: Prepared, exponent: float = 1.0) -> ResponseCurve:
    draws = truth_as_draws(person(care_kinds=0), found.data)
    return curve_now(replace(draws, alpha=np.array([exponent])), found.data)


def times(found: Prepared, exponent: float = 1.0) -> float:
    """How much more a usual day does than the reference run."""
    plain = curve(found, exponent)
    return float(usual_day(found, plain).amplitude_nrs[0] / plain.amplitude_nrs[0])


def test_one_run_a_day_is_the_reference_run() -> None:
    assert times(prepared([[5000.0]] * 9)) == pytest.approx(1.0)


def test_two_sessions_a_day_are_one_question() -> None:
    """Two halves do what the whole does where the dose counts in proportion, and the reference run is a half."""
    halves = prepared([[2500.0, 2500.0]] * 9)
    assert halves.dose_m == 2500
    assert times(halves) == pytest.approx(2.0)
    assert times(halves, exponent=2.0) == pytest.approx(2.0)
    assert times(prepared([[4000.0, 2000.0]] * 9)) == pytest.approx(2.0)


def test_the_median_day_counts_not_the_hardest() -> None:
    assert times(prepared([[5000.0]] * 7 + [[5000.0, 5000.0]] * 2)) == pytest.approx(1.0)
    assert times(prepared([[5000.0]] * 2 + [[5000.0, 5000.0]] * 7)) == pytest.approx(2.0)


def test_without_runs_it_is_left_as_it_is() -> None:
    found = prepared([])
    plain = curve(prepared([[5000.0]] * 9))
    assert usual_day(found, plain) is plain
