"""Take in files, folders and tables: one transaction a source, so that whatever was taken stays taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from afterrun.importers.here import DateOrder, Here
from afterrun.importers.parsed import Unmapped
from afterrun.importers.reading import read_path
from afterrun.journal import Journal
from afterrun.journal.settings import settings_of
from afterrun.lab.table_layouts import layouts_of
from afterrun.lab.zones import lived
from afterrun.records import Problem
from afterrun.report.imported import counted_once


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
    unmapped : Unmapped or None
        A table whose columns have to be explained first.
    """

    name: str
    added: int
    already: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    unmapped: Unmapped | None = None

    @property
    def usable(self) -> bool:
        """Whether anything in it was of use, now or before."""
        return bool(self.added or self.already)


def import_paths(
    journal: Journal, paths: Iterable[Path], *, now: datetime | None = None, dates: DateOrder | None = None
) -> Iterator[ImportOutcome]:
    """Import everything at some paths, telling of each source as soon as it is safe.

    Parameters
    ----------
    journal, paths
        Where to, and from where.
    now : datetime, optional
        With offset: what lies later did not happen yet. Without it nothing counts as the future.
    dates : {"dmy", "mdy"}, optional
        How 5/6/2026 is meant in a table that does not show it.

    Raises
    ------
    FileUnreadableError
        If there is nothing at a path.
    """
    zone = settings_of(journal).zone
    here = Here(zone=zone, now=now, dates=dates, layouts=layouts_of(journal))
    for sources in [
        read_path(path, here) for path in paths
    ]:  # a path that is not there stops it before anything is taken
        for source in sources:
            parsed = source.parsed
            if not parsed.records:
                yield ImportOutcome(source.name, 0, 0, parsed.problems, unmapped=source.unmapped)
                continue
            records = parsed.records if source.is_table else [lived(each, zone) for each in parsed.records]
            stored = journal.add(records, streams=parsed.streams, original=source.original)
            notes = tuple(counted_once(new, old) for new, old in stored.same)
            yield ImportOutcome(source.name, stored.added, stored.already, parsed.problems, notes)
