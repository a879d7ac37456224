"""One file from a device: read, unpacked, recognised and stamped with its identity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from afterrun.importers.folders.compressed import GZIP_MARK, LARGEST_BYTES, inflate
from afterrun.importers.parsed import Parsed, Source, judged, refused
from afterrun.importers.registry import parse_file
from afterrun.language import say
from afterrun.records.happenings import Event
from afterrun.records.kinds import Record
from afterrun.records.original import Original
from afterrun.records.problem import Problem
from afterrun.records.run import Run


@dataclass(frozen=True, slots=True)
class Loaded:
    """Decompressed content, None if it cannot be had, and what is wrong with it."""

    content: bytes | None
    problems: tuple[Problem, ...] = ()


def load(path: Path, name: str) -> Loaded:
    """Read a file and unpack it if it is gzip; never raises."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            limit = say("The file is larger than {largest_bytes} MiB.", largest_bytes=LARGEST_BYTES // 2**20)
            return Loaded(
                None, (Problem(name, limit, say("No activity file is; split an export before importing."), True),)
            )
        content = path.read_bytes()
    except OSError as error:
        reason = say("The file cannot be read: {strerror}.", strerror=error.strerror or error)
        return Loaded(None, (Problem(name, reason, say("Check that it exists and that you may read it."), True),))
    if not content.startswith(GZIP_MARK):
        return Loaded(content)
    inflated = inflate(content, name=name)
    return Loaded(inflated.content, () if inflated.problem is None else (inflated.problem,))


def read_device_file(path: Path, name: str) -> Source:
    """Read one file of any known format.

    Returns
    -------
    Source
        With the original if the file held a record; never raises.
    """
    loaded = load(path, name)
    if loaded.content is None:
        return Source(name=name, original=None, parsed=Parsed(problems=loaded.problems))
    parsed = parse_file(loaded.content, name)
    problems = judged((*loaded.problems, *parsed.problems), used=bool(parsed.records))
    if not parsed.records:
        return Source(name=name, original=None, parsed=replace(parsed, problems=problems))
    original = Original(path.name.removesuffix(".gz"), loaded.content)
    records = stamped(parsed.records, original.sha256)
    return Source(name=name, original=original, parsed=replace(parsed, records=records, problems=problems))


def unused(name: str, reason: str, remedy: str) -> Source:
    """Report a file that was not taken in."""
    return Source(name=name, original=None, parsed=refused(name, reason, remedy))


def stamped(records: Sequence[Record], sha256: str | None) -> tuple[Record, ...]:
    """Write into each record which file it came from."""
    return tuple(replace(record, original=sha256) if isinstance(record, Run | Event) else record for record in records)
