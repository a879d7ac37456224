"""Photos that were built to cost: in the folder of a journal, as they are brought back from an export."""

from __future__ import annotations

import hashlib
import random
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta

from benchmarks.fire.costly_formats import packed


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content


_FRAME = _segment(0xC2, b"\x08" + (4096).to_bytes(2, "big") * 2 + b"\x01\x01\x11\x00")
_SCAN = _segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12"


def jpeg(*, beside: bytes = b"", scans: int = 1, picture: bytes = b"") -> bytes:
    """Build a progressive JPEG of 4096 x 4096."""
    return b"\xff\xd8" + beside + _FRAME + _SCAN * scans + picture + b"\xff\xd9"


def _chunk(kind: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")


def _png(*chunks: bytes) -> bytes:
    head = (2**31 - 1).to_bytes(4, "big") * 2 + b"\x08\x06\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + b"".join(chunks) + _chunk(b"IEND", b"")


def _animated_png() -> bytes:
    frame = _chunk(b"fcTL", bytes(26)) + _chunk(b"fdAT", bytes(8))
    return _png(_chunk(b"acTL", (100_000).to_bytes(4, "big") + bytes(4)), frame * 100_000)


def _gif() -> bytes:
    frame = b"\x21\xf9\x04\0\0\0\0\0\x2c" + bytes(4) + b"\xff\xff\xff\xff\0\x02\x02\x4c\x01\0"
    return b"GIF89a\xff\xff\xff\xff\0\0\0" + frame * 100_000 + b"\x3b"


def _webp() -> bytes:
    frames = (b"ANMF" + (16).to_bytes(4, "little") + bytes(16)) * 100_000
    body = b"WEBPVP8X\x0a\0\0\0\x02\0\0\0" + b"\xff" * 6 + b"ANIM\x06\0\0\0" + bytes(6) + frames
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _heic() -> bytes:
    item = (8).to_bytes(4, "big") + b"free"
    return b"\0\0\0\x18ftypheic\0\0\0\0heicmif1" + item * 1_000_000


def _beside(bytes_each: int, times: int) -> bytes:
    return jpeg(beside=_segment(0xE1, bytes(bytes_each)) * times)


def _texts() -> bytes:
    return _png(_chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(2**28))))


def _folder(photos: Iterable[bytes], rows: int = 1) -> bytes:
    """Pack a journal with so many reports of each photo."""
    at, table, files = datetime(2020, 1, 1, tzinfo=UTC), ["id,at,site,nrs,photo,source\n"], {}
    for photo in photos:
        name = hashlib.sha256(photo).hexdigest()
        files[f"originals/{name}.jpg"] = photo
        for _ in range(rows):
            at += timedelta(minutes=7)
            table.append(f"{len(table):032x},{at.isoformat()},left-heel,3,{name},app\n")
    return packed({"pain.csv": "".join(table).encode(), **files}, zipfile.ZIP_DEFLATED)


def _many(*, whole: bool) -> Iterable[bytes]:
    for number in range(3000):
        photo = jpeg(picture=number.to_bytes(2, "big").replace(b"\xff", b"\xfe") + bytes(590_000))
        yield photo if whole else photo[:-2]


def _large() -> Iterable[bytes]:
    """Half a gigabyte of them in less than 20 MB."""
    rng = random.Random(0)
    for _ in range(800):
        yield jpeg(picture=rng.randbytes(19_000).replace(b"\xff", b"\xfe") + bytes(570_000))


PHOTOS: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "photo of 40,000 scans": ("a.zip", lambda: _folder([jpeg(scans=40_000)])),
    "photo with 550 kB beside the picture": (
        "a.zip",
        lambda: _folder([_beside(60_000, 9)]),
    ),
    "photo with 19 MB beside the picture": (
        "a.zip",
        lambda: _folder([_beside(65_000, 290)]),
    ),
    "photo of zeros that are no data": ("a.zip", lambda: _folder([jpeg(picture=b"\xff\0" * 290_000)])),
    "3,000 photos that pack well": ("a.zip", lambda: _folder(_many(whole=True))),
    "800 photos of half a gigabyte": ("a.zip", lambda: _folder(_large())),
    "3,000 photos that are cut off": ("a.zip", lambda: _folder(_many(whole=False))),
    "photo that is cut off, of 30,000 reports": ("a.zip", lambda: _folder([jpeg(scans=40_000)[:-2]], rows=30_000)),
    "PNG of two billion pixels an edge": ("a.zip", lambda: _folder([_png()])),
    "PNG with texts that grow": (
        "a.zip",
        lambda: _folder([_texts()]),
    ),
    "PNG of 100,000 pictures": ("a.zip", lambda: _folder([_animated_png()])),
    "GIF of 100,000 pictures": ("a.zip", lambda: _folder([_gif()])),
    "WebP of 100,000 pictures": ("a.zip", lambda: _folder([_webp()])),
    "HEIC of a million parts": ("a.zip", lambda: _folder([_heic()])),
}
"""What it is made of -> name of the file, how it is made."""
