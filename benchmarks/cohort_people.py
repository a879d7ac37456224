"""People of simulated populations, as arrays and as folders of tables; the truth is kept beside them."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from afterrun.response.course import LEVEL_WALKS, WALKS
from afterrun.response.data import ResponseData
from afterrun.response.designs import STORY, DiaryDesign, draw_diary
from afterrun.response.deviation import REST, TERMS
from afterrun.response.dose_curve import CURVES, DoseCurve
from afterrun.response.kernel import RESPONSES, Kernel, NoResponse
from afterrun.response.model import ResponseModel
from afterrun.response.parameters import LEVEL, RELIEF_SIZE, TREND
from afterrun.response.population import POOLED, pooled_name
from afterrun.response.simulate import Person, simulate_answers

KINDS = ("narrow", "wide", "two")
_START = datetime(2026, 3, 2, tzinfo=UTC)
_USUAL_M, _PACE_S_PER_M = 6000.0, 0.34
SITE = "right-forefoot-lateral"


@dataclass(frozen=True, slots=True)
class Among:
    """A population: mean and sd of each parameter in units of the product's prior, and how many respond."""

    of: Mapping[str, tuple[float, float]]
    share: float


@dataclass(frozen=True, slots=True)
class Simulated:
    """One person: the truth, and the diary that came of it."""

    truth: Person
    data: ResponseData


def population(kind: str) -> Among:
    """Name a population: people much alike, people as unlike as the prior has it, or two kinds of people."""
    if kind == "narrow":
        rng = np.random.default_rng(7)
        return Among({name: (float(0.5 * rng.standard_normal()), 1 / 3) for name in POOLED}, 0.7)
    if kind == "wide":
        return Among(dict.fromkeys(POOLED, (0.0, 1.0)), 0.5)
    slow = {"log_tau_on": (1.2, 0.3), "log_tau_stage": (1.0, 0.3), "log_immediate": (-1.0, 0.5)}
    two = dict.fromkeys(POOLED, (0.0, 0.7)) | {"log_gain": (0.8, 0.4)}
    return Among(two | {name: slow[name.split()[-1]] for name in POOLED if name.split()[-1] in slow}, 0.6)


def draw_person(
    among: Among,
    rng: np.random.Generator,
    *,
    kernels: Sequence[Kernel] = RESPONSES,
    curves: Sequence[DoseCurve] = CURVES,
    design: DiaryDesign = STORY,
) -> Simulated:
    """Draw somebody, and let them live through a diary."""
    data = draw_diary(design, rng)
    responds = rng.random() < among.share
    kernel = kernels[int(rng.integers(len(kernels)))] if responds else NoResponse()
    model = ResponseModel.on(data, kernel, curves[int(rng.integers(len(curves)))])

    def drawn(name: str, mean: float, sd: float) -> float:
        m, s = among.of.get(pooled_name(model.name, name), (0.0, 1.0))
        return float(mean + sd * (m + s * rng.standard_normal()))

    values = {p.name: drawn(p.name, p.mean, p.sd) for p in model.parameters}
    static = [drawn(p.name, p.mean, p.sd) for p in (LEVEL, TREND, *[RELIEF_SIZE] * data.care_kinds)]
    person = Person(
        model=model,
        values=values,
        static=np.array(static),
        wandering=rng.standard_normal(WALKS + LEVEL_WALKS),
        deviation=rng.standard_normal(TERMS + REST),
    )
    return Simulated(person, simulate_answers(person, data, rng))


def write_folder(folder: Path, person: Simulated) -> Path:
    """Write a diary as somebody would keep it: runs and reports in tables. What was done about the pain is left out."""
    folder.mkdir(parents=True)
    data, levels = person.data, person.data.levels
    distance = _USUAL_M * data.dose
    runs = [
        (_at(t - metres * _PACE_S_PER_M / 86400), round(metres * _PACE_S_PER_M), round(metres))
        for t, metres in zip(data.run_t_d, distance, strict=True)
    ]
    _write(folder / "runs.csv", ("start", "duration_s", "distance_m"), runs)
    said = np.clip(np.where(np.isfinite(data.lower), data.lower + 0.5, levels[0]), levels[0], levels[-1])
    reports = [(_at(t), SITE, f"{nrs:g}") for t, nrs in zip(data.report_t_d, said, strict=True)]
    _write(folder / "pain.csv", ("at", "site", "nrs"), reports)
    return folder


def last_day(person: Simulated) -> datetime:
    """Say when to look at a diary: the morning after its end."""
    return _START + timedelta(days=float(person.data.span_d[1]) + 1)


def _at(t_d: float) -> str:
    return (_START + timedelta(seconds=round(t_d * 86400))).isoformat()


def _write(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
