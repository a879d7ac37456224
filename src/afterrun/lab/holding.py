"""How long what was answered holds while nothing is recorded: until the clock alone would have something else told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from afterrun.lab.answers import Answer
from afterrun.lab.planning import due_of
from afterrun.lab.preparing import prepare
from afterrun.lab.trial.evidence import over_and_drawn
from afterrun.reasons import red_flags
from afterrun.records import Diary

_TRIED = (timedelta(hours=1), timedelta(minutes=10))
"""An hour at the longest: how far one could run changes by the hour, and a plan of the app holds as long. Judgement."""


def holds_until(found: Answer, diary: Diary, also: Callable[[datetime], object]) -> datetime:
    """Say until when an answer is told as it is, if nothing is recorded: an hour at the longest.

    What the clock changes at one stroke is looked at for the end of that time too: records dated ahead, the reference
    runs, when the next run is due, the signs that stand, the trials that are over. If it is the same there, the answer
    holds.

    Parameters
    ----------
    found : Answer
        The answer.
    diary : Diary
        Everything recorded, what is dated ahead too.
    also : callable
        Time -> what else is told beside it, to be the same as well.

    Returns
    -------
    datetime
        At least the time of the answer itself.
    """
    now = found.told.as_of
    said = _by_the_clock(found, diary, now), also(now)
    for end in (now + each for each in _TRIED):
        if (_by_the_clock(found, diary, end), also(end)) == said:
            return end
    return now


def _by_the_clock(found: Answer, diary: Diary, now: datetime) -> tuple[object, ...]:
    until, prepared = diary.until(now), found.prepared
    then = prepare(diary, site=prepared.site, now=now, measure=prepared.measure.name)
    due = due_of(then, now) if then.runs else None
    over = [(trial.sha256, trial.stopped) for trial in over_and_drawn(until, prepared, now)]
    return until, then.reference_runs, due, red_flags(diary, prepared.site, now), over
