"""Gzip, taken apart with a bound on what it may grow to."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from afterrun.language import say
from afterrun.records.problem import Problem

GZIP_MARK = b"\x1f\x8b"
LARGEST_BYTES = 512 * 2**20
LARGEST_RATIO = 200
_RATIO_FROM_BYTES = 2**20  # below this no ratio does harm
_STEP = 2**20


@dataclass(frozen=True, slots=True)
class Inflated:
    """The content, None if it was refused, and what is wrong with it, if anything."""

    content: bytes | None
    problem: Problem | None = None


def inflate(packed: bytes, *, name: str) -> Inflated:
    """Decompress a gzip file, all members of it; of a damaged one, what can be had.

    Refused is what grows beyond 200 times its size or beyond 512 MiB.
    """
    limit = min(LARGEST_BYTES, max(LARGEST_RATIO * len(packed), _RATIO_FROM_BYTES))
    pieces: list[bytes] = []
    size, rest = 0, packed
    while rest.startswith(GZIP_MARK):
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            try:
                piece = member.decompress(rest, _STEP)
            except zlib.error:
                return _damaged(pieces, name)
            rest = member.unused_data if member.eof else member.unconsumed_tail
            if not piece and not rest and not member.eof:
                return _damaged(pieces, name)
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                return Inflated(None, _bomb(name))
    return Inflated(b"".join(pieces), _trailing(name) if rest.strip(b"\0") else None)


def _trailing(name: str) -> Problem:
    return Problem(
        name, say("Behind the compressed file stands something else; it was passed over."), say("Nothing to do.")
    )


def _damaged(pieces: list[bytes], name: str) -> Inflated:
    reason = say("The compressed file is damaged or cut off; only its beginning could be unpacked.")
    return Inflated(b"".join(pieces), Problem(name, reason, say("Copy or download the file again.")))


def _bomb(name: str) -> Problem:
    reason = say(
        "The compressed file grows beyond {largest_ratio} times its size or {largest_bytes} MiB.",
        largest_ratio=LARGEST_RATIO,
        largest_bytes=LARGEST_BYTES // 2**20,
    )
    return Problem(name, reason, say("Such a file is built to fill memory. If you trust it, unpack it yourself."), True)
