"""A photo holds a picture and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterrun.errors import InvalidValueError
from afterrun.records.photo import MOST_BYTES, MOST_PIXELS, MOST_SCANS, photo_of
from tests.photos import AS_TAKEN, BARE, COLOURS, SCAN, SECRET, frame, jpeg, segment


def test_what_a_camera_writes_beside_the_picture_is_left_out() -> None:
    assert SECRET in AS_TAKEN
    assert photo_of(AS_TAKEN).content == BARE
    assert photo_of(BARE).content == BARE


def test_what_a_decoder_needs_stays() -> None:
    two_scans = jpeg(COLOURS, shown=segment(0xC2, frame()[4:]) + segment(0xDD, b"\x00\x04") + SCAN)
    assert photo_of(two_scans).content == two_scans
    assert photo_of(jpeg(segment(0xEE, b"Adobe" + SECRET))).content == BARE


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "something else"),
        (b"GIF89a" + bytes(40), "something else"),
        (b"<svg onload=alert(1)>", "something else"),
        (b"\xff\xd8\xff\xd9", "cut off"),
        (BARE[:-2], "cut off"),
        (BARE[:30], "cut off"),
        (jpeg(shown=frame(width=MOST_PIXELS + 1)), "pixels"),
        (jpeg(shown=frame(height=0)), "pixels"),
        (jpeg(shown=frame() + SCAN * MOST_SCANS), "100 steps"),
        (jpeg(shown=frame() + frame()), "cut off"),
        (BARE + bytes(MOST_BYTES), "600 kB"),
    ],
)
def test_what_is_no_such_picture_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(InvalidValueError, match=why) as refused:
        photo_of(content)
    assert refused.value.field == "photo"


@given(st.binary(max_size=60), st.integers(0, len(BARE)))
def test_whatever_comes_is_a_picture_or_refused(rest: bytes, at: int) -> None:
    try:
        found = photo_of(BARE[:at] + rest)
    except InvalidValueError:
        return
    assert photo_of(found.content) == found
