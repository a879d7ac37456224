"""What of a list is new: everything since some weeks before the latest that is known, less what was taken.

A watch that was not emptied for weeks uploads runs that are older than the newest one.
"""

from __future__ import annotations

from datetime import date, timedelta

from afterrun.sync.items import Cursor

LATE = timedelta(days=30)  # judgement: how late a run may be uploaded and still be found by itself
FIRST_DAY = date(2000, 1, 1)
_DONE, _LATEST = "done", "latest"


def begins(cursor: Cursor) -> date:
    """From which day on to look."""
    latest = cursor.get(_LATEST)
    return max(date.fromisoformat(latest) - LATE, FIRST_DAY) if latest else FIRST_DAY


def is_done(cursor: Cursor, name: str) -> bool:
    """Whether it was taken, or refused for good, before."""
    return name in cursor.get(_DONE, {})


def after(cursor: Cursor, name: str, day: date) -> Cursor:
    """How far it is once this one is done; what is too old to be listed again is forgotten."""
    latest = max(day, date.fromisoformat(cursor[_LATEST])) if _LATEST in cursor else day
    done = {**cursor.get(_DONE, {}), name: day.isoformat()}
    since = (latest - LATE).isoformat()
    return {_LATEST: latest.isoformat(), _DONE: {name: at for name, at in done.items() if at >= since}}
