"""A photo as a form sends it: written in letters, so that it waits in the browser's box like all else."""

from __future__ import annotations

import binascii
from base64 import b64decode

from afterrun.errors import InvalidValueError
from afterrun.language import say
from afterrun.records import Original
from afterrun.records.photo import MOST_BYTES, photo_of

MOST_LETTERS = 4 * MOST_BYTES // 3 + 4


def photo_typed(text: str) -> Original | None:
    """Read a photo; None where none was sent.

    Raises
    ------
    InvalidValueError
        If it is none that can be kept.
    """
    if not text:
        return None
    try:
        content = b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise InvalidValueError(
            say("photo must be a JPEG; it is something else."), remedy=say("Choose another picture."), field="photo"
        ) from None
    return photo_of(content)
