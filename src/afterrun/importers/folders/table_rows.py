"""The rows of one table as records: its columns are known by their names, by what people call them, or by a map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime

from afterrun.errors import AfterrunError, InvalidValueError
from afterrun.importers.devices.sport import RUNNING, UNCLEAR, is_way_to_run, sport_in_name, sport_named
from afterrun.importers.devices.track import both_feet
from afterrun.importers.exports.told import sport_told
from afterrun.importers.folders.journal_rows import TYPED_IN, columns_of, record_of
from afterrun.importers.folders.journal_table import Cells, Grid, Table, problem_at, required, table_of
from afterrun.importers.folders.table_kinds import has_columns, is_afterruns, layout_for
from afterrun.importers.here import Here
from afterrun.importers.parsed import Parsed, Source, Unmapped, judged
from afterrun.importers.tables.headers import Columns, columns_of_header
from afterrun.importers.tables.layout import Layout
from afterrun.importers.tables.moments import written
from afterrun.importers.tables.sport_column import is_title, take_sports
from afterrun.importers.tables.style import Style, style_of
from afterrun.importers.tables.years import lacks_year, with_year, year_said
from afterrun.language import say, spoken
from afterrun.records.fields import Kind
from afterrun.records.happenings import Care, Event, Phase
from afterrun.records.kinds import APART, APART_COLUMNS, KIND_OF, PAIN, RUN, Record
from afterrun.records.pain import PainReport
from afterrun.records.problem import Problem
from afterrun.records.run import Run
from afterrun.records.scale import finest
from afterrun.records.symptom_words import is_misspelt, symptom_folded

_PHOTO, _SOURCE = "photo", "source"
_HAPPENED = (PainReport, Care, Event)  # a run that was not yet is asked about: another year may have been meant
_BESIDE = ("time_of_day", "side", "offset", "id")


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


@dataclass(frozen=True, slots=True)
class Rows:
    """What a table told: its records, what was left out or guessed, and what somebody has to explain first."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unmapped: Unmapped | None = None


def source_of_rows(name: str, read: Rows) -> Source:
    """Hand on what a table told: a source whose records may correct what the same rows told before."""
    parsed = replace(parsed_rows(read.rows), problems=tuple(read.problems))
    return Source(name=name, original=None, parsed=parsed, is_table=True, unmapped=read.unmapped)


def parsed_rows(rows: Sequence[Row]) -> Parsed:
    """Hand on the records, with what stands beside them."""
    return Parsed(
        records=tuple(row.record for row in rows),
        settled=any(row.settled for row in rows),
        standings={place: row.apart for place, row in enumerate(rows) if row.apart is not None},
        ids={place: row.id for place, row in enumerate(rows) if row.id is not None},
        rounded=frozenset(place for place, row in enumerate(rows) if row.rounded),
        others={place: row.others for place, row in enumerate(rows) if row.others},
    )


def parse_grid(grid: Grid, kind: Kind, here: Here, layout: Layout | None = None) -> Rows:
    """Read the rows of a table whose kind is known; never raises."""
    needed, _ = columns_of(kind)
    layout = layout or layout_for(grid, here, kind)
    grid = grid.without_rows_above(
        lambda cells: has_columns(kind, cells) or (layout is not None and layout.fits(cells))
    )
    if layout is not None and layout.dates:
        here = replace(here, dates="dmy" if layout.dates == "dmy" else "mdy")
    columns = columns_of_header(kind, grid.header, layout)
    if kind is RUN and layout is None and not is_afterruns(grid.header):
        take_sports(columns, [cells for _, cells in grid.rows[1:]])
    grid, year_told = _with_years(grid, kind, columns)
    always = layout.always if layout is not None else {}
    told: list[str] = year_told

    def make_style(rows: Sequence[Mapping[str, str]]) -> Style:
        exported = is_afterruns(grid.header)
        style, likely = style_of(
            kind,
            columns,
            rows,
            separator=grid.separator,
            here=here,
            exported=exported,
            always_at="time_of_day" in always,
        )
        told.extend(likely)
        return style

    is_typed = not is_afterruns(grid.header)
    table = table_of(grid, columns, required=needed, make_style=make_style, always=always, is_typed=is_typed)
    found = Rows(problems=table.problems)
    found.problems.extend(_note(grid, sentence) for sentence in told)
    if grid.rows and table.rows:
        _tell_columns(found, grid, kind, columns, table)
    if made_up := [cells.line for cells in table.rows if _has_made_up(cells)]:
        what = say("Answers that are no plain number were read as one: {n}.", n=len(made_up))
        found.problems.append(Problem(grid.name, what, say("As they were typed they stand in the notes.")))
    for typed, meant in _misspelt(table).items():
        what = say("{typed!r} was read as {meant}.", typed=typed, meant=spoken(meant))
        found.problems.append(Problem(grid.name, what, say("If that is wrong, correct it in the table.")))
    taken = list(_take_rows(found, grid, kind, columns, table, here))
    _tell_clock(found, grid, sum(_has_no_offset(cells, kind.time) for cells in taken), here)
    if parts := sum(cells.part_of_day() for cells in taken):
        what = say("Parts of a day were taken as hours, the morning as 8 and the evening as 20: {n}.", n=parts)
        found.problems.append(Problem(grid.name, what, say("If that is wrong, write the time, like 07:30.")))
    return Rows(found.rows, list(judged(found.problems, used=bool(found.rows))))


