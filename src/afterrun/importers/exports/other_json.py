"""Runs as adidas Running (Runtastic), Nike Run Club and GoldenCheetah give them, one JSON file an activity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC
from typing import Any

from afterrun.importers.devices.points import Sample
from afterrun.importers.exports.json_files import BROKEN, UNREADABLE, begins, moment_of, no_json, offset_of, read_json
from afterrun.importers.exports.told import Told, number_in, numbered, parsed_of, text_in, without
from afterrun.importers.here import Here
from afterrun.importers.parsed import Parsed
from afterrun.language import say
from afterrun.records.problem import Problem

ADIDAS, NIKE, GOLDENCHEETAH = "adidas", "nike", "goldencheetah"
# As programs that read such exports have them; one that is not here has no sport, and is judged by its speed.
_ADIDAS_SPORTS: Mapping[str, str] = {
    "1": "running",
    "2": "nordic walking",
    "3": "cycling",
    "4": "cycling",
    "7": "hiking",
    "9": "skiing",
    "14": "treadmill running",
    "15": "cycling",
    "16": "elliptical",
    "18": "swimming",
    "19": "walking",
    "22": "cycling",
    "82": "trail running",
}
_GC_CHANNELS = (("ALT", "altitude_m", 1.0), ("HR", "heart_rate_bpm", 1.0), ("CAD", "cadence_spm", 1.0))
_GC_PLACE = (("LAT", "latitude_deg", 1.0), ("LON", "longitude_deg", 1.0), ("KM", "distance_m", 1000.0))


def sniff_adidas(name: str, head: bytes) -> bool:
    """Whether the file is a session of adidas, by its keys."""
    return begins(head, "start_time", "end_time") and (
        begins(head, "sport_type_id") or begins(head, "features") or begins(head, "sport_type")
    )


def parse_adidas(content: bytes, name: str, here: Here) -> Parsed:
    """Read a session of adidas; never raises."""
    return _parse(content, name, here, _adidas, ADIDAS)


def sniff_nike(name: str, head: bytes) -> bool:
    """Whether the file is an activity of Nike, by its keys."""
    return begins(head, "start_epoch_ms", "end_epoch_ms")


def parse_nike(content: bytes, name: str, here: Here) -> Parsed:
    """Read an activity of Nike; never raises."""
    return _parse(content, name, here, _nike, NIKE)


def sniff_goldencheetah(name: str, head: bytes) -> bool:
    """Whether the file is an activity of GoldenCheetah, by its keys."""
    return begins(head, "RIDE", "STARTTIME")


def parse_goldencheetah(content: bytes, name: str, here: Here) -> Parsed:
    """Read an activity of GoldenCheetah; never raises."""
    return _parse(content, name, here, _goldencheetah, GOLDENCHEETAH)


def _parse(
    content: bytes, name: str, here: Here, make: Callable[[Mapping[str, Any], Here], Told], source: str
) -> Parsed:
    try:
        said = read_json(content)
    except UNREADABLE as error:
        return no_json(name, error)
    return parsed_of(
        [
            (where, _made(each, here, make, where))
            for where, each in _each(said, name)
            if not (isinstance(each, Mapping) and each.get("delete_indicator") is True)  # whoever ran it took it back
        ],
        name=name,
        source=source,
    )


def _each(said: Any, name: str) -> Iterable[tuple[str, Any]]:
    """Give the activities of a file: one, or the list that a page of them holds."""
    listed = said.get("activities") if isinstance(said, Mapping) else said
    return numbered(name, listed) if isinstance(listed, list) else [(name, said)]


def _made(said: Any, here: Here, make: Callable[[Mapping[str, Any], Here], Told], where: str) -> Told | Problem:
    try:
        return make(said, here)
    except BROKEN:
        return without(where, say("a start or a length"))


def _adidas(said: Mapping[str, Any], here: Here) -> Told:
    measured = {**said}
    for feature in said.get("features") or ():
        if isinstance(feature, Mapping) and isinstance(feature.get("attributes"), Mapping):
            measured = {**feature["attributes"], **measured}
    shift_ms = number_in(said, "start_time_timezone_offset") or number_in(measured, "start_time_timezone_offset") or 0.0
    start, end = moment_of(said["start_time"], here, zone=UTC), moment_of(said["end_time"], here, zone=UTC)
    kind = measured.get("sport_type_id")
    if kind is None and isinstance(measured.get("sport_type"), Mapping):
        kind = measured["sport_type"].get("id")
    return Told(
        start=start.astimezone(offset_of(shift_ms / 60000)) if shift_ms else start,
        duration_s=(end - start).total_seconds(),
        distance_m=number_in(measured, "distance"),
        ascent_m=number_in(measured, "elevation_gain"),
        sport=_ADIDAS_SPORTS.get(str(kind)),
        note=text_in(measured, "notes", "note"),
    )


def _nike(said: Mapping[str, Any], here: Here) -> Told:
    sums = {str(each.get("metric")): each for each in said.get("summaries") or () if isinstance(each, Mapping)}
    distance, climb = number_in(sums.get("distance", {}), "value"), number_in(sums.get("ascent", {}), "value")
    tags = said.get("tags") if isinstance(said.get("tags"), Mapping) else {}
    start = moment_of(said["start_epoch_ms"], here)
    return Told(
        start=start,
        duration_s=(moment_of(said["end_epoch_ms"], here) - start).total_seconds(),
        distance_m=None if distance is None else distance * 1000,
        ascent_m=climb,
        sport=text_in(said, "type"),
        note=text_in(tags or {}, "note", "com.nike.name"),
        surface="treadmill" if text_in(tags or {}, "location", "com.nike.running.terrain") == "indoors" else None,
    )


def _goldencheetah(said: Mapping[str, Any], here: Here) -> Told:
    ride = said["RIDE"]
    start = moment_of(ride["STARTTIME"], here, zone=UTC)
    tags = ride.get("TAGS") or {}
    samples = tuple(_gc_samples(ride.get("SAMPLES") or (), start.timestamp()))
    typed = {name: value for each in ride.get("OVERRIDES") or () for name, value in each.items()}
    km = number_in(typed.get("total_distance") or {}, "value")
    lasted = number_in(typed.get("workout_time") or {}, "value") or number_in(typed.get("time_riding") or {}, "value")
    return Told(
        start=start,
        duration_s=lasted or max((each["at"] for each in samples), default=start.timestamp()) - start.timestamp(),
        distance_m=None if km is None else km * 1000,
        sport=text_in(tags, "Sport", "SubSport"),
        rpe=number_in(tags, "RPE"),
        note=text_in(tags, "Notes", "Workout Title"),
        samples=samples,
    )


def _gc_samples(listed: Any, start_s: float) -> Iterator[Sample]:
    for each in listed:
        after_s = number_in(each, "SECS")
        if after_s is None:
            continue
        sample = {"at": start_s + after_s, "segment": 0.0}
        for key, name, factor in (*_GC_CHANNELS, *_GC_PLACE):
            value = number_in(each, key)
            if value is not None:
                sample[name] = value * factor
        yield sample
