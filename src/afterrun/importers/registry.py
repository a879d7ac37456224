"""Everything Afterrun reads. A format is a module with `sniff` and `parse`, and a line here; so is a kind of folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from afterrun.importers.devices import fit, gpx, tcx
from afterrun.importers.exports import pmsys
from afterrun.importers.folders import journal_folder
from afterrun.importers.loading import load, stamped
from afterrun.importers.parsed import Parsed, ReadFile, Source, judged, refused
from afterrun.language import say
from afterrun.records.original import Original

HEAD_BYTES = 16384


@dataclass(frozen=True, slots=True)
class Importer:
    """One format.

    Parameters
    ----------
    name : str
        As stored with each record.
    sniff : callable of (name, head) -> bool
        Whether the content is of this format, from its first `HEAD_BYTES`; the name is only a hint.
    parse : callable of (content, name) -> Parsed
        Reads it all. Never raises.
    """

    name: str
    sniff: Callable[[str, bytes], bool]
    parse: Callable[[bytes, str], Parsed]


@dataclass(frozen=True, slots=True)
class FolderKind:
    """A folder that is more than the sum of its files.

    Parameters
    ----------
    is_one : callable of (folder) -> bool
        Recognises it.
    read : callable of (folder, label, read_file) -> iterator of Source
        Gives its sources, their names beginning with the label. A device file in it is read by ``read_file``.
    used : callable of (folder) -> frozenset of Path
        Names the entries that ``read`` answers for, so that all others can be reported.
    """

    is_one: Callable[[Path], bool]
    read: Callable[[Path, str, ReadFile], Iterator[Source]]
    used: Callable[[Path], frozenset[Path]]


IMPORTERS = (
    Importer(fit.NAME, fit.sniff, fit.parse),
    Importer(gpx.NAME, gpx.sniff, gpx.parse),
    Importer(tcx.NAME, tcx.sniff, tcx.parse),
)
FOLDERS = (
    FolderKind(
        journal_folder.is_journal_folder, journal_folder.read_journal_folder, journal_folder.used_by_journal_folder
    ),
    FolderKind(pmsys.is_person_folder, pmsys.read_person_folder, pmsys.used_by_person_folder),
)


def parse_file(content: bytes, name: str) -> Parsed:
    """Read a file by the first importer that knows its content; never raises."""
    head = content[:HEAD_BYTES]
    for importer in IMPORTERS:
        if importer.sniff(name, head):
            return importer.parse(content, name)
    return refused(
        name,
        say("This is no format Afterrun knows.") if content else say("The file is empty."),
        say("It reads FIT, GPX and TCX files (also .gz) and folders of journal tables. Unpack archives first."),
    )


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
