"""Which reports were made during a run: pain while running is not the delayed pain that runs may cause."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import accumulate

from afterrun.records import Care, PainReport, Run

DURING_RUN, _BEFORE_RUN = "during-run", "before-run"


class RunningTimes:
    """The times somebody was running, each from the start of a run up to, but not at, its end.

    Parameters
    ----------
    runs : sequence of Run
        In any order; they may overlap.
    """

    def __init__(self, runs: Sequence[Run]) -> None:
        ordered = sorted(runs, key=lambda run: run.start)
        self._starts = [run.start for run in ordered]
        self._latest_ends = list(accumulate((run.end for run in ordered), max))

    def hold(self, at: datetime) -> bool:
        """Whether a run had begun at a time and not ended."""
        begun = bisect_right(self._starts, at)
        return begun > 0 and at < self._latest_ends[begun - 1]

    def hold_report(self, report: PainReport) -> bool:
        """Whether a report is of pain while running, by its moment or by its time.

        One that says that it came before the run did: both often carry the same minute.
        """
        return report.moment == DURING_RUN or (report.moment != _BEFORE_RUN and self.hold(report.at))

    def without_ratings(self, care: Care) -> Care:
        """Leave out the ratings of a care in the middle of a run; that it was done stays."""
        return replace(care, pain_before=None, pain_after=None) if self.hold(care.at) else care
