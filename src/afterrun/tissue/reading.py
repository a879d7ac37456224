"""From a run, and its stream where there is one, to its steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from afterrun.findings.load import LeftOut, Origin
from afterrun.records import Run, Streams
from afterrun.tissue.body import Body
from afterrun.tissue.curves import Floats
from afterrun.tissue.filling import Known, gait_of
from afterrun.tissue.gait import (
    CADENCE_RANGE_SPM,
    CONTACT_RANGE_MS,
    WALKING_BELOW_MPS,
    Gait,
    Habits,
    expected_cadence_spm,
    expected_contact_s,
)
from afterrun.tissue.stretches import Stretches, stretches_of

# Where nobody told a speed. Judgement: nearly all joggers run at 2 to 3.5 m/s, and some minutes are not run at all.
_ANY_SPEED_MPS, _ANY_SPEED_SD = 2.7, 0.2
_OWN_SPEED_SD = 0.1  # of a person with one known speed: judgement
_FASTEST_MPS = 8.0  # a joggers' watch that reads more is lost: judgement
_STEEPEST = 0.4  # no road is steeper: judgement
_MOST_OF_IT = 0.5  # of a run: judgement
_HOLE = 0.05  # of the way; a stream and a summary that are closer are the same run, measured twice: judgement
_SUMMARY_TIME, _STREAM_TIME = 0.03, 0.01  # pauses hide in a duration; a stream shows them: judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The steps of a run, and what was left out.

    Parameters
    ----------
    gait : Gait
        The steps.
    from_stream : bool
        Whether they are from second to second, or all alike.
    left_out : tuple of LeftOut
        What broke a rule.
    filled : float
        Share of the running time for which the stream told nothing, and which is taken as run like the rest. [-]
    walked_mps : float or None
        How fast it went in a stream of most of the run in which nobody ran. The steps are then only what a run of that
        length would be. [m/s]
    """

    gait: Gait
    from_stream: bool
    left_out: tuple[LeftOut, ...]
    filled: float = 0.0
    walked_mps: float | None = None


def habits_of(runs: Sequence[Run], body: Body) -> Habits:
    """Learn what a person usually does from the summaries of all runs."""
    speed = np.array([_speed(run) or np.nan for run in runs], dtype=np.float64)
    cadence = np.array([_within(run.cadence_spm, CADENCE_RANGE_SPM) for run in runs], dtype=np.float64)
    contact = np.array([_within(run.contact_ms, CONTACT_RANGE_MS) for run in runs], dtype=np.float64) / 1000
    known = np.isfinite(speed)
    usual = float(np.median(speed[known])) if known.any() else _ANY_SPEED_MPS
    spread = float(np.std(np.log(speed[known]), ddof=1)) if known.sum() > 1 else _OWN_SPEED_SD
    steady = np.where(known, speed, usual)
    with_cadence = np.where(np.isfinite(cadence), cadence, expected_cadence_spm(steady, body))
    return Habits(
        speed_mps=usual,
        speed_sd=spread if known.any() else _ANY_SPEED_SD,
        speed_known=bool(known.any()),
        cadence=_ratio(cadence, expected_cadence_spm(steady, body)),
        contact=_ratio(contact, expected_contact_s(steady, with_cadence, body)),
    )


def read_run(run: Run, streams: Streams | None, body: Body, habits: Habits) -> Read:
    """Read the steps of a run.

    A stretch of the stream that was walked, stood or driven is no step. A speed, cadence or contact time that no runner
    has is left out, and told; what is missing stands in from the run as a whole, the person's own runs, or anybody's.
    Where a stream ends early or has a hole, the way that is missing of the run's distance was run like the rest; a hole
    without a way is a pause.
    """
    found = None if streams is None else stretches_of(streams)
    if found is not None and (read := _from_stream(run, found, body, habits)) is not None:
        return read
    walked_mps = None if found is None else _walked_mps(run, found)
    return replace(_from_summary(run, body, habits), walked_mps=walked_mps)


