"""One person of a cohort: the journal read once, the answers worked out as for anybody, a row kept of each round."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from afterrun.checks import Gate
from afterrun.cohort.going_on import working_on
from afterrun.cohort.parts import PERSON, rows_about, write_part
from afterrun.cohort.pooling import counted
from afterrun.cohort.typical import OF_ALL_DRAWS
from afterrun.errors import AfterrunError
from afterrun.findings import Interval, to_json
from afterrun.findings.draws import interval_if_any
from afterrun.lab.cohort import columns
from afterrun.lab.cohort.kept import Kept
from afterrun.lab.cohort.source import Source, require_sharable
from afterrun.lab.cohort.trials import trials_told
from afterrun.lab.site_model import site_model
from afterrun.language import speaking
from afterrun.reasons import red_flags
from afterrun.records import Diary
from afterrun.response.again import fit_again
from afterrun.response.curve import ResponseCurve
from afterrun.response.fit import Fit
from afterrun.response.population import (
    NOBODY,
    OF_THE_LEVEL,
    OF_THE_RESPONSE,
    Population,
    standard_draws,
)

_RISE, _RISE_H = "rise_24h_nrs", 24.0
_FIELD_OF = {_RISE: "rise_nrs"}  # of a response, where a column has another name
_OF_ALL = (*OF_ALL_DRAWS, "baseline_nrs")  # the others mean nothing without a response
_ASKED = ("response", "level", *(_FIELD_OF.get(name, name) for name in columns.TOLD))
"""What a later round tells or learns: checks that hold nothing of it back are not looked at."""
_DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is the same for everybody in a round.

    Parameters
    ----------
    source : Source
        Where the journals are.
    folder : Path
        Where the rows go.
    now : datetime
        Nothing after it is looked at.
    seed : int
        As for `afterrun answers`.
    language : str
        In which reasons and signs are told.
    prior : Population
        What the round before has taught; of the first round `NOBODY`.
    first : Path or None
        Where the rows of the first round are, of any other.
    """

    source: Source
    folder: Path
    now: datetime
    seed: int
    language: str
    prior: Population = field(default_factory=lambda: NOBODY)
    first: Path | None = None


def fit_people(job: Job, people: tuple[str, ...]) -> int:
    """Work through some people and keep their rows together; returns how many there were."""
    rows = []
    kept = {} if job.first is None else rows_about(people, job.first, [columns.KEPT])
    with speaking(job.language), _admitted_before():
        for person in people:
            with working_on(job.folder, person):
                rows.append(row_of(job, person) if job.first is None else row_again(job, kept[person]))
    write_part(job.folder, rows, columns.COLUMNS)
    return len(rows)


@contextmanager
def _admitted_before() -> Iterator[None]:
    """Say nothing more of a database: whoever listed its people was told, and each worker would say the same again."""
    log = logging.getLogger("afterrun.journal.admission")
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(before)


def keep_failure(job: Job, why: str, person: str) -> None:
    """Keep a row that says why there are no answers."""
    write_part(job.folder, [{PERSON: person, columns.WHY: why}], columns.COLUMNS)


def row_of(job: Job, person: str) -> dict[str, Any]:
    """Answer one person; whatever goes wrong with them is a line, not a stop, and hides no sign."""
    row: dict[str, Any] = {PERSON: person}
    try:
        recorded = job.source.recorded_by(person, job.now)
        now = recorded.as_of or job.now
        signs = [to_json(flag) for flag in red_flags(recorded.diary, None, now)]
        row |= {columns.PROBLEMS: recorded.problems, columns.SAFETY: json.dumps(signs)}
        require_sharable(recorded.diary)
        row |= _answered(job, recorded.diary, now)
    except AfterrunError as error:
        row[columns.WHY] = error.message
    except OSError as error:
        row[columns.WHY] = error.strerror or str(error)
    except Exception as error:  # whatever it is, it is one person's
        row[columns.WHY] = f"{type(error).__name__}: {error}"
    return row