def _with_years(grid: Grid, kind: Kind, columns: Columns) -> tuple[Grid, list[str]]:
    """Write the year that the name or the title of a table says into its days, where they have none."""
    year = year_said(grid.name, grid.title)
    places = {columns.place[each.name] for each in kind.fields if each.type is datetime and each.name in columns.place}
    if year is None or not any(lacks_year(cells[at]) for _, cells in grid.rows[1:] for at in places if at < len(cells)):
        return grid, []

    def full(at: int, cell: str) -> str:
        return (with_year(cell, year) or cell) if at in places and lacks_year(cell) else cell

    rows = ((line, [full(at, cell) for at, cell in enumerate(cells)]) for line, cells in grid.rows[1:])
    told = say("Days without a year were taken as of {year}, as the name or the title of the table says.", year=year)
    return replace(grid, rows=(grid.rows[0], *rows)), [told]


def _take_rows(found: Rows, grid: Grid, kind: Kind, columns: Columns, table: Table, here: Here) -> Iterator[Cells]:
    """Make the records, and give the rows that became one."""
    known = (*(each.name for each in kind.fields), *_BESIDE, *columns.parts, *_apart_columns(grid))
    titled = kind is RUN and "sport" not in columns.place and is_title(columns.said.get("note", ""))
    mixed = kind is RUN and any(_is_other_sport(cells.word("sport")) for cells in table.rows)
    settled = is_afterruns(grid.header)
    if not settled:  # a photo of its own making is no file of ours, and its source is of its own words
        known = tuple(name for name in known if name not in (_PHOTO, _SOURCE))
    unknown = tuple(column for column in table.columns if column not in known)
    for cells in table.rows:
        try:
            told, left_out = record_of(kind, cells, unknown)
            record = _as_named(told, cells, mixed=mixed)
            if titled and isinstance(record, Run) and sport_in_name(cells.word("note") or "") not in (None, RUNNING):
                record = replace(record, sport=UNCLEAR)
            if not settled:
                record = _as_typed(record)
            found.problems.extend(problem_at(grid.name, cells.line, error) for error in left_out)
            if not settled:
                _require_past(kind, record, here)
            apart = (cells.word("standing"), cells.time("same_as")) if _apart_columns(grid) else None
            rounded = settled and _has_no_offset(cells, kind.time)
            found.rows.append(Row(cells.line, record, cells.word("id"), settled, rounded, apart))
            yield cells
        except AfterrunError as error:
            found.problems.append(problem_at(grid.name, cells.line, error))
    if kind is RUN and not settled:
        found.rows[:] = _with_both_feet(found.rows, grid.name, found.problems)
    if kind is PAIN:
        unsaid = {cells.line for cells in table.rows if cells.word("scale") is None}
        found.rows[:] = _on_one_scale(found.rows, unsaid=unsaid)
        if not is_afterruns(grid.header):
            found.rows[:] = _once_a_minute(found.rows, grid.name, found.problems)


def _as_named(record: Record, cells: Cells, *, mixed: bool) -> Record:
    """Let the sport that a typed row names decide, as everywhere: a ride in a list of runs is none.

    A word that only this person knows (``Intervals``, ``GA1``) is a run in a table of runs; where the table has
    other sports as well it is asked about, unless it is a way to run.
    """
    if isinstance(record, Event) and not cells.style.verbatim and sport_named(cells.word("kind")) == RUNNING:
        return _run_among_events(record, cells)
    if not isinstance(record, Run) or cells.style.verbatim or record.sport == RUNNING:
        return record
    word = cells.word("sport")
    sport = sport_told(word)
    if sport in (None, RUNNING):
        return replace(record, sport=RUNNING)
    if _is_other_sport(word):
        minutes, amount = record.duration_s / 60, record.distance_m
        return Event(at=record.start, kind=str(sport), minutes=minutes, amount=amount, note=record.note)
    note = "; ".join(each for each in (word, record.note) if each)
    return replace(record, sport=UNCLEAR if mixed and not is_way_to_run(word) else RUNNING, note=note)


def _run_among_events(event: Event, cells: Cells) -> Run:
    """Make a run of what is listed among other things: as one of them it would load nothing."""
    minutes = required("minutes", event.minutes)
    amount = cells.word("amount")
    note = "; ".join(each for each in (event.note, None if amount is None else f"amount: {amount}") if each)
    return Run(start=event.at, duration_s=60 * minutes, note=note or None, source=event.source)


def _has_made_up(cells: Cells) -> bool:
    try:
        return any(cells.made_up())
    except InvalidValueError:  # told where the row is read
        return False


