"""From one recorded activity of a device file to a run, or to an event where it was another sport."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TypeAlias

import numpy as np

from afterrun.errors import InvalidValueError
from afterrun.importers.devices import track
from afterrun.importers.devices.mending import (
    STANDING_S,
    STRAY_S,
    in_order,
    is_plan,
    mended_run,
    on_one_clock,
    without_strays,
)
from afterrun.importers.devices.points import Points, Sample, points_of
from afterrun.importers.devices.sport import (
    OTHER,
    RUNNING,
    UNCLEAR,
    is_generic,
    is_of_another,
    sport_by_speed,
    sport_in_file_name,
    sport_in_name,
    words_of,
)
from afterrun.importers.parsed import Found
from afterrun.language import mark, say, spoken
from afterrun.records.happenings import Event
from afterrun.records.kinds import Record
from afterrun.records.problem import Problem
from afterrun.records.rules import EARLIEST, LATEST
from afterrun.records.run import Run
from afterrun.records.streams import Streams

_EARLIEST_S, _LATEST_S = EARLIEST.timestamp(), LATEST.timestamp()
_SHORTEST_S = 1.0
_WHOLE_SHARE = 0.9
_OFF_SHARE = 0.25  # judgement: nobody corrects a distance by more
_SAME_SHARE = 0.1
_SLACK_S = 1.0  # of a rounded length
# Over less than a minute a speed says nothing about the sport.
_SHORTEST_TO_GUESS_S = 60.0

_ASK = mark("It waits for your answer in the app and does not count until then.")
_Tell: TypeAlias = Callable[..., None]

# What a run may say of itself, as `records.run` checks it; the file's own word outside of this is not believed.
_BELIEVED: Mapping[str, tuple[float, float]] = {
    "duration_s": (1.0, track.LONGEST_S),
    "timer_s": (1.0, track.LONGEST_S),
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
    named : str
        What the file calls the sport, where nobody knows that word.
    names : list of str
        What the activity is called, the most telling first; they are asked where no sport is named.
    file : str
        Name of the file; asked last.
    maker : str
        Program that wrote the file.
    per_leg : bool
        Whether the format counts cadence in strides of one leg; others leave it open.
    samples : list of Sample
        In any order; cadence in strides of one leg, as watches count it.
    says : dict of str to float
        What the file itself says of the whole: keys as the fields of a run, cadence per leg; ``timer_s`` is the time
        without pauses.
    zone : tzinfo
        Offset in which the person lived it.
    surface : str or None
        What was run on, if the file says so.
    points : Points or None
        Instead of the samples, where the reader has them as columns.
    """

    where: str
    source: str
    start_s: float | None = None
    sport: str | None = None
    named: str = ""
    names: list[str] = field(default_factory=list)
    file: str = ""
    maker: str = ""
    per_leg: bool = False
    samples: list[Sample] = field(default_factory=list)
    says: dict[str, float] = field(default_factory=dict)
    zone: tzinfo = UTC
    surface: str | None = None
    points: Points | None = None


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

    points = points_of(activity.samples) if activity.points is None else activity.points
    dated = points.where((points.at_s >= _EARLIEST_S) & (points.at_s < _LATEST_S))
    if undated := len(points) - len(dated):
        tell(
            say("Points dated before 2000 or after 2100 were left out: {undated}.", undated=undated),
            say("Check the clock of the device."),
        )
    dated = _cleaned(dated, tell)
    start = _start(activity, dated)
    if start is None:
        tell(say("The activity has no date that can be."), say("If it is a planned route, it is no run yet."))
        return [], problems
    streams, left_out = track.streams_of(dated, start_s=start.timestamp())
    for sentence in left_out:
        tell(sentence)
    if activity.sport is None and streams is not None and _is_plan(activity, start, streams):
        tell(say("The times were made up: a planned route?"), say("A plan is no run."))
        return [], problems
    says = _believed(activity.says, tell)
    if says.get("duration_s", _lasts_s(streams)) < _SHORTEST_S:
        tell(say("It lasts less than a second."), say("Log it by hand if it was a run."))
        return [], problems
    sport = _sport(activity, streams, says, tell)
    if sport == RUNNING and streams is not None and not _is_counted(dated, says):
        _tell_a_line(streams, tell)
    try:
        if sport in (RUNNING, UNCLEAR):
            found = _run(start, streams, says, activity, sport, tell)
            _tell_one_place(found.record, dated, tell)
            return [found], problems
        return [Found(_event(start, sport, streams, says, activity.source))], problems
    except InvalidValueError as error:
        tell(error.message, error.remedy)
        return [], problems


