"""A notebook to write a made-up diary into: days and hours in, records out."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime, time, timedelta, timezone
from typing import Any

import numpy as np

from afterrun.records import Care, Diary, Event, PainReport, Phase, Run, Site
from afterrun.response.arrays import Floats
from afterrun.units import SECONDS_PER_DAY
from benchmarks.felt import said, waves
from benchmarks.lives_makers.life import Life, Truth

_FIRST = datetime(2026, 2, 2, tzinfo=timezone(timedelta(hours=1)))  # a Monday
_ASKED = time(8)  # of the day after the last entry
_DAYS_OF_A_WEEK = 7
_HAS_ONSET = "onset_km" in {each.name for each in fields(PainReport)}  # not every version keeps it


@dataclass(slots=True)
class Notebook:
    """Written day by day; in whichever order, the diary is in that of time.

    Parameters
    ----------
    site : Site
        The place asked about, and of reports that name no other.
    weeks : int
        Length.
    rng : Generator
        Source of chance.
    answer_nrs : float
        Sd of an answer around what is felt. [NRS]
    """

    site: Site
    weeks: int
    rng: np.random.Generator
    answer_nrs: float = 0.4
    runs: list[Run] = field(default_factory=list)
    pain: list[PainReport] = field(default_factory=list)
    care: list[Care] = field(default_factory=list)
    phases: list[Phase] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    @property
    def days(self) -> int:
        """Length. [d]"""
        return _DAYS_OF_A_WEEK * self.weeks

    def at(self, day: float, hour: float = 0.0) -> datetime:
        """Turn a day and its hour into a time, to the minute."""
        return _FIRST + timedelta(days=day, minutes=round(hour * 60))

    def since_first(self, at: datetime) -> float:
        """Turn a time into days. [d]"""
        return (at - _FIRST).total_seconds() / SECONDS_PER_DAY

    def days_at(self, times: list[datetime]) -> Floats:
        """Turn times into days. [d]"""
        return np.array([self.since_first(at) for at in times])

    @property
    def run_ends_d(self) -> Floats:
        """When the runs written down so far ended. [d]"""
        return self.days_at([run.end for run in self.runs])

    def days_of_week(self, per_week: int) -> list[int]:
        """Draw so many days of each week."""
        week = np.arange(self.weeks)
        drawn = [7 * each + np.sort(self.rng.choice(7, per_week, replace=False)) for each in week]
        return [int(day) for day in np.concatenate(drawn)]

    def some_days(self, share: float) -> list[int]:
        """Draw a share of all days."""
        return [int(day) for day in np.flatnonzero(self.rng.random(self.days) < share)]

    def run(self, day: float, hour: float, km: float, *, pace_s_per_km: float = 360.0, **more: Any) -> Run:
        """Write down a run of a distance to the hundred metres."""
        run = Run(
            start=self.at(day, hour),
            duration_s=float(round(km * pace_s_per_km * self.rng.normal(1, 0.02))),
            distance_m=100.0 * round(10 * km),
            **more,
        )
        self.runs.append(run)
        return run

    def report(self, at: datetime, felt_nrs: float, *, onset_km: float | None = None, **more: Any) -> None:
        """Write down what is said of what is felt."""
        if onset_km is not None and _HAS_ONSET:
            more["onset_km"] = onset_km
        self.pain.append(PainReport(at=at, nrs=self.said(felt_nrs), **{"site": self.site, "scale": "nrs-11", **more}))

    def remember(self, at: datetime, nrs: float, **more: Any) -> None:
        """Write down a number as it is thought of later: rounded, and without the chance of a moment."""
        self.pain.append(PainReport(at=at, nrs=float(said(np.array(nrs))), site=self.site, scale="nrs-11", **more))

    def reports(self, times: list[datetime], felt_nrs: Floats) -> None:
        """Write down what is said at some times, and nothing else with it."""
        for at, nrs in zip(times, felt_nrs, strict=True):
            self.report(at, float(nrs))

    def said(self, felt_nrs: float) -> float:
        """Say in whole points what is felt."""
        return float(said(np.array(felt_nrs + self.rng.normal(0, self.answer_nrs))))

    def check_ins(self, *hours: float, share: float = 0.92) -> list[datetime]:
        """Draw times of check-ins around some hours of each day, a few of them missed."""
        return [
            self.at(day, hour + self.rng.uniform(-0.3, 0.3))
            for day in range(self.days)
            for hour in hours
            if self.rng.random() < share
        ]

    def waves(self, times: list[datetime], sd_nrs: float, tau_d: float = 4.0) -> Floats:
        """Ups and downs at some times in their order. [NRS]"""
        return waves(np.array([self.since_first(at) for at in times]), sd_nrs, tau_d, self.rng)

    def event(self, day: float, hour: float, kind: str, minutes: float | None = None, **more: Any) -> Event:
        """Write down an event."""
        event = Event(at=self.at(day, hour), kind=kind, minutes=minutes, **more)
        self.events.append(event)
        return event

    def life(self, truth: Truth) -> Life:
        """Close the notebook: asked about at 08:00 of the day after the last entry."""
        diary = Diary(
            runs=tuple(sorted(self.runs, key=lambda run: run.start)),
            pain=tuple(sorted(self.pain, key=lambda report: report.at)),
            care=tuple(sorted(self.care, key=lambda care: care.at)),
            phases=tuple(self.phases),
            events=tuple(sorted(self.events, key=lambda event: event.at)),
        )
        last = max([diary.pain[-1].at, *(run.end for run in diary.runs)])
        now = datetime.combine(last.date() + timedelta(days=1), _ASKED, last.tzinfo)
        return Life(diary=diary, site=self.site, now=now, truth=truth)
