"""Whether two records tell of one run: sure, perhaps, or not. Nobody runs twice at once."""

from __future__ import annotations

from datetime import time
from enum import IntEnum

import numpy as np

from afterrun.records import Run, Streams
from afterrun.records.provenance import TYPED
from afterrun.records.run import UNCLEAR

# All of these are judgement, tried on `benchmarks/one_run_once.py`.
_SAME_DISTANCE = 0.03  # two watches on one arm
_LIKE_DISTANCE = 0.10  # a footpod beside GPS
_LIKE_PACE = 0.20
_LIKE_LENGTH = 0.05
_TWIN_LENGTH = 0.20
_LEAST_MOVING = 0.5  # of the elapsed time; below, it is no run with pauses
_SAME_START_S = 60.0
_LOCK_S = 180.0  # until the satellites are found
_ROUNDED_S = 15 * 60.0  # people write half past seven
_NEAR_TYPED_S = 3 * 3600.0
_QUARTER_S = 900.0
_LARGEST_SHIFT_S = 14 * 3600.0
_DAY_S = 24 * 3600.0 - 1  # to the last second of it
_NOON, _HALF_S = 12, 12 * 3600.0  # a clock of twelve hours, whose "pm" got lost
_SAME_PLACE_M = 150.0
_FEWEST_PLACES = 5

WINDOW_S = _DAY_S
"""Starts further apart than this are never of one run. [s]"""


class Likeness(IntEnum):
    """How sure it is that two records tell of one run."""

    DIFFERENT = 0
    MAYBE = 1
    SAME = 2


def likeness(one: Run, other: Run, streams: Streams | None = None, other_streams: Streams | None = None) -> Likeness:
    """Compare two records.

    Sure is what overlaps in time as only one run can, and agrees in what it tells. A question is worth what overlaps
    but disagrees, what would be the same if a clock were wrong by whole quarters of an hour (all offsets of the world
    are), and a like length near a time that somebody typed.

    Parameters
    ----------
    one, other : Run
        In any order.
    streams, other_streams : Streams or None
        Their per-second values, where places are looked at.
    """
    if one.sport != other.sport and UNCLEAR not in (one.sport, other.sport):
        return Likeness.DIFFERENT
    typed = one.original is None or other.original is None
    if at_once(one, other):
        apart = _apart_m(one, other, streams, other_streams)
        if apart is not None and apart > _SAME_PLACE_M:
            return Likeness.MAYBE
        if one.source == other.source and one.source in TYPED:  # one table: its rows are what somebody meant
            return Likeness.SAME if _twins(one, other) else Likeness.DIFFERENT
        return Likeness.SAME if _agree(one, other, together=apart is not None, typed=typed) else Likeness.MAYBE
    if one.source == other.source:
        return Likeness.DIFFERENT  # one watch, or one table, knows its own clock: these are two runs
    near = _near_typed(one, other) if typed else _shifted(one, other)
    return Likeness.MAYBE if near and _alike(one, other) else Likeness.DIFFERENT


def at_once(one: Run, other: Run) -> bool:
    """Whether two runs overlap as nobody's two runs can."""
    return _overlap_s(one, other) >= 0.5 * min(one.duration_s, other.duration_s)


def _agree(one: Run, other: Run, *, together: bool, typed: bool) -> bool:
    """Whether two records that overlap agree well enough to be merged without asking."""
    start_s, end_s = _start_apart_s(one, other), abs((one.end - other.end).total_seconds())
    near = min(start_s, end_s) <= (_ROUNDED_S if typed else _LOCK_S)
    inside = _overlap_s(one, other) >= 0.9 * min(one.duration_s, other.duration_s)
    distance = _off(one.distance_m, other.distance_m)
    if distance is None:  # one does not know it: the times have to say it
        return _twins(one, other)
    length = _off(one.duration_s, other.duration_s)
    assert length is not None
    if distance <= _SAME_DISTANCE:
        return near and length <= 1 - _LEAST_MOVING
    if typed:
        return False
    if start_s <= _SAME_START_S and end_s <= _SAME_START_S:
        return distance <= _LIKE_DISTANCE
    # One began late, was cut or cropped: what is left of it was at the same places, or run at the pace of the whole.
    one_pace, other_pace = (run.distance_m / run.duration_s for run in (one, other) if run.distance_m)
    like_pace = abs(one_pace - other_pace) <= _LIKE_PACE * max(one_pace, other_pace)
    short = abs(one.duration_s - other.duration_s) <= _LOCK_S
    return inside and (together or (like_pace and near and short))


