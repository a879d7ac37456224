"""Take in files, folders and tables: one transaction a source, so that whatever was taken stays taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import partial
from pathlib import Path
from threading import Event
from typing import TypeVar

from afterrun.errors import JournalBusyError
from afterrun.importers.here import DateOrder, Here
from afterrun.importers.parsed import Source, Unmapped
from afterrun.importers.plausible import cannot_be, date_cannot_be
from afterrun.importers.reading import read_path
from afterrun.journal import Added, Journal
from afterrun.journal.settings import settings_of
from afterrun.journal.standing import ASK_DATE, ASK_NUMBERS, ASKED, Standing
from afterrun.lab.corrections import Sorted, remember_rows, sort_list, sort_rows
from afterrun.lab.import_questions import Question, answer, ask, correct, open_questions, take_table
from afterrun.lab.past_imports import Keeper
from afterrun.lab.rounded_times import with_kept_times
from afterrun.lab.row_names import row_name
from afterrun.lab.table_layouts import layouts_of
from afterrun.lab.taken_out import without_taken_out
from afterrun.lab.zones import lived
from afterrun.places import Place
from afterrun.records import Problem, Run
from afterrun.records.kinds import Record
from afterrun.records.run import UNCLEAR
from afterrun.report.added import added_words, kinds_of
from afterrun.report.imported import asked_about, counted_once
from afterrun.scratch import sweep

Done = TypeVar("Done")

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
    unmapped : Unmapped or None
        A table whose columns have to be explained first.
    corrected : int
        Rows that took the place of what the same rows told before.
    questions : tuple of Question
        What has to be decided: see `lab.import_questions`.
    kinds : mapping of str to int
        What was new, counted: see `report.added`.
    """

    name: str
    added: int
    already: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    asked: int = 0
    unmapped: Unmapped | None = None
    corrected: int = 0
    questions: tuple[Question, ...] = ()
    kinds: Mapping[str, int] = field(default_factory=dict)

    @property
    def added_words(self) -> str:
        """What was new, in words; empty if nothing was."""
        return added_words(self.kinds)

    @property
    def plain(self) -> bool:
        """Whether there is nothing to say of it but how much was new."""
        return not (self.problems or self.notes or self.questions or self.unmapped)

    @property
    def usable(self) -> bool:
        """Whether anything in it was of use, now or before."""
        return bool(self.added or self.already or self.corrected or self.questions)


def import_paths(
    journal: Journal,
    paths: Iterable[Path],
    *,
    now: datetime | None = None,
    dates: DateOrder | None = None,
    replace: bool = False,
    keeper: Keeper | None = None,
) -> Iterator[ImportOutcome]:
    """Import everything at some paths, telling of each source as soon as it is safe.

    Parameters
    ----------
    journal, paths
        Where to, and from where.
    now : datetime, optional
        With offset: what lies later did not happen yet; a run is asked about. Without it nothing counts as the future.
    dates : {"dmy", "mdy"}, optional
        How 5/6/2026 is meant in a table that does not show it.
    replace : bool
        Where a table differs from the journal its word counts, and nothing is asked.
    keeper : Keeper, optional
        Of an import that this is a part of; without it this is one of its own (`lab.past_imports`).

    Raises
    ------
    FileUnreadableError
        If there is nothing at a path.
    """
    sweep()  # what an archive held, if an import of it was killed
    settings = settings_of(journal)
    zone = settings.zone
    here = Here(zone=zone, now=now, dates=dates, layouts=layouts_of(journal), unit=settings.unit)
    keeper = keeper or Keeper(journal, now)
    # A path that is not there stops it before anything is taken.
    for sources in [read_path(path, here) for path in paths]:
        for source in sources:
            yield _taken(journal, source, zone, now, keeper, replace=replace)


def import_into(
    place: Place, create: bool, folder: Path, now: datetime, dates: DateOrder | None, token: str, _stop: Event, /
) -> Iterator[ImportOutcome]:
    """Import a folder into a journal that is opened for it, for a process of its own; ``token`` is a `Keeper`'s."""
    with Journal.open(place, create=create) as journal:
        yield from import_paths(journal, [folder], now=now, dates=dates, keeper=Keeper(journal, now, token))


