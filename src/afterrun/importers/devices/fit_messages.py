"""The messages of a FIT file that matter here, read as far as the file is sound."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta, timezone, tzinfo
from typing import Any

import fitdecode
import numpy as np

from afterrun.importers.devices.fit_columns import CHANNELS, FIRST_DATE, FIT_EPOCH_S, SEMICIRCLES_PER_DEG, records_of
from afterrun.importers.devices.fit_layout import FitFile, NotPlainError, lay_out, without_padding
from afterrun.importers.devices.fit_limits import Count, TooMuchError, require_short
from afterrun.importers.devices.fit_summaries import frames, summaries_of, values_of
from afterrun.importers.devices.points import Points, Sample, points_of
from afterrun.language import say
from afterrun.records.problem import Problem

_QUARTER_S = 900
_LARGEST_OFFSET_S = 14 * 3600
_OFFSET_SLACK_S = 60  # the two clocks of an activity message may be read apart
_READ = ("file_id", "sport", "session", "activity", "lap", "record")


@dataclass(slots=True)
class FitPart:
    """One of the FIT files that may be chained in a stream.

    ``kind`` is what the file says it is (None if it does not), ``sport`` and ``sport_name`` what it says outside of
    sessions, ``clockless`` counts records whose time is no date.
    """

    kind: str | None = None
    sessions: list[dict[str, Any]] = field(default_factory=list)
    points: Points = field(default_factory=lambda: Points(np.empty(0), {}))
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
    problems: list[Problem] = []
    content = without_padding(_with_length(content, name, problems))
    try:
        try:
            return _by_columns(content, name, problems), problems
        except NotPlainError:
            return by_values(content, name, problems), problems
    except TooMuchError as told:
        return [], [Problem(name, str(told), say("Such a file is built to do harm. Export it again."), True)]


def _by_columns(content: bytes, name: str, problems: list[Problem]) -> list[FitPart]:
    laid_out = lay_out(content, Count())
    parts = []
    for file in laid_out.files:
        part = FitPart()
        part.points, part.clockless = records_of(file, content)
        _take_summaries(part, file, name, problems)
        parts.append(part)
        if not file.crc_matches:
            problems.append(_wrong_checksum(name))
    if laid_out.damaged_at is not None:
        problems.append(_damaged(name, laid_out.damaged_at))
    return parts


def _take_summaries(part: FitPart, file: FitFile, name: str, problems: list[Problem]) -> None:
    try:
        for kind, values in summaries_of(file):
            _take(part, kind, values)
    except Exception:  # the decoder raises whatever a damaged byte leads it to
        problems.append(_damaged(name, None))


def by_values(content: bytes, name: str, problems: list[Problem]) -> list[FitPart]:
    """Read value by value with fitdecode: some hundred times slower, for files of old watches that pack their times.

    Raises
    ------
    TooMuchError
        If there is more than any watch writes.
    """
    require_short(content)
    parts: list[FitPart] = []
    samples: list[list[Sample]] = []
    try:
        for frame in _counted(frames(content), Count()):
            if frame.frame_type == fitdecode.FIT_FRAME_HEADER:
                parts.append(FitPart())
                samples.append([])
            elif frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name == "record":
                _take_record(parts[-1], samples[-1], values_of(frame))
            elif frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name in _READ:
                _take(parts[-1], frame.name, values_of(frame))
            elif frame.frame_type == fitdecode.FIT_FRAME_CRC and not frame.matched:
                problems.append(_wrong_checksum(name))
    except TooMuchError:
        raise
    except Exception as error:  # the decoder raises whatever a damaged byte leads it to
        problems.append(_damaged(name, getattr(error, "offset", None)))
    for part, taken in zip(parts, samples, strict=True):
        part.points = points_of(taken)
    return parts


def date_s(value: object) -> float | None:
    """Seconds since 1970 UTC of a FIT ``date_time``; None if the device did not know the date."""
    return float(FIT_EPOCH_S + value) if isinstance(value, int | float) and value >= FIRST_DATE else None


def _counted(found: Iterator[Any], count: Count) -> Iterator[Any]:
    for frame in found:
        if frame.frame_type == fitdecode.FIT_FRAME_DEFINITION:
            count.definition()
        elif frame.frame_type == fitdecode.FIT_FRAME_DATA:
            count.messages(len(frame.fields), sessions=frame.name == "session", singly_bytes=1)
        yield frame


def _wrong_checksum(name: str) -> Problem:
    return Problem(
        name, say("The file's checksum does not match its content."), say("Compare the run with your watch.")
    )


def _damaged(name: str, at: int | None) -> Problem:
    where = name if at is None else say("{name} byte {at}", name=name, at=at)
    what = say("The file is damaged or cut off here; nothing after it could be read.")
    return Problem(where, what, say("Copy the file from the watch again if something is missing."))


def _with_length(content: bytes, name: str, problems: list[Problem]) -> bytes:
    # A watch that dies while recording leaves a length of zero in the header, with everything behind it.
    if len(content) <= 14 or content[0] not in (12, 14) or content[4:8] != bytes(4):
        return content
    problems.append(Problem(name, say("The watch did not finish this file."), say("Compare the run with your watch.")))
    return content[:4] + struct.pack("<I", len(content) - content[0]) + content[8:]


def _take(part: FitPart, kind: str, values: dict[str, Any]) -> None:
    if kind == "session":
        part.sessions.append(values)
    elif kind == "file_id":
        part.kind = _text(values.get("type"))
    elif kind == "activity":
        part.zone = _offset(values.get("timestamp"), values.get("local_timestamp")) or part.zone
    else:  # sport or lap
        if kind == "sport":
            part.sport_name = _text(values.get("name")) or part.sport_name
        part.sport = _text(values.get("sport")) or part.sport


def _take_record(part: FitPart, samples: list[Sample], values: Mapping[str, Any]) -> None:
    at_s = date_s(values.get("timestamp"))
    if at_s is None:
        part.clockless += 1
        return
    sample: Sample = {"at": at_s}
    for field_name, channel in CHANNELS.items():
        value = values.get(field_name)
        if isinstance(value, int | float):
            sample.setdefault(channel, float(value))
    for channel in ("latitude_deg", "longitude_deg"):
        if channel in sample:
            sample[channel] /= SEMICIRCLES_PER_DEG
    fraction = values.get("fractional_cadence")
    if "cadence_spm" in sample and isinstance(fraction, int | float):
        sample["cadence_spm"] += fraction
    samples.append(sample)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _offset(at: object, local: object) -> tzinfo | None:
    at_s, local_s = date_s(at), date_s(local)
    if at_s is None or local_s is None:
        return None
    offset_s = _QUARTER_S * round((local_s - at_s) / _QUARTER_S)
    sane = abs(offset_s) <= _LARGEST_OFFSET_S and abs(local_s - at_s - offset_s) <= _OFFSET_SLACK_S
    return timezone(timedelta(seconds=offset_s)) if sane else None
