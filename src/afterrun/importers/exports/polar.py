"""Polar Flow's export: one ``training-session-*.json`` for each session, in local time with its offset in minutes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import Any

from afterrun.importers.devices.points import Sample
from afterrun.importers.exports.json_files import (
    BROKEN,
    UNREADABLE,
    begins,
    length_s,
    moment_of,
    no_json,
    offset_of,
    read_json,
)
from afterrun.importers.exports.told import Told, number_in, numbered, parsed_of, text_in, without
from afterrun.importers.here import Here
from afterrun.importers.parsed import Parsed
from afterrun.language import say
from afterrun.records.problem import Problem

NAME = "polar"
_OFFSETS = ("timezoneOffset", "timezoneOffsetMinutes")
# Of the service's published list; one that is not here is judged by its speed.
_SPORTS = {
    "1": "running",
    "2": "cycling",
    "3": "walking",
    "4": "jogging",
    "5": "mountain biking",
    "11": "hiking",
    "17": "treadmill running",
    "18": "indoor cycling",
    "27": "trail running",
}


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is a session, by its keys."""
    return begins(head, "exportVersion", "exercises") or (
        "training-session" in name.rpartition("/")[2] and begins(head, "startTime")
    )


def parse(content: bytes, name: str, here: Here) -> Parsed:
    """Read one session; never raises."""
    try:
        session = read_json(content)
    except UNREADABLE as error:
        return no_json(name, error)
    if isinstance(session, Mapping) and _is_target(session):
        return Parsed()
    return parsed_of(_told(name, session, here), name=name, source=NAME)


def _is_target(session: Mapping[str, Any]) -> bool:
    """Whether it is what somebody set out to do: nothing in it says how long anything took."""
    parts = session.get("exercises")
    every = [session, *(each for each in (parts if isinstance(parts, list) else ()) if isinstance(each, Mapping))]
    return not any(each.get(name) for each in every for name in ("stopTime", "duration", "durationMillis"))


def _told(name: str, session: Any, here: Here) -> Iterator[tuple[str, Told | Problem]]:
    parts = (session.get("exercises") if isinstance(session, Mapping) else None) or [session]
    for where, part in numbered(name, parts):
        try:
            yield where, _one(session, part if len(parts) > 1 else {**session, **part}, here)
        except BROKEN:
            yield where, without(where, say("a start or a length"))


def _one(session: Mapping[str, Any], part: Mapping[str, Any], here: Here) -> Told:
    minutes = number_in(part, *_OFFSETS)
    minutes = number_in(session, *_OFFSETS) if minutes is None else minutes
    zone = None if minutes is None else offset_of(minutes)
    start = moment_of(part.get("startTime") or session["startTime"], here, zone=zone)
    length = length_s(str(part.get("duration", "")))
    if stop := part.get("stopTime"):
        length = (moment_of(stop, here, zone=zone) - start).total_seconds()
    sport = part.get("sport")
    return Told(
        start=start,
        duration_s=length or _millis(part) or number_in(part, "duration"),
        distance_m=number_in(part, "distance", "distanceMeters"),
        ascent_m=number_in(part, "ascent", "ascentMeters"),
        sport=_sport(sport) or text_in(session, "name"),
        note=text_in(session, "note"),
        samples=tuple(_route(part, here, zone)),
    )


def _millis(part: Mapping[str, Any]) -> float | None:
    length = number_in(part, "durationMillis")
    return None if length is None else length / 1000


def _sport(said: Any) -> str | None:
    """Name a sport, which newer exports number."""
    if isinstance(said, Mapping):
        return _SPORTS.get(str(said.get("id")))
    return said if isinstance(said, str) else None


def _route(part: Mapping[str, Any], here: Here, zone: tzinfo | None) -> Iterator[Sample]:
    samples = part.get("samples")
    for point in (samples.get("recordedRoute") if isinstance(samples, Mapping) else None) or ():
        try:
            at_s = moment_of(point["dateTime"], here, zone=zone).timestamp()
            place = {"latitude_deg": float(point["latitude"]), "longitude_deg": float(point["longitude"])}
        except BROKEN:
            continue
        height = number_in(point, "altitude")
        yield {"at": at_s, "segment": 0.0, **place, **({} if height is None else {"altitude_m": height})}
