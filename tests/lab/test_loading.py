"""What a run loaded, against the runs around it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from afterrun.errors import EmptyJournalError, InvalidValueError
from afterrun.findings import Load, TissueDose, to_json
from afterrun.journal.settings import Settings
from afterrun.lab.loading import body_of, load_run, run_at
from afterrun.lab.preparing import prepare
from afterrun.records import Diary, PainReport, Run, Site, Streams
from afterrun.report.loads import TISSUES, cautions_told, compared_told, derived_told, load_rows, steps_told
from afterrun.tissue import MEASURES, Body, stance_measures

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def run(days_ago: float, *, km: float | None = 5.0, minutes: float = 30.0, **more: float) -> Run:
    start = NOW - timedelta(days=days_ago)
    return Run(start=start, duration_s=60 * minutes, distance_m=km and 1000 * km, **more)  # type: ignore[arg-type]


def nothing(_: Run) -> Streams | None:
    return None


def load(*runs: Run, body: Body | None = None) -> Load:
    """Of the last of these."""
    diary = Diary(runs=runs)
    return load_run(diary, nothing, run=runs[-1], body=body or Body(), now=NOW).load


def dose(found: Load, name: str) -> TissueDose:
    return next(each for each in found.doses if each.name == name)


SEASON = tuple(run(day) for day in (40, 30, 20, 10))


def test_a_run_twice_as_long_is_twice_the_usual_at_every_tissue() -> None:
    found = load(*SEASON, run(1, km=10, minutes=60))
    assert found.usual_runs == 4
    for each in found.doses:
        assert each.relative_to_usual is not None
        assert each.relative_to_usual.median == pytest.approx(2, rel=1e-6)
        assert 1.7 < each.relative_to_usual.lo < 2 < each.relative_to_usual.hi < 2.4
        assert each.value.hi / each.value.lo > each.relative_to_usual.hi / each.relative_to_usual.lo
    assert {each.name for each in found.doses} == set(TISSUES)


def test_faster_is_told_both_ways() -> None:
    found = load(*SEASON, run(1, km=5, minutes=21))
    forefoot = dose(found, "forefoot-impulse")
    assert forefoot.relative_to_usual is not None
    assert forefoot.weighted_relative_to_usual is not None
    assert forefoot.relative_to_usual.hi < 0.85
    assert forefoot.weighted_relative_to_usual.median > 1
    assert forefoot.weighted_relative_to_usual.lo < 1 < forefoot.weighted_relative_to_usual.hi  # and it is not sure


def test_without_other_runs_nothing_is_compared() -> None:
    found = load(run(200), run(150), run(20), run(10), run(1))
    assert found.usual_runs == 0
    assert all(each.relative_to_usual is None and each.weighted_relative_to_usual is None for each in found.doses)
    assert "three more runs" in compared_told(found)
    assert all(row.sum_ == "" for row in load_rows(found))


def test_later_runs_are_unknown() -> None:
    diary = Diary(runs=(*SEASON, run(5, km=42, minutes=300)))
    early = load_run(diary, nothing, run=SEASON[-1], body=Body(), now=NOW)
    assert early.load == load_run(Diary(runs=SEASON), nothing, run=SEASON[-1], body=Body(), now=NOW).load


def test_a_cadence_of_20_names_the_field_and_the_rule() -> None:
    found = load(run(1, cadence_spm=20))
    assert [(each.field, each.value, each.lo, each.hi) for each in found.left_out] == [("cadence_spm", 20, 120, 240)]
    (text,) = cautions_told(found)
    assert text == "A cadence of 20 was left out: running is 120 to 240 steps a minute."


@pytest.mark.parametrize(
    ("more", "beyond"),
    [({"minutes": 40}, {"slow"}), ({"minutes": 18}, {"fast"}), ({"minutes": 26, "contact_ms": 350}, {"long-contact"})],
)
def test_nothing_is_stretched_past_its_source_without_saying_so(more: dict[str, float], beyond: set[str]) -> None:
    found = load(run(1, **more))
    assert set(found.beyond) == beyond
    assert any("beyond" in text or "guess" in text for text in cautions_told(found))


def test_a_steep_way_down_is_told() -> None:
    time = np.arange(1500.0)
    stream = Streams({"time_s": time, "speed_mps": np.full(1500, 3.0), "altitude_m": 500 - 0.12 * 3.0 * time})
    one = run(1)
    found = load_run(Diary(runs=(one,)), lambda _: stream, run=one, body=Body(), now=NOW).load
    assert found.from_ == "streams"
    assert "steep-down" in found.beyond


def test_how_each_quantity_is_known() -> None:
    found = load(run(1, km=None), body=Body(height_m=1.8))
    assert {each.from_ for each in found.derived} == {"population"}
    told = load(run(9, contact_ms=250), run(1, cadence_spm=170))
    assert [each.from_ for each in told.derived] == ["measured", "measured", "own-runs"]
    words = list(derived_told(told))
    assert len(words) == 2  # of a speed that was measured nothing is said
    assert words[1].startswith("Foot on the ground: about ")
    assert words[1].endswith("from your other runs.")
    assert "run as a whole" in steps_told(told)


def test_runs_are_found_by_their_start() -> None:
    diary = Diary(runs=SEASON)
    assert run_at(diary, None, NOW) is SEASON[-1]
    assert run_at(diary, SEASON[1].start + timedelta(seconds=30), NOW) is SEASON[1]
    with pytest.raises(InvalidValueError, match="run must be"):
        run_at(diary, NOW, NOW)
    with pytest.raises(EmptyJournalError):
        run_at(Diary(), None, NOW)


def test_the_json_has_the_contracts_names() -> None:
    found = to_json(load(*SEASON, run(1)))
    assert (found["schema"], found["from"]) == ("afterrun/load/1", "summary")
    assert set(found["doses"][0]) >= {"name", "value", "unit", "damage_weighted", "relative_to_usual", "source"}
    assert set(found["derived"][0]) == {"quantity", "value", "from"}


def test_the_body_is_what_the_settings_say() -> None:
    assert body_of(Settings(mass_kg=70, height_m=1.8, strike="midfoot")) == Body(
        mass_kg=70, height_m=1.8, strike="midfoot"
    )
    assert body_of(Settings()) == Body()


@pytest.mark.parametrize("measure", [each.name for each in stance_measures(Body())])
def test_any_tissue_may_be_the_dose_of_the_response(measure: str) -> None:
    reports = tuple(
        PainReport(at=each.end + timedelta(hours=12), site=Site.parse("right-heel"), nrs=2) for each in SEASON
    )
    found = prepare(Diary(runs=(*SEASON, run(1, km=10, minutes=60)), pain=reports), site=None, now=NOW, measure=measure)
    assert found.measure is MEASURES[measure]
    assert found.data.dose[-1] == pytest.approx(2)
    assert found.relative_dose(run(0, km=2.5, minutes=15)) == pytest.approx(0.5)


def _walk(_: Run) -> Streams:
    seconds = np.arange(1800.0)
    return Streams({"time_s": seconds, "speed_mps": np.full(1800, 1.2), "cadence_spm": np.full(1800, 110.0)})


def test_what_was_walked_from_end_to_end_has_no_running_load() -> None:
    walk = run(1, km=2.16)
    with pytest.raises(InvalidValueError, match=r"run must hold some running; .* walking or standing \(1.2 m/s\)"):
        load_run(Diary(runs=(walk,)), _walk, run=walk, body=Body(), now=NOW)


def test_a_walk_is_no_usual_run() -> None:
    walk, runs = run(5, km=2.16), (run(20), run(15), run(10), run(1))
    by_watch = lambda each: _walk(each) if each == walk else None  # noqa: E731
    found = load_run(Diary(runs=(*runs[:3], walk, runs[3])), by_watch, run=runs[3], body=Body(), now=NOW)
    assert found.load.usual_runs == 3


def test_a_watch_that_saw_little_of_it_walked_says_nothing_of_the_rest() -> None:
    lost = run(1)
    seconds = np.arange(300.0)
    stream = Streams({"time_s": seconds, "speed_mps": np.full(300, 1.2)})
    assert load_run(Diary(runs=(lost,)), lambda _: stream, run=lost, body=Body(), now=NOW).load.steps > 4000
