"""Everything Afterrun reads. A format is a module with `sniff` and `parse`, and a line here; so is a kind of folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from afterrun.importers.devices import fit, gpx, tcx
from afterrun.importers.exports import (
    apple_health,
    endomondo,
    garmin,
    garmin_folder,
    health_auto_export,
    huawei,
    indexed_folder,
    kml,
    other_json,
    pmsys,
    polar,
    polar_csv,
    pwx,
    strava_api,
    suunto,
    takeout,
)
from afterrun.importers.exports.activity_list import ListKind, parse_list, sniff_list
from afterrun.importers.exports.lists import INDEXES, LISTS
from afterrun.importers.folders import journal_folder
from afterrun.importers.folders.loose_table import may_be_table, read_loose_table
from afterrun.importers.here import Here
from afterrun.importers.loading import Loaded, load, stamped, unused
from afterrun.importers.parsed import Parsed, ReadFile, Source, judged, refused
from afterrun.language import say
from afterrun.records.original import Original

HEAD_BYTES = 16384
_ZIP_MARK = b"PK\x03\x04"
_DEVICE_ENDINGS = (".fit", ".gpx", ".tcx", ".pwx", ".kml")
"""A file that is called so and cannot be read was meant to be read: it is told of by itself."""


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
class ExportFile:
    """One file of a service's export that tells of whole activities; as `Importer`, but its times may lack an offset.

    ``parse`` is given what the file cannot know. ``keeps`` says that it is a recording, kept byte for byte; ``lists``
    that it lists whole activities, a line each.
    """

    name: str
    sniff: Callable[[str, bytes], bool]
    parse: Callable[[bytes, str, Here], Parsed]
    keeps: bool = False
    lists: bool = False


@dataclass(frozen=True, slots=True)
class FolderKind:
    """A folder that is more than the sum of its files.

    Parameters
    ----------
    is_one : callable of (folder) -> bool
        Recognises it.
    read : callable of (folder, label, read_file, here) -> iterator of Source
        Gives its sources, their names beginning with the label. A device file in it is read by ``read_file``.
    used : callable of (folder) -> frozenset of Path
        Names the entries that ``read`` answers for, so that all others can be reported.
    is_export : bool
        A service wrote it: a table in it that nobody knows is none of this person's.
    """

    is_one: Callable[[Path], bool]
    read: Callable[[Path, str, ReadFile, Here], Iterator[Source]]
    used: Callable[[Path], frozenset[Path]]
    is_export: bool = True


def _list_file(kind: ListKind) -> ExportFile:
    return ExportFile(kind.name, lambda _name, head: sniff_list(kind, head), partial(parse_list, kind), lists=True)


IMPORTERS = (
    Importer(fit.NAME, fit.sniff, fit.parse),
    Importer(gpx.NAME, gpx.sniff, gpx.parse),
    Importer(tcx.NAME, tcx.sniff, tcx.parse),
)
EXPORT_FILES = (
    ExportFile(garmin.NAME, garmin.sniff, garmin.parse, lists=True),
    ExportFile(polar.NAME, polar.sniff, polar.parse),
    ExportFile(polar_csv.NAME, polar_csv.sniff, polar_csv.parse, keeps=True),
    ExportFile(strava_api.NAME, strava_api.sniff, strava_api.parse, keeps=True),
    ExportFile(suunto.NAME, suunto.sniff, suunto.parse, keeps=True),
    ExportFile(takeout.FIT, takeout.sniff_session, takeout.parse_session),
    ExportFile(takeout.FITBIT, takeout.sniff_exercises, takeout.parse_exercises),
    ExportFile(health_auto_export.NAME, health_auto_export.sniff, health_auto_export.parse),
    ExportFile(huawei.NAME, huawei.sniff, huawei.parse),
    ExportFile(endomondo.NAME, endomondo.sniff, endomondo.parse),
    ExportFile(other_json.ADIDAS, other_json.sniff_adidas, other_json.parse_adidas),
    ExportFile(other_json.NIKE, other_json.sniff_nike, other_json.parse_nike),
    ExportFile(other_json.GOLDENCHEETAH, other_json.sniff_goldencheetah, other_json.parse_goldencheetah, keeps=True),
    ExportFile(pwx.NAME, pwx.sniff, pwx.parse, keeps=True),
    ExportFile(kml.NAME, kml.sniff, kml.parse, keeps=True),
    *(_list_file(kind) for kind in (*LISTS, *INDEXES)),
)
FOLDERS = (
    FolderKind(apple_health.is_export_folder, apple_health.read_export_folder, apple_health.used_by_export_folder),
    FolderKind(
        indexed_folder.is_indexed_folder, indexed_folder.read_indexed_folder, indexed_folder.used_by_indexed_folder
    ),
    FolderKind(garmin_folder.is_garmin_folder, garmin_folder.read_garmin_folder, garmin_folder.used_by_garmin_folder),
    FolderKind(
        journal_folder.is_journal_folder,
        journal_folder.read_journal_folder,
        journal_folder.used_by_journal_folder,
        is_export=False,
    ),
    FolderKind(takeout.is_takeout_folder, lambda *_: iter(()), lambda _: frozenset()),
    FolderKind(pmsys.is_person_folder, pmsys.read_person_folder, pmsys.used_by_person_folder),
)


def parse_file(content: bytes, name: str) -> Parsed:
    """Read a recording by the first importer that knows its content; never raises."""
    importer = _importer_of(content, name)
    return refused(name, *_unknown(content)) if importer is None else importer.parse(content, name)


def read_device_file(path: Path, name: str, here: Here | None = None) -> Source:
    """Read one recording of any known format, of a device or as a service exports it.

    Returns
    -------
    Source
        With the original if the file held a record; never raises.
    """
    loaded = load(path, name)
    if loaded.content is None:
        return Source(name=name, original=None, parsed=Parsed(problems=loaded.problems))
    export = _export_of(loaded.content, name)
    if export is not None and export.keeps and _importer_of(loaded.content, name) is None:
        return _export_source(export, loaded, loaded.content, path, name, here or Here())
    return _device_source(loaded, loaded.content, path, name)


def read_any_file(path: Path, name: str, here: Here) -> Iterator[Source]:
    """Read one file, whatever it is: a recording, a file of an export, a table; never raises."""
    if apple_health.is_export_file(path):  # too large to be read at once
        yield from apple_health.read_export_file(path, name, partial(read_device_file, here=here), here)
        return
    loaded = load(path, name)
    content = loaded.content
    if content is None:
        yield Source(name=name, original=None, parsed=Parsed(problems=loaded.problems))
        return
    if _importer_of(content, name) is not None:
        yield _device_source(loaded, content, path, name)
    elif export := _export_of(content, name):
        yield _export_source(export, loaded, content, path, name, here)
    elif content and may_be_table(unpacked := name.removesuffix(".gz"), content):
        for source in read_loose_table(content, unpacked, here):
            yield replace(source, parsed=replace(source.parsed, problems=(*loaded.problems, *source.parsed.problems)))
    elif content.startswith(_ZIP_MARK) and loaded.is_unpacked:
        told = say("It holds an archive, packed once more.")
        yield unused(name, told, say("Unpack it yourself, and import that."))
    else:
        yield _device_source(loaded, content, path, name)


def _export_of(content: bytes, name: str) -> ExportFile | None:
    head = content[:HEAD_BYTES]
    return next((export for export in EXPORT_FILES if export.sniff(name, head)), None)


def _export_source(export: ExportFile, loaded: Loaded, content: bytes, path: Path, name: str, here: Here) -> Source:
    parsed = export.parse(content, name, here)
    problems = judged((*loaded.problems, *parsed.problems), used=bool(parsed.records))
    if not parsed.records or not export.keeps:
        idle = parsed.is_empty or (not parsed.records and not problems)
        told = replace(parsed, problems=problems)
        return Source(name=name, original=None, parsed=told, idle=idle, is_list=export.lists)
    original = Original(path.name.removesuffix(".gz"), content)
    records = stamped(parsed.records, original.sha256)
    return Source(name=name, original=original, parsed=replace(parsed, records=records, problems=problems))


def _importer_of(content: bytes, name: str) -> Importer | None:
    head = content[:HEAD_BYTES]
    return next((importer for importer in IMPORTERS if importer.sniff(name, head)), None)


def _device_source(loaded: Loaded, content: bytes, path: Path, name: str) -> Source:
    parsed = parse_file(content, name)
    problems = judged((*loaded.problems, *parsed.problems), used=bool(parsed.records))
    if not parsed.records:
        unknown = _importer_of(content, name) is None and not is_called_a_recording(name)
        idle = parsed.is_empty or (unknown and not loaded.problems)
        return Source(name=name, original=None, parsed=replace(parsed, problems=problems), idle=idle)
    original = Original(path.name.removesuffix(".gz"), content)
    records = stamped(parsed.records, original.sha256)
    return Source(name=name, original=original, parsed=replace(parsed, records=records, problems=problems))


def is_called_a_recording(name: str) -> bool:
    """Whether a file was meant to be read, by its ending."""
    return PurePosixPath(name.lower().removesuffix(".gz")).suffix in _DEVICE_ENDINGS


def _unknown(content: bytes) -> tuple[str, str]:
    return (
        say("This is no format Afterrun knows.") if content else say("The file is empty."),
        say("It reads FIT, GPX and TCX files, tables, and what services let you download. See the documentation."),
    )
