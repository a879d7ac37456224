"""A photo of an entry: a JPEG with nothing in it but the picture.

A camera writes beside the picture where it was taken, when and with what, and often a smaller copy. Browsers draw a
photo anew before they send it, which leaves all that behind. Here it is made sure of, whoever sent it: only what a
decoder needs is kept. How the camera was turned is no part of that.

Source: ITU-T T.81 (JPEG), annex B: markers and segments.
"""

from __future__ import annotations

from collections.abc import Iterator

from afterrun.errors import InvalidValueError
from afterrun.language import say
from afterrun.records.original import Original

NAME = "photo.jpg"
"""What the file of a photo is called; other files of a journal are none."""
MOST_BYTES = 600_000  # below what a form may hold once it is written in letters
MOST_PIXELS = 4096  # of an edge; a few bytes could ask for gigabytes: judgement
MOST_SCANS = 100  # who shows it goes over the whole picture for each; encoders write about ten: judgement
MARK = b"\xff\xd8"
"""How a JPEG begins."""
_END, _SCAN, _ADOBE = 0xD9, 0xDA, 0xEE
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_TABLES = frozenset({0xC4, 0xCC, 0xDB, 0xDD})  # Huffman and arithmetic codes, quantisation, restarts
_WITHIN_SCAN = frozenset({0x00, *range(0xD0, 0xD8)})
_ADOBE_BYTES = 14  # says how the colours are meant, and nothing else


def photo_of(content: bytes) -> Original:
    """Take a picture as the photo of an entry, without what stands beside the picture in its file.

    Raises
    ------
    InvalidValueError
        If it is too large, no JPEG, or not whole.
    """
    if len(content) > MOST_BYTES:
        raise InvalidValueError(
            say("photo must be at most {most} kB; got {n}.", most=MOST_BYTES // 1000, n=len(content) // 1000),
            remedy=say("Make it smaller."),
            field="photo",
        )
    if not content.startswith(MARK):
        raise _unusable(say("photo must be a JPEG; it is something else."))
    try:
        kept = b"".join(_needed(content))
    except IndexError:
        raise _unusable(say("photo must be whole; it is cut off or damaged.")) from None
    return Original(NAME, MARK + kept)


def _needed(content: bytes) -> Iterator[bytes]:
    """Yield the segments that a decoder needs, up to the end of the picture; IndexError where there is none."""
    place, has_frame, scans = 2, False, 0
    while True:
        marker, place = _marker(content, place)
        if marker == _END:
            if not (has_frame and scans):
                raise IndexError
            yield bytes((0xFF, _END))
            return
        end = place + (content[place] << 8 | content[place + 1])
        if end < place + 2 or end > len(content):
            raise IndexError
        if marker in _FRAMES:
            if has_frame:
                raise IndexError  # several pictures in one
            _require_size(content, place)
            has_frame = True
        if marker == _SCAN:
            scans += 1
            _require_few(scans)
            end = _end_of_scan(content, end)
        is_colour = marker == _ADOBE and end - place == _ADOBE_BYTES
        if marker in _FRAMES or marker in _TABLES or marker == _SCAN or is_colour:
            yield bytes((0xFF, marker)) + content[place:end]
        place = end


def _marker(content: bytes, place: int) -> tuple[int, int]:
    """Read a marker; any number of 0xFF may stand before it."""
    if content[place] != 0xFF:
        raise IndexError
    while content[place] == 0xFF:
        place += 1
    return content[place], place + 1


def _end_of_scan(content: bytes, place: int) -> int:
    while True:
        place = content.find(b"\xff", place)
        if place < 0:
            raise IndexError
        if content[place + 1] not in _WITHIN_SCAN:
            return place
        place += 2


def _require_size(content: bytes, place: int) -> None:
    height, width = (content[at] << 8 | content[at + 1] for at in (place + 3, place + 5))
    if not (0 < height <= MOST_PIXELS and 0 < width <= MOST_PIXELS):
        raise InvalidValueError(
            say(
                "photo must be at most {most} pixels wide and high; got {width} x {height}.",
                most=MOST_PIXELS,
                width=width,
                height=height,
            ),
            remedy=say("Make it smaller."),
            field="photo",
        )


def _require_few(scans: int) -> None:
    if scans > MOST_SCANS:
        raise _unusable(say("photo must be drawn in at most {most} steps; this one takes more.", most=MOST_SCANS))


def _unusable(message: str) -> InvalidValueError:
    return InvalidValueError(message, remedy=say("Choose another picture."), field="photo")
