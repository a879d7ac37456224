"""What of a list is new: everything since some weeks before the latest that is known, less what was taken.

A watch that was not emptied for weeks uploads runs that are older than the newest one. What could not be had though
the server was well is looked for again a few times.
"""

from __future__ import annotations

from datetime import date, timedelta

from afterrun.sync.items import Cursor

LATE = timedelta(days=30)  # judgement: how late a run may be uploaded and still be found by itself
FIRST_DAY = date(2000, 1, 1)
_DONE, _LATEST, _MISSED = "done", "latest", "missed"
_MOST_TRIES = 5  # judgement: syncs in which one activity alone may fail before it is left out


def begins(cursor: Cursor) -> date:
    """From which day on to look."""
    latest = cursor.get(_LATEST)
    if not latest:
        return FIRST_DAY
    missed = (date.fromisoformat(day) for day, _ in cursor.get(_MISSED, {}).values())
    return max(min([date.fromisoformat(latest) - LATE, *missed]), FIRST_DAY)


def is_done(cursor: Cursor, name: str) -> bool:
    """Whether it was taken, or refused for good, before."""
    return name in cursor.get(_DONE, {})


def after(cursor: Cursor, name: str, day: date, today: date) -> Cursor:
    """How far it is once this one is done; what is too old to be listed again is forgotten.

    A day that is yet to come is of a clock that was wrong: it would hide all that comes before it.
    """
    day = min(day, today)
    latest = max(day, date.fromisoformat(cursor[_LATEST])) if _LATEST in cursor else day
    done = {**cursor.get(_DONE, {}), name: day.isoformat()}
    missed = {each: told for each, told in cursor.get(_MISSED, {}).items() if each != name}
    now: Cursor = {_LATEST: latest.isoformat(), _DONE: done} | ({_MISSED: missed} if missed else {})
    since = begins(now).isoformat()
    return now | {_DONE: {each: at for each, at in done.items() if at >= since}}


def without(cursor: Cursor, name: str, day: date, today: date) -> Cursor:
    """How far it is where this one could not be had: it is looked for again, in the end it counts as done."""
    _, tries = cursor.get(_MISSED, {}).get(name, ("", 0))
    if tries + 1 >= _MOST_TRIES:
        return after(cursor, name, day, today)
    told = [min(day, today).isoformat(), tries + 1]
    return {**cursor, _MISSED: {**cursor.get(_MISSED, {}), name: told}}


def is_given_up(cursor: Cursor, name: str) -> bool:
    """Whether what could not be had is not looked for again."""
    return name not in cursor.get(_MISSED, {})
