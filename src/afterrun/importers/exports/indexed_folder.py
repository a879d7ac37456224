"""A folder of recordings with a list of them, as Strava and Runkeeper export: the list knows sport, shoes, effort."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from afterrun.importers.exports.activity_list import Listed, ListKind, read_list, sniff_list
from afterrun.importers.exports.lists import RUNKEEPER, STRAVA, STRAVA_OLD
from afterrun.importers.exports.told import Told, overridden, parsed_of
from afterrun.importers.here import Here
from afterrun.importers.loading import head_of, load
from afterrun.importers.parsed import Found, Parsed, ReadFile, Source
from afterrun.language import say
from afterrun.records.problem import Problem

_INDEXES: tuple[tuple[ListKind, tuple[str, ...]], ...] = (
    (STRAVA, ("activities.csv", "aktivitäten.csv", "aktivitaeten.csv")),
    (STRAVA_OLD, ("activities.csv",)),
    (RUNKEEPER, ("cardioActivities.csv",)),
)
# What lies beside the recordings and is none of them: everything but the folder of a recording itself.
_PLANS = ("routes", "routen")


def is_indexed_folder(folder: Path) -> bool:
    """Whether the folder has a list of its recordings."""
    return _index(folder) is not None


def used_by_indexed_folder(folder: Path) -> frozenset[Path]:
    """Entries of the folder that `read_indexed_folder` answers for."""
    found = _index(folder)
    if found is None:
        return frozenset()
    kind, path = found
    named = [each.file for each in _lines(kind, path, path.name, Here()) if each.file]
    files = {home for name in named for home in _homes(folder, name)}
    return frozenset({path, *files, *(folder / name for name in _PLANS), *_beside(folder, kind)})


def read_indexed_folder(folder: Path, label: str, read_file: ReadFile, here: Here) -> Iterator[Source]:
    """Read each recording as its list says it was, then what has no recording; then tell of what is none."""
    found = _index(folder)
    if found is None:
        return
    kind, path = found
    lines = _lines(kind, path, label + path.name, here)
    alone = []
    for line in lines:
        source = _recording(folder, label, line, read_file)
        if source is None or not source.parsed.records:
            alone.append(line)
        if source is not None:
            yield source
    told = parsed_of(((line.where, line.told) for line in alone), name=label + path.name, source=kind.name)
    if (alone and told.records) or (told.problems and alone):
        yield Source(name=label + path.name, original=None, parsed=told, is_list=True)
    others = (*_beside(folder, kind), *_below(folder, _PLANS))
    yield from (Source(name=label + other.name, original=None, parsed=Parsed(), idle=True) for other in others)


def _index(folder: Path) -> tuple[ListKind, Path] | None:
    for kind, names in _INDEXES:
        for name in names:
            path = folder / name
            if path.is_file() and sniff_list(kind, head_of(path)):
                return kind, path
    return None


def _lines(kind: ListKind, path: Path, name: str, here: Here) -> Sequence[Listed]:
    content = load(path, name).content
    return () if content is None else tuple(read_list(kind, content, name, here))


def _recording(folder: Path, label: str, line: Listed, read_file: ReadFile) -> Source | None:
    """Read the file that a line names, by its last names only: none leads out of the folder."""
    if not line.file or isinstance(line.told, Problem):
        return None
    path = next((path for path in _homes(folder, line.file) if path.is_file()), None)
    if path is None:
        return None
    source = read_file(path, label + str(path.relative_to(folder).as_posix()))
    parsed = source.parsed
    streams = parsed.streams
    found = [Found(record, streams.get(place)) for place, record in enumerate(parsed.records)]
    words = line.told if len(found) == 1 else _of_several(line.told)
    corrected = list(map(partial(_corrected, told=words), found))
    return replace(
        source,
        parsed=replace(
            parsed,
            records=tuple(each.record for each in corrected),
            streams={place: each.streams for place, each in enumerate(corrected) if each.streams is not None},
            problems=tuple(each for each in parsed.problems if not _is_answered(each, line.told)),
        ),
    )


def _homes(folder: Path, name: str) -> tuple[Path, ...]:
    """Say where a file may lie that a list names, perhaps as Windows does."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    return (folder.joinpath(*parts), folder / parts[-1]) if parts else ()


def _corrected(found: Found, *, told: Told) -> Found:
    return overridden(found, told)


def _of_several(told: Told) -> Told:
    """Of a file with several activities the line tells one sum: its sport is not that of each."""
    return replace(told, sport=None, rpe=None)


def _is_answered(problem: Problem, told: Told) -> bool:
    """Whether the list answers what the recording left open."""
    return told.sport is not None and problem.remedy == say("If that is wrong, leave it out on the timeline.")


def _beside(folder: Path, kind: ListKind) -> tuple[Path, ...]:
    """Tables beside the list: clubs, logins, shoes, and whatever else the service knows."""
    names = {name for each, named in _INDEXES if each is kind for name in named}
    tables = (*folder.glob("*.csv"), *folder.glob("*.json"))
    return tuple(sorted(path for path in tables if path.name not in names))


def _below(folder: Path, names: Sequence[str]) -> Iterator[Path]:
    for name in names:
        if (folder / name).is_dir():
            yield from sorted(path for path in (folder / name).rglob("*") if path.is_file())
