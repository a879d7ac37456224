"""What the response model is told: times, doses and answers of one site, as arrays."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from afterrun.response.arrays import Floats, Indices, Ints, Mask
from afterrun.response.deviation import TERMS, deviation_at, runs_before
from afterrun.response.parameters import Parameter
from afterrun.response.statespace import StateSpace

DAYS_PER_TREND_UNIT = 30.0  # a month, as trends are told
# Care longer ago is not felt any more: 7.5 of the longest time constants of relief that the prior deems likely (16 h).
_CARE_FELT_D = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentCare:
    """Pairs of a report and a care not long before it, sorted by cell = report * kinds + kind.

    Parameters
    ----------
    lag_d : ndarray, shape (pairs,)
        Time from care to report. [d]
    start : ndarray, shape (cells,)
        Where the pairs of each occupied cell begin.
    cell : ndarray, shape (cells,)
        Those cells.
    weight : ndarray, shape (pairs,)
        How much of the care there was. [-]
    """

    lag_d: Floats
    start: Indices
    cell: Indices
    weight: Floats


@dataclass(frozen=True, kw_only=True)
class ResponseData:
    """Times in days from one common origin.

    Parameters
    ----------
    run_t_d : ndarray, shape (J,)
        Ends of the runs. [d]
    dose : ndarray, shape (J,)
        Dose of each run over the reference dose; positive. [-]
    report_t_d : ndarray, shape (n,)
        Times of the reports, ascending. [d]
    lower, upper : ndarray, shape (n,)
        Interval each answer stands for. [NRS]
    levels : ndarray, shape (k,)
        Possible answers of the scale that results are told on. [NRS]
    care_t_d, care_kind : ndarray, shape (S,)
        Times of acute care [d] and which of the `care_kinds` kinds it was.
    care_weight : ndarray, shape (S,), optional
        How much of it there was; 1 each unless told. [-]
    span_d : tuple of float
        First and last day of the diary. [d]
    modifier : ndarray, shape (J, p)
        What may change the response to each run: 1 with and 0 without an intervention, or any covariate. [-]
    modifier_prior : tuple of p Parameters
        Prior of the fall of the log response for each unit of it.
    moment : ndarray of int, shape (n,), optional
        At which moment of the day each report was made: 0 the reference, up to `moments`; all 0 unless told.
    moments : int
        Other moments than the reference.
    level_column : ndarray, shape (n, c)
        What may change the pain of every day, by report: 1 inside and 0 outside a phase, or any covariate.
    level_prior : tuple of c Parameters
        Prior of the change of the level for each unit of it. [NRS]
    """

    run_t_d: Floats
    dose: Floats
    report_t_d: Floats
    lower: Floats
    upper: Floats
    levels: Floats
    span_d: tuple[float, float]
    care_t_d: Floats
    care_kind: Ints
    care_kinds: int = 0
    care_weight: Floats | None = None
    modifier: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    modifier_prior: tuple[Parameter, ...] = ()
    moment: Ints | None = None
    moments: int = 0
    level_column: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    level_prior: tuple[Parameter, ...] = ()

    @property
    def moment_of_report(self) -> Ints:
        """`moment`, or zeros. Shape (n,)."""
        return np.zeros(len(self.report_t_d), np.int32) if self.moment is None else self.moment

    @property
    def answers(self) -> Floats:
        """The answer of each report: its interval's level. [NRS]"""
        cuts = (self.levels[1:] + self.levels[:-1]) / 2
        middle = np.clip((self.lower + self.upper) / 2, self.levels[0], self.levels[-1])
        ends = np.where(
            np.isneginf(self.lower), self.levels[0], np.where(np.isposinf(self.upper), self.levels[-1], middle)
        )
        return np.asarray(self.levels[np.searchsorted(cuts, ends)])

    def trend_at(self, t_d: Floats | float) -> Floats:
        """Covariate of the trend: months from the middle of the diary. [30 d]"""
        return np.asarray((np.asarray(t_d) - sum(self.span_d) / 2) / DAYS_PER_TREND_UNIT)

    def timeline(self) -> tuple[Floats, Ints, Ints]:
        """Merge runs and reports by time; a report at the very end of a run does not feel it yet."""
        t = np.concatenate([self.report_t_d, self.run_t_d])
        kind = np.repeat([StateSpace.REPORT, StateSpace.RUN], [len(self.report_t_d), len(self.run_t_d)])
        index = np.concatenate([np.arange(len(self.report_t_d)), np.arange(len(self.run_t_d))])
        order = np.lexsort((kind != StateSpace.REPORT, t))
        return t[order], kind[order].astype(np.int32), index[order].astype(np.int32)

    @cached_property
    def recent_care(self) -> RecentCare:
        """Pair each report with what was done in the days before it."""
        order = np.argsort(self.care_t_d, kind="stable")
        care_t, kind, weight = self.care_t_d[order], self.care_kind[order], self.weight_of_care[order]
        first = np.searchsorted(care_t, self.report_t_d - _CARE_FELT_D)
        count = np.searchsorted(care_t, self.report_t_d) - first
        report = np.repeat(np.arange(len(count)), count)
        care = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
        cell = report * max(self.care_kinds, 1) + kind[care]
        by_cell = np.argsort(cell, kind="stable")
        occupied, start = np.unique(cell[by_cell], return_index=True)
        lag = self.report_t_d[report] - care_t[care]
        return RecentCare(lag_d=lag[by_cell], start=start, cell=occupied, weight=weight[care[by_cell]])

    @cached_property
    def deviations(self) -> tuple[Indices, Floats]:
        """Runs before each report, (n, w), and at their lags the functions of a deviation, (n, w, TERMS)."""
        index, lag_d = runs_before(self.report_t_d, self.run_t_d)
        return index, deviation_at(lag_d, TERMS)

    @property
    def weight_of_care(self) -> Floats:
        """`care_weight`, or ones. Shape (S,)."""
        return np.ones(len(self.care_t_d)) if self.care_weight is None else self.care_weight

    def tells_the_same(self, other: ResponseData) -> bool:
        """Whether both hold the same times, doses and answers."""
        if self._plain() != other._plain():
            return False
        return all(np.array_equal(a, b) for a, b in zip(self._columns(), other._columns(), strict=True))

    def _columns(self) -> tuple[Floats, ...]:
        care = (self.care_t_d, self.care_kind.astype(np.float64), self.weight_of_care)
        reports = (self.report_t_d, self.lower, self.upper, self.moment_of_report.astype(np.float64), self.level_column)
        return (self.run_t_d, self.dose, self.levels, *reports, *care)

    def _plain(self) -> tuple[object, ...]:
        return (self.span_d, self.care_kinds, self.modifier_prior, self.moments, self.level_prior)

    def until(self, t_d: float) -> ResponseData:
        """Keep what was known at a time: runs that ended before it, reports and care up to it."""
        runs, reports, cares = self.run_t_d < t_d, self.report_t_d <= t_d, self.care_t_d <= t_d
        return replace(
            self.with_reports(reports),
            run_t_d=self.run_t_d[runs],
            dose=self.dose[runs],
            modifier=self.modifier[runs] if self.modifier_prior else self.modifier,
            care_t_d=self.care_t_d[cares],
            care_kind=self.care_kind[cares],
            care_weight=None if self.care_weight is None else self.care_weight[cares],
            span_d=(self.span_d[0], min(self.span_d[1], t_d)),
        )

    def with_reports(self, kept: Mask | slice) -> ResponseData:
        """Keep some of the reports."""
        return replace(
            self,
            report_t_d=self.report_t_d[kept],
            lower=self.lower[kept],
            upper=self.upper[kept],
            moment=None if self.moment is None else self.moment[kept],
            level_column=self.level_column[kept] if self.level_prior else self.level_column,
        )

    def latest(self, most: int) -> ResponseData:
        """Keep so many of the reports, the last of them."""
        return self.with_reports(slice(max(len(self.report_t_d) - most, 0), None))

    def asked_at(self, t_d: Floats) -> ResponseData:
        """The same life, asked at other times, at the reference moment and outside all phases, and not answered."""
        anything = np.full(len(t_d), np.inf)
        columns = np.zeros((len(t_d), len(self.level_prior)))
        return replace(self, report_t_d=t_d, lower=-anything, upper=anything, moment=None, level_column=columns)

    def without_runs(self) -> ResponseData:
        """Leave the runs out: what the model that knows of no response sees."""
        return replace(self, run_t_d=self.run_t_d[:0], dose=self.dose[:0], modifier=self.modifier[:0])
