"""The messages of a FIT file that tell of the whole: by fitfast where it is installed, else by fitdecode."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any, TypeAlias

import fitdecode
from fitdecode import profile

from afterrun.importers.devices.fit_columns import FIT_EPOCH_S
from afterrun.importers.devices.fit_layout import WIDTHS, FitFile, Layout, summary_file

try:
    fitfast: Any = import_module("fitfast")
except ImportError:  # the extra `fast`
    fitfast = None

Message: TypeAlias = tuple[str, dict[str, Any]]
_DATES = ("date_time", "local_date_time")


def summaries_of(file: FitFile) -> Iterator[Message]:
    """Read them, each with its name, as raw times and the profile's words; raises what fitdecode does over damage."""
    content = summary_file(file)
    # fitfast believes the profile where a definition says another type, and takes the first of a list; and where no
    # session is, the order of sports and laps counts, which it does not keep.
    usual = file.has_session and all(_is_usual(layout) for layout in file.layouts)
    found = by_fitfast(content) if usual else None
    yield from by_fitdecode(content) if found is None else found


def by_fitdecode(content: bytes) -> Iterator[Message]:
    """Read all messages; fields of other makers' programs are left out, since they may carry any name and unit."""
    for frame in frames(content):
        if frame.frame_type == fitdecode.FIT_FRAME_DATA:
            yield frame.name, values_of(frame)


def by_fitfast(content: bytes) -> list[Message] | None:
    """Read all messages, kind by kind; None where fitfast is not there, or does not read them."""
    if fitfast is None:
        return None
    try:
        found = fitfast.parse(content, enum_names=False)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # what panics in its Rust is no Exception
        return None
    return [(name, _told(name, each)) for name, messages in found.items() for each in messages]


def frames(content: bytes) -> Iterator[Any]:
    """Read with fitdecode, frame by frame."""
    with fitdecode.FitReader(
        content,
        check_crc=fitdecode.CrcCheck.READONLY,
        error_handling=fitdecode.ErrorHandling.IGNORE,
        processor=None,
    ) as reader:
        yield from reader


def values_of(frame: Any) -> dict[str, Any]:
    """What a message of fitdecode says, by the name of the field."""
    return {
        each.name: each.value
        for each in frame.fields
        if each.value is not None and not (each.field_def is not None and each.field_def.is_dev)
    }


def _is_usual(layout: Layout) -> bool:
    """Whether all fields that the profile knows are single values, of the type it says."""
    told = profile.MESSAGE_TYPES[layout.kind].fields
    known = [each for each in layout.fields if each.number in told]
    single = all(each.size_bytes == WIDTHS.get(each.base, each.size_bytes) for each in known)
    return single and all(each.base == told[each.number].base_type.identifier for each in known)


def _told(name: str, message: dict[str | int, Any]) -> dict[str, Any]:
    """Say it as fitdecode does: times as FIT counts them, fields named after what they are for that sport."""
    fields = _fields(name)
    known = {fields[key]: value for key, value in message.items() if key in fields and value not in (None, "")}
    raw = {field.def_num: value for field, value in known.items()}
    told = {}
    for field, value in known.items():
        if field.type.name in _DATES:
            told[field.name] = value - FIT_EPOCH_S
            continue
        one = next((each for each in field.subfields or () if _is_meant(each, raw)), field)
        told[one.name] = one.render(value)
    return told


def _is_meant(subfield: Any, raw: dict[int, Any]) -> bool:
    return any(raw.get(each.def_num) == each.raw_value for each in subfield.ref_fields)


@cache
def _fields(name: str) -> dict[str | int, Any]:
    types = (each for each in profile.MESSAGE_TYPES.values() if each.name == name)
    return {field.name: field for each in types for field in each.fields.values()}
