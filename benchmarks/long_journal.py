"""Ten years of one simulated runner: 2,000 runs, 6,000 reports, and what was done, kept up and happened beside them.

Made by the product's own simulator from a fixed seed: the answers are those of a responder, not of noise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from afterrun.journal import Journal
from afterrun.records import Care, Event, PainReport, Phase, Run, Site
from afterrun.response.data import ResponseData
from afterrun.response.designs import DiaryDesign, draw_diary
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.simulate import prior_person, simulate_answers

SITE = Site("right", "forefoot-lateral")
RUNS, REPORTS = 2000, 6000
TEN_YEARS = DiaryDesign(days=3654, runs_per_week=4, reports_per_day=2.0, cares_per_week=0.5)
_SEED, _SOURCE, _METRES = 3, "simulated", 6400.0
_FELT = {"log_gain": float(np.log(2.0)), "log_sigma_u": float(np.log(0.6)), "log_omega": float(np.log(0.35))}
_FELT |= {"drift": 0.0}
_LEVEL_NRS = 0.3


def long_journal(path: Path, *, now: datetime) -> Path:
    """Make a journal of the last ten years before ``now``."""
    with Journal.open(path) as journal:
        journal.add(_records(now))
        journal.set_setting("simulated", "yes")
    return path


def _records(now: datetime) -> list[Run | PainReport | Care | Event | Phase]:
    rng = np.random.default_rng(_SEED)
    data = draw_diary(TEN_YEARS, rng)
    data = replace(data, run_t_d=data.run_t_d[-RUNS:], dose=data.dose[-RUNS:])
    keep = np.sort(rng.choice(len(data.report_t_d), min(REPORTS, len(data.report_t_d)), replace=False))
    data = replace(data, **{name: getattr(data, name)[keep] for name in ("report_t_d", "lower", "upper")})
    model = ResponseModel.on(data, KERNELS["K1"])
    person = prior_person(model, rng)
    static = person.static.copy()
    static[:2] = _LEVEL_NRS, 0.0  # a trend or a drift of a prior's month would go through the roof in ten years
    data = simulate_answers(replace(person, values={**person.values, **_FELT}, static=static), data, rng)
    first = now - timedelta(days=TEN_YEARS.days)
    return [*told_of(data, first), *_others(first, rng)]


def told_of(data: ResponseData, first: datetime) -> list[Run | PainReport | Care]:
    """Write a simulated diary down: runs, reports and care; day 0 is ``first``."""
    return [*_runs(data, first), *_reports(data, first), *_cares(data, first)]


def _runs(data: ResponseData, first: datetime) -> Iterator[Run]:
    for end_d, dose in zip(data.run_t_d, data.dose, strict=True):
        metres = float(round(dose * _METRES, -1))
        seconds = round(metres * 0.34)
        end = first + timedelta(days=float(end_d))
        yield Run(start=end - timedelta(seconds=seconds), duration_s=seconds, distance_m=metres, source=_SOURCE)


def _reports(data: ResponseData, first: datetime) -> Iterator[PainReport]:
    for at_d, nrs in zip(data.report_t_d, data.answers, strict=True):
        yield PainReport(
            at=first + timedelta(days=float(at_d)), site=SITE, nrs=float(nrs), scale="nrs-11", source=_SOURCE
        )


def _cares(data: ResponseData, first: datetime) -> Iterator[Care]:
    for at_d in data.care_t_d:
        at = first + timedelta(days=float(at_d))
        yield Care(at=at, intervention="calf-stretch", variant="off-step", minutes=3.0, site=SITE, source=_SOURCE)


def _others(first: datetime, rng: np.random.Generator) -> Iterator[Event | Phase]:
    for week in range(0, TEN_YEARS.days // 7, 3):
        at = first + timedelta(days=7 * week + 2, hours=18)
        yield Event(at=at, kind="overhead-press", minutes=15.0, source=_SOURCE)
    for half_year in range(20):
        start = first + timedelta(days=182 * half_year + int(rng.integers(0, 60)))
        yield Phase(intervention="new-shoes", start=start, end=start + timedelta(days=90), source=_SOURCE)
