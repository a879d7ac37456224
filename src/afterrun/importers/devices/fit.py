"""FIT activity files: one record for each session, or one from the records where the session is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import Any

import numpy as np

from afterrun.importers.devices.activity import Activity, found_in
from afterrun.importers.devices.fit_messages import FitPart, date_s, read_parts
from afterrun.importers.devices.points import Points
from afterrun.importers.devices.sport import RUNNING, slug, sport_named
from afterrun.importers.parsed import Found, Parsed, gather
from afterrun.language import say, say_n
from afterrun.records.problem import Problem

NAME = "fit"

_EARLY_S = 1.0  # the first record is often stamped within the second before its session
_SLACK_S = 60.0
_SEVERAL = "multisport"  # a whole triathlon in one session: a run may be in it
_UNCLEAR_SPORTS = ("generic", "all", _SEVERAL)
_GYM_SPORTS = ("fitness_equipment", "training")  # a place, not a sport: the sub-sport says what was done
_RUNNING_SUB_SPORTS = ("treadmill", "street", "trail", "track", "virtual_run", "indoor_running", "ultra")
_THROUGH_PICTURES = ("virtual_run", "virtual_activity")
_OF_SUB_SPORT = {
    **dict.fromkeys(("road", "mountain", "cyclocross", "mixed_surface", "recumbent"), "cycling"),
    "open_water": "swimming",
}
# Session field -> fact of the run. Running cadence is in strides of one leg; `activity` turns it into steps.
_FACTS = {
    "total_elapsed_time": "duration_s",
    "total_timer_time": "timer_s",
    "total_distance": "distance_m",
    "total_ascent": "ascent_m",
    "total_descent": "descent_m",
    "avg_running_cadence": "cadence_spm",
    "avg_stance_time": "contact_ms",
}


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is FIT, by the mark at byte 8 of its header."""
    return head[8:12] == b".FIT"


def parse(content: bytes, name: str) -> Parsed:
    """Read a FIT file; what was read before an error is kept. Never raises."""
    parts, problems = read_parts(content, name)
    found: list[Found] = []
    for part in parts:
        for activity in _activities(part, name, problems):
            records, told = found_in(activity)
            found.extend(records)
            problems.extend(told)
    gathered = gather(found, problems, name=name)
    is_of_the_watch = bool(parts) and all(_is_of_the_watch(part) for part in parts)
    return replace(gathered, is_empty=True) if is_of_the_watch and not found else gathered


def _is_of_the_watch(part: FitPart) -> bool:
    """Whether it holds what a watch keeps besides activities: steps of the day, sleep, settings."""
    return part.kind not in (None, "activity")


def _activities(part: FitPart, name: str, problems: list[Problem]) -> list[Activity]:
    if part.kind is not None and _is_of_the_watch(part):
        kind = part.kind.removesuffix("_a").removesuffix("_b").replace("_", " ")
        problems.append(
            Problem(
                name, say("This is not an activity but a {kind} file of the watch.", kind=kind), say("Nothing to do.")
            )
        )
        return []
    if part.clockless:
        what = say_n(
            "{n} record has no date: the clock of the watch was not set.",
            "{n} records have no date: the clock of the watch was not set.",
            part.clockless,
        )
        problems.append(Problem(name, what, say("Enter the run by hand if you remember when it was.")))
    sessions = sorted(part.sessions, key=lambda session: _start_s(session) or 0.0)
    if not sessions and len(part.points):
        what = say("The file ends before its summary; the activity was put together from its points.")
        problems.append(Problem(name, what, say("Compare the run with your watch.")))
        sessions = [{"sport": part.sport}]
    shares = _shared_out(part.points, [_start_s(session) for session in sessions])
    return [
        _activity(
            session,
            share,
            file=name,
            name=name if len(sessions) == 1 else say("{name} session {index}", name=name, index=index),
            part=part,
        )
        for index, (session, share) in enumerate(zip(sessions, shares, strict=True), start=1)
    ]


def _activity(session: dict[str, Any], points: Points, *, name: str, file: str, part: FitPart) -> Activity:
    return Activity(
        where=name,
        source=NAME,
        start_s=_begun_s(session, points),
        sport=_sport(session),
        named=_named_unclearly(session),
        names=[text for text in (_name(session), part.sport_name) if text],
        file=file,
        per_leg=True,
        points=points,
        says=_facts(session),
        zone=part.zone or UTC,
        surface=_surface(session),
    )


def _begun_s(session: dict[str, Any], points: Points) -> float | None:
    # Some watches stamp the session late; the first record is believed if it is close, or if end and length agree.
    start_s, end_s, length_s = _start_s(session), date_s(session.get("timestamp")), session.get("total_elapsed_time")
    first_s = float(points.at_s.min()) if len(points) else None
    if start_s is None or first_s is None or first_s >= start_s:
        return start_s
    agreed = end_s is not None and isinstance(length_s, int | float) and abs(end_s - length_s - first_s) <= _SLACK_S
    return first_s if agreed or start_s - first_s <= _SLACK_S else start_s


def _start_s(session: dict[str, Any]) -> float | None:
    return date_s(session.get("start_time"))


def _surface(session: dict[str, Any]) -> str | None:
    """Say what was run on; an indoor run on equipment was on a treadmill, and so is one through a world of pictures."""
    sport, sub_sport = session.get("sport"), session.get("sub_sport")
    indoors = sub_sport == "indoor_running" and sport in _GYM_SPORTS
    return "treadmill" if sub_sport in ("treadmill", *_THROUGH_PICTURES) or indoors else None


def _sport(session: dict[str, Any]) -> str | None:
    sport, sub_sport = session.get("sport"), session.get("sub_sport")
    if sport in (None, *_UNCLEAR_SPORTS, *_GYM_SPORTS):
        if sub_sport in _RUNNING_SUB_SPORTS:
            return RUNNING
        below = _OF_SUB_SPORT.get(sub_sport) or sport_named(sub_sport) if isinstance(sub_sport, str) else None
        if below is not None:
            return below
    # Numbers are sports newer than the decoder.
    return slug(sport) or None if isinstance(sport, str) and sport not in _UNCLEAR_SPORTS else None


def _named_unclearly(session: dict[str, Any]) -> str:
    """A sport that is newer than the decoder is a number; that or several in one is no run for certain by its speed."""
    sport = session.get("sport")
    if sport == _SEVERAL and _sport(session) is None:
        return _SEVERAL
    return f"number {sport}" if isinstance(sport, int) and not isinstance(sport, bool) else ""


def _name(session: dict[str, Any]) -> str:
    name = session.get("sport_profile_name")
    return name if isinstance(name, str) else ""


def _facts(session: dict[str, Any]) -> dict[str, float]:
    facts = {fact: session[name] for name, fact in _FACTS.items() if isinstance(session.get(name), int | float)}
    fraction, effort = session.get("avg_fractional_cadence"), session.get("workout_rpe")
    if "cadence_spm" in facts and isinstance(fraction, int | float):
        facts["cadence_spm"] += fraction
    if isinstance(effort, int | float):
        facts["rpe"] = effort / 10
    return facts


def _shared_out(points: Points, starts_s: list[float | None]) -> list[Points]:
    # Each point belongs to the last session that had begun; before the first one, to the first.
    bounds = np.array([(start_s or 0.0) - _EARLY_S for start_s in starts_s])
    owner = np.maximum(np.searchsorted(bounds, points.at_s, side="right") - 1, 0)
    return [points.where(owner == place) for place in range(len(starts_s))]