def _cleaned(points: Points, tell: _Tell) -> Points:
    kept, strays = without_strays(points)
    if strays:
        tell(say("Points many hours away from all others were left out: {points}.", points=strays))
    kept, set_back_s = on_one_clock(kept)
    if set_back_s:
        tell(say("The clock was set back by {minutes:.0f} min on the way; this was mended.", minutes=set_back_s / 60))
    kept, disordered = in_order(kept)
    if disordered:
        tell(say("Points whose times go backwards were left out: {points}.", points=disordered))
    return kept


def _sport(activity: Activity, streams: Streams | None, says: Mapping[str, float], tell: _Tell) -> str:
    """Say what it was; a run whose name says something else is asked about."""
    sport = activity.sport or _named(activity, tell) or _guessed(streams, says, tell)
    if activity.sport == RUNNING and (other := _called_otherwise(activity, streams, says)) is not None:
        tell(say("It is called {name!r}: that may be a run or something else.", name=other), say(_ASK))
        return UNCLEAR
    return sport


def _is_counted(points: Points, says: Mapping[str, float]) -> bool:
    """Whether the device told a distance: then it does not hang on the places."""
    return "distance_m" in says or bool(np.isfinite(points.column("distance_m")).any())


def _tell_one_place(run: Record, points: Points, tell: _Tell) -> None:
    """Say that places that never change tell of no distance; a run on a treadmill has none."""
    if isinstance(run, Run) and run.distance_m is None and np.isfinite(points.column("latitude_deg")).any():
        tell(
            say("Its places are all one, so how far it was is not known."),
            say("If you know how far it was, correct the run."),
        )


def _tell_a_line(streams: Streams, tell: _Tell) -> None:
    line_m = track.line_m(streams)
    if line_m is not None:
        tell(
            say("It knows two places only, {km:.1f} km apart: the way may have been longer.", km=line_m / 1000),
            say("If you know how far it was, correct the run."),
        )


def _is_plan(activity: Activity, start: datetime, streams: Streams) -> bool:
    at = start.astimezone(UTC)
    words = words_of(" ".join((activity.maker, *activity.names)))
    return is_plan(streams, begins_at_midnight=(at.hour, at.minute, at.second) == (0, 0, 0), words=words)


def _named(activity: Activity, tell: _Tell) -> str | None:
    """Find the sport in what the activity or its file is called."""
    remedy = say("If that is wrong, leave it out on the timeline.")
    called = [(name, sport_in_name(name)) for name in activity.names]
    called.append((activity.file.rpartition("/")[2], sport_in_file_name(activity.file)))
    for name, sport in called:
        if sport == UNCLEAR:
            tell(say("It is called {name!r}: that may be a run or something else.", name=name), say(_ASK))
            return UNCLEAR
        if sport is not None:
            tell(say("It is called {name!r}, so it was taken as {sport}.", name=name, sport=spoken(sport)), remedy)
            return sport
    if not is_generic(activity.named):
        tell(say("Afterrun does not know the sport {name!r}.", name=activity.named), say(_ASK))
        return UNCLEAR
    return None


def _called_otherwise(activity: Activity, streams: Streams | None, says: Mapping[str, float]) -> str | None:
    """Give the name of a run that is one of something else: of a walk that a watch recorded as a run."""
    speed = _speed_mps(streams, _whole(streams) | dict(says))
    return next((name for name in activity.names if is_of_another(name, speed)), None)


def _speed_mps(streams: Streams | None, facts: Mapping[str, float]) -> float | None:
    moving = track.moving_speed_mps(streams) if streams is not None else None
    if moving is None and "distance_m" in facts and facts.get("duration_s"):
        return facts["distance_m"] / facts["duration_s"]
    return moving


def _start(activity: Activity, points: Points) -> datetime | None:
    start_s = activity.start_s
    first_s = float(points.at_s.min()) if len(points) else None
    if start_s is None or not _EARLIEST_S <= start_s < _LATEST_S:
        start_s = first_s
    if start_s is not None and first_s is not None and first_s - start_s > STRAY_S:  # the start of another day
        start_s = first_s
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
    speed = _speed_mps(streams, facts)
    if facts["duration_s"] < _SHORTEST_TO_GUESS_S:
        sport, known = OTHER, say("it is too short to tell")
    else:
        known = say("no speed is known") if speed is None else say("the mean speed is {speed:.1f} m/s", speed=speed)
        sport = sport_by_speed(speed)
    if sport == UNCLEAR:
        tell(say("The file does not say which sport it was, and {known}.", known=known), say(_ASK))
    else:
        tell(
            say(
                "The file does not say which sport it was; taken as {sport} because {known}.",
                sport=spoken(sport),
                known=known,
            ),
            say("If that is wrong, leave it out on the timeline."),
        )
    return sport


