"""Go on until everybody has a row, whatever dies meanwhile.

A worker says whom it is working on in a small file of its own. When workers are lost, those people are under suspicion;
whoever was there three times when a worker died gets a row that says so, and the others go on.
"""

from __future__ import annotations

import os
import socket
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from afterrun.cohort.engines import Engine, Task, WorkersLostError
from afterrun.cohort.parts import missing, sweep
from afterrun.errors import WorkersError
from afterrun.language import say
from afterrun.owner_only import to_write

CHUNK = 20
"""People a task at most: few enough that a kill costs little, enough that starting one costs next to nothing."""
_TURNS = 4  # tasks a worker at least, where there are that many people, so that none waits long for the last: judgement
STRIKES = 3  # a worker killed by chance has somebody, too; the same person three times is no chance: judgement
_ON = "on-"

GiveUp = Callable[[str], None]
"""Writes the row of somebody whose work ends the process."""


def go_on(
    engine: Engine, task: Task, people: Sequence[str], folder: Path, *, workers: int, give_up: GiveUp
) -> Iterator[int]:
    """Run a task on everybody of whom there is no row, and hand out how many are done each time some more are.

    Parameters
    ----------
    engine, task
        Who works, and on what; the task writes rows with `parts.write_part` into ``folder``.
    people : sequence of str
        Names.
    folder : Path
        Where the rows are.
    workers : int
        How many at once.
    give_up : callable
        Called with the name of whoever ended a worker too often.

    Raises
    ------
    WorkersError
        If workers end again and again before they have begun with anybody, or write their rows elsewhere.
    """
    sweep(folder)
    suspects(folder)  # of a run before, which nobody can tell any more
    strikes: Counter[str] = Counter()
    in_vain, done = 0, -1
    while todo := missing(people, folder):
        done = len(people) - len(todo)
        yield done
        size = min(CHUNK, -(-len(todo) // (_TURNS * workers)))
        chunks = [todo[start : start + size] for start in range(0, len(todo), size)]
        try:
            for number in engine.run(task, _apart(chunks, strikes), workers=workers):
                done += number
                yield done
            _require_rows(todo, people, folder)
        except WorkersLostError as error:
            found = suspects(folder)
            in_vain = 0 if found or len(missing(people, folder)) < len(todo) else in_vain + 1
            if in_vain == STRIKES:
                raise _never_began() from error
            strikes.update(found)
            for person in [person for person, count in strikes.items() if count >= STRIKES]:
                del strikes[person]
                if person in missing(people, folder):
                    give_up(person)
    if done != len(people):
        yield len(people)


def _require_rows(todo: Sequence[str], people: Sequence[str], folder: Path) -> None:
    """Workers that did all and left nothing here have another folder of that name: they would do it for ever."""
    if len(missing(people, folder)) == len(todo):
        raise WorkersError(
            say("rows must be in {folder}; the workers have written theirs elsewhere.", folder=str(folder)),
            remedy=say("Workers on other computers need the same folders, at the same places: name a shared --out."),
        )


def _never_began() -> WorkersError:
    return WorkersError(
        say("workers must stay alive; they ended {n} times before they had begun with anybody.", n=STRIKES),
        remedy=say("Look whether there is enough memory, and try --workers 1. What was done is kept."),
    )


def _apart(chunks: Sequence[tuple[str, ...]], strikes: Counter[str]) -> list[tuple[str, ...]]:
    """Put everybody who is under suspicion into a task of their own, first, so that nobody else pays for them."""
    alone = [(person,) for chunk in chunks for person in chunk if person in strikes]
    others = [tuple(person for person in chunk if person not in strikes) for chunk in chunks]
    return [*alone, *(chunk for chunk in others if chunk)]


@contextmanager
def working_on(folder: Path, person: str) -> Iterator[None]:
    """Say whom this process is working on, until it is done."""
    note = folder / f"{_ON}{socket.gethostname()}-{os.getpid()}"
    with to_write(note) as file:
        file.write(person.encode())
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def suspects(folder: Path) -> list[str]:
    """Whom dead workers were working on; the notes are taken away."""
    found = []
    for note in folder.glob(f"{_ON}*"):
        found.append(note.read_text(encoding="utf-8"))
        note.unlink(missing_ok=True)
    return found
