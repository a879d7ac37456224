"""Workouts as the app Health Auto Export writes Apple's: one JSON file, with routes and a unit beside each sum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from afterrun.importers.devices.points import Sample
from afterrun.importers.exports.json_files import BROKEN, UNREADABLE, moment_of, no_json, read_json
from afterrun.importers.exports.told import Told, number_in, numbered, parsed_of, text_in, without
from afterrun.importers.here import Here
from afterrun.importers.parsed import Parsed
from afterrun.importers.tables.headers import FACTORS
from afterrun.language import say
from afterrun.records.problem import Problem

NAME = "health-auto-export"
# Whatever was chosen stands below one key; what tells of no workout (pulse, sleep, weight) may come first.
_BEGINNING = re.compile(rb'\s*(?:\xef\xbb\xbf)?\{\s*"data"\s*:\s*\{\s*"(?:workouts|metrics)"\s*:\s*\[')
_METRES = FACTORS["distance_m"]


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is one of the app, by how it begins."""
    return _BEGINNING.match(head) is not None


def parse(content: bytes, name: str, here: Here) -> Parsed:
    """Read the workouts of a file; one without any holds no activity. Never raises."""
    try:
        listed = read_json(content)["data"].get("workouts")
    except UNREADABLE as error:
        return no_json(name, error)
    except BROKEN:
        listed = None
    return parsed_of(_told(name, listed, here), name=name, source=NAME) if isinstance(listed, list) else Parsed()


def _told(name: str, listed: list[Any], here: Here) -> Iterator[tuple[str, Told | Problem]]:
    for where, workout in numbered(name, listed):
        try:
            yield where, _one(workout, here)
        except BROKEN:
            yield where, without(where, say("a start or a length"))


def _one(workout: Mapping[str, Any], here: Here) -> Told:
    start = moment_of(workout["start"], here, timed=True)
    indoors = workout.get("isIndoor") is True or workout.get("location") == "Indoor"
    return Told(
        start=start,
        duration_s=(moment_of(workout["end"], here, timed=True) - start).total_seconds(),
        distance_m=_metres(workout.get("distance")),
        ascent_m=_metres(workout.get("elevationUp")),
        sport=text_in(workout, "name"),
        surface="treadmill" if indoors else None,
        samples=tuple(_route(workout.get("route"), here)),
    )


def _metres(said: Any) -> float | None:
    """Read an amount with its unit; without a unit that is known it may be any length."""
    if not isinstance(said, Mapping):
        return None
    amount, factor = number_in(said, "qty"), _METRES.get(str(said.get("units")).lower())
    return None if amount is None or factor is None else amount * factor


def _route(listed: Any, here: Here) -> Iterator[Sample]:
    for point in listed if isinstance(listed, list) else ():
        try:
            at_s = moment_of(point["timestamp"], here, timed=True).timestamp()
        except BROKEN:
            continue
        latitude, longitude = number_in(point, "latitude", "lat"), number_in(point, "longitude", "lon")
        if latitude is None or longitude is None:
            continue
        height = number_in(point, "altitude")
        place = {"latitude_deg": latitude, "longitude_deg": longitude}
        yield {"at": at_s, "segment": 0.0, **place, **({} if height is None else {"altitude_m": height})}
