"""A picture in a few bytes, as cameras build them: the segments of a JPEG, and what they write beside the picture."""

from __future__ import annotations

SECRET = b"48.20 N 16.37 E"


def segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content


def frame(*, width: int = 8, height: int = 8) -> bytes:
    return segment(0xC0, b"\x08" + height.to_bytes(2, "big") + width.to_bytes(2, "big") + b"\x01\x01\x11\x00")


SCAN = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
QUANTISED, CODES = segment(0xDB, b"\x00" + bytes(range(1, 65))), segment(0xC4, b"\x00" + bytes(16))
COLOURS = segment(0xEE, b"Adobe\x00\x64\x00\x00\x00\x00\x01")


def jpeg(*beside: bytes, shown: bytes = b"", after: bytes = b"") -> bytes:
    """Build one: what stands beside the picture before it, and what comes after its end."""
    picture = QUANTISED + (shown or frame()) + CODES + SCAN
    return b"\xff\xd8" + b"".join(beside) + picture + b"\xff\xd9" + after


BARE = jpeg()
AS_TAKEN = jpeg(
    segment(0xE1, b"Exif\x00\x00MM\x00*" + SECRET), segment(0xED, SECRET), segment(0xFE, SECRET), after=b"film" + SECRET
)
