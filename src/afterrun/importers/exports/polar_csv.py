"""Polar Flow's page: one session as CSV, a line of the whole above the samples, a second each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from afterrun.importers.devices.points import Sample
from afterrun.importers.exports.json_files import BROKEN, MOST_POINTS, moment_of
from afterrun.importers.exports.told import Told, parsed_of, without
from afterrun.importers.here import Here
from afterrun.importers.parsed import Parsed
from afterrun.importers.tables.headers import plain_header
from afterrun.importers.tables.numbers import clock_s, read_number
from afterrun.importers.tables.text import decoded, rows_of, separated
from afterrun.language import say
from afterrun.records.problem import Problem
from afterrun.units import METRES_PER_MILE

NAME = "polar"
_KNOWN_BY = frozenset(("sport", "date", "start time", "duration"))
_SAMPLES = ("sample rate", "time")
_CHANNELS: Mapping[str, tuple[str, float]] = {
    "hr (bpm)": ("heart_rate_bpm", 1.0),
    "speed (km/h)": ("speed_mps", 1 / 3.6),
    "speed (mph)": ("speed_mps", METRES_PER_MILE / 3600),
    "cadence": ("cadence_spm", 1.0),
    "altitude": ("altitude_m", 1.0),
    "altitude (m)": ("altitude_m", 1.0),
    "distances (m)": ("distance_m", 1.0),
    "power (w)": ("power_w", 1.0),
}
"""Header of a sample -> its channel, and what its numbers are times."""


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is a session, by the headers of its two tables."""
    text = decoded(head) or ""
    whole, _, rest = text.partition("\n")
    headers = {plain_header(cell) for cell in whole.split(separated(whole).separator)}
    return headers >= _KNOWN_BY and any(plain_header(line).startswith(_SAMPLES[0]) for line in rest.split("\n"))


def parse(content: bytes, name: str, here: Here) -> Parsed:
    """Read one session; never raises."""
    told: list[Problem] = []
    text = decoded(content) or ""
    rows = [cells for _, cells in islice(rows_of(separated(text), name, told), MOST_POINTS)]
    whole = dict(zip(map(plain_header, rows[0]), rows[1], strict=False)) if len(rows) > 1 else {}
    try:
        session: Told | Problem = _session(whole, rows[2:], here)
    except BROKEN:
        session = without(name, say("a start or a length"))
    return parsed_of([(name, session), *((each.where, each) for each in told)], name=name, source=NAME)


def _session(whole: Mapping[str, str], rows: Sequence[Sequence[str]], here: Here) -> Told:
    european = replace(here, dates="dmy")  # 14-05-2026, in each language of the page
    start = moment_of(f"{whole['date']} {whole['start time']}", european, timed=True)
    far_m = [
        (number, factor)
        for header, factor in (("total distance (km)", 1000.0), ("total distance (mi)", METRES_PER_MILE))
        if (number := read_number(whole.get(header, ""), ".")) is not None
    ]
    return Told(
        start=start,
        duration_s=clock_s(whole["duration"]),
        distance_m=far_m[0][0] * far_m[0][1] if far_m else None,
        ascent_m=read_number(whole.get("ascent (m)", ""), "."),
        sport=whole["sport"],
        note=whole.get("notes") or None,
        samples=tuple(_samples(rows, start.timestamp())),
        per_leg=True,
    )


def _samples(rows: Sequence[Sequence[str]], start_s: float) -> Iterator[Sample]:
    if not rows or tuple(plain_header(cell) for cell in rows[0][:2]) != _SAMPLES:
        return
    channels = [_CHANNELS.get(plain_header(cell)) for cell in rows[0]]
    for cells in rows[1:]:
        after_s = clock_s(cells[1]) if len(cells) > 1 else None
        if after_s is None:
            continue
        sample: dict[str, float] = {"at": start_s + after_s, "segment": 0.0}
        for channel, cell in zip(channels, cells, strict=False):
            number = None if channel is None else read_number(cell, ".")
            if channel is not None and number is not None:
                sample[channel[0]] = number * channel[1]
        yield sample
