"""Fit one site of a diary, with what the person's best known site has taught."""

from __future__ import annotations

from datetime import datetime

from afterrun.checks import Evidence, gate_of
from afterrun.lab.preparing import Prepared, prepare
from afterrun.records import Diary
from afterrun.response.body import Body
from afterrun.response.fit import Fit, fit_response

_TEACHES_FROM = 30  # reports


def fit_site(diary: Diary, prepared: Prepared, *, now: datetime, seed: int = 0) -> Fit:
    """Fit what was prepared. The site with most reports stands alone and lends to the others; nothing flows back."""
    return fit_response(prepared.data, seed=seed, body=_body(diary, prepared, now, seed))


def _body(diary: Diary, prepared: Prepared, now: datetime, seed: int) -> Body | None:
    best = diary.until(now).sites()[0]
    if best == prepared.site:
        return None
    teacher = prepare(diary, site=best, now=now)
    if len(teacher.reports) < max(_TEACHES_FROM, len(prepared.reports)):
        return None
    if not gate_of(Evidence(teacher.data, teacher.derived_dose)).tells("response"):
        return None
    return fit_response(teacher.data, seed=seed).body