def read_summaries(runs: Sequence[Run], body: Body, habits: Habits) -> list[Read]:
    """Read runs by what is told of them as a whole."""
    return [_from_summary(run, body, habits) for run in runs]


def _from_summary(run: Run, body: Body, habits: Habits) -> Read:
    told, left = _told(run)
    speed = _speed(run)
    origin: Origin = "measured" if speed is not None else "own-runs" if habits.speed_known else "population"
    v = speed if speed is not None else habits.speed_mps
    # Slower than anybody runs is a run with walks or pauses: what was run of it, at the usual speed.
    seconds = run.duration_s
    if speed is None and run.distance_m:
        seconds = min(seconds, run.distance_m / v)
        left.append(_no_running(run, run.distance_m, seconds))
    grade = 0.0
    if run.distance_m and run.ascent_m is not None and run.descent_m is not None:
        grade = (run.ascent_m - run.descent_m) / run.distance_m
    if abs(grade) > _STEEPEST:
        left.append(LeftOut(field="grade", value=grade, lo=-_STEEPEST, hi=_STEEPEST, share=1.0))
        grade = 0.0
    return Read(
        gait=gait_of(
            Known(
                seconds=np.array([seconds]),
                speed_mps=np.array([v]),
                cadence_spm=np.array([told.get("cadence_spm", np.nan)]),
                contact_s=np.array([told.get("contact_ms", np.nan)]) / 1000,
                grade=np.array([float(np.clip(grade, -_STEEPEST, _STEEPEST))]),
                speed_origin=origin,
                grade_origin="measured" if run.ascent_m is not None and run.descent_m is not None else "population",
                time_sd=_SUMMARY_TIME,
            ),
            body,
            habits,
        ),
        from_stream=False,
        left_out=tuple(left),
    )


def _from_stream(run: Run, found: Stretches, body: Body, habits: Habits) -> Read | None:
    """Read the steps of a stream; None where it knows no running speed."""
    known = np.isfinite(found.speed_mps)
    running = known & (found.speed_mps >= WALKING_BELOW_MPS) & (found.speed_mps <= _FASTEST_MPS)
    walked = known & (found.speed_mps < WALKING_BELOW_MPS)
    if not running.any():
        return None
    left = list(_broken("speed_mps", found.speed_mps, found.seconds, (0.0, _FASTEST_MPS)))
    # Where the speed was lost, the runner ran on as before.
    as_before = float(np.median(found.speed_mps[running]))
    lost = ~known
    speed = np.where(known, found.speed_mps, as_before)
    hole_s = _hole_s(run, found.seconds, speed, as_before)
    running |= lost
    if walked.any():
        share = float(found.seconds[walked].sum() / found.seconds.sum())
        slow = float(np.median(found.speed_mps[walked]))
        left.append(LeftOut(field="speed_mps", value=slow, lo=WALKING_BELOW_MPS, hi=_FASTEST_MPS, share=share))
    left += _broken("cadence_spm", found.cadence_spm[running], found.seconds[running], CADENCE_RANGE_SPM)
    left += _broken("contact_ms", found.contact_ms[running], found.seconds[running], CONTACT_RANGE_MS)
    told, of_run = _told(run)
    cadence = _filled(_ranged(found.cadence_spm[running], CADENCE_RANGE_SPM), told.get("cadence_spm"))
    contact = _filled(_ranged(found.contact_ms[running], CONTACT_RANGE_MS), told.get("contact_ms")) / 1000
    left += [each for each in of_run if each.field not in {other.field for other in left}]
    known_grade = np.isfinite(found.grade[running])
    filled = (float(found.seconds[lost].sum()) + hole_s) / (float(found.seconds[running].sum()) + hole_s)
    seconds = found.seconds[running]
    seconds *= 1 + hole_s / seconds.sum()  # the hole is run like all the rest: every stretch of it is so much longer
    return Read(
        gait=gait_of(
            Known(
                seconds=seconds,
                speed_mps=speed[running],
                cadence_spm=cadence,
                contact_s=contact,
                grade=np.where(known_grade, np.clip(found.grade[running], -_STEEPEST, _STEEPEST), 0.0),
                speed_origin="measured",
                grade_origin="measured" if known_grade.any() else "population",
                time_sd=float(np.hypot(_STREAM_TIME, filled * _OWN_SPEED_SD)),
            ),
            body,
            habits,
        ),
        from_stream=True,
        left_out=tuple(left),
        filled=filled,
    )


