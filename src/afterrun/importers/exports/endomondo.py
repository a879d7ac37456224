"""Endomondo's archive (it ended in 2020): a JSON file a workout, a list of objects with one key each.

The track of a workout is in the TCX file beside it; what was typed or done indoors is only here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from afterrun.importers.exports.json_files import BROKEN, UNREADABLE, begins, moment_of, no_json, read_json
from afterrun.importers.exports.told import Told, number_in, parsed_of, text_in, without
from afterrun.importers.here import Here
from afterrun.importers.parsed import Parsed
from afterrun.language import say
from afterrun.records.problem import Problem

NAME = "endomondo"
_METRES_PER_KM = 1000.0


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is a workout of Endomondo, by its keys."""
    return head.lstrip()[:1] == b"[" and begins(head, "sport", "source", "start_time", "duration_s")


def parse(content: bytes, name: str, here: Here) -> Parsed:
    """Read a workout; never raises."""
    told: Told | Problem
    try:
        told = _told({key: value for each in read_json(content) for key, value in each.items()}, here)
    except UNREADABLE as error:
        return no_json(name, error)
    except BROKEN:
        told = without(name, say("a start or a length"))
    return parsed_of([(name, told)], name=name, source=NAME)


def _told(said: Mapping[str, Any], here: Here) -> Told:
    km = number_in(said, "distance_km")
    return Told(
        start=moment_of(said["start_time"], here, zone=UTC, timed=True),
        duration_s=number_in(said, "duration_s"),
        distance_m=None if km is None else km * _METRES_PER_KM,
        ascent_m=number_in(said, "ascend_m"),
        sport=text_in(said, "sport"),
        note=text_in(said, "name", "message", "notes"),
    )
