"""One row of a table as a record: read by what the whole table says of its rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from afterrun.errors import InvalidValueError
from afterrun.importers.devices.sport import (
    RUNNING,
    UNCLEAR,
    is_run_and_exercise,
    is_run_and_more,
    is_way_to_run,
    sport_alone,
    sport_in_name,
    sport_named,
)
from afterrun.importers.exports.told import is_indoors, sport_told
from afterrun.importers.folders.cells import Cells, required
from afterrun.importers.folders.grid import Grid
from afterrun.importers.folders.journal_rows import TYPED_IN, record_of
from afterrun.importers.folders.journal_table import Table
from afterrun.importers.folders.table_kinds import is_afterruns
from afterrun.importers.here import Here
from afterrun.importers.tables.form_times import is_time_of_form
from afterrun.importers.tables.headers import Columns, is_of_exercises
from afterrun.importers.tables.moments import written
from afterrun.importers.tables.sport_column import is_title
from afterrun.language import say
from afterrun.records.fields import Kind
from afterrun.records.happenings import Care, Event, Phase
from afterrun.records.kinds import APART, APART_COLUMNS, CARE, KIND_OF, RUN, Record
from afterrun.records.pain import PainReport
from afterrun.records.run import Run

_PHOTO, _SOURCE = "photo", "source"
_HAPPENED = (PainReport, Care, Event, Phase)  # a run that was not yet is asked about: another year may have been meant
BESIDE = ("time_of_day", "side", "offset", "id")
"""Columns that tell of a row, and are of no record."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record, the line it stands on, and what an export of Afterrun wrote beside it.

    ``id`` is the name of the row; ``settled`` says that what counts in that journal counts; ``rounded`` that a
    spreadsheet wrote its time anew; ``apart`` is how a run
    stood that did not count there, and the start of the run that it is the same as. ``others`` are what later lines
    answer for the same minute and place.
    """

    line: int
    record: Record
    id: str | None = None
    settled: bool = False
    rounded: bool = False
    apart: tuple[str | None, datetime | None] | None = None
    others: tuple[Record, ...] = ()

    @property
    def original(self) -> str | None:
        """sha256 of the device file the row names."""
        return self.record.original if isinstance(self.record, Run | Event) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReader:
    """What holds for all rows of a table, and reads each.

    Parameters
    ----------
    kind : Kind
        What a row is.
    here : Here
        What the table cannot know.
    unknown : tuple of str
        Columns that have no place in a record: they go into its note.
    settled : bool
        Afterrun wrote the table: its words, sports and sources are as they are kept.
    stands_apart : bool
        It is the one table of runs that do not count, each with how it stands.
    titled : bool
        The note of a run is what somebody called it, and may name another sport.
    mixed : bool
        Other sports stand among the runs.
    exercises : bool
        What was done is told as exercise, and may be a run or a ride as well.
    of_form : bool
        The time of a run is when a form about it was sent.
    """

    kind: Kind
    here: Here
    unknown: tuple[str, ...]
    settled: bool
    stands_apart: bool
    titled: bool
    mixed: bool
    exercises: bool
    of_form: bool

    @classmethod
    def of(cls, grid: Grid, kind: Kind, columns: Columns, table: Table, here: Here) -> RowReader:
        """See what holds for all rows."""
        settled = is_afterruns(grid.header)
        apart = apart_columns(grid)
        is_explained, time = any(each.fits(grid.header) for each in here.layouts), columns.said.get(kind.time, "")
        known = {*(each.name for each in kind.fields), *BESIDE, *columns.parts, *apart}
        if not settled:  # a photo of its own making is no file of ours, and its source is of its own words
            known -= {_PHOTO, _SOURCE}
        return cls(
            kind=kind,
            here=here,
            unknown=tuple(column for column in table.columns if column not in known),
            settled=settled,
            stands_apart=bool(apart),
            titled=kind is RUN and "sport" not in columns.place and is_title(columns.said.get("note", "")),
            mixed=kind is RUN and any(_is_other_sport(cells.word("sport")) for cells in table.rows),
            of_form=kind is RUN and not is_explained and is_time_of_form(grid.header, time, grid.name),
            exercises=kind is CARE and not settled and is_of_exercises(columns.said.get("intervention", "")),
        )

    def read(self, cells: Cells) -> tuple[Row, list[InvalidValueError]]:
        """Make the record of a row.

        Returns
        -------
        Row
        list of InvalidValueError
            Numbers that were left out because they cannot be.

        Raises
        ------
        AfterrunError
            If a cell breaks the rule of its field, or the row tells of what is yet to come.
        """
        told, left_out = record_of(self.kind, cells, self.unknown)
        record = self._called(_as_named(told, cells, mixed=self.mixed), cells)
        if self.of_form and isinstance(record, Run):
            record = replace(record, start=record.start - timedelta(seconds=record.duration_s))
        if self.exercises and isinstance(record, Care):
            record = _sport_among_exercises(record, cells)
        if not self.settled:
            record = _as_typed(record)
            _require_past(self.kind, record, self.here)
        apart = (cells.word("standing"), cells.time("same_as")) if self.stands_apart else None
        rounded = self.settled and has_no_offset(cells, self.kind.time)
        return Row(cells.line, record, cells.word("id"), self.settled, rounded, apart), left_out

    def _called(self, record: Record, cells: Cells) -> Record:
        """Ask about a run whose title names another sport."""
        if self.titled and isinstance(record, Run) and sport_in_name(cells.word("note") or "") not in (None, RUNNING):
            return replace(record, sport=UNCLEAR)
        return record


def _as_named(record: Record, cells: Cells, *, mixed: bool) -> Record:
    """Let the sport that a typed row names decide, as everywhere: a ride in a list of runs is none.

    A word that only this person knows (``Intervals``, ``GA1``) is a run in a table of runs; where the table has
    other sports as well it is asked about, unless it is a way to run. A run and something else in one (``Bike + Run``)
    is asked about wherever it stands.
    """
    if isinstance(record, Event) and not cells.style.verbatim:
        return _run_among_events(record, cells, cells.word("kind") or "")
    if not isinstance(record, Run) or cells.style.verbatim or record.sport == RUNNING:
        return record
    word = cells.word("sport")
    sport = RUNNING if is_run_and_exercise(word or "") else sport_told(word)
    if is_indoors(word) and record.surface is None:
        record = replace(record, surface="treadmill")
    if sport in (None, RUNNING):
        return replace(record, sport=RUNNING)
    is_more = is_run_and_more(word or "")
    if _is_other_sport(word) and not is_more:
        minutes, amount = record.duration_s / 60, record.distance_m
        return Event(at=record.start, kind=str(sport), minutes=minutes, amount=amount, note=record.note)
    note = "; ".join(each for each in (word, record.note) if each)
    is_asked = is_more or (mixed and not is_way_to_run(word))
    return replace(record, sport=UNCLEAR if is_asked else RUNNING, note=note)


def _sport_among_exercises(care: Care, cells: Cells) -> Record:
    """Make a run or an event of an exercise that is nothing but a sport: as care it would load nothing."""
    said = cells.word("intervention") or ""
    sport = sport_alone(said)
    if sport is None:
        return care
    event = Event(at=care.at, kind=sport, minutes=care.minutes, note=care.note, source=care.source)
    return _run_among_events(event, cells, said)


def _run_among_events(event: Event, cells: Cells, kind: str) -> Event | Run:
    """Make a run of one that is listed among other things: as one of them it would load nothing."""
    named = RUNNING if is_run_and_exercise(kind) else sport_named(kind)
    sport = UNCLEAR if is_run_and_more(kind) else named
    if sport not in (RUNNING, UNCLEAR) or (sport == UNCLEAR and event.minutes is None):
        return event
    minutes = required("minutes", event.minutes)
    amount = cells.word("amount")
    said = (None if sport_named(kind) == RUNNING else kind, event.note, None if amount is None else f"amount: {amount}")
    note = "; ".join(each for each in said if each)
    return Run(start=event.at, duration_s=60 * minutes, note=note or None, sport=sport, source=event.source)


def _as_typed(record: Record) -> Record:
    """What a table of another program tells came by that table, whatever it names as its source or photo."""
    if isinstance(record, PainReport | Care | Phase):
        return replace(record, source=TYPED_IN, photo=None)
    return replace(record, source=TYPED_IN) if isinstance(record, Run | Event) else record


def _is_other_sport(word: str | None) -> bool:
    return sport_named(word) not in (None, RUNNING)


def _require_past(kind: Kind, record: Record, here: Here) -> None:
    at = KIND_OF[type(record)].time_of(record)
    if isinstance(record, _HAPPENED) and here.in_future(at):
        raise InvalidValueError(
            say("{column} must not lie in the future; got {at}.", column=kind.time, at=at.isoformat()),
            remedy=say("Correct the date."),
        )


def apart_columns(grid: Grid) -> tuple[str, ...]:
    """Name the columns of the one table that holds runs which do not count."""
    return APART_COLUMNS if grid.name.endswith(APART) else ()


def has_no_offset(cells: Cells, column: str) -> bool:
    """Whether a row does not say whose clock its time is of."""
    found = written(cells.word(column) or "")
    in_header = column in cells.style.zones
    return found is not None and found.offset is None and cells.word("offset") is None and not in_header
