"""A stream cut into short stretches: a watch knows its speed to some seconds, not to one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from afterrun.records import Streams
from afterrun.tissue.curves import Floats

_STRETCH_S = 10.0  # the speed of a wrist is smoothed over about as long: judgement
_LONGEST_GAP_S = 5.0  # between samples of a watch that records; more is a pause, during which nobody ran: judgement
_SLOPE_M = 60.0  # height over less than this is mostly the noise of the altimeter: judgement


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stretches:
    """Means over stretches of about ten seconds; NaN where nothing was recorded.

    Parameters
    ----------
    seconds : ndarray, shape (n,)
        Recorded in each, pauses left out. [s]
    speed_mps, cadence_spm, contact_ms, grade : ndarray, shape (n,)
        In each. [m/s, steps/min, ms, -]
    """

    seconds: Floats
    speed_mps: Floats
    cadence_spm: Floats
    contact_ms: Floats
    grade: Floats


def stretches_of(streams: Streams) -> Stretches | None:
    """Cut a stream; None where it is empty, or its clock stands still."""
    time = streams.channels["time_s"]
    if time.size < 2:
        return None
    gap = np.diff(time, append=time[-1])
    seconds = np.where((gap > 0) & (gap <= _LONGEST_GAP_S), gap, 0.0)
    if seconds.sum() <= 0:
        return None
    cut = ((np.cumsum(seconds) - seconds) / _STRETCH_S).astype(int)
    total = np.bincount(cut, seconds).astype(np.float64)
    metres = _channel(streams, "distance_m")
    speed = _channel(streams, "speed_mps")
    if not np.isfinite(speed).any():
        speed = _from_distance(metres, gap)
    means = [_mean(values, seconds, cut) for values in (speed, *_channels(streams, "cadence_spm", "contact_ms"))]
    grade = _grade(_mean(_channel(streams, "altitude_m"), seconds, cut), means[0], total)
    kept = total > 0
    return Stretches(
        seconds=total[kept],
        speed_mps=means[0][kept],
        cadence_spm=means[1][kept],
        contact_ms=means[2][kept],
        grade=grade[kept],
    )


def _channel(streams: Streams, name: str) -> Floats:
    return streams.channels.get(name, np.full(streams.size, np.nan))


def _channels(streams: Streams, *names: str) -> list[Floats]:
    return [_channel(streams, name) for name in names]


def _from_distance(metres: Floats, gap: Floats) -> Floats:
    step = np.diff(metres, append=np.nan)
    return np.where((gap > 0) & (step >= 0), step / np.where(gap > 0, gap, 1), np.nan)


def _mean(values: Floats, seconds: Floats, cut: NDArray[np.int_]) -> Floats:
    """Average over time within each stretch."""
    known = np.isfinite(values) & (seconds > 0)
    weight = np.bincount(cut, np.where(known, seconds, 0.0))
    summed = np.bincount(cut, np.where(known, np.nan_to_num(values) * seconds, 0.0))
    return np.where(weight > 0, summed / np.where(weight > 0, weight, 1), np.nan)


def _grade(altitude: Floats, speed: Floats, seconds: Floats) -> Floats:
    """Slope between the stretches half of `_SLOPE_M` before and after."""
    metres = np.concatenate([[0.0], np.cumsum(np.nan_to_num(speed) * seconds)])
    middle = (metres[:-1] + metres[1:]) / 2
    known = np.isfinite(altitude)
    if known.sum() < 2 or middle[-1] <= 0:
        return np.full_like(speed, np.nan)
    ahead, behind = (
        np.interp(middle + shift, middle[known], altitude[known]) for shift in (_SLOPE_M / 2, -_SLOPE_M / 2)
    )
    covered = np.minimum(middle + _SLOPE_M / 2, middle[-1]) - np.maximum(middle - _SLOPE_M / 2, middle[0])
    return np.where(covered > 0, (ahead - behind) / np.where(covered > 0, covered, 1), 0.0)
