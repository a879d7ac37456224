"""Huawei Health's export, ``motion path detail data.json``: sums of each activity, and its track as lines of text.

A track has a line each moment, ``tp=lbs;k=0;lat=60.1;lon=10.2;alt=31.5;t=1667655574000;``, its time in milliseconds or,
in older exports, in seconds. A break is written as a place that is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import Any

from afterrun.importers.devices.points import Sample
from afterrun.importers.devices.sport import RUNNING
from afterrun.importers.exports.json_files import (
    BROKEN,
    MOST_POINTS,
    UNREADABLE,
    TooMuchError,
    begins,
    moment_of,
    no_json,
    offset_of,
    read_json,
    require_few,
)
from afterrun.importers.exports.told import Told, number_in, numbered, parsed_of, sport_told, without
from afterrun.importers.here import Here
from afterrun.importers.parsed import Parsed
from afterrun.language import say
from afterrun.records.problem import Problem

NAME = "huawei"
# As programs that read such exports have them; a number that is not here is asked about if it went as fast as a run.
_SPORTS: Mapping[int, str] = {
    2: "hiking",
    3: "cycling",
    4: "running",
    5: "walking",
    101: "treadmill running",
    102: "pool swim",
    103: "indoor cycling",
    104: "open water swim",
    111: "elliptical",
    117: "other",
    118: "trail running",
    145: "crossfit",
    282: "hiking",
}
_SPLITS = re.compile(rb'("\w+Map"\s*:\s*)\{[^{}]*\}')  # their keys are bare numbers, which no JSON has
_TRACK = "HW_EXT_TRACK_DETAIL@is"
_SUMS = "&&HW_EXT_TRACK_SIMPLIFY@is"
_PLACE = re.compile(r"^tp=lbs;(.*)$", re.MULTILINE)
_BREAK = (90.0, -80.0)
_BY_DAY = "motionPathData"  # of before July 2020: the activities of each day
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is a list of activities, by its keys; a track may be longer than what is looked at."""
    by_day, with_track = begins(head, _BY_DAY), begins(head, "attribute") and _TRACK.encode() in head
    return by_day or with_track or begins(head, "sportType", "startTime", "totalTime", "totalDistance")


def parse(content: bytes, name: str, here: Here) -> Parsed:
    """Read all activities of a file; never raises."""
    try:
        said = read_json(_SPLITS.sub(rb"\1null", content))
    except UNREADABLE as error:
        return no_json(name, error)
    listed = [part for each in (said if isinstance(said, list) else [said]) for part in _of_day(each)]
    return parsed_of(_told(name, listed, here), name=name, source=NAME)


def _of_day(said: Any) -> list[Any]:
    parts = said.get(_BY_DAY) if isinstance(said, Mapping) else None
    return parts if isinstance(parts, list) else [said]


def _told(name: str, listed: list[Any], here: Here) -> Iterator[tuple[str, Told | Problem]]:
    for where, activity in numbered(name, listed):
        try:
            yield where, _one(activity, here)
        except TooMuchError as error:
            yield where, Problem(where, str(error), say("Log it by hand if it was a run."))
        except BROKEN:
            yield where, without(where, say("a start or a length"))


def _one(activity: Mapping[str, Any], here: Here) -> Told:
    start = moment_of(float(activity["startTime"]), here, zone=_zone(activity.get("timeZone")))
    kind = int(activity["sportType"])
    sport = _SPORTS.get(kind, f"huawei sport {kind}")
    is_other = sport_told(sport) not in (None, RUNNING) and kind in _SPORTS
    return Told(
        start=start,
        duration_s=_length_s(activity, start.timestamp()),
        distance_m=number_in(activity, "totalDistance"),
        sport=sport,
        samples=() if is_other else _track(activity.get("attribute")),
    )


def _zone(said: Any) -> tzinfo | None:
    found = _OFFSET.fullmatch(said) if isinstance(said, str) else None
    if found is None:
        return None
    minutes = 60 * int(found[2]) + int(found[3])
    return offset_of(-minutes if found[1] == "-" else minutes)


def _length_s(activity: Mapping[str, Any], start_s: float) -> float:
    """From the start to the end, breaks included; where no end is told, as long as the watch counted."""
    counted_s, end_ms = float(activity["totalTime"]) / 1000, number_in(activity, "endTime")
    return counted_s if end_ms is None else max(counted_s, end_ms / 1000 - start_s)


def _track(said: Any) -> tuple[Sample, ...]:
    if not isinstance(said, str):
        return ()
    lines = _PLACE.findall(said.removeprefix(_TRACK).partition(_SUMS)[0])
    require_few(len(lines), MOST_POINTS)
    samples: list[Sample] = []
    segment = 0.0
    for line in lines:
        values = dict(part.split("=", 1) for part in line.split(";") if "=" in part)
        at, latitude, longitude = (number_in(values, key) for key in ("t", "lat", "lon"))
        if (latitude, longitude) == _BREAK:
            segment += 1
        elif at and latitude is not None and longitude is not None and (latitude or longitude):
            sample = {"at": at / 1000 if at > 1e11 else at, "segment": segment}
            samples.append(sample | {"latitude_deg": latitude, "longitude_deg": longitude} | _height(values))
    return tuple(samples)


def _height(values: Mapping[str, str]) -> Sample:
    height = number_in(values, "alt")
    return {"altitude_m": height} if height else {}  # nought where it was not measured
