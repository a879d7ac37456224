"""From recorded points to streams, and from streams to what a run was as a whole. All device formats share this."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from afterrun.importers.devices.places import Values, haversine_m, spikes
from afterrun.importers.devices.points import Points, Sample, joined, points_of
from afterrun.language import say
from afterrun.records.streams import CHANNELS, Streams

CLIMB_HYSTERESIS_M = 3.0
_FAR_FROM_SEA_M = 20.0  # judgement: between two points nobody climbs so far from the shore
LEAP_M, _STEEPEST_MPS = 30.0, 3.0  # judgement: nobody climbs or falls faster than stairs are high
LONGEST_S = 7 * 86400.0
MOVING_MPS = 0.5
_ENDS_ONLY = 2
_FEWEST_PLACES, _SPARSE_S = 20, 30.0  # judgement: between places further apart than that the way has bends
# Above this a "cadence" cannot be strides of one leg (240 steps/min): the device already counted both feet.
LARGEST_STRIDES_PER_MIN = 120.0
# Below it, where the format leaves it open, the length of a step decides. Judgement: nobody averages 210 steps/min
# over a run; a step at an easy run is 0.6 to 1.35 m long (Hafer et al. 2015 and others).
_LARGEST_USUAL_STRIDES_PER_MIN = 105.0
_SHORTEST_STEP_M = 0.45
_LONGEST_STEP_M = 1.35

PLAUSIBLE: Mapping[str, tuple[float, float]] = {
    "latitude_deg": (-90.0, 90.0),
    "longitude_deg": (-180.0, 180.0),
    "altitude_m": (-500.0, 10000.0),
    "distance_m": (0.0, 1e6),
    "speed_mps": (0.0, 50.0),
    "heart_rate_bpm": (0.0, 300.0),
    "cadence_spm": (0.0, 400.0),
    "power_w": (0.0, 5000.0),
    "contact_ms": (50.0, 2000.0),
    "vertical_oscillation_mm": (0.0, 500.0),
}
_ZERO_IS_NO_SIGNAL = ("heart_rate_bpm", "contact_ms")


def climb_m(altitude_m: Iterable[float], *, hysteresis_m: float = CLIMB_HYSTERESIS_M) -> tuple[float, float] | None:
    """Height gained and lost; a change counts once it exceeds the hysteresis, so that jitter does not add up. [m]

    Examples
    --------
    >>> climb_m([10, 11, 10, 11, 20, 12])
    (10.0, 8.0)
    """
    heights = np.asarray(altitude_m if isinstance(altitude_m, np.ndarray) else [*altitude_m], dtype=np.float64)
    heights = heights[~np.isnan(heights)]
    if not heights.size:
        return None
    level, up, down = float(heights[0]), 0.0, 0.0
    for height in heights.tolist():  # a second each: as plain as can be
        change = height - level
        if change >= hysteresis_m:
            up += change
            level = height
        elif change <= -hysteresis_m:
            down -= change
            level = height
    return up, down


def streams_of(samples: Points | Sequence[Sample], *, start_s: float) -> tuple[Streams | None, list[str]]:
    """Order the samples, join those of one moment, and leave out what cannot be.

    Parameters
    ----------
    samples : Points or sequence of Sample
        In any order.
    start_s : float
        Start of the activity, seconds since 1970 UTC.

    Returns
    -------
    Streams or None
        None if no sample lies inside the activity.
    list of str
        What was left out, one sentence each.
    """
    points = points_of(samples)
    since_s = points.at_s - start_s
    inside = points.where((since_s >= 0) & (since_s <= LONGEST_S))
    told = []
    if outside := len(points) - len(inside):
        told.append(say("Points outside the time of the activity were left out: {outside}.", outside=outside))
    if not len(inside):
        return None, told
    moments = joined(inside)
    channels = {name: moments.column(name) for name in PLAUSIBLE}
    told.extend(_clean(channels))
    channels["time_s"] = moments.at_s - start_s
    _without_leaps(channels)
    if _missing(channels["distance_m"]) and not _missing(channels["latitude_deg"]):
        far = spikes(channels, channels["time_s"])
        if far.any():
            channels["latitude_deg"][far] = channels["longitude_deg"][far] = np.nan
            told.append(say("Places far off the way were left out: {places}.", places=int(far.sum())))
        channels["distance_m"] = _walked(channels, moments.column("segment"))
    kept = {name: channels[name] for name in CHANNELS if not _missing(channels[name])}
    return Streams(kept), told


def duration_s(streams: Streams) -> float:
    """Time of the last sample. [s]"""
    return float(streams.channels["time_s"][-1])


def since(streams: Streams, begins_s: float) -> Streams:
    """Count time and distance from a later beginning on, and leave out what came before it."""
    kept = streams.channels["time_s"] >= begins_s
    channels = {name: values[kept] for name, values in streams.channels.items()}
    channels["time_s"] = channels["time_s"] - begins_s
    if "distance_m" in channels and not _missing(channels["distance_m"]):
        channels["distance_m"] = channels["distance_m"] - np.nanmin(channels["distance_m"])
    return Streams(channels)


def distance_m(streams: Streams) -> float | None:
    """Distance between the first and the last sample that know it; None if none does or nothing was covered. [m]"""
    values = _present(streams, "distance_m")
    span = float(values.max() - min(values[0], values.min())) if values.size else 0.0
    return span if span > 0 else None


def way_m(streams: Streams) -> float | None:
    """Length of the way between the places; None where they are too sparse to tell. [m]"""
    channels = streams.channels
    if "latitude_deg" not in channels or "longitude_deg" not in channels:
        return None
    known = ~np.isnan(channels["latitude_deg"]) & ~np.isnan(channels["longitude_deg"])
    if known.sum() < _FEWEST_PLACES or float(np.median(np.diff(channels["time_s"][known]))) > _SPARSE_S:
        return None
    return float(haversine_m(channels["latitude_deg"][known], channels["longitude_deg"][known]).sum())


def line_m(streams: Streams) -> float | None:
    """Distance between the two places that are all that is known of the way; None where more are. [m]"""
    values = _present(streams, "distance_m")
    return float(np.ptp(values)) if values.size == _ENDS_ONLY else None


def mean_of(streams: Streams, channel: str) -> float | None:
    """Mean over the samples where the channel is above zero (standing still has no cadence)."""
    values = _present(streams, channel)
    values = values[values > 0]
    return float(values.mean()) if values.size else None


def moving_speed_mps(streams: Streams) -> float | None:
    """Mean speed while moving at all. [m/s]

    A place that is told again until the next one is known stands for the whole time between the two: otherwise sparse
    places would make a swimmer run.
    """
    if "distance_m" not in streams.channels:
        return None
    known = ~np.isnan(streams.channels["distance_m"])
    way_m, at_s = streams.channels["distance_m"][known], streams.channels["time_s"][known]
    fresh = np.concatenate(([True], np.diff(way_m) != 0)) if way_m.size else np.zeros(0, dtype=bool)
    steps_s, steps_m = np.diff(at_s[fresh]), np.diff(way_m[fresh])
    moving = steps_m >= MOVING_MPS * steps_s
    return float(steps_m[moving].sum() / steps_s[moving].sum()) if moving.any() else None


def both_feet(strides_per_min: float, *, speed_mps: float | None = None, per_leg: bool = True) -> float:
    """Steps of both feet from a cadence that watches count per leg, unless it is already both. [steps/min]

    Parameters
    ----------
    strides_per_min : float
        As written.
    speed_mps : float or None
        Mean speed while moving: with it, a number of steps has a length. [m/s]
    per_leg : bool
        Whether the format says that it counts one leg; files that leave it open hold steps as often.

    Examples
    --------
    >>> both_feet(83), both_feet(168), both_feet(112, speed_mps=2.0, per_leg=False)
    (166, 168, 112)
    """
    if strides_per_min > LARGEST_STRIDES_PER_MIN:
        return strides_per_min
    quick = strides_per_min > _LARGEST_USUAL_STRIDES_PER_MIN
    if not speed_mps:
        return strides_per_min if quick and not per_leg else 2 * strides_per_min
    step_m = 60 * speed_mps / strides_per_min  # if it is steps already; else a step is half as long
    short = not per_leg and step_m / 2 < _SHORTEST_STEP_M
    return strides_per_min if (quick or short) and step_m <= _LONGEST_STEP_M else 2 * strides_per_min


def with_both_feet(streams: Streams, *, per_leg: bool = True) -> Streams:
    """Turn the cadence channel of a run from strides of one leg into steps."""
    mean = mean_of(streams, "cadence_spm")
    if mean is None:
        return streams
    both = both_feet(mean, speed_mps=moving_speed_mps(streams), per_leg=per_leg)
    steps = streams.channels["cadence_spm"] * (both / mean)
    steps[steps > PLAUSIBLE["cadence_spm"][1]] = np.nan
    return Streams({**streams.channels, "cadence_spm": steps})


def _clean(channels: dict[str, Values]) -> list[str]:
    # Infinity marks "not written"; anything else outside the range was written and cannot be.
    wrong: Counter[str] = Counter()
    for name, (low, high) in PLAUSIBLE.items():
        values = channels[name]
        bad = ~((values >= low) & (values <= high)) & ~np.isposinf(values)
        if name in _ZERO_IS_NO_SIGNAL:
            bad &= values != 0
            values[values == 0] = np.nan
        wrong[name] += int(bad.sum())
        values[bad | np.isinf(values)] = np.nan
    latitude, longitude = channels["latitude_deg"], channels["longitude_deg"]
    half = np.isnan(latitude) | np.isnan(longitude) | ((latitude == 0) & (longitude == 0))
    latitude[half] = longitude[half] = np.nan
    listed = ", ".join(
        f"{count} of {name.rsplit('_', 1)[0].replace('_', ' ')}" for name, count in wrong.items() if count
    )
    return [say("Values that cannot be were left out: {listed}.", listed=listed)] if listed else []


def _without_leaps(channels: dict[str, Values]) -> None:
    """Leave out single heights from which the next ones come back: barometers and satellites do that, legs do not.

    A nought among heights that are all far above the sea, or below it, is what programs write for none.
    """
    heights = channels["altitude_m"]
    is_nought = heights == 0
    others = np.abs(heights[~is_nought & ~np.isnan(heights)])
    if others.size and others.min() > _FAR_FROM_SEA_M:
        heights[is_nought] = np.nan
    known = np.flatnonzero(~np.isnan(channels["altitude_m"]))
    if known.size < 3:
        return
    height, at_s = channels["altitude_m"][known], channels["time_s"][known]
    up, apart_s = np.diff(height), np.maximum(np.diff(at_s), 1.0)
    leaps = np.abs(up) > LEAP_M + _STEEPEST_MPS * apart_s
    there_and_back = leaps[:-1] & leaps[1:] & (np.sign(up[:-1]) != np.sign(up[1:]))
    channels["altitude_m"][known[1:-1][there_and_back]] = np.nan


def _walked(channels: Mapping[str, Values], segment: Values) -> Values:
    known = ~np.isnan(channels["latitude_deg"])
    steps = haversine_m(channels["latitude_deg"][known], channels["longitude_deg"][known])
    # Between two segments nothing was recorded: the person may have taken a bus.
    steps[segment[known][1:] != segment[known][:-1]] = 0.0
    total = np.full(known.size, np.nan)
    total[known] = np.concatenate(([0.0], np.cumsum(steps)))
    return total


def _missing(values: Values) -> bool:
    return bool(np.isnan(values).all())


def _present(streams: Streams, channel: str) -> Values:
    values = streams.channels.get(channel, np.array([]))
    return values[~np.isnan(values)]
