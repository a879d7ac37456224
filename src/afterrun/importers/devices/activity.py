"""From one recorded activity of a device file to a run, or to an event where it was another sport."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import TypeAlias

from afterrun.errors import InvalidValueError
from afterrun.importers.devices import track
from afterrun.importers.devices.sport import RUNNING, sport_by_speed
from afterrun.importers.parsed import Found
from afterrun.language import say, spoken
from afterrun.records.happenings import Event
from afterrun.records.problem import Problem
from afterrun.records.rules import EARLIEST, LATEST
from afterrun.records.run import Run
from afterrun.records.streams import Streams

_EARLIEST_S, _LATEST_S = EARLIEST.timestamp(), LATEST.timestamp()
_SHORTEST_S = 1.0
# Over less than a minute a speed says nothing about the sport.
_SHORTEST_TO_GUESS_S = 60.0

_Tell: TypeAlias = Callable[..., None]

# What a run may say of itself, as `records.run` checks it; the file's own word outside of this is not believed.
_BELIEVED: Mapping[str, tuple[float, float]] = {
    "duration_s": (1.0, track.LONGEST_S),
    "distance_m": (1e-9, 1e6),
    "ascent_m": (0.0, 3e4),
    "descent_m": (0.0, 3e4),
    "cadence_spm": (1.0, 400.0),
    "contact_ms": (50.0, 2000.0),
    "rpe": (0.0, 10.0),
}


@dataclass(slots=True, kw_only=True)
class Activity:
    """What a reader collected about one activity.

    Parameters
    ----------
    where, source : str
        For messages; name of the importer.
    start_s : float or None
        Seconds since 1970 UTC; None means "when the first sample was taken".
    sport : str or None
        None if the file does not say.
    samples : list of Sample
        In any order; cadence in strides of one leg, as watches count it.
    says : dict of str to float
        What the file itself says of the whole: keys as the fields of a run, cadence per leg.
    zone : tzinfo
        Offset in which the person lived it.
    """

    where: str
    source: str
    start_s: float | None = None
    sport: str | None = None
    samples: list[track.Sample] = field(default_factory=list)
    says: dict[str, float] = field(default_factory=dict)
    zone: tzinfo = UTC


def found_in(activity: Activity) -> tuple[list[Found], list[Problem]]:
    """Make the record of one activity.

    Returns
    -------
    list of Found
        One, or none if it cannot be a record.
    list of Problem
        What was left out or guessed.
    """
    problems: list[Problem] = []

    def tell(reason: str, remedy: str = "") -> None:
        problems.append(Problem(activity.where, reason, remedy or say("Nothing to do.")))

    dated = [sample for sample in activity.samples if _EARLIEST_S <= sample["at"] < _LATEST_S]
    if undated := len(activity.samples) - len(dated):
        tell(
            say("Points dated before 2000 or after 2100 were left out: {undated}.", undated=undated),
            say("Check the clock of the device."),
        )
    start = _start(activity, dated)
    if start is None:
        tell(say("The activity has no date that can be."), say("If it is a planned route, it is no run yet."))
        return [], problems
    streams, left_out = track.streams_of(dated, start_s=start.timestamp())
    for sentence in left_out:
        tell(sentence)
    says = _believed(activity.says, tell)
    if (_whole(streams) | says).get("duration_s", 0.0) < _SHORTEST_S:
        tell(say("It lasts less than a second."), say("Nothing to do."))
        return [], problems
    sport = activity.sport or _guessed(streams, says, tell)
    try:
        if sport == RUNNING:
            return [_run(start, streams, says, activity.source)], problems
        return [Found(_event(start, sport, streams, says, activity.source))], problems
    except InvalidValueError as error:
        tell(error.message, error.remedy)
        return [], problems


def _start(activity: Activity, samples: Sequence[track.Sample]) -> datetime | None:
    start_s = activity.start_s
    if start_s is None or not _EARLIEST_S <= start_s < _LATEST_S:
        start_s = min((sample["at"] for sample in samples), default=None)
    return None if start_s is None else datetime.fromtimestamp(start_s, activity.zone)


def _believed(says: Mapping[str, float], tell: _Tell) -> dict[str, float]:
    kept = {}
    for name, value in says.items():
        low, high = _BELIEVED[name]
        if math.isfinite(value) and low <= value <= high:
            kept[name] = value
        elif value != 0:  # a zero total is how devices write "not measured"
            tell(
                say("The {name} the file gives cannot be: {value:g}.", name=spoken(name.rsplit("_", 1)[0]), value=value)
            )
    return kept


def _guessed(streams: Streams | None, says: Mapping[str, float], tell: _Tell) -> str:
    facts = _whole(streams) | dict(says)
    speed = track.moving_speed_mps(streams) if streams is not None else None
    if speed is None and "distance_m" in facts:
        speed = facts["distance_m"] / facts["duration_s"]
    if facts["duration_s"] < _SHORTEST_TO_GUESS_S:
        speed, known = None, say("it is too short to tell")
    else:
        known = say("no speed is known") if speed is None else say("the mean speed is {speed:.1f} m/s", speed=speed)
    sport = sport_by_speed(speed)
    tell(
        say(
            "The file does not say which sport it was; taken as {sport} because {known}.",
            sport=spoken(sport),
            known=known,
        ),
        say("If that is wrong, delete the entry or change its kind."),
    )
    return sport


def _run(start: datetime, streams: Streams | None, says: Mapping[str, float], source: str) -> Found:
    if streams is not None:
        streams = track.with_both_feet(streams)
    facts = _whole(streams) | {name: value for name, value in says.items() if name != "cadence_spm"}
    if "cadence_spm" in says:
        facts["cadence_spm"] = track.both_feet(says["cadence_spm"])
    run = Run(
        start=start,
        duration_s=facts.get("duration_s", 0.0),
        distance_m=facts.get("distance_m"),
        ascent_m=facts.get("ascent_m"),
        descent_m=facts.get("descent_m"),
        cadence_spm=facts.get("cadence_spm"),
        contact_ms=facts.get("contact_ms"),
        rpe=facts.get("rpe"),
        source=source,
    )
    return Found(run, streams)


def _event(start: datetime, sport: str, streams: Streams | None, says: Mapping[str, float], source: str) -> Event:
    facts = _whole(streams) | dict(says)
    length_s = facts.get("duration_s")
    return Event(
        at=start,
        kind=sport,
        minutes=None if length_s is None else length_s / 60,
        amount=facts.get("distance_m"),
        source=source,
    )


def _whole(streams: Streams | None) -> dict[str, float]:
    # What the samples say of the whole, where the file itself does not.
    if streams is None:
        return {}
    up, down = track.climb_m(streams.channels.get("altitude_m", ())) or (None, None)
    facts = {
        "duration_s": track.duration_s(streams),
        "distance_m": track.distance_m(streams),
        "ascent_m": up,
        "descent_m": down,
        "cadence_spm": track.mean_of(streams, "cadence_spm"),
        "contact_ms": track.mean_of(streams, "contact_ms"),
    }
    return {name: value for name, value in facts.items() if value is not None}
