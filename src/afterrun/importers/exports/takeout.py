"""Google's Takeout: sessions of Fit (one JSON each; the tracks lie beside them as TCX), and the exercises of Fitbit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

from afterrun.importers.exports.json_files import (
    BROKEN,
    UNREADABLE,
    TooMuchError,
    begins,
    length_s,
    moment_of,
    no_json,
    read_json,
)
from afterrun.importers.exports.told import Told, number_in, numbered, parsed_of, text_in, without
from afterrun.importers.here import Here
from afterrun.importers.parsed import Parsed
from afterrun.importers.tables.date_order import order_of
from afterrun.importers.tables.moments import written
from afterrun.language import say
from afterrun.records.problem import Problem
from afterrun.units import METRES_PER_MILE

FIT, FITBIT = "google-fit", "fitbit"
# What a telephone notices all day long, and no one does for training.
_NO_ACTIVITY = (
    "still",
    "sleep",
    "in_vehicle",
    "on_foot",
    "tilting",
    "unknown",
    "light_sleep",
    "deep_sleep",
    "rem_sleep",
)
# The name of a session's file has the time as it was lived: 2026-05-03T07_30_10+02_00_RUNNING.json.
_OFFSET = re.compile(r"T\d\d_\d\d_\d\d(?:\.\d+)?([+-]\d\d_\d\d)")
_METRES_PER_UNIT = {"Kilometer": 1000.0, "Mile": METRES_PER_MILE, "Meter": 1.0}


def is_takeout_folder(folder: Path) -> bool:
    """Whether a folder is an unpacked Takeout, or its part of Fit: tables in it sum up days, and are nobody's diary."""
    return folder.name == "Takeout" or (folder.parent.name == "Takeout" and folder.name in ("Fit", "Google Fit"))


def sniff_session(name: str, head: bytes) -> bool:
    """Whether the file is a session of Fit, by its keys."""
    return begins(head, "fitnessActivity", "startTime")


def parse_session(content: bytes, name: str, here: Here) -> Parsed:
    """Read one session of Fit; never raises. What is no activity (sleep, standing still) gives nothing."""
    try:
        said = read_json(content)
        if str(said["fitnessActivity"]).lower().replace(" ", "_") in _NO_ACTIVITY:
            return Parsed()
        told: Told | Problem = _session(said, name, here)
    except TooMuchError as error:
        return no_json(name, error)
    except BROKEN:
        told = without(name, say("a start or a length"))
    return parsed_of([(name, told)], name=name, source=FIT)


def _session(said: Mapping[str, Any], name: str, here: Here) -> Told:
    start, end = moment_of(said["startTime"], here), said.get("endTime")
    if match := _OFFSET.search(name.rpartition("/")[2]):
        lived = moment_of(f"2000-01-01T00:00:00{match.group(1).replace('_', ':')}", here)
        start = start.astimezone(lived.tzinfo)
    length = length_s(str(said.get("duration", "")))
    if end:
        length = (moment_of(end, here) - start).total_seconds()
    sums = {str(each.get("metricName")): each for each in said.get("aggregate") or () if isinstance(each, Mapping)}
    distance = sums.get("com.google.distance.delta", {})
    return Told(
        start=start,
        duration_s=length,
        distance_m=number_in(distance, "floatValue", "doubleValue", "intValue"),
        sport=str(said["fitnessActivity"]),
        note=text_in(said, "name"),
    )


def sniff_exercises(name: str, head: bytes) -> bool:
    """Whether the file is a page of Fitbit's exercises, by its keys."""
    return begins(head, "activityName", "startTime", "duration")


def parse_exercises(content: bytes, name: str, here: Here) -> Parsed:
    """Read a page of exercises; never raises."""
    try:
        said = read_json(content)
    except UNREADABLE as error:
        return no_json(name, error)
    listed = said if isinstance(said, list) else [said]
    starts = [str(each.get("startTime")) for each in listed if isinstance(each, Mapping)]
    order, _ = order_of([found for start in starts if (found := written(start)) is not None], here)
    return parsed_of(_exercises(name, listed, replace(here, dates=order)), name=name, source=FITBIT)


def _exercises(name: str, listed: list[Any], here: Here) -> Iterator[tuple[str, Told | Problem]]:
    for where, entry in numbered(name, listed):
        try:
            unit = _METRES_PER_UNIT.get(entry.get("distanceUnit"))
            distance = number_in(entry, "distance")
            length = number_in(entry, "duration", "originalDuration")
            yield (
                where,
                Told(
                    start=moment_of(entry["startTime"], here, zone=UTC),
                    duration_s=None if length is None else length / 1000,
                    distance_m=None if distance is None or unit is None else distance * unit,
                    sport=str(entry["activityName"]),
                ),
            )
        except BROKEN:
            yield where, without(where, say("a start or a length"))
