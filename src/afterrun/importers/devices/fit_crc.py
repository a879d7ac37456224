"""The checksum of FIT files, of a whole file at once."""

from __future__ import annotations

from functools import cache
from math import isqrt

import numpy as np
from numpy.typing import NDArray

_POLYNOMIAL = 0xA001  # CRC-16/ARC, reflected: what FIT prescribes
_FEWEST_PAIRS = 64


def crc16(content: bytes) -> int:
    """Return the CRC-16 (ARC) of some bytes.

    The bytes are cut into rows that are worked on side by side; since the sum is linear, a row's sum is the one of the
    row alone, and that of what came before it carried over as many noughts.

    Examples
    --------
    >>> hex(crc16(b"123456789"))
    '0xbb3d'
    """
    table = _table()
    pairs = np.frombuffer(content, dtype="<u2", count=len(content) // 2)
    width = isqrt(pairs.size) if pairs.size >= _FEWEST_PAIRS else 0
    crc, done = 0, 0
    if width:
        done = width * (pairs.size // width)
        rows = pairs[:done].reshape(-1, width)
        sums = np.zeros(len(rows), dtype=np.uint16)
        carry = np.uint16(1) << np.arange(16, dtype=np.uint16)
        for column in np.ascontiguousarray(rows.T):
            sums = table.take(sums ^ column)
            carry = table.take(carry)
        carried = carry.tolist()
        for row in sums.tolist():
            crc = _times(carried, crc) ^ row
    for pair in pairs[done:].tolist():
        crc = int(table[crc ^ pair])
    if len(content) % 2:
        crc = _byte(crc, content[-1])
    return crc


def _times(columns: list[int], bits: int) -> int:
    total = 0
    for column in columns:
        if bits & 1:
            total ^= column
        bits >>= 1
    return total


def _byte(crc: int, byte: int) -> int:
    crc ^= byte
    for _ in range(8):
        crc = (crc >> 1) ^ _POLYNOMIAL if crc & 1 else crc >> 1
    return crc


@cache
def _table() -> NDArray[np.uint16]:
    """What 16 bits become by two bytes, for each of them."""
    sums = np.arange(2**16, dtype=np.uint16)
    for _ in range(16):
        sums = (sums >> np.uint16(1)) ^ np.where(sums & 1, np.uint16(_POLYNOMIAL), np.uint16(0))
    return sums
