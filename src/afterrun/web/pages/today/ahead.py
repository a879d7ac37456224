"""An entry that lies ahead of the clock: one of the two is wrong, and nobody here can know which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from afterrun.records import Diary
from afterrun.web.pages.today.view import to_correct

_CLOCKS_AGREE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Ahead:
    """When the entry was, by its own time; what the clock says; where it can be corrected, if it can."""

    at: datetime
    now: datetime
    to: str | None


def ahead_of_clock(diary: Diary, now: datetime) -> Ahead | None:
    """Find the newest entry of a moment, if it lies ahead: a clock went back, or was ahead when it was written.

    What is kept up over days may be planned, and is not looked at.
    """
    newest = [
        *(("run", run.start, run.source) for run in diary.runs[-1:]),
        *(("pain", report.at, report.source) for report in diary.pain[-1:]),
        *(("care", care.at, care.source) for care in diary.care[-1:]),
        *(("event", event.at, event.source) for event in diary.events[-1:]),
    ]
    kind, at, source = max(newest, key=lambda each: each[1], default=("", now, ""))
    return Ahead(at, now, to_correct(kind, at, source)) if at > now + _CLOCKS_AGREE else None
