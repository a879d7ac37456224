"""What a stream or a summary tells of the steps, and what is left out of it."""

from __future__ import annotations

import numpy as np
import pytest

from afterrun.records import Run, Streams
from afterrun.tissue import Body, stance_measures
from afterrun.tissue.reading import Read, habits_of, read_run
from tests.tissue.test_loading import run, stream

ANYBODY = Body()


def read(one: Run, streams: Streams | None = None) -> Read:
    return read_run(one, streams, ANYBODY, habits_of([one], ANYBODY))


def test_a_steady_stream_is_the_summary() -> None:
    steady = stream(speed_mps=3.0, cadence_spm=168.0, contact_ms=250.0)
    one = run(km=5.4, cadence_spm=168, contact_ms=250)
    for each in stance_measures(ANYBODY):
        by_stream, by_summary = (each.load_of(read(one, streams).gait).value for streams in (steady, None))
        assert by_stream == pytest.approx(by_summary, rel=2e-3)


def test_walks_and_stops_are_no_running_steps() -> None:
    speed = np.full(1800, 3.0)
    speed[600:900] = 1.3
    speed[900:1000] = 0.0
    found = read(run(), stream(speed_mps=speed, cadence_spm=170.0))
    assert found.gait.steps.sum() == pytest.approx(1400 / 60 * 170, rel=0.01)
    (walked,) = found.left_out
    assert (walked.field, walked.lo) == ("speed_mps", 1.9)
    assert walked.share == pytest.approx(400 / 1800, abs=0.01)


def test_a_pause_of_the_watch_is_no_time() -> None:
    whole = stream(seconds=1200, speed_mps=3.0, cadence_spm=170.0)
    time = whole.channels["time_s"].copy()
    time[600:] += 900
    paused = Streams({**whole.channels, "time_s": time})
    assert read(run(km=3.6), paused).gait.steps.sum() == pytest.approx(1199 / 60 * 170, rel=0.01)


def test_a_cadence_of_20_is_told_and_not_used() -> None:
    found = read(run(cadence_spm=20))
    (left,) = found.left_out
    assert (left.field, left.value, left.lo, left.hi) == ("cadence_spm", 20, 120, 240)
    assert found.gait.origins["cadence_spm"] == "speed"
    assert 150 < found.gait.cadence_spm[0] < 180
    half = np.full(1800, 170.0)
    half[:900] = 20
    found = read(run(), stream(speed_mps=3.0, cadence_spm=half))
    (left,) = found.left_out
    assert (left.field, left.value) == ("cadence_spm", 20)
    assert left.share == pytest.approx(0.5, abs=0.01)
    np.testing.assert_allclose(found.gait.cadence_spm, 170)


def test_gaps_are_filled_from_the_rest_of_the_run() -> None:
    speed, contact = np.full(1800, 3.0), np.full(1800, np.nan)
    speed[300:600] = np.nan
    contact[:100] = 260
    found = read(run(), stream(speed_mps=speed, cadence_spm=170.0, contact_ms=contact))
    assert found.gait.steps.sum() == pytest.approx(30 * 170, rel=0.01)
    np.testing.assert_allclose(found.gait.contact_s, 0.26)
    assert found.left_out == ()
    assert found.filled == pytest.approx(300 / 1800, abs=0.01)  # told, not silent


@pytest.mark.parametrize("kept", [slice(0, 600), np.r_[0:300, 1500:1800]])
def test_a_hole_in_which_the_way_went_on_is_no_pause(kept: slice) -> None:
    whole = stream(speed_mps=3.0, cadence_spm=170.0)
    cut = Streams({name: values[kept] for name, values in whole.channels.items()})
    found = read(run(km=5.4), cut)
    assert found.gait.steps.sum() == pytest.approx(30 * 170, rel=0.01)
    assert found.filled == pytest.approx(2 / 3, abs=0.01)
    assert found.gait.doubts["time"].within > read(run(km=5.4), whole).gait.doubts["time"].within
    assert read(run(km=1.8), cut).filled == 0  # no way in it: a pause
    assert read(run(km=None), cut).filled == 0


def test_more_way_than_time_is_filled_up_to_the_time() -> None:
    found = read(run(km=20.0), stream(600, speed_mps=3.0, cadence_spm=170.0))
    assert found.gait.steps.sum() == pytest.approx(30 * 170, rel=0.01)


def test_a_bus_ride_is_no_running() -> None:
    speed = np.full(1800, 3.0)
    speed[-300:] = 14.0
    found = read(run(), stream(speed_mps=speed, cadence_spm=170.0))
    assert [(each.field, each.value) for each in found.left_out] == [("speed_mps", 14)]
    assert found.gait.speed_mps.max() < 4
    assert found.gait.steps.sum() == pytest.approx(25 * 170, rel=0.01)  # of the ride there are none


@pytest.mark.parametrize("streams", [Streams({"time_s": np.zeros(0)}), Streams({"time_s": np.zeros(9)}), stream(60)])
def test_a_stream_that_knows_nothing_leaves_the_summary(streams: Streams) -> None:
    assert not read(run(), streams).from_stream


def test_speed_comes_from_the_distance_where_it_is_not_told() -> None:
    found = read(run(), stream(distance_m=3.2 * np.arange(1800.0)))
    assert found.from_stream
    np.testing.assert_allclose(found.gait.speed_mps, 3.2)


def test_a_hill_is_read_from_its_height() -> None:
    metres = np.arange(1800) * 3.0
    noise = np.random.default_rng(0).normal(0, 0.3, 1800)
    found = read(run(), stream(speed_mps=3.0, altitude_m=0.05 * metres + noise))
    np.testing.assert_allclose(found.gait.grade[3:-3], 0.05, atol=0.02)


def test_a_run_slower_than_running_counts_what_was_run_of_it() -> None:
    found = read(run(km=2.0, minutes=40))  # 0.8 m/s: mostly walked or stood
    assert found.gait.steps.sum() < 40 * 120
    assert found.gait.origins["speed_mps"] == "population"
    (left,) = found.left_out
    assert (left.field, left.lo) == ("speed_mps", 1.9)
    assert 0.5 < left.share < 0.8


def test_a_way_and_a_climb_that_nobody_runs_are_told_and_not_used() -> None:
    (left,) = read(run(km=50.0)).left_out
    assert (left.field, left.hi) == ("distance_m", 8 * 1800)
    found = read(run(km=5.0, ascent_m=4000.0, descent_m=0.0))
    assert [each.field for each in found.left_out] == ["grade"]
    assert found.gait.grade[0] == 0
