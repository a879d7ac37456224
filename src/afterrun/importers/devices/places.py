"""Places on the earth: how far apart they are, and which of them cannot be."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Values: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]

EARTH_RADIUS_M = 6371008.8  # mean radius R1, IUGG 1980 (Moritz 2000, doi 10.1007/s001900050278)
FASTEST_MPS = 12.5  # the fastest 20 m ever run took 1.61 s: 12.4 m/s (Graubner & Nixdorf 2011, Berlin 2009)
JITTER_M = 30.0  # judgement: so far a watch between houses is off
_SPIKE_TIMES = 4.0  # a spike is so much faster than the rest, on the way out and back
_SPIKE_POINTS = 5


def haversine_m(latitude_deg: Values, longitude_deg: Values) -> Values:
    """Great-circle length of each step between neighbouring points, shape (n - 1,). [m]

    On a sphere of the mean earth radius, within 0.6 % of the ellipsoid; jitter of the positions adds to it.

    Examples
    --------
    >>> round(float(haversine_m(np.array([0.0, 1.0]), np.array([0.0, 0.0]))[0]))
    111195
    """
    latitude, longitude = np.radians(latitude_deg), np.radians(longitude_deg)
    chord = (
        np.sin(np.diff(latitude) / 2) ** 2
        + np.cos(latitude[:-1]) * np.cos(latitude[1:]) * np.sin(np.diff(longitude) / 2) ** 2
    )
    steps_m: Values = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    return steps_m


def spikes(channels: Mapping[str, Values], time_s: Values) -> Mask:
    """Find places far off the way from which the next ones come back at once, shape (n,)."""
    bad = np.zeros(time_s.size, dtype=bool)
    known = np.flatnonzero(~np.isnan(channels["latitude_deg"]))
    if known.size < 4:
        return bad
    latitude, longitude, at_s = channels["latitude_deg"], channels["longitude_deg"], time_s
    steps_m = haversine_m(latitude[known], longitude[known])
    steps_s = np.maximum(np.diff(at_s[known]), 1.0)
    limit = max(FASTEST_MPS, _SPIKE_TIMES * float(np.median(steps_m / steps_s)))
    is_fast = (steps_m > limit * steps_s) & (steps_m > JITTER_M)
    for out in map(int, np.flatnonzero(is_fast)):
        if bad[known[out]]:
            continue
        # one place after the other: where every step is a leap there are as many pairs as points
        for back in range(out + 1, min(out + 1 + _SPIKE_POINTS, known.size - 1)):
            if not is_fast[back]:
                continue
            a, b = known[out], known[back + 1]
            direct_m = _apart_m(float(latitude[a]), float(longitude[a]), float(latitude[b]), float(longitude[b]))
            if direct_m <= limit * max(at_s[b] - at_s[a], 1.0):
                bad[known[out + 1 : back + 1]] = True
                break
    return bad


def _apart_m(latitude_deg: float, longitude_deg: float, to_latitude_deg: float, to_longitude_deg: float) -> float:
    """As `haversine_m`, of two places. [m]"""
    latitude, to_latitude = math.radians(latitude_deg), math.radians(to_latitude_deg)
    chord = (
        math.sin((to_latitude - latitude) / 2) ** 2
        + math.cos(latitude) * math.cos(to_latitude) * math.sin(math.radians(to_longitude_deg - longitude_deg) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(min(max(chord, 0.0), 1.0)))
