"""What cannot be in a recording, mended where the recording itself shows how: order, strays, vehicles, the end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from afterrun.importers.devices.places import FASTEST_MPS, JITTER_M, Mask, Values, haversine_m
from afterrun.importers.devices.points import Points
from afterrun.importers.devices.track import MOVING_MPS
from afterrun.language import say
from afterrun.records.streams import Streams

STRAY_S = 6 * 3600.0  # judgement: nobody's watch is silent for so long within one run
_STRAY_SHARE = 0.02
_VEHICLE_MPS = 7.0  # judgement: 2:23 a kilometre, held for a minute
_VEHICLE_TIMES = 1.8
_VEHICLE_S = 60.0
_VEHICLE_STOP_S = 180.0  # traffic lights, a bus stop
# A slower ride, home on a bicycle or through a town, shows by how long it is held beside the rest. Judgement: 3:02 a
# kilometre for five minutes, by who runs at less than 5:10; steps that were counted on the way speak for a run.
_SLOW_RIDE_MPS, _SLOW_RIDE_TIMES, _SLOW_RIDE_S = 5.5, 1.7, 300.0
_RUNNING_STRIDES_PER_MIN = 70.0
_GAP_S = 120.0  # where nothing was recorded for so long, half that speed is enough
_GAP_MPS = 4.5
_WINDOW_S = 60.0
_QUARTER_S = 900.0
_MOST_SET_BACK_S = 2 * 3600.0  # summer time is an hour almost everywhere
STANDING_S = 300.0  # judgement: whoever stands for so long at the end has stopped running
_STEADY = 0.02
_FEWEST_STEPS = 10
_IRREGULAR = 0.10
_PLAN_WORDS = frozenset(
    ("route", "routes", "planner", "planned", "plan", "planung", "routenplaner", "tourenplaner", "itineraire", "ruta")
)


@dataclass(slots=True)
class Mended:
    """A run as it can have been.

    Parameters
    ----------
    streams : Streams
        Its values, up to its end.
    left_out_m : float
        Length that was not run. [m]
    begins_s : float
        When running began, since the start: not before a ride to it ended. [s]
    end_s : float or None
        When running ended, since the start; None where the recording ends with it. [s]
    told : list of str
        What was mended, a sentence each.
    """

    streams: Streams
    left_out_m: float = 0.0
    begins_s: float = 0.0
    end_s: float | None = None
    told: list[str] = field(default_factory=list)


def on_one_clock(points: Points) -> tuple[Points, float]:
    """Put the points behind a clock that was set back, as phones do when summer ends, after those before.

    The clock must go back once, by whole quarters of an hour, and on from there as before.

    Returns
    -------
    Points
    float
        By how much the clock was set back; 0 if it was not. [s]
    """
    steps_s = np.diff(points.at_s)
    back = np.flatnonzero(steps_s < 0)
    if back.size != 1:
        return points, 0.0
    # What passed between the two points is unknown: as much as usually between two.
    usual_s = float(np.median(steps_s[steps_s > 0])) if (steps_s > 0).any() else 0.0
    set_back_s = _QUARTER_S * round((usual_s - float(steps_s[back[0]])) / _QUARTER_S)
    left_s = set_back_s + float(steps_s[back[0]])
    if set_back_s < _QUARTER_S or set_back_s > _MOST_SET_BACK_S or not 0 <= left_s <= _QUARTER_S / 15:
        return points, 0.0
    at_s = points.at_s.copy()
    at_s[int(back[0]) + 1 :] += set_back_s
    return Points(at_s, points.columns), set_back_s


def in_order(points: Points) -> tuple[Points, int]:
    """Choose the points whose times grow along the file, if sorting by time would make a longer way of them.

    Some phones write points twice with times some seconds apart: put in order of time, the way goes to and fro.

    Returns
    -------
    Points
        All, or the longest chain of growing times.
    int
        How many were left out.
    """
    if (np.diff(points.at_s) >= 0).all():
        return points, 0
    kept = points.at(_growing(points.at_s.tolist()))
    sorted_ = points.at(np.argsort(points.at_s, kind="stable"))
    if 2 * len(kept) >= len(points) and _way_m(kept) * 1.05 < _way_m(sorted_):
        return kept, len(points) - len(kept)
    return points, 0


def without_strays(points: Points) -> tuple[Points, int]:
    """Leave out a few points that lie many hours before or after all others: the last fix of another day."""
    at_s = np.sort(points.at_s)
    cuts = [0, *(np.flatnonzero(np.diff(at_s) > STRAY_S) + 1), at_s.size]
    blocks = [(cuts[i], cuts[i + 1]) for i in range(len(cuts) - 1)]
    low, high = max(blocks, key=lambda block: block[1] - block[0])
    stray = at_s.size - int(high - low)
    if not stray or stray > max(3, _STRAY_SHARE * at_s.size) or high - low < 3:
        return points, 0
    return points.where((points.at_s >= at_s[low]) & (points.at_s <= at_s[high - 1])), stray


def mended_run(streams: Streams) -> Mended:
    """Take out of a run what was not run: jumps, a ride inside it, and what came after it."""
    found = Mended(streams)
    if "distance_m" not in streams.channels:
        return found
    _take_out_rides(found)
    _end_with_running(found)
    return found


def is_plan(streams: Streams, *, begins_at_midnight: bool, words: Sequence[str]) -> bool:
    """Whether the times were made up for a planned route: one speed throughout, which nobody runs.

    It must also begin at midnight, be called a plan, or keep that speed over steps of unlike length, as no recording
    does; and nothing may have been measured but places.
    """
    channels = streams.channels
    if (
        not {"latitude_deg", "distance_m"}
        <= channels.keys()
        <= {
            "time_s",
            "latitude_deg",
            "longitude_deg",
            "altitude_m",
            "distance_m",
        }
    ):
        return False
    steps_m, steps_s = np.diff(channels["distance_m"]), np.diff(channels["time_s"])
    kept = (steps_s > 0) & (steps_m > 0)
    if kept.sum() < _FEWEST_STEPS:
        return False
    speed, length = steps_m[kept] / steps_s[kept], steps_m[kept]
    if float(np.std(speed)) > _STEADY * float(np.mean(speed)):
        return False
    irregular = float(np.std(length)) > _IRREGULAR * float(np.mean(length))
    return begins_at_midnight or irregular or bool(_PLAN_WORDS & set(words))


def _take_out_rides(found: Mended) -> None:
    channels = found.streams.channels
    known = np.flatnonzero(~np.isnan(channels["distance_m"]))
    if known.size < 3:
        return
    at_s, way_m = channels["time_s"][known], channels["distance_m"][known]
    steps_s, steps_m = np.diff(at_s), np.maximum(np.diff(way_m), 0.0)
    usual = _usual_speed(steps_m, steps_s)
    ride = _rides(at_s, steps_m, steps_s, usual)
    ride |= _slow_rides(at_s, steps_m, steps_s, channels.get("cadence_spm", np.full(known[-1] + 1, np.nan))[known])
    jump = (steps_m > FASTEST_MPS * np.maximum(steps_s, 1.0) + JITTER_M) & ~ride
    out_m = np.where(ride | jump, steps_m, 0.0)
    if not out_m.any():
        return
    mended = channels["distance_m"].copy()
    mended[known] -= np.concatenate(([0.0], np.cumsum(out_m)))
    found.streams = Streams({**channels, "distance_m": mended})
    found.left_out_m = float(out_m.sum())
    found.begins_s = _begin_after(ride, at_s, steps_m, steps_s)
    if ride.any():
        found.told.append(
            say(
                "Part of it was too fast to be run and was left out: {kilometres:.1f} km.",
                kilometres=float(steps_m[ride].sum()) / 1000,
            )
        )
    if jump.any():
        found.told.append(
            say(
                "The track jumps; the jumps were not counted: {kilometres:.1f} km.", kilometres=out_m[jump].sum() / 1000
            )
        )


def _rides(at_s: Values, steps_m: Values, steps_s: Values, usual: float) -> Mask:
    """Mark the steps that were ridden, with the stops between them."""
    speed = np.divide(steps_m, steps_s, out=np.zeros_like(steps_m), where=steps_s > 0)
    gap = (steps_s >= _GAP_S) & (speed > max(_GAP_MPS, _VEHICLE_TIMES * usual)) & (speed <= 100)
    limit, edge = max(_VEHICLE_MPS, _VEHICLE_TIMES * usual), max(_GAP_MPS, _VEHICLE_TIMES * usual)
    fast = _held(at_s, steps_m, steps_s, over_s=_WINDOW_S, limit=limit)
    return gap | _joined_up(at_s, speed, fast, edge=edge, least_s=_VEHICLE_S)


def _slow_rides(at_s: Values, steps_m: Values, steps_s: Values, cadence: Values) -> Mask:
    """Mark long stretches that nobody runs who runs the rest as slowly, unless steps were counted there."""
    speed = np.divide(steps_m, steps_s, out=np.zeros_like(steps_m), where=steps_s > 0)
    slow = (speed >= MOVING_MPS) & (speed < _SLOW_RIDE_MPS) & (steps_s < _GAP_S)
    none = np.zeros(speed.size, dtype=bool)
    if steps_s[slow].sum() < _SLOW_RIDE_S:
        return none
    limit = max(_SLOW_RIDE_MPS, _SLOW_RIDE_TIMES * _usual_speed(steps_m[slow], steps_s[slow]))
    fast = _held(at_s, steps_m, steps_s, over_s=_SLOW_RIDE_S, limit=limit)
    ride = _joined_up(at_s, speed, fast, edge=_GAP_MPS, least_s=_SLOW_RIDE_S)
    counted = cadence[1:][ride]
    counted = counted[~np.isnan(counted)]
    return none if counted.size and float(np.median(counted)) >= _RUNNING_STRIDES_PER_MIN else ride


def _held(at_s: Values, steps_m: Values, steps_s: Values, *, over_s: float, limit: float) -> Mask:
    """Mark the steps around which a speed was held for so long: one quick point is no ride."""
    speed = np.divide(steps_m, steps_s, out=np.zeros_like(steps_m), where=steps_s > 0)
    total_m = np.concatenate(([0.0], np.cumsum(np.minimum(steps_m, FASTEST_MPS * 4 * np.maximum(steps_s, 1.0)))))
    middle_s = (at_s[:-1] + at_s[1:]) / 2
    ends_s, begins_s = middle_s + over_s / 2, middle_s - over_s / 2
    long_s = np.clip(ends_s, at_s[0], at_s[-1]) - np.clip(begins_s, at_s[0], at_s[-1])
    far_m = np.interp(ends_s, at_s, total_m) - np.interp(begins_s, at_s, total_m)
    return np.asarray((far_m > limit * np.maximum(long_s, 1.0)) & (speed > _GAP_MPS), dtype=bool)


def _joined_up(at_s: Values, speed: Values, fast: Mask, *, edge: float, least_s: float) -> Mask:
    """Join fast steps over the stops between them, with what is fast at their ends, where they last long enough."""
    ride = np.zeros(speed.size, dtype=bool)
    index, marks = 0, np.flatnonzero(fast)
    while index < marks.size:
        last = index
        while last + 1 < marks.size and at_s[marks[last + 1]] - at_s[marks[last] + 1] <= _VEHICLE_STOP_S:
            last += 1
        low, high = int(marks[index]), int(marks[last])
        if at_s[high + 1] - at_s[low] >= least_s:
            while low > 0 and speed[low - 1] > edge:  # the windows at its ends hold some of the run
                low -= 1
            while high + 1 < speed.size and speed[high + 1] > edge:
                high += 1
            ride[low : high + 1] = True
        index = last + 1
    return ride


def _begin_after(ride: Mask, at_s: Values, steps_m: Values, steps_s: Values) -> float:
    """Say when running began if a ride came first; else nought. [s]"""
    moving = steps_m >= MOVING_MPS * steps_s
    before = np.flatnonzero(moving)
    if not before.size or not ride[before[0]]:
        return 0.0
    run = before[~ride[before]]
    return float(at_s[run[0]]) if run.size else 0.0


def _end_with_running(found: Mended) -> None:
    channels = found.streams.channels
    known = np.flatnonzero(~np.isnan(channels["distance_m"]))
    if known.size < 2:
        return
    at_s, way_m = channels["time_s"][known], channels["distance_m"][known]
    before_m = np.interp(at_s - _WINDOW_S, at_s, way_m)
    before_s = np.minimum(_WINDOW_S, np.maximum(at_s - at_s[0], 1.0))
    moving = np.flatnonzero((way_m - before_m >= MOVING_MPS * before_s) & (way_m > before_m))
    if not moving.size:
        return
    last = int(moving[-1])
    # The window still holds the last steps: go back to where the way was made.
    while last > 1 and way_m[last] - way_m[last - 1] < MOVING_MPS * (at_s[last] - at_s[last - 1]):
        last -= 1
    end_s = float(at_s[last])
    rest_s = float(channels["time_s"][-1]) - end_s
    found.end_s = end_s
    if rest_s < STANDING_S or end_s <= 0:
        return
    until = channels["time_s"] <= end_s
    after_m = float(way_m[-1] - way_m[last])
    found.left_out_m += max(after_m, 0.0)
    found.streams = Streams({name: values[until] for name, values in channels.items()})


def _usual_speed(steps_m: Values, steps_s: Values) -> float:
    """Median speed over the time that was moved in. [m/s]"""
    speed = np.divide(steps_m, steps_s, out=np.zeros_like(steps_m), where=steps_s > 0)
    kept = (speed >= MOVING_MPS) & (steps_s < _GAP_S)
    if not kept.any():
        return 0.0
    order = np.argsort(speed[kept])
    share = np.cumsum(steps_s[kept][order])
    return float(speed[kept][order][int(np.searchsorted(share, share[-1] / 2))])


def _growing(at_s: Sequence[float]) -> list[int]:
    """Longest strictly growing chain (patience sorting): the indices, in order."""
    tails: list[float] = []
    places: list[int] = []
    before: list[int] = [-1] * len(at_s)
    for index, value in enumerate(at_s):
        at = bisect_left(tails, value)
        tails[at : at + 1] = [value]
        places[at : at + 1] = [index]
        before[index] = places[at - 1] if at else -1
    chain, index = [], places[-1]
    while index >= 0:
        chain.append(index)
        index = before[index]
    return chain[::-1]


def _way_m(points: Points) -> float:
    latitude, longitude = points.column("latitude_deg"), points.column("longitude_deg")
    written = ~(np.isposinf(latitude) | np.isposinf(longitude))
    return float(np.nansum(haversine_m(latitude[written], longitude[written])))