def _taken(
    journal: Journal, source: Source, zone: tzinfo | None, now: datetime | None, keeper: Keeper, *, replace: bool
) -> ImportOutcome:
    source = with_kept_times(journal, source)
    parsed = source.parsed
    if not parsed.records:
        return ImportOutcome(source.name, 0, 0, parsed.problems, unmapped=source.unmapped)
    records = parsed.records if source.is_table else tuple(lived(each, zone) for each in parsed.records)
    standings = _standings(source, records, now)
    if source.is_table or parsed.ids:
        doubted = {place for place, each in standings.items() if each.standing in (ASK_DATE, ASK_NUMBERS)}
        rows = sort_rows(journal, source, records, doubted)
    elif source.is_list:
        rows = sort_list(journal, source, records)
    else:
        rows = Sorted(places=list(range(len(records))))
    kept = keeper.wanted(records, without_taken_out(journal, records, rows.places))
    rows.already += len(rows.places) - len(kept)
    rows.places = kept
    corrected = sum(_in_turn(partial(correct, journal, *pair)) for pair in rows.corrections)
    stored = _in_turn(partial(_add, journal, source, records, standings, rows.places))
    questions = _decided(journal, source, rows, replace=replace)
    remember = partial(remember_rows, journal, source, rows.edited)
    _in_turn(remember)
    taken = [(each.stored[0], each.told) for each in rows.questions if replace and each.told is not None]
    asked = [each.id for each in questions]
    _in_turn(partial(keeper.keep, source.name, stored, [*rows.corrections, *taken], asked))
    return ImportOutcome(
        source.name,
        stored.added,
        stored.already + rows.already,
        parsed.problems,
        _notes(stored),
        sum(what in ASKED for _, what, _ in stored.asked),
        unmapped=source.unmapped,
        corrected=corrected + (len(rows.questions) if replace else 0),
        questions=questions,
        kinds=kinds_of(stored.new),
    )


def _in_turn(do: Callable[[], Done]) -> Done:
    """Do what writes, and wait while somebody else does."""
    for _ in range(_TRIES - 1):
        try:
            return do()
        except JournalBusyError:  # then nothing of it was written
            continue
    return do()


def _add(
    journal: Journal,
    source: Source,
    records: Sequence[Record],
    standings: Mapping[int, Standing],
    places: Sequence[int],
) -> Added:
    parsed = source.parsed
    return journal.add(
        [records[place] for place in places],
        streams={at: parsed.streams[place] for at, place in enumerate(places) if place in parsed.streams},
        original=source.original,
        standings={at: standings[place] for at, place in enumerate(places) if place in standings},
        settled=parsed.settled,
        photos=parsed.photos,
    )


def _decided(journal: Journal, source: Source, rows: Sorted, *, replace: bool) -> tuple[Question, ...]:
    """Ask what has to be asked, unless the table is said to be right; return what is left to answer."""
    if not replace:
        return _in_turn(partial(ask, journal, [*rows.questions, *rows.doubles]))
    for question in rows.questions:
        _in_turn(partial(take_table, journal, question))
    _answer_all(journal, source)
    return _in_turn(partial(ask, journal, rows.doubles))


def _answer_all(journal: Journal, source: Source) -> None:
    """What the table was asked about before is answered with it."""
    names = {row_name(record) for record in source.parsed.records}
    for question in open_questions(journal):
        if question.where == source.name and (question.told is None or row_name(question.told) in names):
            _in_turn(partial(answer, journal, question.id, "table"))


def _notes(stored: Added) -> tuple[str, ...]:
    return (
        *(counted_once(new, old) for new, old in stored.same),
        *(asked_about(run, what, other) for run, what, other in stored.asked),
    )


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
    if source.is_table:
        return False
    return told.start.tzinfo is UTC or told.start.utcoffset() != run.start.utcoffset()


def _doubt(run: Run, now: datetime | None) -> str | None:
    if now is not None and date_cannot_be(run, now):
        return ASK_DATE
    # A watch that ran for a minute at someone's desk is no slip of the pen; what its own points cannot have been is.
    too_short = run.original is not None and run.duration_s < _TRIED_S
    return ASK_NUMBERS if run.sport != UNCLEAR and not too_short and cannot_be(run) else None
