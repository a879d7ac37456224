"""What runs do to the pain of one site, as it is told."""

from __future__ import annotations

import numpy as np

from afterrun.checks import Gate
from afterrun.findings import ReferenceRun, Response
from afterrun.findings.draws import interval, interval_if_any, share
from afterrun.lab.days import usual_day
from afterrun.lab.preparing import Prepared
from afterrun.response.curve import RESPONSE_AREA_NRS_DAYS, ResponseCurve
from afterrun.response.fit import Fit

RISE_AT_H = (6, 12, 24, 36, 48, 72, 96, 120)  # hours named in the contract


def response_told(prepared: Prepared, fit: Fit, curve: ResponseCurve, gate: Gate) -> Response:
    """Tell the response to the reference run, without what the checks withhold."""
    rise = curve.rise_at(np.array(RISE_AT_H, dtype=np.float64))
    responding = fit.draws.responds
    found = Response(
        detected=round(fit.prob_responds, 3),
        matters=share(usual_day(prepared, curve).area_nrs_days > RESPONSE_AREA_NRS_DAYS),
        reference_run=_reference_run(prepared),
        rise_nrs={h: interval(rise[:, i]) for i, h in enumerate(RISE_AT_H)},
        peak_h=interval_if_any(curve.peak_h[responding]),
        peak_nrs=interval(curve.peak_nrs),
        half_life_h=interval_if_any(curve.half_life_h[responding]),
        half_by_h=interval_if_any(curve.half_by_h[responding]),
        area_nrs_days=interval(curve.area_nrs_days),
        clear_h=interval_if_any(curve.clear_h[responding]),
        dose_exponent=interval_if_any(fit.draws.dose_exponent[responding]),
        baseline_nrs=interval(curve.baseline_nrs),
    )
    return gate.masked(found)


def _reference_run(prepared: Prepared) -> ReferenceRun:
    metres, seconds = prepared.dose_m, prepared.reference_duration_s
    return ReferenceRun(
        distance_m=None if metres is None else round(metres), duration_s=None if seconds is None else round(seconds)
    )
