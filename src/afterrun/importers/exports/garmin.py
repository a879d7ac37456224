"""Garmin's export: ``summarizedActivities.json`` tells of every activity, typed ones too; FIT files lie in zips.

Lengths are in milliseconds and distances in centimetres, as the forum of the service and its users' programs have it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from afterrun.importers.exports.json_files import BROKEN, UNREADABLE, begins, moment_of, no_json, offset_of, read_json
from afterrun.importers.exports.told import Told, number_in, numbered, parsed_of, text_in, without
from afterrun.importers.here import Here
from afterrun.importers.parsed import Parsed
from afterrun.language import say
from afterrun.records.problem import Problem

NAME = "garmin"
_KEY = "summarizedActivitiesExport"
_ID, _PART_OF = "activityId", "parentId"
_READ = frozenset(
    (
        *(_KEY, _ID, _PART_OF, "beginTimestamp", "startTimeGmt", "startTimeLocal", "elapsedDuration", "duration"),
        *("distance", "elevationGain", "activityType", "sportType", "workoutRpe", "directWorkoutRpe", "name"),
    )
)
"""All that is kept of a page: it has forty values for each lap of each of a thousand activities."""
_WIDEST_OFFSET_MIN = 14 * 60


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is the list of activities, by its first key."""
    return begins(head, _KEY)


def parse(content: bytes, name: str, here: Here, shoes: Mapping[object, str] | None = None) -> Parsed:
    """Read the list, with the shoes of activities by their identity; never raises."""
    try:
        said = read_json(content, keys=_READ)
    except UNREADABLE as error:
        return no_json(name, error)
    pages = said if isinstance(said, list) else [said]
    listed = [each for page in pages if isinstance(page, Mapping) for each in page.get(_KEY) or ()]
    return parsed_of(_told(name, listed, here, shoes or {}), name=name, source=NAME)


def _told(
    name: str, listed: list[Any], here: Here, shoes: Mapping[object, str]
) -> Iterator[tuple[str, Told | Problem]]:
    in_parts = {each.get(_PART_OF) for each in listed if isinstance(each, Mapping)} - {None}
    for where, entry in numbered(name, listed):
        try:
            if entry.get(_ID) not in in_parts:  # a triathlon is listed as a whole, too
                yield where, replace(_one(entry, here), shoe=shoes.get(entry.get(_ID)))
        except BROKEN:
            yield where, without(where, say("a start or a length"))


def _one(entry: Mapping[str, Any], here: Here) -> Told:
    begin = entry.get("beginTimestamp") or entry["startTimeGmt"]
    start, wall = moment_of(begin, here), entry.get("startTimeLocal")
    if isinstance(wall, int | float) and isinstance(begin, int | float):
        minutes = (wall - begin) / 60000
        if abs(minutes) <= _WIDEST_OFFSET_MIN:
            start = start.astimezone(offset_of(minutes))
    effort = number_in(entry, "workoutRpe", "directWorkoutRpe")
    distance, climb = number_in(entry, "distance"), number_in(entry, "elevationGain")
    length = number_in(entry, "elapsedDuration") or number_in(entry, "duration")
    return Told(
        start=start,
        duration_s=None if length is None else length / 1000,
        distance_m=None if distance is None else distance / 100,
        ascent_m=None if climb is None else climb / 100,
        sport=text_in(entry, "activityType", "sportType"),
        rpe=None if effort is None else effort / 10,  # kept as 10 to 100
        note=text_in(entry, "name"),
    )