def _misspelt(table: Table) -> Mapping[str, str]:
    """Symptoms that are wrong by a letter, as typed -> as read."""
    words = {cells.word("symptom") for cells in table.rows if not cells.style.verbatim}
    return {word: symptom_folded(word) for word in sorted(filter(None, words)) if is_misspelt(word)}


def _as_typed(record: Record) -> Record:
    """What a table of another program tells came by that table, whatever it names as its source or photo."""
    if isinstance(record, PainReport | Care | Phase):
        return replace(record, source=TYPED_IN, photo=None)
    return replace(record, source=TYPED_IN) if isinstance(record, Run | Event) else record


def _is_other_sport(word: str | None) -> bool:
    return sport_named(word) not in (None, RUNNING)


def _tell_columns(found: Rows, grid: Grid, kind: Kind, columns: Columns, table: Table) -> None:
    line = grid.rows[0][0]
    beside = (*_BESIDE, *columns.parts, *_apart_columns(grid))
    names = [grid.header[at] for at in columns.unknown]
    unknown = [name for name in names if name in table.columns and name not in beside]
    if unknown:
        what = say(
            "Afterrun has no place for the columns {unknown}; they were kept in the notes.", unknown=", ".join(unknown)
        )
        known = ", ".join(each.name for each in kind.fields)
        where = say("{name} line {line}", name=grid.name, line=line)
        found.problems.append(Problem(where, what, say("Known are: {known}.", known=known)))


def _tell_clock(found: Rows, grid: Grid, without: int, here: Here) -> None:
    """Say whose clock was taken where the table does not say."""
    if without:
        zone = str(here.zone) if here.zone is not None else say("this computer")
        what = say("Times without an offset were read by the clock of {zone}: {n}.", zone=zone, n=without)
        found.problems.append(Problem(grid.name, what, say("If that is wrong, choose the time zone in the settings.")))


def _apart_columns(grid: Grid) -> tuple[str, ...]:
    """Columns of the one table that holds runs which do not count."""
    return APART_COLUMNS if grid.name.endswith(APART) else ()


def _has_no_offset(cells: Cells, column: str) -> bool:
    found = written(cells.word(column) or "")
    return found is not None and found.offset is None and cells.word("offset") is None


def _note(grid: Grid, sentence: str) -> Problem:
    line = grid.rows[0][0] if grid.rows else 1
    where = say("{name} line {line}", name=grid.name, line=line)
    return Problem(where, sentence, say("If that is wrong, say it in the first line, or with a map."))


def _require_past(kind: Kind, record: Record, here: Here) -> None:
    at = KIND_OF[type(record)].time_of(record)
    if isinstance(record, _HAPPENED) and here.in_future(at):
        raise InvalidValueError(
            say("{column} must not lie in the future; got {at}.", column=kind.time, at=at.isoformat()),
            remedy=say("Correct the date."),
        )


def _on_one_scale(rows: Sequence[Row], *, unsaid: Set[int]) -> list[Row]:
    """Put a column of answers on one scale, but for lines that say theirs: 5 beside 2.5 is of the scale with halves."""
    reports = [(row, row.record) for row in rows if isinstance(row.record, PainReport)]
    scale = finest(report.scale for row, report in reports if row.line in unsaid)
    return [
        replace(row, record=replace(report, scale=scale)) if row.line in unsaid and report.scale != scale else row
        for row, report in reports
    ]


def _with_both_feet(rows: Sequence[Row], name: str, problems: list[Problem]) -> list[Row]:
    """Count the steps of both feet where somebody copied the strides of one, as many watches show them."""
    found, doubled = [], 0
    for row in rows:
        run, steps = row.record, None
        if isinstance(run, Run) and run.cadence_spm and run.distance_m:
            steps = both_feet(run.cadence_spm, speed_mps=run.distance_m / run.duration_s, per_leg=False)
            if steps != run.cadence_spm:
                run, doubled = replace(run, cadence_spm=steps), doubled + 1
        found.append(replace(row, record=run))
    if doubled:
        what = say("Cadences that can only be of one foot were doubled: {n}.", n=doubled)
        problems.append(Problem(name, what, say("Nothing to do.")))
    return found


def _once_a_minute(rows: Iterable[Row], name: str, problems: list[Problem]) -> list[Row]:
    """Keep one answer for each minute, place, symptom and moment: the first; another number of it is asked about."""
    first: dict[tuple[object, ...], int] = {}
    found: list[Row] = []
    for row in rows:
        report = row.record
        if not isinstance(report, PainReport):
            continue
        key = (report.at.replace(second=0, microsecond=0), report.site, report.symptom, report.moment)
        place = first.setdefault(key, len(found))
        before = found[place] if place < len(found) else row
        if before is row or before.record == report:
            found.append(row)
        elif isinstance(before.record, PainReport) and before.record.nrs != report.nrs:
            found[place] = replace(before, others=(*before.others, report))
        else:
            what = say("Line {line} has this answer already, in other words.", line=before.line)
            where = say("{name} line {line}", name=name, line=row.line)
            problems.append(Problem(where, what, say("The first was taken. Delete the wrong one.")))
    return found
