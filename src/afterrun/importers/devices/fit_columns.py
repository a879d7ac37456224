"""The records of a FIT file (a moment each) as columns, read all at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from fitdecode import profile
from numpy.typing import NDArray

from afterrun.importers.devices.fit_layout import RECORD, WIDTHS, Bytes, Field, FitFile, Layout, Starts
from afterrun.importers.devices.places import Mask, Values
from afterrun.importers.devices.points import NOT_WRITTEN, Points, chained

SEMICIRCLES_PER_DEG = 2**31 / 180.0
FIT_EPOCH_S = 631065600  # 1989-12-31T00:00Z, from which FIT counts
FIRST_DATE = 0x10000000  # smaller values count from when the device was switched on

CHANNELS: Mapping[str, str] = {
    "position_lat": "latitude_deg",
    "position_long": "longitude_deg",
    "enhanced_altitude": "altitude_m",
    "altitude": "altitude_m",
    "distance": "distance_m",
    "enhanced_speed": "speed_mps",
    "speed": "speed_mps",
    "heart_rate": "heart_rate_bpm",
    "cadence": "cadence_spm",
    "power": "power_w",
    "stance_time": "contact_ms",
    "vertical_oscillation": "vertical_oscillation_mm",
}
"""Field of a record -> channel; the enhanced field comes first and wins."""

# Base type -> NumPy's, and the value that means "not known" (FIT protocol, table of base types).
_BASES: Mapping[int, tuple[str, int | None]] = {
    0x00: ("u1", 0xFF),
    0x01: ("i1", 0x7F),
    0x02: ("u1", 0xFF),
    0x83: ("i2", 0x7FFF),
    0x84: ("u2", 0xFFFF),
    0x85: ("i4", 0x7FFFFFFF),
    0x86: ("u4", 0xFFFFFFFF),
    0x88: ("f4", None),
    0x89: ("f8", None),
    0x0A: ("u1", 0),
    0x8B: ("u2", 0),
    0x8C: ("u4", 0),
    0x8E: ("i8", 0x7FFFFFFFFFFFFFFF),
    0x8F: ("u8", 0xFFFFFFFFFFFFFFFF),
    0x90: ("u8", 0),
}
_FIELDS = profile.MESSAGE_TYPES[RECORD].fields
_TIMESTAMP, _FRACTION = 253, "fractional_cadence"
_WANTED = {number: each for number, each in _FIELDS.items() if each.name in CHANNELS or each.name == _FRACTION}
_SHORT = 0xFFFF  # altitude and speed of 16 bits are told as the enhanced ones as well


def records_of(file: FitFile, content: bytes) -> tuple[Points, int]:
    """Read the records of one file.

    Returns
    -------
    Points
        Those with a date, in the order of the file; cadence as the watch counts it.
    int
        How many have none.
    """
    raw: Bytes = np.frombuffer(content, dtype=np.uint8)
    parts, places, clockless = [], [], 0
    for layout, pieces in file.records.items():
        starts = np.concatenate(pieces)
        at = _timestamps(layout, raw, starts)
        dated = at >= FIRST_DATE
        clockless += int((~dated).sum())
        if dated.any():
            parts.append(_points(layout, raw, starts[dated], at[dated] + FIT_EPOCH_S))
            places.append(starts[dated])
    if len(parts) == 1:
        return parts[0], clockless
    order = np.argsort(np.concatenate(places)) if places else np.empty(0, dtype=np.int64)
    return chained(parts).at(order), clockless


def _timestamps(layout: Layout, raw: Bytes, starts: Starts) -> Values:
    """Raw times; NaN where a record has none."""
    at = np.full(starts.size, np.nan)
    for each in layout.fields:
        if each.number == _TIMESTAMP and (read := _values(layout, each, raw, starts)) is not None:
            values, known = read
            at[known] = values[known]
    return at


def _points(layout: Layout, raw: Bytes, starts: Starts, at_s: Values) -> Points:
    named: dict[str, Values] = {}
    for each in layout.fields:
        told = _WANTED.get(each.number)
        read = None if told is None else _values(layout, each, raw, starts)
        if told is None or read is None:
            continue
        values, known = read
        name = told.name
        if f"enhanced_{name}" in CHANNELS:
            name, values = f"enhanced_{name}", _short(values)
        column = named.setdefault(name, np.full(starts.size, NOT_WRITTEN))
        column[known] = values[known].astype(np.float64) / (told.scale or 1) - (told.offset or 0)
    columns = {CHANNELS[name]: column for name, column in named.items() if name in CHANNELS}
    for name in ("latitude_deg", "longitude_deg"):
        if name in columns:
            columns[name] /= SEMICIRCLES_PER_DEG
    if "cadence_spm" in columns and _FRACTION in named:
        written = np.isfinite(named[_FRACTION])
        columns["cadence_spm"][written] += named[_FRACTION][written]
    return Points(at_s, columns)


def _short(values: NDArray[Any]) -> NDArray[Any]:
    return values if values.dtype.kind == "f" else values.astype(np.int64) & _SHORT  # of whatever width it is written


def _values(layout: Layout, each: Field, raw: Bytes, starts: Starts) -> tuple[NDArray[Any], Mask] | None:
    """One field of all records, and where it is known; None where it is a list, a text or of no known type."""
    kind, unknown = _BASES.get(each.base, ("", None))
    if not kind or WIDTHS[each.base] != each.size_bytes:
        return None
    places = (starts + each.at)[:, np.newaxis] + np.arange(each.size_bytes)
    values = raw[places].view(np.dtype(kind).newbyteorder(layout.order)).ravel()
    known = ~np.isnan(values) if unknown is None else values != values.dtype.type(unknown)
    return values, known
