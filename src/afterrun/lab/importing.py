"""Take in files, folders and tables: one transaction a source, so that whatever was taken stays taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from afterrun.errors import JournalBusyError
from afterrun.importers.parsed import Source
from afterrun.importers.reading import read_path
from afterrun.journal import Added, Journal
from afterrun.journal.settings import settings_of
from afterrun.lab.zones import lived
from afterrun.records import Problem
from afterrun.records.kinds import Record
from afterrun.report.imported import counted_once
from afterrun.scratch import sweep

_TRIES = 6  # judgement: each waits 10 s for its turn. An import may take its time; whoever taps Save may not


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of one source.

    Parameters
    ----------
    name : str
        The file or table, as seen from what the person pointed at.
    added, already : int
        Records that were new, and that were there already.
    problems : tuple of Problem
        What was left out or guessed, with remedies.
    notes : tuple of str
        Runs that another source had told of already, and so were not counted twice.
    """

    name: str
    added: int
    already: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether anything in it was of use, now or before."""
        return bool(self.added or self.already)


def import_paths(journal: Journal, paths: Iterable[Path]) -> Iterator[ImportOutcome]:
    """Import everything at some paths, telling of each source as soon as it is safe.

    Raises
    ------
    FileUnreadableError
        If there is nothing at a path.
    """
    sweep()  # what an archive held, if an import of it was killed
    zone = settings_of(journal).zone
    for sources in [read_path(path) for path in paths]:  # a path that is not there stops it before anything is taken
        for source in sources:
            parsed = source.parsed
            if not parsed.records:
                yield ImportOutcome(source.name, 0, 0, parsed.problems)
                continue
            records = parsed.records if source.original is None else [lived(each, zone) for each in parsed.records]
            stored = _added(journal, source, records)
            notes = tuple(counted_once(new, old) for new, old in stored.same)
            yield ImportOutcome(source.name, stored.added, stored.already, parsed.problems, notes)


def _added(journal: Journal, source: Source, records: Sequence[Record]) -> Added:
    for _ in range(_TRIES - 1):
        with suppress(JournalBusyError):  # then nothing of it was written
            return journal.add(records, streams=source.parsed.streams, original=source.original)
    return journal.add(records, streams=source.parsed.streams, original=source.original)
