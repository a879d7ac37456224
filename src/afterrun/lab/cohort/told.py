"""What is told of a cohort, and kept beside its rows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from afterrun.cohort.parts import PERSON, rows_in
from afterrun.cohort.typical import OF_ALL_DRAWS, RESTS_ON, typical
from afterrun.errors import FileUnreadableError
from afterrun.findings import AmongPeople, Cohort, FailedPerson, Interval, PersonFlag, Share, to_json
from afterrun.findings.draws import interval
from afterrun.findings.interval import CREDIBLE
from afterrun.lab.cohort import columns
from afterrun.lab.cohort.learning import Learned
from afterrun.lab.cohort.settings import read_json, write_json
from afterrun.language import say
from afterrun.reasons.red_flags import LEVELS
from afterrun.response.population import NOBODY, OF_A_SHAPE, Population

_TOLD, _PERSONS = "told.json", "persons.parquet"
_RARE = 0.05  # share of responders below which a shape does not decide what is told: judgement
_DIGITS = 3


def told_of(
    alone: Path, people: tuple[str, ...], learned: Learned, prior: Population, *, engine: str, seconds: float
) -> Cohort:
    """Tell what a cohort shares.

    Parameters
    ----------
    alone : Path
        Rows of the first round: whoever failed, and signs.
    people : tuple of str
        Who there is now.
    learned : Learned
        What the last round but one taught.
    prior : Population
        What was lent in the last.
    engine, seconds
        As in `Cohort`.
    """
    wanted, failed, flags = set(people), [], []
    for row in rows_in(alone, [columns.WHY, columns.SAFETY]):
        if (person := row[PERSON]) not in wanted:
            continue
        if row[columns.WHY] is not None:
            failed.append(FailedPerson(person=person, why=row[columns.WHY]))
        flags += [PersonFlag(person=person, **flag) for flag in json.loads(row[columns.SAFETY] or "[]")]
    return Cohort(
        people=len(people),
        failed=tuple(sorted(failed, key=lambda each: each.person)),
        safety=tuple(sorted(flags, key=lambda flag: (LEVELS.index(flag.level), flag.person))),
        learned_from=learned.people,
        engine=engine,
        seconds=round(seconds, 1),
        population=tuple(_population(learned, prior)) if learned.enough else (),
        responders=Share(share=_share(learned) if learned.enough else None),
        persons=_PERSONS,
    )


def _population(learned: Learned, prior: Population) -> Iterator[AmongPeople]:
    found = typical(learned.among, learned.shapes, np.random.default_rng(0))
    lent = _lent(prior, learned.shapes)
    for name, each in found.items():
        yield AmongPeople(
            quantity=name,
            median=interval(each.median),
            between_sd=interval(each.between),
            pooled=name in lent,
        )


def _lent(prior: Population, shapes: Mapping[str, float]) -> frozenset[str]:
    """Name the quantities of a person that lean on the others: any parameter of them was lent, or whether one responds.

    Shapes that hardly anybody has do not count.
    """
    of_kernel: defaultdict[str, float] = defaultdict(float)
    for shape, share in shapes.items():
        of_kernel[shape.partition(" ")[0]] += share
    usual = {kernel for kernel, share in of_kernel.items() if share >= _RARE * sum(of_kernel.values())}
    named = {each for each in prior.among if each not in OF_A_SHAPE or each.partition(" ")[0] in usual}
    responds = OF_ALL_DRAWS if prior != NOBODY else ()
    return frozenset((*responds, *(name for name, rests_on in RESTS_ON.items() if named & set(rests_on))))


def _share(learned: Learned) -> Interval:
    low, median, high = (round(float(x), _DIGITS) for x in learned.responders.quantiles(CREDIBLE))
    return Interval(median=median, lo=low, hi=high)


def keep_told(out: Path, found: Cohort) -> None:
    """Keep what is told, for `afterrun cohort show`."""
    write_json(out / _TOLD, to_json(found))


def kept_told(out: Path) -> Cohort:
    """Read what is told of a finished cohort.

    Raises
    ------
    FileUnreadableError
        If there is none, or it is not finished.
    """
    try:
        told: dict[str, Any] = read_json(out / _TOLD)
    except (FileNotFoundError, NotADirectoryError):
        raise FileUnreadableError(
            say("folder must hold a finished cohort; got {out!r}.", out=str(out)),
            remedy=say("Fit one, or go on with one that was stopped: afterrun cohort fit SOURCE --out FOLDER."),
        ) from None
    share = told["responders"]["share"]
    return Cohort(
        people=told["people"],
        failed=tuple(FailedPerson(**each) for each in told["failed"]),
        safety=tuple(PersonFlag(**each) for each in told["safety"]),
        learned_from=told["learned_from"],
        engine=told["engine"],
        seconds=told["seconds"],
        population=tuple(
            AmongPeople(
                quantity=each["quantity"],
                median=Interval(**each["median"]),
                between_sd=Interval(**each["between_sd"]),
                pooled=each["pooled"],
            )
            for each in told["population"]
        ),
        responders=Share(share=None if share is None else Interval(**share)),
        persons=told["persons"],
    )
