"""Runs of an hour as a watch writes them: a point a second, thirteen values each, a lap a kilometre. Simulated."""

from __future__ import annotations

import struct

import numpy as np

from afterrun.importers.devices.fit_crc import crc16

HOUR_S = 3600
_FIRST = 1_140_000_000  # FIT seconds: in 2026
_DAY_S = 86_400
_SEMICIRCLES = 2**31 / 180
_WIDTHS = {"B": (1, 0x02), "e": (1, 0x00), "H": (2, 0x84), "i": (4, 0x85), "I": (4, 0x86)}
_RECORD = tuple(zip((253, 0, 1, 2, 3, 4, 53, 5, 6, 41, 7, 39, 13), "IiiHBBBIHHHHB", strict=True))
_LAP = ((253, "I"), (2, "I"), (7, "I"), (9, "I"), (25, "e"))
_ACTIVITY = ((253, "I"), (5, "I"))
_SESSION = ((253, "I"), (2, "I"), (7, "I"), (8, "I"), (9, "I"), (5, "e"), (6, "e"), (18, "B"), (22, "H"))


def hour_long(seed: int, *, seconds: int = HOUR_S) -> bytes:
    """Make the FIT file of one run; every seed is a day of its own."""
    rng = np.random.default_rng(seed)
    start = _FIRST + seed * _DAY_S
    at = np.arange(seconds)
    way_m = np.cumsum(np.clip(rng.normal(2.9, 0.2, seconds), 1, 5))
    north = np.rint((52 + (way_m + rng.normal(0, 1, seconds)) / 111_195) * _SEMICIRCLES)
    east = np.rint((13 + rng.normal(0, 1e-5, seconds)) * _SEMICIRCLES)
    height = np.rint((600 + 20 * np.sin(at / 300) + rng.normal(0, 0.3, seconds)) * 5)
    columns = (
        start + at, north, east, height, rng.integers(140, 170, seconds), rng.integers(80, 88, seconds),
        rng.integers(0, 128, seconds), np.rint(100 * way_m), np.rint(1000 * rng.normal(2.9, 0.2, seconds)),
        rng.integers(2300, 2700, seconds), rng.integers(200, 260, seconds), rng.integers(700, 900, seconds),
        np.full(seconds, 20),
    )  # fmt: skip
    body = _defined(0, ((0, "e"),)) + bytes((0, 4)) + _defined(20, _RECORD) + _rows(_RECORD, columns)
    laps = [(start + 345 * (lap + 1), start + 345 * lap, 345_000, 100_000, 1) for lap in range(seconds // 345)]
    body += _defined(19, _LAP) + b"".join(_row(_LAP, lap) for lap in laps)
    whole = (start + seconds, start, 1000 * seconds, 1000 * seconds, int(100 * way_m[-1]), 1, 0, 84, 50)
    body += _defined(18, _SESSION) + _row(_SESSION, whole)
    body += _defined(34, ((253, "I"), (5, "I"))) + _row(
        ((253, "I"), (5, "I")), (start + seconds, start + seconds + 7200)
    )
    head = struct.pack("<BBHI4s", 12, 0x20, 2132, len(body), b".FIT")
    return head + body + struct.pack("<H", crc16(head + body))


def _defined(kind: int, fields: tuple[tuple[int, str], ...]) -> bytes:
    each = b"".join(bytes((number, *_WIDTHS[base])) for number, base in fields)
    return struct.pack("<BBBHB", 0x40, 0, 0, kind, len(fields)) + each


def _packing(fields: tuple[tuple[int, str], ...]) -> struct.Struct:
    return struct.Struct("<B" + "".join(base.replace("e", "B") for _, base in fields))


def _row(fields: tuple[tuple[int, str], ...], values: tuple[int, ...]) -> bytes:
    return _packing(fields).pack(0, *values)


def _rows(fields: tuple[tuple[int, str], ...], columns: tuple[np.ndarray, ...]) -> bytes:
    packing = _packing(fields)
    listed = zip(*(column.astype(np.int64).tolist() for column in columns), strict=True)
    return b"".join(packing.pack(0, *row) for row in listed)
