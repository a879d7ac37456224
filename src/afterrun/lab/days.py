"""A usual day with running: two sessions of one day are one question."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from afterrun.lab.preparing import Prepared
from afterrun.response.arrays import Floats
from afterrun.response.curve import ResponseCurve
from afterrun.response.dose_curve import log_dose_effect


def usual_day(prepared: Prepared, curve: ResponseCurve) -> ResponseCurve:
    """Turn the response to the reference run into that to the median day with running.

    What the sessions of a day do adds up, draw by draw; the days are those of the reference run's 90, on the clock of
    each run.
    """
    days = _by_day(prepared)
    if not days:
        return curve
    draws = curve.draws
    effect = np.exp(log_dose_effect(prepared.data.dose, draws.alpha, draws.threshold))
    total = np.stack([effect[:, index].sum(axis=1) for index in days], axis=1)
    times: Floats = np.median(total, axis=1)
    return replace(curve, draws=replace(draws, gain_nrs=draws.gain_nrs * times))


def _by_day(prepared: Prepared) -> list[list[int]]:
    """Index the runs of each day with any."""
    found: dict[object, list[int]] = {}
    for number in prepared.reference_runs:
        found.setdefault(prepared.runs[number].start.date(), []).append(number)
    return list(found.values())
