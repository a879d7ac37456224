"""Gzip, taken apart with a bound on what it may grow to."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from afterrun.language import say
from afterrun.records.problem import Problem

GZIP_MARK = b"\x1f\x8b"
LARGEST_BYTES = 512 * 2**20
LARGEST_RATIO = 200
LARGEST_READ_BYTES = 64 * 2**20  # judgement: what is taken into memory at once; 50 h of a run each second in GPX
MOST_MEMBERS = 10_000  # judgement: bgzip writes one each 64 KiB, and then 64 MiB have 1,024
_RATIO_FROM_BYTES = 2**20  # below this no ratio does harm
_STEP = 2**16


@dataclass(frozen=True, slots=True)
class Inflated:
    """The content, None if it was refused, and what is wrong with it, if anything."""

    content: bytes | None
    problem: Problem | None = None


def inflate(packed: bytes, *, name: str) -> Inflated:
    """Decompress a gzip file, all members of it; of a damaged one, what can be had.

    Refused is what grows beyond 200 times its size or beyond 64 MiB, or has more than 10,000 members.
    """
    limit = min(LARGEST_READ_BYTES, max(LARGEST_RATIO * len(packed), _RATIO_FROM_BYTES))
    content = bytearray()
    view, at = memoryview(packed), 0
    for _ in range(MOST_MEMBERS):
        if packed[at : at + 2] != GZIP_MARK:
            return Inflated(bytes(content), _trailing(name) if packed[at:].strip(b"\0") else None)
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            window = view[at : at + _STEP]  # not all of it: what a member leaves over is copied
            try:
                content += member.decompress(window, limit + 1 - len(content))
            except zlib.error:
                return _damaged(bytes(content), name)
            at += len(window) - len(member.unused_data) - len(member.unconsumed_tail)
            if len(content) > limit:
                return Inflated(None, _bomb(name))
            if not window and not member.eof:
                return _damaged(bytes(content), name)
    return Inflated(None, _members(name))


def _trailing(name: str) -> Problem:
    return Problem(
        name, say("Behind the compressed file stands something else; it was passed over."), say("Nothing to do.")
    )


def _damaged(content: bytes, name: str) -> Inflated:
    reason = say("The compressed file is damaged or cut off; only its beginning could be unpacked.")
    return Inflated(content, Problem(name, reason, say("Copy or download the file again.")))


def _bomb(name: str) -> Problem:
    reason = say(
        "The compressed file grows beyond {largest_ratio} times its size or {largest_bytes} MiB.",
        largest_ratio=LARGEST_RATIO,
        largest_bytes=LARGEST_READ_BYTES // 2**20,
    )
    return Problem(name, reason, say("Such a file is built to fill memory. If you trust it, unpack it yourself."), True)


def _members(name: str) -> Problem:
    reason = say("The compressed file is made of more than {most} pieces.", most=MOST_MEMBERS)
    return Problem(name, reason, say("Such a file is built to do harm. If you trust it, unpack it yourself."), True)
