"""Suunto's JSON of one workout (``DeviceLog``): metres, seconds, places in radians."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from afterrun.importers.devices.points import Sample
from afterrun.importers.exports.json_files import BROKEN, TooMuchError, begins, moment_of, no_json, read_json
from afterrun.importers.exports.told import Told, number_in, parsed_of, text_in, without
from afterrun.importers.here import Here
from afterrun.importers.parsed import Parsed
from afterrun.language import say
from afterrun.records.problem import Problem

NAME = "suunto"
# As the service's partners list them; one that is not here has no sport, and is judged by its speed.
_SPORTS: Mapping[int, str] = {
    3: "running",
    4: "cycling",
    5: "cycling",
    6: "swimming",
    10: "yoga",
    11: "hiking",
    12: "walking",
    15: "rowing",
    17: "cycling",
    20: "skiing",
    21: "snowboarding",
    22: "skiing",
    23: "strength",
    25: "soccer",
    33: "tennis",
    82: "trail running",
}


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is a workout, by its outer key."""
    return begins(head, "DeviceLog")


def parse(content: bytes, name: str, here: Here) -> Parsed:
    """Read the workout; never raises."""
    try:
        said = read_json(content)
        told: Told | Problem = _one(said["DeviceLog"], here)
    except TooMuchError as error:
        return no_json(name, error)
    except BROKEN as error:
        if isinstance(error, ValueError) and not content.lstrip().startswith((b"{", b"\xef\xbb\xbf{")):
            return no_json(name, error)
        told = without(name, say("a start or a length"))
    return parsed_of([(name, told)], name=name, source=NAME)


def _one(log: Mapping[str, Any], here: Here) -> Told:
    header = log["Header"]
    kind = header.get("ActivityType")
    climb = number_in(header, "Ascent")
    return Told(
        start=moment_of(header["DateTime"], here),
        duration_s=number_in(header, "Duration"),
        distance_m=number_in(header, "Distance"),
        ascent_m=climb,
        sport=_SPORTS.get(kind) if isinstance(kind, int) else text_in(header, "ActivityType", "Activity"),
        note=text_in(header, "Notes"),
        samples=tuple(_route(log.get("Samples"), here)),
    )


def _route(samples: Any, here: Here) -> Iterator[Sample]:
    for entry in samples if isinstance(samples, list) else ():
        try:
            point = entry.get("Attributes", {}).get("suunto/sml", {}).get("Sample") or entry
            at_s = moment_of(entry.get("TimeISO8601") or point["TimeISO8601"], here).timestamp()
            place = {name: math.degrees(float(point[key])) for name, key in _PLACE}
        except BROKEN:
            continue
        height = number_in(point, "GPSAltitude", "Altitude")
        yield {"at": at_s, "segment": 0.0, **place, **({} if height is None else {"altitude_m": height})}


_PLACE = (("latitude_deg", "Latitude"), ("longitude_deg", "Longitude"))
