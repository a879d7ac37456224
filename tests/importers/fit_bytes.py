"""A small FIT writer: just enough messages to build the files the tests need."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

FIT_EPOCH_S = 631065600
START = datetime(2026, 5, 1, 5, 30, tzinfo=UTC)
START_FIT = int(START.timestamp()) - FIT_EPOCH_S

_BASE_TYPES = {"B": 0x02, "e": 0x00, "H": 0x84, "i": 0x85, "I": 0x86}
Fields = Mapping[int, tuple[str, int]]  # field number -> base type, raw value


def crc(data: bytes) -> int:
    total = 0
    for byte in data:
        total ^= byte
        for _ in range(8):
            total = (total >> 1) ^ 0xA001 if total & 1 else total >> 1
    return total


def message(number: int, fields: Fields) -> bytes:
    """A definition and one message of it."""
    layout = {place: ("B" if kind == "e" else kind, value) for place, (kind, value) in fields.items()}
    declared = b"".join(
        bytes([place, struct.calcsize("<" + layout[place][0]), _BASE_TYPES[kind]])
        for place, (kind, _) in fields.items()
    )
    head = struct.pack("<BBBHB", 0x40, 0, 0, number, len(fields))
    return head + declared + b"\x00" + b"".join(struct.pack("<" + kind, value) for kind, value in layout.values())


def fit_file(messages: Sequence[bytes]) -> bytes:
    body = b"".join(messages)
    head = struct.pack("<BBHI4s", 12, 0x10, 2132, len(body), b".FIT")
    return head + body + struct.pack("<H", crc(head + body))


def file_id(kind: int = 4) -> bytes:
    return message(0, {0: ("e", kind)})


def record(second: int, *, start: int = START_FIT, **more: int) -> bytes:
    """A point going north at 3 m/s, 84.5 strides of one leg a minute."""
    fields: dict[int, tuple[str, int]] = {
        253: ("I", start + second),
        0: ("i", round((60 + 3 * second / 111195) * 2**31 / 180)),
        1: ("i", round(10 * 2**31 / 180)),
        2: ("H", (100 + 500) * 5),
        3: ("B", more.get("heart_rate", 150)),
        4: ("B", 84),
        53: ("B", 64),
        5: ("I", 300 * second),
        6: ("H", 3000),
        41: ("H", 2500),
    }
    return message(20, fields)


def session(*, start: int = START_FIT, seconds: int = 60, sport: int = 1, **more: int) -> bytes:
    fields: dict[int, tuple[str, int]] = {
        253: ("I", start + seconds),
        2: ("I", start),
        7: ("I", 1000 * seconds),
        9: ("I", 300 * seconds),
        5: ("e", sport),
        18: ("B", 84),
        92: ("B", 64),
        22: ("H", 7),
        91: ("H", 2480),
        193: ("B", more.get("rpe", 65)),
    }
    if "sub_sport" in more:
        fields[6] = ("e", more["sub_sport"])
    if "elapsed_s" in more:
        fields[7] = ("I", 1000 * more["elapsed_s"])
    if "timer_s" in more:
        fields[8] = ("I", 1000 * more["timer_s"])
    return message(18, fields)


def activity(*, offset_s: int = 7200, start: int = START_FIT) -> bytes:
    return message(34, {253: ("I", start + 60), 5: ("I", start + 60 + offset_s)})


def a_run() -> bytes:
    """One minute of running, at +02:00."""
    return fit_file([file_id(), *(record(second) for second in range(61)), session(), activity()])
