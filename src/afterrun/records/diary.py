"""Everything one person has recorded, as the science sees it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime

from afterrun.records.happenings import Care, Event, Phase
from afterrun.records.others import Others
from afterrun.records.pain import PainReport
from afterrun.records.run import Run
from afterrun.records.self_test import SelfTest
from afterrun.records.sign_answer import SignAnswer
from afterrun.records.site import Site
from afterrun.records.told_forecast import ToldForecast
from afterrun.records.trial import Allocation, Trial


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """Records in order of time; ``others`` are the people that its answers lean on, if any."""

    runs: tuple[Run, ...] = ()
    pain: tuple[PainReport, ...] = ()
    care: tuple[Care, ...] = ()
    phases: tuple[Phase, ...] = ()
    events: tuple[Event, ...] = ()
    trials: tuple[Trial, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    signs: tuple[SignAnswer, ...] = ()
    forecasts: tuple[ToldForecast, ...] = ()
    tests: tuple[SelfTest, ...] = ()
    others: Others | None = None
    # Counted once: every page asks, and thousands of reports do not change.
    _sites: tuple[Site, ...] | None = field(default=None, init=False, repr=False, compare=False)

    def until(self, now: datetime) -> Diary:
        """Leave out what had not happened yet at ``now``."""
        return Diary(
            runs=tuple(run for run in self.runs if run.end <= now),
            pain=tuple(report for report in self.pain if report.at <= now),
            care=tuple(care for care in self.care if care.at <= now),
            phases=tuple(
                replace(phase, end=None) if phase.end is not None and phase.end > now else phase
                for phase in self.phases
                if phase.start <= now
            ),
            events=tuple(event for event in self.events if event.at <= now),
            trials=tuple(
                replace(trial, stopped=None, stop_reason=None)
                if trial.stopped is not None and trial.stopped > now
                else trial
                for trial in self.trials
                if trial.start <= now
            ),
            allocations=tuple(allocation for allocation in self.allocations if allocation.at <= now),
            signs=tuple(answer for answer in self.signs if answer.at <= now),
            forecasts=tuple(told for told in self.forecasts if told.at <= now),
            tests=tuple(test for test in self.tests if test.at <= now),
            others=self.others,
        )

    def sites(self) -> tuple[Site, ...]:
        """Sites with pain reports, the one with most reports first."""
        if self._sites is None:
            counts = Counter(report.site for report in self.pain)
            object.__setattr__(self, "_sites", tuple(sorted(counts, key=lambda site: (-counts[site], site))))
        assert self._sites is not None
        return self._sites
