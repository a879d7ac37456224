from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterrun.importers.devices.places import haversine_m
from afterrun.importers.devices.sport import sport_by_speed, sport_named
from afterrun.importers.devices.track import both_feet, climb_m, moving_speed_mps, streams_of


def test_a_quarter_of_the_equator() -> None:
    assert haversine_m(np.array([0.0, 0.0]), np.array([0.0, 90.0]))[0] == pytest.approx(10_007_557, rel=1e-6)


@given(st.lists(st.floats(-400, 9000), min_size=1, max_size=50))
def test_climb_adds_up_to_the_change_within_the_hysteresis(heights: list[float]) -> None:
    climbed = climb_m(heights)
    assert climbed is not None
    up, down = climbed
    assert up >= 0
    assert down >= 0
    assert abs((up - down) - (heights[-1] - heights[0])) <= 3 + 1e-6


def test_samples_of_one_moment_are_joined_and_put_in_order() -> None:
    samples = [{"at": 2.0, "speed_mps": 3.0}, {"at": 1.0, "power_w": 200.0}, {"at": 1.0, "speed_mps": 2.5}]
    streams, told = streams_of(samples, start_s=1.0)
    assert streams is not None
    assert list(streams.channels["time_s"]) == [0, 1]
    assert list(streams.channels["speed_mps"]) == [2.5, 3.0]
    assert streams.channels["power_w"][0] == 200
    assert np.isnan(streams.channels["power_w"][1])
    assert told == []


def test_points_of_another_decade_are_left_out_and_told() -> None:
    streams, told = streams_of([{"at": 5.0}, {"at": 6.0}, {"at": 1e9}], start_s=5.0)
    assert streams is not None
    assert streams.size == 2
    assert told == ["Points outside the time of the activity were left out: 1."]


def test_standing_still_does_not_slow_the_moving_speed() -> None:
    samples = [{"at": float(t), "distance_m": 3.0 * min(t, 60)} for t in range(600)]
    streams, _ = streams_of(samples, start_s=0.0)
    assert streams is not None
    assert moving_speed_mps(streams) == pytest.approx(3)


@pytest.mark.parametrize(("cadence", "steps"), [(85, 170), (120, 240), (170, 170)])
def test_strides_become_steps_once(cadence: float, steps: float) -> None:
    assert both_feet(cadence) == steps


@pytest.mark.parametrize(
    ("name", "sport"),
    [
        ("Trail Run", "running"),
        ("treadmill_running", "running"),
        ("9", "running"),
        ("Ride", "cycling"),
        ("Biking", "cycling"),
        ("indoor_cycling", "cycling"),
        ("Crunches", None),
        ("Other", None),
        (None, None),
    ],
)
def test_sports_by_name(name: str | None, sport: str | None) -> None:
    assert sport_named(name) == sport


@pytest.mark.parametrize(
    ("speed", "sport"),
    [
        (None, "unclear"),
        (1.89, "walking"),
        (1.9, "unclear"),
        (2.0, "running"),
        (4.5, "running"),
        (4.6, "unclear"),
        (6.6, "other-activity"),
    ],
)
def test_sports_by_speed(speed: float | None, sport: str) -> None:
    assert sport_by_speed(speed) == sport