def _run(
    start: datetime,
    streams: Streams | None,
    says: Mapping[str, float],
    activity: Activity,
    sport: str,
    tell: _Tell,
) -> Found:
    facts, speed = dict(says), None
    if streams is not None:
        lasts_s = _lasts_s(streams)
        mended = mended_run(streams)
        for sentence in mended.told:
            tell(sentence, say("Compare the run with what you remember."))
        streams = track.with_both_feet(mended.streams, per_leg=activity.per_leg)
        speed = track.moving_speed_mps(streams)
        if mended.left_out_m and "distance_m" in facts:
            facts["distance_m"] = max(facts["distance_m"] - mended.left_out_m, 0.0) or track.distance_m(streams) or 0.0
        _compare_with_way(facts, mended.streams, lasts_s, tell)
        # Points that hold only the beginning of what the file says was run do not show its end.
        whole = (track.distance_m(mended.streams) or 0.0) >= _WHOLE_SHARE * facts.get("distance_m", 0.0)
        facts["duration_s"] = _lasting(facts, lasts_s, mended.end_s if whole else None, tell)
        if 0 < mended.begins_s < facts["duration_s"]:
            tell(
                say("It began with a ride of {minutes:.0f} min; the run begins after it.", minutes=mended.begins_s / 60)
            )
            start += timedelta(seconds=mended.begins_s)
            facts["duration_s"] -= mended.begins_s
            streams = track.since(streams, mended.begins_s)
    elif facts.get("timer_s", 0.0) > facts.get("duration_s", 0.0):
        facts["duration_s"] = facts["timer_s"]
    facts = _whole(streams) | facts
    if "cadence_spm" in says:
        facts["cadence_spm"] = track.both_feet(says["cadence_spm"], speed_mps=speed, per_leg=activity.per_leg)
    run = Run(
        start=start,
        duration_s=facts.get("duration_s", 0.0),
        distance_m=facts.get("distance_m"),
        ascent_m=facts.get("ascent_m"),
        descent_m=facts.get("descent_m"),
        cadence_spm=facts.get("cadence_spm"),
        contact_ms=facts.get("contact_ms"),
        rpe=facts.get("rpe"),
        surface=activity.surface,
        sport=sport,
        source=activity.source,
    )
    return Found(run, streams)


def _compare_with_way(facts: dict[str, float], streams: Streams, lasts_s: float, tell: _Tell) -> None:
    """Correct a length of the whole that contradicts both the points' own count and the way between them."""
    told_m, way_m, count_m = facts.get("distance_m"), track.way_m(streams), track.distance_m(streams)
    covered = lasts_s >= _WHOLE_SHARE * facts.get("timer_s", facts.get("duration_s", 0.0))
    if not told_m or not way_m or not count_m or not covered:
        return
    off = abs(told_m - count_m) > _OFF_SHARE * count_m
    if off and abs(way_m - count_m) <= _SAME_SHARE * count_m:
        facts["distance_m"] = count_m
        tell(
            say(
                "The file says {told:.1f} km, its points {points:.1f} km; those were taken.",
                told=told_m / 1000,
                points=count_m / 1000,
            ),
            say("Compare the run with what you remember."),
        )
    elif not off and abs(way_m - 1000 * told_m) <= _SAME_SHARE * way_m:  # kilometres where metres belong
        facts["distance_m"] = 1000 * told_m
        tell(say("The file counts in kilometres where metres belong; this was mended."))


def _lasting(says: Mapping[str, float], lasts_s: float, end_s: float | None, tell: _Tell) -> float:
    """How long it was until running ended, pauses included; the response is counted from there. [s]"""
    duration_s = says.get("duration_s", lasts_s)
    timer_s = says.get("timer_s", 0.0)
    if duration_s < timer_s - _SLACK_S:
        tell(say("The file says that it lasted less with its pauses than without; the longer time was taken."))
        duration_s = max(timer_s, min(lasts_s, timer_s + STANDING_S))
    if end_s is None or end_s < _SHORTEST_S:
        return duration_s
    if duration_s - end_s >= STANDING_S:
        tell(
            say(
                "The watch went on for {minutes:.0f} min after the last steps; the run ends with them.",
                minutes=(duration_s - end_s) / 60,
            )
        )
        return end_s
    return duration_s


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


def _lasts_s(streams: Streams | None) -> float:
    return 0.0 if streams is None else track.duration_s(streams)


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
