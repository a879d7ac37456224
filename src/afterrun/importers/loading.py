"""The bytes of a file: read and unpacked; and the records found in them, stamped with where they came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from afterrun.importers.compressed import GZIP_MARK, LARGEST_READ_BYTES, inflate
from afterrun.importers.parsed import Source, refused
from afterrun.language import say
from afterrun.records.happenings import Event
from afterrun.records.kinds import Record
from afterrun.records.problem import Problem
from afterrun.records.run import Run

_HEAD_BYTES = 16384
_MOST_TIMES = 3  # a mail program packs again what came packed; more is built to do harm


@dataclass(frozen=True, slots=True)
class Loaded:
    """Decompressed content, None if it cannot be had, what is wrong with it, and whether it was compressed."""

    content: bytes | None
    problems: tuple[Problem, ...] = ()
    is_unpacked: bool = False


def load(path: Path, name: str) -> Loaded:
    """Read a file and unpack it if it is gzip, also gzip in gzip; never raises."""
    try:
        if path.stat().st_size > LARGEST_READ_BYTES:
            limit = say("The file is larger than {largest_bytes} MiB.", largest_bytes=LARGEST_READ_BYTES // 2**20)
            return Loaded(
                None, (Problem(name, limit, say("No activity file is; split an export before importing."), True),)
            )
        content = path.read_bytes()
    except OSError as error:
        reason = say("The file cannot be read: {strerror}.", strerror=error.strerror or error)
        return Loaded(None, (Problem(name, reason, say("Check that it exists and that you may read it."), True),))
    if not content.startswith(GZIP_MARK):
        return Loaded(content)
    problems: list[Problem] = []
    for _ in range(_MOST_TIMES):
        inflated = inflate(content, name=name)
        problems.extend(() if inflated.problem is None else (inflated.problem,))
        if inflated.content is None or not inflated.content.startswith(GZIP_MARK):
            return Loaded(inflated.content, tuple(problems), is_unpacked=True)
        content = inflated.content
    what = say("It is packed more than {most} times.", most=_MOST_TIMES)
    return Loaded(None, (Problem(name, what, say("Unpack it yourself, and import that."), True),))


def head_of(path: Path) -> bytes:
    """Read as much of a file as tells its kind; nothing where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(_HEAD_BYTES)
    except OSError:
        return b""


def unused(name: str, reason: str, remedy: str) -> Source:
    """Report a file that was not taken in."""
    return Source(name=name, original=None, parsed=refused(name, reason, remedy))


def stamped(records: Sequence[Record], sha256: str | None) -> tuple[Record, ...]:
    """Write into each record which file it came from."""
    return tuple(replace(record, original=sha256) if isinstance(record, Run | Event) else record for record in records)
