"""One person of a cohort: the journal read, the answers worked out as for anybody, a row kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from afterrun.checks import Gate
from afterrun.cohort.going_on import working_on
from afterrun.cohort.parts import PERSON, write_part
from afterrun.cohort.pooling import counted
from afterrun.errors import AfterrunError
from afterrun.findings import Interval, Response, to_json
from afterrun.lab.cohort import columns
from afterrun.lab.cohort.source import Source, require_sharable
from afterrun.lab.cohort.trials import trials_told
from afterrun.lab.response_told import response_told
from afterrun.lab.site_model import SiteModel, site_model
from afterrun.language import speaking
from afterrun.reasons import red_flags
from afterrun.records import Diary
from afterrun.response.curve import curve_now
from afterrun.response.fit import Fit
from afterrun.response.population import (
    NOBODY,
    OF_THE_LEVEL,
    OF_THE_RESPONSE,
    Population,
    standard_draws,
)

_RISE_H = 24  # of `columns.TOLD`


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
        What the round before has taught.
    with_trials : bool
        Whether to look at trials as well.
    """

    source: Source
    folder: Path
    now: datetime
    seed: int
    language: str
    prior: Population = field(default_factory=lambda: NOBODY)
    with_trials: bool = False


def fit_people(job: Job, people: tuple[str, ...]) -> int:
    """Work through some people and keep their rows together; returns how many there were."""
    rows = []
    with speaking(job.language):
        for person in people:
            with working_on(job.folder, person):
                rows.append(row_of(job, person))
    write_part(job.folder, rows, columns.COLUMNS)
    return len(rows)


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


def _answered(job: Job, diary: Diary, now: datetime) -> dict[str, Any]:
    population = None if job.prior == NOBODY else job.prior
    model = site_model(diary, now=now, seed=job.seed, population=population)
    prepared, gate = model.prepared, model.gate
    found: dict[str, Any] = {
        columns.SITE: str(prepared.site),
        columns.RUNS: len(prepared.runs),
        columns.REPORTS: len(prepared.reports),
        columns.WITHHELD: ", ".join(gate.holding_back),
    }
    if model.fit is None:
        return found
    found |= _told(model, model.fit) | _drawn(model.fit, gate, job.prior)
    if job.with_trials:
        found[columns.TRIALS] = json.dumps([to_json(each) for each in trials_told(model)])
    return found


def _told(model: SiteModel, fit: Fit) -> dict[str, Any]:
    if not model.gate.tells("response"):
        return {}
    told = response_told(model.prepared, fit, curve_now(fit.draws, model.prepared.data), model.gate)
    return {columns.DETECTED: told.detected} | columns.ends(dict(_quantities(told)))


def _quantities(told: Response) -> Iterator[tuple[str, Interval | None]]:
    for name in columns.TOLD:
        yield name, told.rise_nrs[_RISE_H] if name == f"rise_{_RISE_H}h_nrs" else getattr(told, name)


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
