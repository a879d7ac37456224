"""What the same run did over the weeks: for the picture, and whether it was better once and came back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.findings import CameBack, OverWeeks
from afterrun.findings.draws import interval
from afterrun.findings.interval import CREDIBLE
from afterrun.lab.preparing import Prepared
from afterrun.response.arrays import Floats
from afterrun.response.curve import ResponseCurve, peaks_over
from afterrun.response.posterior import Draws

_STEP_D = 7.0
_FEWEST_WEEKS = 6  # less is no course
_DRAWS = 300  # a band is steady by then
_MOST_POINTS = 60  # of a diary of years
# It was better: at its lowest less than this share of now, after having been more than that multiple of the lowest;
# both as sure as anything that is told. Judgement.
_LOWEST, _BEFORE, _SURE = 0.7, 1.3, 0.95


@dataclass(frozen=True, slots=True)
class Course:
    """Draws of what the same run did at its worst, on some days.

    Parameters
    ----------
    t_d : ndarray, shape (g,)
        Days. [d]
    peak_nrs : ndarray, shape (S, g)
        [NRS]
    share : ndarray, shape (S, g)
        Of the response on the last of these days. [-]
    """

    t_d: Floats
    peak_nrs: Floats
    share: Floats


def course_of(now: ResponseCurve) -> Course | None:
    """Work out the course; None where the diary is too short, or hardly any draw has a response."""
    data, responds = now.data, np.flatnonzero(now.draws.responds)
    first, last = max(float(data.run_t_d[0]), data.span_d[0]), data.span_d[1]  # before it nothing was reported
    if last - first < _STEP_D * _FEWEST_WEEKS or len(responds) < _DRAWS:
        return None
    step = max(_STEP_D, (last - first) / _MOST_POINTS)
    t_d = np.append(np.arange(first, last - step / 2, step), last)
    draws: Draws = now.draws.rows(responds[np.linspace(0, len(responds) - 1, _DRAWS).astype(np.intp)])
    gain = draws.gain_at(data, t_d)
    return Course(t_d, peaks_over(ResponseCurve(draws, data, now.t_d), gain), gain / np.maximum(gain[:, -1:], 1e-9))


def drawn(course: Course, prepared: Prepared) -> OverWeeks:
    """Sum the course up for a picture."""
    low, median, high = np.quantile(course.peak_nrs, CREDIBLE, axis=0)
    return OverWeeks(tuple(prepared.time(t).date() for t in course.t_d), median, low, high)


def came_back(course: Course, prepared: Prepared) -> CameBack | None:
    """Say when it was better, if it was worse before that and is again."""
    middle = np.median(course.share, axis=0)
    lowest = int(middle.argmin())
    if not lowest:
        return None
    before = int(middle[:lowest].argmax())
    was_better = (course.share[:, lowest] < _LOWEST).mean()
    had_been_worse = (course.share[:, before] > _BEFORE * course.share[:, lowest]).mean()
    if min(was_better, had_been_worse) < _SURE:
        return None
    return CameBack(lowest_on=prepared.time(course.t_d[lowest]).date(), share=interval(course.share[:, lowest]))