def _twins(one: Run, other: Run) -> bool:
    return (
        _start_apart_s(one, other) <= _SAME_START_S
        and (_off(one.duration_s, other.duration_s) or 0) <= _TWIN_LENGTH
        and (_off(one.distance_m, other.distance_m) or 0) <= _SAME_DISTANCE
    )


def _alike(one: Run, other: Run) -> bool:
    """Whether two lengths could be of one run, whatever the clocks say."""
    distance, length = _off(one.distance_m, other.distance_m), _off(one.duration_s, other.duration_s)
    assert length is not None
    if distance is None:
        return length <= _LIKE_LENGTH
    return distance <= _LIKE_DISTANCE and (
        length <= _LIKE_LENGTH or (distance <= _SAME_DISTANCE and length <= 1 - _LEAST_MOVING)
    )


def _near_typed(one: Run, other: Run) -> bool:
    """Whether one may be the other, typed from memory.

    What begins at midnight sharp is of some time of that day, and half past seven may have been in the evening.
    """
    if _start_apart_s(one, other) <= _NEAR_TYPED_S:
        return True
    return any(
        run.original is None and (_may_be_any_time(run, late) or _may_be_afternoon(run, late))
        for run, late in ((one, other), (other, one))
    )


def _may_be_any_time(typed: Run, late: Run) -> bool:
    return typed.start.time() == time() and -_NEAR_TYPED_S <= _ahead_s(typed, late) <= _DAY_S


def _may_be_afternoon(typed: Run, late: Run) -> bool:
    return typed.start.second == 0 and typed.start.hour < _NOON and abs(_ahead_s(typed, late) - _HALF_S) <= _ROUNDED_S


def _ahead_s(early: Run, late: Run) -> float:
    return (late.start - early.start).total_seconds()


def _shifted(one: Run, other: Run) -> bool:
    apart_s = _start_apart_s(one, other)
    ends_s = abs((one.end - other.end).total_seconds())
    quarters = min(abs(s - _QUARTER_S * round(s / _QUARTER_S)) for s in (apart_s, ends_s))
    return apart_s <= _LARGEST_SHIFT_S + _LOCK_S and quarters <= _SAME_START_S


def _off(one: float | None, other: float | None) -> float | None:
    """How far two amounts are apart, as a share of the larger; None if one is not known."""
    return None if not one or not other else abs(one - other) / max(one, other)


def _start_apart_s(one: Run, other: Run) -> float:
    return abs((one.start - other.start).total_seconds())


def _overlap_s(one: Run, other: Run) -> float:
    return (min(one.end, other.end) - max(one.start, other.start)).total_seconds()


def _apart_m(one: Run, other: Run, streams: Streams | None, other_streams: Streams | None) -> float | None:
    """How far apart the two were at the same times, the median; None where either knows no places. [m]"""
    if streams is None or other_streams is None:
        return None
    first, second = _places(one, streams), _places(other, other_streams)
    if first is None or second is None:
        return None
    at_s = first[0][(first[0] >= second[0][0]) & (first[0] <= second[0][-1])]
    if at_s.size < _FEWEST_PLACES:
        return None
    north = np.interp(at_s, first[0], first[1]) - np.interp(at_s, second[0], second[1])
    east = np.interp(at_s, first[0], first[2]) - np.interp(at_s, second[0], second[2])
    metres = np.hypot(north, east * np.cos(np.radians(first[1][0]))) * 111_195.0  # of a degree, R1 of `importers`
    return float(np.median(metres))


def _places(run: Run, streams: Streams) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
    channels = streams.channels
    if "latitude_deg" not in channels or "longitude_deg" not in channels:
        return None
    known = ~np.isnan(channels["latitude_deg"]) & ~np.isnan(channels["longitude_deg"])
    if known.sum() < _FEWEST_PLACES:
        return None
    at_s = run.start.timestamp() + channels["time_s"][known]
    return at_s, channels["latitude_deg"][known], channels["longitude_deg"][known]
