"""Reports, and what runs would do to them, without slow ups and downs: what questions of days are put to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.kernel import KERNELS, kernel_at

LATEST_REPORTS = 1000  # more would say the same, slowly
FELT_D = 14  # two weeks hold the slowest usual shape
_PER_DAY = 12  # points of the grid
# What stands for the model: usual shapes, and ups and downs of which half last for days. Fixed, because what is fitted
# to the true calendar would favour it.
_RISES_D, _FALLS_D = (0.3, 0.8), (0.7, 1.5, 3.0)
_AT_ONCE_FALLS_D = (1 / 24, 4 / 24)  # of what is there at the run's end and gone by the next morning: judgement
_AT_ONCE_FOR_D = 1.0
# The median of the prior (`response.parameters`), and half of the spread: judgement.
_UPS_AND_DOWNS_D, _LASTING = 4.0, 0.5


@dataclass(frozen=True, slots=True)
class Whitened:
    """The latest reports, as independent as ups and downs of days leave them; level and straight line taken out.

    Parameters
    ----------
    report_t_d : ndarray, shape (n,)
        When they were. [d]
    run_t_d, dose : ndarray, shape (runs,)
        Of the runs that they may tell of.
    said : ndarray, shape (n,)
        What was said, whitened.
    """

    report_t_d: Floats
    run_t_d: Floats
    dose: Floats
    said: Floats
    _whiten: Floats
    _basis: Floats

    @classmethod
    def of(cls, data: ResponseData, *, most: int = LATEST_REPORTS) -> Whitened:
        """Whiten the latest reports of a site, so many at most."""
        latest = data.latest(most)
        t, answers = latest.report_t_d, latest.answers
        near = data.run_t_d > t[0] - FELT_D
        whiten = _whitening(t)
        basis = np.linalg.qr(whiten @ np.column_stack([np.ones_like(t), t]))[0]
        said = whiten @ answers
        return cls(t, data.run_t_d[near], data.dose[near], said - basis @ (basis.T @ said), whiten, basis)

    def with_dose(self, dose: Floats) -> Whitened:
        """Look at the same reports, with other doses of the same runs."""
        return replace(self, dose=dose)

    def seen(self, columns: Floats) -> Floats:
        """Whiten what columns at the reports add. Shape (n, k), as given."""
        seen = self._whiten @ columns
        return np.asarray(seen - self._basis @ (self._basis.T @ seen))

    def courses(self, calendars: Floats) -> list[Floats]:
        """What runs at some times add to the reports, for each usual shape, and at once: (n, calendars), whitened.

        Parameters
        ----------
        calendars : ndarray, shape (calendars, runs)
            Times of the runs. [d]
        """
        added = (*_courses(self.report_t_d, calendars, self.dose), *_at_once(self.report_t_d, calendars, self.dose))
        return [self.seen(course) for course in added]


def _whitening(report_t_d: Floats) -> Floats:
    """Inverse Cholesky factor of the correlation of reports, half lasting, half of the moment. Shape (n, n)."""
    apart = np.abs(report_t_d[:, None] - report_t_d[None, :])
    correlation = _LASTING * np.exp(-apart / _UPS_AND_DOWNS_D) + (1 - _LASTING) * np.eye(len(report_t_d))
    return np.asarray(np.linalg.inv(np.linalg.cholesky(correlation)))


def _courses(report_t_d: Floats, calendars: Floats, dose: Floats) -> list[Floats]:
    """Expected course at the reports, for each shape. Shape (n, calendars), by FFT on a grid."""
    origin = min(float(calendars.min()), float(report_t_d[0]))
    points = int(_PER_DAY * (max(float(calendars.max()), float(report_t_d[-1])) - origin)) + 2
    size = points + _PER_DAY * FELT_D
    impulses = np.zeros((len(calendars), points))
    place = np.round(_PER_DAY * (calendars - origin)).astype(int)
    np.add.at(impulses, (np.arange(len(calendars))[:, None], place), dose[None, :])
    spectrum = np.fft.rfft(impulses, size, axis=1)
    at: NDArray[np.intp] = np.round(_PER_DAY * (report_t_d - origin)).astype(np.intp)
    return [np.fft.irfft(spectrum * np.fft.rfft(shape, size), size, axis=1)[:, at].T for shape in _shapes()]


def _at_once(report_t_d: Floats, calendars: Floats, dose: Floats) -> list[Floats]:
    """What the last run left that is gone within hours, at the minute: a grid would put before it what came after."""
    order = np.argsort(calendars, axis=1)
    run_t_d = np.take_along_axis(calendars, order, axis=1)
    last = np.array([np.searchsorted(row, report_t_d, side="right") - 1 for row in run_t_d])
    lag_d = report_t_d - np.take_along_axis(run_t_d, np.maximum(last, 0), axis=1)
    felt = (last >= 0) & (lag_d <= _AT_ONCE_FOR_D)
    amount = np.where(felt, np.take_along_axis(dose[order], np.maximum(last, 0), axis=1), 0.0)
    return [(amount * np.exp(-np.maximum(lag_d, 0.0) / fall_d)).T for fall_d in _AT_ONCE_FALLS_D]


@cache
def _shapes() -> tuple[Floats, ...]:
    """Usual shapes over two weeks."""
    both = np.array([(np.log(rise), np.log(fall)) for rise in _RISES_D for fall in _FALLS_D])
    kernel = KERNELS["K1"].exponentials({"log_tau_on": both[:, 0], "log_tau_gap": both[:, 1]})
    return tuple(kernel_at(np.arange(_PER_DAY * FELT_D) / _PER_DAY, *kernel))
