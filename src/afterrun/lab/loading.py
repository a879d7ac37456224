"""What a run loaded, tissue by tissue, and how that compares with the runs around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from afterrun.errors import EmptyJournalError, InvalidValueError
from afterrun.findings import DerivedQuantity, Interval, Load, TissueDose
from afterrun.journal.settings import Settings
from afterrun.language import say
from afterrun.records import Diary, Run, Streams
from afterrun.tissue import Body, stance_measures
from afterrun.tissue.gait import SPEED_RANGE_MPS, STEEPEST_DOWN, Doubt, Gait
from afterrun.tissue.loading import StanceMeasure, TissueLoad, stance_of
from afterrun.tissue.reading import Read, habits_of, read_run
from afterrun.tissue.stance import DUTY_RANGE

_USUAL = timedelta(days=90)  # as the reference run of the contract
_FEWEST_USUAL, _MOST_USUAL = 3, 40  # fewer are no usual; more tell nothing more of a median: judgement
_Z = 1.645  # of the ends of the central 90 % of a normal
_SHOWN_SHARE = 0.05  # of the steps beyond a source's range that is worth telling: judgement

StreamsOf = Callable[[Run], Streams | None]


@dataclass(frozen=True, slots=True)
class LoadedRun:
    """A run's load, and the steps it is of.

    Parameters
    ----------
    run : Run
        Which.
    load : Load
        What is told.
    gait : Gait
        Its steps, for pictures.
    """

    run: Run
    load: Load
    gait: Gait


def body_of(settings: Settings) -> Body:
    """Take what the person told of the body."""
    return Body(mass_kg=settings.mass_kg, height_m=settings.height_m, strike=settings.strike)


def run_at(diary: Diary, start: datetime | None, now: datetime) -> Run:
    """Find a run by its start, to the minute; without one, the last.

    Raises
    ------
    EmptyJournalError
        If there is no run yet.
    InvalidValueError
        If none started then.
    """
    runs = diary.until(now).runs
    if not runs:
        raise EmptyJournalError(
            say("There is no run yet."), remedy=say("Import one from your watch, or log one: afterrun run.")
        )
    if start is None:
        return runs[-1]
    minute = timedelta(minutes=1)
    near = [run for run in runs if abs(run.start - start) < minute]
    if not near:
        closest = min(runs, key=lambda run: abs(run.start - start))
        raise InvalidValueError(
            say("run must be the start of one in the journal; got {start}.", start=start.isoformat()),
            remedy=say("The closest started {start}.", start=closest.start.isoformat()),
            field="run",
        )
    return min(near, key=lambda run: abs(run.start - start))


def load_run(diary: Diary, streams_of: StreamsOf, *, run: Run, body: Body, now: datetime) -> LoadedRun:
    """Work out what a run loaded.

    Parameters
    ----------
    diary : Diary
        With the run in it.
    streams_of : callable
        Gives the stream of a run, None where it has none.
    run : Run
        Of the diary.
    body : Body
        Of the person.
    now : datetime
        Later runs are unknown.

    Raises
    ------
    InvalidValueError
        If the stream tells that nobody ran.
    """
    runs = diary.until(now).runs
    habits = habits_of(runs, body)

    def read(each: Run) -> Read:
        return read_run(each, streams_of(each), body, habits)

    found = read(run)
    if found.walked_mps is not None:
        raise InvalidValueError(
            say(
                "run must hold some running; your watch saw only walking or standing ({speed:.1f} m/s).",
                speed=found.walked_mps,
            ),
            remedy=say("Pick another run. If this was none, take it out of the journal."),
            field="run",
        )
    measures = stance_measures(body)
    own = _loads(measures, found.gait, body)
    usual = [each for each in map(read, _usual_runs(runs, run)) if each.walked_mps is None]
    others = [_loads(measures, each.gait, body) for each in usual]
    return LoadedRun(
        run=run,
        gait=found.gait,
        load=Load(
            run=run.start,
            steps=round(float(found.gait.steps.sum())),
            from_="streams" if found.from_stream else "summary",
            derived=_derived(found.gait),
            doses=tuple(_dose(each, own[each.name], [other[each.name] for other in others]) for each in measures),
            usual_runs=len(others) if len(others) >= _FEWEST_USUAL else 0,
            left_out=found.left_out,
            beyond=_beyond(found.gait, body),
            filled_share=round(found.filled, 3),
        ),
    )


def _usual_runs(runs: Sequence[Run], run: Run) -> list[Run]:
    near = [each for each in runs if each != run and run.end - _USUAL <= each.end <= run.end]
    return near[-_MOST_USUAL:]


def _loads(measures: Sequence[StanceMeasure], gait: Gait, body: Body) -> Mapping[str, TissueLoad]:
    stance = stance_of(gait, body)
    return {each.name: each.load_of(gait, stance) for each in measures}


def _dose(measure: StanceMeasure, own: TissueLoad, others: Sequence[TissueLoad]) -> TissueDose:
    return TissueDose(
        name=measure.name,
        value=_about(own.value, _whole(own.doubt)),
        unit=measure.unit,
        damage_weighted=None if own.weighted is None else _about(own.weighted, _whole(own.weighted_doubt)),
        damage_power=measure.power,
        relative_to_usual=_relative(own.value, own.doubt, [each.value for each in others]),
        weighted_relative_to_usual=_relative(
            own.weighted, own.weighted_doubt, [each.weighted for each in others if each.weighted is not None]
        ),
        source=measure.source,
    )


def _relative(own: float | None, doubt: Doubt, others: Sequence[float]) -> Interval | None:
    """Compare with the median of others, each as much in doubt from run to run as this one."""
    if own is None or len(others) < _FEWEST_USUAL:
        return None
    # A median of n is known to 1.25 times what their mean is.
    spread = doubt.within * np.sqrt(1 + 1.25**2 / len(others))
    return _about(own / float(np.median(others)), float(spread))


def _derived(gait: Gait) -> tuple[DerivedQuantity, ...]:
    total = gait.steps.sum()
    told = (
        ("speed_mps", gait.speed_mps, "speed"),
        ("cadence_spm", gait.cadence_spm, "cadence"),
        ("contact_ms", 1000 * gait.contact_s, "contact"),
    )
    return tuple(
        DerivedQuantity(
            quantity=name,
            value=_about(float(gait.steps @ values / total), _whole(gait.doubts[doubt])),
            from_=gait.origins[name],  # type: ignore[index]  # the three names are quantities
        )
        for name, values, doubt in told
    )


def _beyond(gait: Gait, body: Body) -> tuple[str, ...]:
    """Name where more than a few steps lie outside what the sources measured."""
    duty = stance_of(gait, body).duty
    found = {
        "slow": gait.speed_mps < SPEED_RANGE_MPS[0],
        "fast": gait.speed_mps > SPEED_RANGE_MPS[1],
        "short-contact": duty < DUTY_RANGE[0],
        "long-contact": duty > DUTY_RANGE[1],
        "steep-down": gait.grade < STEEPEST_DOWN,
    }
    total = gait.steps.sum()
    return tuple(name for name, is_so in found.items() if gait.steps[is_so].sum() > _SHOWN_SHARE * total)


def _whole(doubt: Doubt) -> float:
    return float(np.hypot(doubt.level, doubt.within))


def _about(value: float, log_sd: float) -> Interval:
    return Interval(median=float(value), lo=float(value * np.exp(-_Z * log_sd)), hi=float(value * np.exp(_Z * log_sd)))
