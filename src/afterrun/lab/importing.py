"""Take in files, folders and tables: one transaction a source, so that whatever was taken stays taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from afterrun.errors import JournalBusyError
from afterrun.importers.parsed import Source
from afterrun.importers.plausible import cannot_be, is_ahead
from afterrun.importers.reading import read_path
from afterrun.journal import Added, Journal
from afterrun.journal.settings import settings_of
from afterrun.journal.standing import ASK_DATE, ASK_NUMBERS, Standing
from afterrun.lab.zones import lived
from afterrun.records import Problem, Run
from afterrun.records.kinds import Record
from afterrun.records.run import UNCLEAR
from afterrun.report.imported import asked_about, corrected, counted_once
from afterrun.scratch import sweep

_TRIED_S = 120.0

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
        Runs that another source had told of already, and so were not counted twice; and what has to be asked.
    asked : int
        Runs that wait for an answer and do not count until then.
    """

    name: str
    added: int
    already: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    asked: int = 0

    @property
    def usable(self) -> bool:
        """Whether anything in it was of use, now or before."""
        return bool(self.added or self.already)


def import_paths(journal: Journal, paths: Iterable[Path], *, now: datetime | None = None) -> Iterator[ImportOutcome]:
    """Import everything at some paths, telling of each source as soon as it is safe.

    Parameters
    ----------
    now : datetime, optional
        With it, a run of the future is asked about.

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
            stored = _added(journal, source, records, _standings(source, records, now))
            notes = (
                *(counted_once(new, old) for new, old in stored.same),
                *(corrected(new, old) for new, old in stored.corrected),
                *(asked_about(run, what, other) for run, what, other in stored.asked),
            )
            yield ImportOutcome(source.name, stored.added, stored.already, parsed.problems, notes, len(stored.asked))


def _added(journal: Journal, source: Source, records: Sequence[Record], standings: Mapping[int, Standing]) -> Added:
    parsed, original = source.parsed, source.original
    for turn in range(_TRIES):
        try:
            return journal.add(
                records, streams=parsed.streams, original=original, standings=standings, settled=parsed.settled
            )
        except JournalBusyError:  # then nothing of it was written
            if turn + 1 == _TRIES:
                raise
    raise AssertionError  # not reached


def _standings(source: Source, records: Sequence[Record], now: datetime | None) -> dict[int, Standing]:
    """Say what is known of the runs of a source before they are put among the others."""
    known = {}
    for place, (told, record) in enumerate(zip(source.parsed.records, records, strict=True)):
        if isinstance(told, Run) and isinstance(record, Run):
            standing, same_as = source.parsed.standings.get(place, (None, None))
            if not source.parsed.settled:
                standing = _doubt(record, now)
            known[place] = Standing(
                standing=standing, same_as=same_as, clock_guessed=_without_clock(source, told, record)
            )
    return known


def _without_clock(source: Source, told: Run, run: Run) -> bool:
    """Whether a device told only UTC, so that the clock on the wall is a guess."""
    return source.original is not None and (told.start.tzinfo is UTC or told.start.utcoffset() != run.start.utcoffset())


def _doubt(run: Run, now: datetime | None) -> str | None:
    if now is not None and is_ahead(run, now):
        return ASK_DATE
    # A watch that ran for a minute at someone's desk is no slip of the pen; what its own points cannot have been is.
    too_short = run.original is not None and run.duration_s < _TRIED_S
    return ASK_NUMBERS if run.sport != UNCLEAR and not too_short and cannot_be(run) else None
