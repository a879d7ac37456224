"""The messages of a FIT file that matter here, read as far as the file is sound."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta, timezone, tzinfo
from typing import Any

import fitdecode

from afterrun.importers.devices.track import Sample
from afterrun.language import say
from afterrun.records.problem import Problem

SEMICIRCLES_PER_DEG = 2**31 / 180.0
FIT_EPOCH_S = 631065600  # 1989-12-31T00:00Z, from which FIT counts
_FIRST_DATE = 0x10000000  # smaller values count from when the device was switched on
_QUARTER_S = 900
_LARGEST_OFFSET_S = 14 * 3600
_OFFSET_SLACK_S = 60  # the two clocks of an activity message may be read apart

_CHANNELS = {
    "position_lat": "latitude_deg",
    "position_long": "longitude_deg",
    "enhanced_altitude": "altitude_m",
    "altitude": "altitude_m",
    "distance": "distance_m",
    "enhanced_speed": "speed_mps",
    "speed": "speed_mps",
    "heart_rate": "heart_rate_bpm",
    "cadence": "cadence_spm",
    "power": "power_w",
    "stance_time": "contact_ms",
    "vertical_oscillation": "vertical_oscillation_mm",
}
# Judgement: the decoder takes some 10 us a value and 30 a message, 20 s at most. A day with a point each second
# and all that watches write counts 1.3 million; a watch redefines its messages a few times an hour.
MOST_VALUES = 2_000_000
_MESSAGE_COUNTS = 3  # values
MOST_DEFINITIONS = 20_000
MOST_SESSIONS = 1_000
_READ = ("file_id", "sport", "session", "activity", "lap", "record")


@dataclass(slots=True)
class FitPart:
    """One of the FIT files that may be chained in a stream.

    ``kind`` is what the file says it is (None if it does not), ``sport`` and ``sport_name`` what it says outside of
    sessions, ``clockless`` counts records whose time is no date.
    """

    kind: str | None = None
    sessions: list[dict[str, Any]] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    sport: str | None = None
    sport_name: str = ""
    zone: tzinfo | None = None
    clockless: int = 0


def read_parts(content: bytes, name: str) -> tuple[list[FitPart], list[Problem]]:
    """Read every message up to the first that is damaged; never raises.

    Returns
    -------
    list of FitPart
        One for each header found.
    list of Problem
        Where and why the reading stopped, and checksums that do not match.
    """
    parts: list[FitPart] = []
    problems: list[Problem] = []
    content = _with_length(content, name, problems)
    count = _Count()
    try:
        for frame in _frames(content):
            if (told := count.too_much(frame)) is not None:
                return [], [Problem(name, told, say("Such a file is built to do harm. Export it again."), True)]
            if frame.frame_type == fitdecode.FIT_FRAME_HEADER:
                parts.append(FitPart())
            elif frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name in _READ:
                _take(parts[-1], frame)
            elif frame.frame_type == fitdecode.FIT_FRAME_CRC and not frame.matched:
                problems.append(
                    Problem(
                        name,
                        say("The file's checksum does not match its content."),
                        say("Compare the run with your watch."),
                    )
                )
    except Exception as error:  # the decoder raises whatever a damaged byte leads it to
        at = getattr(error, "offset", None)
        where = name if at is None else say("{name} byte {at}", name=name, at=at)
        what = say("The file is damaged or cut off here; nothing after it could be read.")
        problems.append(Problem(where, what, say("Copy the file from the watch again if something is missing.")))
    return parts, problems


@dataclass(slots=True)
class _Count:
    values: int = 0
    definitions: int = 0
    sessions: int = 0

    def too_much(self, frame: Any) -> str | None:
        """Count a message; say what there is too much of, if there is."""
        if frame.frame_type == fitdecode.FIT_FRAME_DEFINITION:
            self.definitions += 1
            if self.definitions > MOST_DEFINITIONS:
                return say("The file defines its messages more than {most} times.", most=MOST_DEFINITIONS)
        elif frame.frame_type == fitdecode.FIT_FRAME_DATA:
            self.values += _MESSAGE_COUNTS + len(frame.fields)
            self.sessions += frame.name == "session"
            if self.values > MOST_VALUES:
                return say("The file holds more than {most} values.", most=MOST_VALUES)
            if self.sessions > MOST_SESSIONS:
                return say("The file holds more than {most} activities.", most=MOST_SESSIONS)
        return None


def date_s(value: object) -> float | None:
    """Seconds since 1970 UTC of a FIT ``date_time``; None if the device did not know the date."""
    return float(FIT_EPOCH_S + value) if isinstance(value, int | float) and value >= _FIRST_DATE else None


def _frames(content: bytes) -> Iterator[Any]:
    with fitdecode.FitReader(
        content,
        check_crc=fitdecode.CrcCheck.READONLY,
        error_handling=fitdecode.ErrorHandling.IGNORE,
        processor=None,
    ) as reader:
        yield from reader


def _with_length(content: bytes, name: str, problems: list[Problem]) -> bytes:
    # A watch that dies while recording leaves a length of zero in the header, with everything behind it.
    if len(content) <= 14 or content[0] not in (12, 14) or content[4:8] != bytes(4):
        return content
    problems.append(Problem(name, say("The watch did not finish this file."), say("Compare the run with your watch.")))
    return content[:4] + struct.pack("<I", len(content) - content[0]) + content[8:]


def _take(part: FitPart, frame: Any) -> None:
    values = {each.name: each.value for each in frame.fields if each.value is not None and not _from_developer(each)}
    if frame.name == "record":
        _take_record(part, values)
    elif frame.name == "session":
        part.sessions.append(values)
    elif frame.name == "file_id":
        part.kind = _text(values.get("type"))
    elif frame.name == "activity":
        part.zone = _offset(values.get("timestamp"), values.get("local_timestamp")) or part.zone
    else:  # sport or lap
        if frame.name == "sport":
            part.sport_name = _text(values.get("name")) or part.sport_name
        part.sport = _text(values.get("sport")) or part.sport


def _take_record(part: FitPart, values: dict[str, Any]) -> None:
    at_s = date_s(values.get("timestamp"))
    if at_s is None:
        part.clockless += 1
        return
    sample: Sample = {"at": at_s}
    for field_name, channel in _CHANNELS.items():  # the enhanced field comes first and wins
        value = values.get(field_name)
        if isinstance(value, int | float):
            sample.setdefault(channel, float(value))
    for channel in ("latitude_deg", "longitude_deg"):
        if channel in sample:
            sample[channel] /= SEMICIRCLES_PER_DEG
    fraction = values.get("fractional_cadence")
    if "cadence_spm" in sample and isinstance(fraction, int | float):
        sample["cadence_spm"] += fraction
    part.samples.append(sample)


def _from_developer(each: Any) -> bool:
    # Fields of third-party apps may carry any name and unit.
    return each.field_def is not None and bool(each.field_def.is_dev)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _offset(at: object, local: object) -> tzinfo | None:
    at_s, local_s = date_s(at), date_s(local)
    if at_s is None or local_s is None:
        return None
    offset_s = _QUARTER_S * round((local_s - at_s) / _QUARTER_S)
    sane = abs(offset_s) <= _LARGEST_OFFSET_S and abs(local_s - at_s - offset_s) <= _OFFSET_SLACK_S
    return timezone(timedelta(seconds=offset_s)) if sane else None