def _walked_mps(run: Run, found: Stretches) -> float | None:
    """How fast most of a run went by, where that was no running; None where the stream knows too little of it."""
    walked = found.speed_mps < WALKING_BELOW_MPS  # what is not known is neither
    if found.seconds[walked].sum() < _MOST_OF_IT * run.duration_s:
        return None
    return float(np.median(found.speed_mps[walked]))


def _hole_s(run: Run, seconds: Floats, speed: Floats, as_before: float) -> float:
    """How long was run where the stream holds nothing: what is missing of the run's way."""
    not_recorded = run.duration_s - float(seconds.sum())
    if not run.distance_m or not_recorded <= 0:
        return 0.0
    missing_m = run.distance_m - float((seconds * speed).sum())
    return min(missing_m / as_before, not_recorded) if missing_m > _HOLE * run.distance_m else 0.0


def _no_running(run: Run, distance_m: float, seconds: float) -> LeftOut:
    """What of a run as a whole was no running: most of its time where it is slower, its way where it is faster."""
    if seconds < run.duration_s:
        share = 1 - seconds / run.duration_s
        return LeftOut(
            field="speed_mps", value=distance_m / run.duration_s, lo=WALKING_BELOW_MPS, hi=_FASTEST_MPS, share=share
        )
    return LeftOut(field="distance_m", value=distance_m, lo=0.0, hi=_FASTEST_MPS * run.duration_s, share=1.0)


def _told(run: Run) -> tuple[dict[str, float], list[LeftOut]]:
    """Take what the summary tells of cadence and contact, and what of it no runner does."""
    known: dict[str, float] = {}
    left: list[LeftOut] = []
    for field, value, (lo, hi) in (
        ("cadence_spm", run.cadence_spm, CADENCE_RANGE_SPM),
        ("contact_ms", run.contact_ms, CONTACT_RANGE_MS),
    ):
        if value is not None and lo <= value <= hi:
            known[field] = value
        elif value is not None:
            left.append(LeftOut(field=field, value=value, lo=lo, hi=hi, share=1.0))
    return known, left


def _broken(field: str, values: Floats, seconds: Floats, rule: tuple[float, float]) -> Iterator[LeftOut]:
    bad = np.isfinite(values) & ((values < rule[0]) | (values > rule[1]))
    if bad.any():
        share = float(seconds[bad].sum() / seconds.sum())
        yield LeftOut(field=field, value=float(np.median(values[bad])), lo=rule[0], hi=rule[1], share=share)


def _ranged(values: Floats, rule: tuple[float, float]) -> Floats:
    return np.where((values >= rule[0]) & (values <= rule[1]), values, np.nan)


def _filled(values: Floats, told: float | None) -> Floats:
    """Fill gaps by the middle of what is known, else by what is told of the run."""
    known = values[np.isfinite(values)]
    if known.size:
        return np.where(np.isfinite(values), values, np.median(known))
    return np.full_like(values, np.nan if told is None else told)


def _within(value: float | None, rule: tuple[float, float]) -> float:
    return value if value is not None and rule[0] <= value <= rule[1] else float("nan")


def _speed(run: Run) -> float | None:
    """Mean speed, if it is a running speed."""
    if not run.distance_m:
        return None
    speed = run.distance_m / run.duration_s
    return speed if WALKING_BELOW_MPS <= speed <= _FASTEST_MPS else None


def _ratio(own: Floats, expected: Floats) -> float | None:
    known = np.isfinite(own)
    return float(np.median(own[known] / expected[known])) if known.any() else None
