"""Sessions a person wrote down and exercises a watch recorded, joined so that nothing is counted twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from afterrun.importers.devices.sport import slug
from afterrun.importers.exports.fitbit import Exercise
from afterrun.records.happenings import Event
from afterrun.records.kinds import Record
from afterrun.records.run import Run

SAME_SHARE = 0.5  # of the shorter of the two
SAME_END_S = 20 * 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session as the person reported it: when it ended, how long it was [s], how hard (RPE 0-10)."""

    end: datetime
    duration_s: float
    sport: str
    rpe: float | None

    @property
    def start(self) -> datetime:
        """When it began, by the reported length."""
        return self.end - timedelta(seconds=self.duration_s)

    @property
    def words(self) -> str:
        """The session in a note."""
        effort = "" if self.rpe is None else f", effort {self.rpe:g} of 10"
        return f"{self.sport}, {self.duration_s / 60:g} min{effort}"


def join(sessions: Sequence[Session], exercises: Sequence[Exercise]) -> list[Record]:
    """Make one record of each thing that was done.

    A session is the same as a recorded run if they share at least half of the shorter of the two, or else end within
    20 minutes of each other: the run keeps its recorded start, length and distance and gets the session's effort. A
    session that shares as much with other recorded exercises stands for them.
    """
    runs = {index: exercise for index, exercise in enumerate(exercises) if exercise.is_run}
    others = {index: exercise for index, exercise in enumerate(exercises) if not exercise.is_run}
    of_run: defaultdict[int, list[Session]] = defaultdict(list)  # those that are the same as a run
    absorbed: set[int] = set()
    records: list[Record] = []
    for session in sorted(sessions, key=lambda session: session.end):
        if same := _same(session, runs) or _ending_with(session, runs):
            for index in same:
                of_run[index].append(session)
            continue
        same = _same(session, others)
        absorbed.update(same)
        records.append(_reported(session, [others[index] for index in same]))
    records.extend(_recorded(run, of_run[index]) for index, run in runs.items())
    records.extend(_event(other) for index, other in others.items() if index not in absorbed)
    return records


def _share(session: Session, exercise: Exercise) -> float:
    common = min(session.end, exercise.end) - max(session.start, exercise.start)
    return common.total_seconds() / min(session.duration_s, exercise.duration_s)


def _same(session: Session, exercises: dict[int, Exercise]) -> list[int]:
    return [index for index, exercise in exercises.items() if _share(session, exercise) >= SAME_SHARE]


def _ending_with(session: Session, exercises: dict[int, Exercise]) -> list[int]:
    apart = {index: abs((exercise.end - session.end).total_seconds()) for index, exercise in exercises.items()}
    nearest = min(apart, key=apart.__getitem__, default=None)
    return [nearest] if nearest is not None and apart[nearest] <= SAME_END_S else []


def _recorded(exercise: Exercise, sessions: Sequence[Session]) -> Run:
    best = max(sessions, key=lambda session: _share(session, exercise), default=None)
    told = "; ".join(session.words for session in sessions)
    return Run(
        start=exercise.start,
        duration_s=exercise.duration_s,
        distance_m=exercise.distance_m,
        rpe=None if best is None else best.rpe,
        note=f"recorded by Fitbit as {exercise.name}" + (f"; same as the PMSys session: {told}" if told else ""),
        source="fitbit",
    )


def _reported(session: Session, exercises: Sequence[Exercise]) -> Run:
    told = ", ".join(exercise.name for exercise in exercises)
    return Run(
        start=session.start,
        duration_s=session.duration_s,
        rpe=session.rpe,
        sport=session.sport,
        note=f"same as recorded by Fitbit: {told}" if told else None,
        source="pmsys",
    )


def _event(exercise: Exercise) -> Event:
    return Event(
        at=exercise.start,
        kind=slug(exercise.name) or "exercise",
        minutes=exercise.duration_s / 60,
        amount=exercise.distance_m,
        source="fitbit",
    )
