"""The folder of Garmin's export that lists activities: which shoes were worn stands in a file beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from afterrun.importers.exports import garmin
from afterrun.importers.exports.json_files import UNREADABLE, read_json
from afterrun.importers.exports.told import text_in
from afterrun.importers.here import Here
from afterrun.importers.loading import head_of, load
from afterrun.importers.parsed import Parsed, ReadFile, Source, judged

_LISTS, _GEAR = "*summarizedActivities.json", "*gear.json"
_SHOES = "shoes"


def is_garmin_folder(folder: Path) -> bool:
    """Whether the folder has such a list."""
    return bool(_lists(folder))


def used_by_garmin_folder(folder: Path) -> frozenset[Path]:
    """Entries of the folder that `read_garmin_folder` answers for."""
    return frozenset((*_lists(folder), *folder.glob(_GEAR)))


def read_garmin_folder(folder: Path, label: str, _read_file: ReadFile, here: Here) -> Iterator[Source]:
    """Read each list, with the shoes; never raises."""
    shoes: dict[object, str] = {}
    for path in sorted(folder.glob(_GEAR)):
        shoes |= _shoes(load(path, path.name).content or b"")
        yield Source(name=label + path.name, original=None, parsed=Parsed(), idle=True)
    for path in _lists(folder):
        name = label + path.name
        loaded = load(path, name)
        parsed = Parsed() if loaded.content is None else garmin.parse(loaded.content, name, here, shoes)
        problems = judged((*loaded.problems, *parsed.problems), used=bool(parsed.records))
        told = Parsed(records=parsed.records, streams=parsed.streams, problems=problems)
        yield Source(name=name, original=None, parsed=told, is_list=True, idle=not problems and not told.records)


def _lists(folder: Path) -> tuple[Path, ...]:
    named = (path for path in sorted(folder.glob(_LISTS)) if path.is_file())
    return tuple(path for path in named if garmin.sniff(path.name, head_of(path)))


def _shoes(content: bytes) -> dict[object, str]:
    """Read which activity was in which shoes."""
    try:
        said = read_json(content)
    except UNREADABLE:
        return {}
    found: dict[object, str] = {}
    for page in said if isinstance(said, list) else [said]:
        gear, worn = _of(page, "gearDTOS", list), _of(page, "gearActivityDTOs", dict)
        names = {str(each.get("gearPk")): _name(each) for each in gear if isinstance(each, Mapping)}
        for number, activities in worn.items():
            name = names.get(str(number))
            if name and isinstance(activities, list):
                found |= {each.get("activityId"): name for each in activities if isinstance(each, Mapping)}
    return found


def _of(page: Any, key: str, kind: type[Any]) -> Any:
    value = page.get(key) if isinstance(page, Mapping) else None
    return value if isinstance(value, kind) else kind()


def _name(gear: Mapping[str, Any]) -> str | None:
    is_shoe = (text_in(gear, "gearTypeName") or _SHOES).lower() == _SHOES
    return text_in(gear, "customMakeModel", "displayName") if is_shoe else None
