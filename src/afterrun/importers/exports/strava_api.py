"""An activity as Strava's interface tells it; `afterrun sync` keeps its answers as a file, to be read again.

The fields are those of https://developers.strava.com/docs/reference/ (SummaryActivity, StreamSet).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from afterrun.importers.devices.points import Sample
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
from afterrun.importers.exports.told import Told, number_in, parsed_of, text_in, without
from afterrun.importers.here import Here
from afterrun.importers.parsed import Parsed
from afterrun.language import say
from afterrun.records.problem import Problem
from afterrun.records.provenance import STRAVA_API

NAME = STRAVA_API
_CHANNELS = {
    "distance": "distance_m",
    "altitude": "altitude_m",
    "velocity_smooth": "speed_mps",
    "heartrate": "heart_rate_bpm",
    "cadence": "cadence_spm",
    "watts": "power_w",
}


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is such an activity, by its first key."""
    return begins(head, "strava_activity")


def parse(content: bytes, name: str, here: Here) -> Parsed:
    """Read it; never raises."""
    try:
        said = read_json(content)
    except UNREADABLE as error:
        return no_json(name, error)
    told: Told | Problem
    try:
        told = _told(said["strava_activity"], said.get("strava_streams") or {}, here)
    except TooMuchError as error:
        return no_json(name, error)
    except BROKEN:
        told = without(name, say("a start or a length"))
    return parsed_of([(name, told)], name=name, source=NAME)


def _told(activity: Mapping[str, Any], streams: Mapping[str, Any], here: Here) -> Told:
    start = moment_of(activity["start_date"], here, zone=UTC)
    if (offset_s := number_in(activity, "utc_offset")) is not None:
        start = start.astimezone(offset_of(offset_s / 60))
    return Told(
        start=start,
        duration_s=number_in(activity, "elapsed_time"),
        distance_m=number_in(activity, "distance"),
        ascent_m=number_in(activity, "total_elevation_gain"),
        sport=text_in(activity, "sport_type", "type"),
        surface="treadmill" if activity.get("trainer") is True else None,
        rpe=number_in(activity, "perceived_exertion"),
        note=text_in(activity, "name"),
        samples=tuple(_samples(streams, start)),
        per_leg=True,
    )


def _samples(streams: Mapping[str, Any], start: datetime) -> Iterator[Sample]:
    columns = {name: each["data"] for name, each in streams.items() if isinstance(each, Mapping) and "data" in each}
    places = columns.get("latlng") or ()
    require_few(len(columns.get("time") or ()), MOST_POINTS)
    for index, after_s in enumerate(columns.get("time") or ()):
        if not isinstance(after_s, int | float):
            continue
        sample: Sample = {"at": start.timestamp() + after_s}
        for name, channel in _CHANNELS.items():
            values = columns.get(name) or ()
            if index < len(values) and isinstance(values[index], int | float):
                sample[channel] = float(values[index])
        if index < len(places) and isinstance(places[index], list) and len(places[index]) == 2:
            sample["latitude_deg"], sample["longitude_deg"] = map(float, places[index])
        yield sample
