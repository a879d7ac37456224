"""Fit a cohort: everybody alone, what they share, everybody as one of them; resumable after any kill.

Three rounds. What the first teaches is a rough prior for the second, because a person's draws say little where their
own prior had none; what the second teaches is the prior of the third, whose answers are told. A round's folder is named
by its prior: if people are added, what they change is worked out anew, and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from afterrun.cohort.engines import Engine
from afterrun.cohort.going_on import go_on
from afterrun.cohort.holding import held
from afterrun.cohort.parts import PERSON, forget, forget_those_without, require_arrow, rows_in, write_table
from afterrun.findings import Cohort
from afterrun.lab.cohort import columns
from afterrun.lab.cohort.learning import fingerprint, learned_from
from afterrun.lab.cohort.person import Job, keep_failure, task_of
from afterrun.lab.cohort.settings import Settings, Stopwatch
from afterrun.lab.cohort.source import Source
from afterrun.lab.cohort.told import keep_told, told_of
from afterrun.language import language
from afterrun.owner_only import make_folder
from afterrun.response.population import NOBODY, Population

PERSONS = "persons.parquet"
ALONE, ROUGH, POOLED = "alone", "rough", "pooled"
"""The three rounds."""
_TEACH = 1000  # people that the second round asks: more would not move what is learned, and cost a round. Judgement
Progress = Callable[[str, int, int], None]
"""Called with the round, how many of its people are done, and how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """What a cohort is fitted with.

    Parameters
    ----------
    source : Source
        Where the journals are.
    out : Path
        Where everything is kept.
    engine : Engine
        Who does the sums.
    now : datetime
        Nothing after it is looked at; of a cohort that is resumed its own counts.
    seed : int
        As for `afterrun answers`.
    workers : int
        How many at once; default: one a core.
    pool : bool
        Whether people are seen as some of many, after each was seen alone.
    lost : str
        What is told of somebody whose work ended the process three times.
    """

    source: Source
    out: Path
    engine: Engine
    now: datetime
    seed: int = 0
    workers: int = os.cpu_count() or 1
    pool: bool = True
    lost: str


def fit_cohort(fitting: Fitting, progress: Progress = lambda *_: None) -> Cohort:
    """Fit everybody of whom there is no row yet, and tell what they share.

    Raises
    ------
    InvalidValueError
        If the folder holds another cohort.
    FileUnreadableError, JournalError
        If there is nobody, or they cannot be listed.
    MissingExtraError
        If something has to be installed first.
    JournalBusyError
        If another program is working on it.
    """
    people = fitting.source.people()
    require_arrow()
    make_folder(fitting.out)
    with held(fitting.out):
        settings = Settings.kept_in(
            fitting.out, Settings(source=fitting.source.label, now=fitting.now, seed=fitting.seed)
        )
        rounds = _Rounds(replace(fitting, now=settings.now), people, Stopwatch(fitting.out), progress)
        alone = fitting.out / ALONE
        forget_those_without(columns.KEPT, alone)
        _forget_unread(fitting, alone)
        rounds.run(ALONE, NOBODY, people)
        learned, final, prior = learned_from(alone, NOBODY), alone, NOBODY
        if fitting.pool and learned.enough:
            rough = learned.population(only_known=False)
            folder = rounds.run(ROUGH, rough, _some(people))
            learned = learned_from(folder, rough)
            prior = learned.population(only_known=True)
            final = rounds.run(POOLED, prior, people)
        _write_persons(fitting.out, alone, final, people)
        found = told_of(alone, people, learned, prior, engine=fitting.engine.name, seconds=rounds.watch.seconds)
        keep_told(fitting.out, found)
        return found


@dataclass(frozen=True, slots=True)
class _Rounds:
    fitting: Fitting
    people: tuple[str, ...]
    watch: Stopwatch
    progress: Progress

    def run(self, name: str, prior: Population, people: tuple[str, ...]) -> Path:
        """Work through a round, or what is left of it; returns its folder."""
        fitting = self.fitting
        folder = round_folder(fitting.out, name, prior)
        make_folder(folder)
        job = Job(
            source=fitting.source,
            folder=folder.resolve(),
            now=fitting.now,
            seed=fitting.seed,
            language=language(),
            prior=prior,
            first=None if name == ALONE else (fitting.out / ALONE).resolve(),
        )
        give_up = partial(keep_failure, job, fitting.lost)
        for done in self._going(job, people, give_up):
            self.watch.look()
            self.progress(name, done, len(people))
        return folder

    def _going(self, job: Job, people: tuple[str, ...], give_up: Callable[[str], None]) -> Iterator[int]:
        return go_on(
            self.fitting.engine, task_of(job), people, job.folder, workers=self.fitting.workers, give_up=give_up
        )


def round_folder(out: Path, name: str, prior: Population) -> Path:
    """Where the rows of a round are kept that was worked out under a prior."""
    return out / (name if prior == NOBODY else f"{name}-{fingerprint(prior)}")


def _forget_unread(fitting: Fitting, alone: Path) -> None:
    """Forget whoever could not be read, in every round: what was missing may be there by now.

    Whoever was read and has no answers keeps their line, and so has whose work ended the process.
    """
    rows = rows_in(alone, [columns.WHY, columns.SAFETY])
    unread = [
        row[PERSON] for row in rows if row[columns.SAFETY] is None and row[columns.WHY] not in (None, fitting.lost)
    ]
    for folder in (alone, *fitting.out.glob(f"{ROUGH}*"), *fitting.out.glob(f"{POOLED}*")):
        forget(unread, folder, columns.COLUMNS)


def _some(people: tuple[str, ...]) -> tuple[str, ...]:
    """Pick those who teach, whatever order they come in."""
    return tuple(sorted(people, key=lambda person: sha256(person.encode()).digest())[:_TEACH])


def _write_persons(out: Path, alone: Path, final: Path, people: tuple[str, ...]) -> None:
    """Put everybody's answers side by side: alone, and as one of them."""
    names = [name for name, _ in columns.ANSWERS]
    pooled = {row[PERSON]: row for row in rows_in(final, names)} if final != alone else {}
    wanted, rows = set(people), []
    for row in rows_in(alone, [*(name for name, _ in columns.ABOUT[1:]), *names]):
        if row[PERSON] in wanted:
            seen = pooled.get(row[PERSON], {})
            rows.append(row | {f"pooled_{name}": seen.get(name) for name in names})
    write_table(out / PERSONS, sorted(rows, key=lambda row: str(row[PERSON])), columns.PERSONS)