def row_again(job: Job, first: Mapping[str, Any]) -> dict[str, Any]:
    """Answer somebody as one of many, from what the first round kept of them; who had no answers has none."""
    row: dict[str, Any] = {PERSON: first[PERSON]}
    if first[columns.KEPT] is None:
        return row
    try:
        kept = Kept.of_bytes(first[columns.KEPT])
        fit = fit_again(kept.evidence.data, kept.found, before=None, now=job.prior, seed=job.seed)
        return row | row_of_fit(kept, fit, job.prior)
    except Exception as error:  # as of the first round
        return row | {columns.WHY: f"{type(error).__name__}: {error}"}


def row_of_fit(kept: Kept, fit: Fit, prior: Population) -> dict[str, Any]:
    """Tell and collect what there is to a fit under a prior, of somebody who was read before."""
    evidence = kept.evidence.with_fit(fit)
    gate = kept.gate.looking_at(evidence, about=_ASKED)
    return _told(fit, evidence.curve, gate) | _drawn(fit, gate, prior)


def _answered(job: Job, diary: Diary, now: datetime) -> dict[str, Any]:
    model = site_model(diary, now=now, seed=job.seed)
    prepared, gate = model.prepared, model.gate
    found: dict[str, Any] = {
        columns.SITE: str(prepared.site),
        columns.RUNS: len(prepared.runs),
        columns.REPORTS: len(prepared.reports),
        columns.WITHHELD: ", ".join(gate.holding_back),
    }
    if (fit := model.fit) is None:
        return found
    kept = Kept(model.evidence, model.record_gate, fit.found)
    found |= _told(fit, model.evidence.curve, gate) | _drawn(fit, gate, NOBODY)
    trials = [to_json(each) for each in trials_told(model)]
    return found | {columns.KEPT: kept.as_bytes(), columns.TRIALS: json.dumps(trials)}


def _told(fit: Fit, curve: ResponseCurve, gate: Gate) -> dict[str, Any]:
    """Tell what `afterrun answers` would of the reference run, and no more of it than a row holds."""
    if not gate.tells("response"):
        return {}
    told = {name: value for name, value in _quantities(curve) if gate.tells(_FIELD_OF.get(name, name))}
    return {columns.DETECTED: round(fit.prob_responds, _DIGITS)} | columns.ends(told)


def _quantities(curve: ResponseCurve) -> Iterator[tuple[str, Interval | None]]:
    for name in columns.TOLD:
        if name == _RISE:
            values = curve.rise_at(np.array([_RISE_H]))[:, 0]
        else:
            values = curve.draws.dose_exponent if name == "dose_exponent" else getattr(curve, name)
        yield name, interval_if_any(values if name in _OF_ALL else values[curve.draws.responds])


def _drawn(fit: Fit, gate: Gate, prior: Population) -> dict[str, Any]:
    """Collect what pooling needs, of what the diary can tell at all.

    What the checks of a result withhold (a response that was not found) is kept in: whoever is left out because of what
    came out bends the average of the others.
    """
    names = [*(OF_THE_RESPONSE if gate.tells("response") else ()), *(OF_THE_LEVEL if gate.tells("level") else ())]
    if not names:
        return {}
    z = standard_draws(fit, prior)
    found: dict[str, Any] = {columns.counts_column(name): counted(z[name]).tobytes() for name in names if name in z}
    found[columns.DRAWS] = fit.draws.size
    if gate.tells("response"):
        found |= {columns.PROB_RESPONDS: fit.prob_responds, columns.SHAPES: json.dumps(_shapes(fit))}
    return found


def _shapes(fit: Fit) -> dict[str, float]:
    """Say how many of the draws with a response have each shape and dose curve."""
    total: dict[str, float] = {}
    for name, z in fit.drawn.items():
        kernel, *rest = name.split()
        if rest and kernel != "K0":
            shape = f"{kernel} {rest[0]}"
            total[shape] = total.get(shape, 0.0) + len(z) / fit.draws.size
    return total


def task_of(job: Job) -> partial[int]:
    """Make the task that an engine runs."""
    return partial(fit_people, job)
