"""One channel of a run as a small blob: steps of the scale, differences, bytes sorted by significance, zlib.

Values come back to the nearest step of `afterrun.records.CHANNELS`; missing ones stay missing.
"""

from __future__ import annotations

import sys
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from afterrun.errors import JournalError
from afterrun.language import say

CODEC = 1
_MISSING = np.int32(-(2**31))
_LARGEST = 2**31 - 1
_COARSEST = 1.0  # of `afterrun.records.CHANNELS`


@dataclass(frozen=True, slots=True)
class Packed:
    """A channel as it is stored."""

    codec: int
    scale: float
    n: int
    crc32: int
    data: bytes


def pack(values: NDArray[np.float64], scale: float) -> Packed:
    """Store values to the nearest ``scale``; what does not fit 32 bits of it counts as missing."""
    steps = np.rint(np.where(np.isfinite(values), values, 0.0) / scale)
    kept = np.isfinite(values) & (np.abs(steps) <= _LARGEST)
    whole = np.where(kept, steps, 0).astype(np.int64).astype(np.int32)
    whole[~kept] = _MISSING
    # differences modulo 2^32: exact whatever the jump
    delta = np.diff(whole.view(np.uint32), prepend=np.zeros(1, np.uint32)).astype(np.uint32)
    shuffled = delta.astype("<u4").view(np.uint8).reshape(-1, 4).T.tobytes()
    data = zlib.compress(shuffled, 1)
    return Packed(CODEC, scale, len(values), zlib.crc32(data), data)


def unpack(packed: Packed) -> NDArray[np.float64]:
    """Read a channel back.

    Raises
    ------
    JournalError
        If the blob is damaged or of a codec this program does not know.
    """
    if packed.codec != CODEC:
        raise JournalError(
            say("stream codec must be {codec}; got {codec_2}.", codec=CODEC, codec_2=packed.codec),
            remedy=say("Open this journal with a newer Afterrun."),
        )
    if zlib.crc32(packed.data) != packed.crc32 or not 0 < packed.scale <= _COARSEST:
        raise JournalError(
            say("stream must match its checksum; it does not."), remedy=say("Restore the journal from a backup.")
        )
    columns = np.frombuffer(unzipped(packed.data, 4 * packed.n), dtype=np.uint8).reshape(4, -1)
    delta = np.ascontiguousarray(columns.T).view("<u4").ravel().astype(np.uint32)
    whole = np.cumsum(delta, dtype=np.uint32).view(np.int32)
    return np.where(whole == _MISSING, np.nan, whole * packed.scale)


def unzipped(data: bytes, size: int) -> bytes:
    """Unpack what is said to be so long; whatever else is in it is not unpacked. [byte]

    Raises
    ------
    ValueError
        If it is longer or shorter, or no content is of that size.
    """
    if not 0 <= size < sys.maxsize:
        raise ValueError(f"content must have a size; got {size}.")
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(data, size + 1)
    if len(content) != size or not unpacking.eof:
        raise ValueError(f"content must be {size} bytes; got {len(content)} or more.")
    return content
