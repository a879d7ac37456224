"""Where a distance is not known, none is told: not a number that stands in for it, and not 0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

import numpy as np
import pytest

from afterrun.findings import ForecastRun
from afterrun.lab.answers import Answer, answer
from afterrun.lab.changes import _runs
from afterrun.lab.forecasting import ProposedRun, forecast_of
from afterrun.lab.preparing import prepare
from afterrun.lab.reporting import report_html
from afterrun.lab.site_model import site_model
from afterrun.lab.story import build_story
from afterrun.records import Diary, Run, Streams
from afterrun.report.sentences import HOW_FAR, sentences
from afterrun.tissue import Dose, registry

pytestmark = pytest.mark.usefixtures("one_shape")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
STORY = build_story(now=NOW).diary


def without_distances(*, every: int = 1) -> Diary:
    runs = (replace(run, distance_m=None) if i % every == 0 else run for i, run in enumerate(STORY.runs))
    return replace(STORY, runs=tuple(runs), care=(), events=())


@pytest.fixture
def by_minutes(one_shape: object) -> Answer:
    return answer(without_distances(), now=NOW)


def test_a_diary_of_minutes_is_told_in_minutes(by_minutes: Answer) -> None:
    assert by_minutes.told.response is not None
    reference = by_minutes.told.response.reference_run
    assert (reference.distance_m, reference.duration_s) == (None, 2140)
    words = " ".join(sentence.text for sentence in sentences(by_minutes.told))
    assert "A day after a run of 36 min" in words
    assert " km" not in words
    assert by_minutes.dose is None
    told = by_minutes.told.check("doses-known")
    assert told is not None
    assert told.text.startswith("No session has a distance")
    sheet = report_html(by_minutes, without_distances(), now=NOW)
    assert "their distances not known" in sheet
    assert "A day after a run of 36 min" in sheet
    assert " km" not in sheet


def test_how_long_a_run_would_take_is_not_made_up(by_minutes: Answer) -> None:
    proposed = ProposedRun(start=NOW + timedelta(hours=2), distance_m=5000)
    found = forecast_of(by_minutes.model, run=proposed)
    assert found.without_run is not None
    assert found.with_run is None
    assert found.run == ForecastRun(start=proposed.start, distance_m=5000, duration_s=None)
    assert "pace-known" in str(found.checks)
    paced = forecast_of(by_minutes.model, run=replace(proposed, pace_s_per_km=432.0))
    assert paced.with_run is not None
    assert "pace-known" not in str(paced.checks)


def test_minutes_are_compared_with_minutes() -> None:
    prepared = prepare(without_distances(), site=None, now=NOW)
    assert prepared.reference_duration_s is not None
    half = Run(start=NOW, duration_s=prepared.reference_duration_s / 2, distance_m=9000)
    assert prepared.relative_dose(half) == pytest.approx(0.5)
    known = prepare(STORY, site=None, now=NOW)
    assert known.dose_m is not None
    assert known.relative_dose(replace(half, distance_m=known.dose_m)) == pytest.approx(1.0)


def test_the_sheet_counts_no_unknown_distance_as_none() -> None:
    diary = without_distances(every=3)
    sheet = report_html(answer(diary, now=NOW), diary, now=NOW)
    missing = sum(run.distance_m is None for run in diary.runs if run.start >= STORY.pain[0].at)
    assert f"(without {missing} runs whose distance is not known)" in sheet
    assert "Dashed bars: runs whose distance is not known." in sheet
    assert "stroke-dasharray" in sheet
    whole = report_html(answer(STORY, now=NOW), STORY, now=NOW)
    assert "not known." not in whole[whole.index("The last months") : whole.index("What sets it off")]
    assert "stroke-dasharray" not in whole


def test_a_run_of_unknown_length_is_neither_the_longest_nor_nothing() -> None:
    def run(day: int, minutes: float, distance_m: float | None) -> Run:
        return Run(start=NOW + timedelta(days=day), duration_s=60 * minutes, distance_m=distance_m)

    def longest(runs: Sequence[Run]) -> list[datetime]:
        return [new.at for new in _runs(runs) if new.what == "longest-run"]

    short = [run(day, 30, 5000 + day) for day in range(4)]
    long_unknown, then = run(5, 180, None), run(6, 60, 10000)
    assert longest([*short, then]) == [short[3].start, then.start]
    assert longest([*short, long_unknown, then]) == [short[3].start]


@dataclass(frozen=True, slots=True)
class _Seconds:
    """A dose that is no distance."""

    name: str = "seconds"
    unit: str = "s"

    def doses(self, runs: Sequence[Run], streams: Sequence[Streams | None] | None = None) -> Dose:
        value = np.array([run.duration_s for run in runs])
        return Dose(value, np.zeros(len(runs)), np.zeros(len(runs), bool), self.unit)

    def said(self, derived: int, total: int) -> str:
        return f"{derived} of {total}"


def test_a_dose_that_is_no_distance_is_not_told_in_metres(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "MEASURES", {"seconds": _Seconds()})
    monkeypatch.setattr("afterrun.lab.answers.site_model", partial(site_model, measure="seconds"))
    found = answer(replace(STORY, care=(), events=()), now=NOW)
    assert found.prepared.reference_dose == found.prepared.reference_duration_s
    assert found.told.response is not None
    assert found.told.response.reference_run.distance_m is None
    assert found.dose is None
    # How far they may run is of distances that they ran, whatever their load is counted in.
    told = [said.text for said in sentences(found.told) if said.topic != HOW_FAR]
    words = " ".join([*told, *(check.text for check in found.told.checks)])
    assert "a run of 36 min" in words
    assert f"0 of {len(STORY.runs)}" in words
    assert " km" not in words
    assert "istance" not in words
    proposed = ProposedRun(start=NOW + timedelta(hours=2), distance_m=5000)
    assert forecast_of(found.model, run=proposed).with_run is not None  # their pace is known all the same
