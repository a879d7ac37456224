"""The rows of one table as records: its columns are known by their names, by what people call them, or by a map."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from afterrun.errors import AfterrunError, InvalidValueError
from afterrun.importers.folders.cells import Cells
from afterrun.importers.folders.footnotes import footnotes
from afterrun.importers.folders.grid import Grid
from afterrun.importers.folders.journal_rows import columns_of
from afterrun.importers.folders.journal_table import Table, problem_at, table_of
from afterrun.importers.folders.medicines_beside import MedicinesBeside, medicine_columns, taken_beside
from afterrun.importers.folders.one_row import BESIDE, Row, RowReader, apart_columns, has_no_offset
from afterrun.importers.folders.rows_together import (
    by_a_whole_clock,
    laps_added_up,
    on_one_scale,
    once_a_minute,
    one_at_a_time,
    with_both_feet,
    without_nought,
)
from afterrun.importers.folders.table_kinds import has_columns, is_afterruns, layout_for
from afterrun.importers.here import Here
from afterrun.importers.parsed import Parsed, Source, Unmapped, judged
from afterrun.importers.tables.headers import Columns, columns_of_header
from afterrun.importers.tables.layout import Layout
from afterrun.importers.tables.sport_column import take_sports
from afterrun.importers.tables.style import Style
from afterrun.importers.tables.style_seen import style_of
from afterrun.importers.tables.years import lacks_year, with_year, year_said
from afterrun.language import say, spoken
from afterrun.records.fields import Kind
from afterrun.records.kinds import PAIN, RUN
from afterrun.records.problem import Problem
from afterrun.records.symptom_words import is_misspelt, symptom_folded

_LAPS = frozenset(
    ("lap", "laps", "lap no", "split", "splits", "interval", "runde", "abschnitt", "vuelta", "giro", "ronde")
)


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
    layout = layout or layout_for(grid, here, kind)
    if layout is not None and layout.dates:
        here = replace(here, dates="dmy" if layout.dates == "dmy" else "mdy")
    grid = grid.without_rows_above(
        lambda cells: has_columns(kind, cells) or (layout is not None and layout.fits(cells))
    )
    columns = _columns(grid, kind, layout)
    grid, told = _with_years(grid, kind, columns)
    medicines = {} if is_afterruns(grid.header) else medicine_columns(kind, grid, columns)
    always = {} if layout is None else layout.always
    table = _table(grid, kind, here, columns, always=always, medicines=medicines, told=told)
    found = Rows(problems=table.problems)
    found.problems.extend(_note(grid, sentence) for sentence in told)
    if grid.rows and table.rows:
        _tell_columns(found, grid, kind, columns, table, read=medicines)
    _tell_answers(found, grid, table)
    beside = taken_beside(table.rows, medicines, grid, kind, here)
    reader = RowReader.of(grid, kind, columns, table, here)
    taken = _take_rows(found, grid, table, reader, beside)
    if reader.of_form and taken:
        found.problems.append(_sent_after(grid, len(taken)))
    _tell_clock(found, grid, kind, [cells for cells in taken if has_no_offset(cells, kind.time)], here)
    _tell_worked_out(found, grid, taken, always)
    return Rows(found.rows, list(judged(found.problems, used=bool(found.rows))))


def _columns(grid: Grid, kind: Kind, layout: Layout | None) -> Columns:
    """Say which column is which; of runs that nobody explained the sport may stand under any header."""
    columns = columns_of_header(kind, grid.header, layout)
    if kind is RUN and layout is None and not is_afterruns(grid.header):
        take_sports(columns, [cells for _, cells in grid.rows[1:]])
    return columns


def _table(
    grid: Grid,
    kind: Kind,
    here: Here,
    columns: Columns,
    *,
    always: Mapping[str, str],
    medicines: Collection[str],
    told: list[str],
) -> Table:
    """Take the rows apart, in the style that they show together; what was taken as likely is added to ``told``."""
    exported = is_afterruns(grid.header)

    def make_style(rows: Sequence[Mapping[str, str]]) -> Style:
        style, likely = style_of(
            kind,
            columns,
            rows,
            separator=grid.separator,
            here=here,
            exported=exported,
            always_at="time_of_day" in always,
            title=f"{grid.title}; {footnotes(grid)}",
        )
        told.extend(likely)
        return style

    needed, _ = columns_of(kind)
    return table_of(
        grid, columns, required=needed, make_style=make_style, always=always, is_typed=not exported, saying=medicines
    )


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


def _take_rows(found: Rows, grid: Grid, table: Table, reader: RowReader, beside: MedicinesBeside) -> list[Cells]:
    """Make the records, and give the rows that became one; a bad row costs itself."""
    taken: list[Cells] = []
    for cells in table.rows:
        try:
            row, left_out = reader.read(cells)
        except AfterrunError as error:
            is_entry = bool(cells.values.keys() - {reader.kind.time, *beside.columns})
            if is_entry and (cells.line not in beside.lines or cells.word("nrs") is not None):
                found.problems.append(problem_at(grid.name, cells.line, error))
            continue
        found.rows.append(row)
        found.problems.extend(problem_at(grid.name, cells.line, error) for error in left_out)
        taken.append(cells)
    if reader.kind is RUN and not reader.settled:
        found.rows[:] = without_nought(found.rows, grid.name, found.problems)
        found.rows[:] = laps_added_up(found.rows, _laps(table), grid.name, found.problems)
        found.rows[:] = one_at_a_time(found.rows, grid.name, found.problems)
        found.rows[:] = with_both_feet(found.rows, grid.name, found.problems)
    if reader.kind is PAIN:
        found.rows[:] = on_one_scale(
            found.rows, unsaid={each.line for each in table.rows if each.word("scale") is None}
        )
    if reader.kind is PAIN and not reader.settled:
        found.rows[:] = by_a_whole_clock(found.rows, grid.name, found.problems)
        found.rows[:] = once_a_minute(found.rows, grid.name, found.problems)
    found.rows.extend(beside.rows)
    found.problems.extend(beside.problems)
    return taken


def _laps(table: Table) -> dict[int, str]:
    """Line -> what stands in a column that numbers laps."""
    found = ((cells.line, cells.word(name)) for cells in table.rows for name in table.columns if name in _LAPS)
    return {line: lap for line, lap in found if lap is not None}


def _tell_answers(found: Rows, grid: Grid, table: Table) -> None:
    """Say which answers and words are not as they were typed."""
    if made_up := [cells.line for cells in table.rows if _has_made_up(cells)]:
        what = say("Answers that are no plain number were read as one: {n}.", n=len(made_up))
        found.problems.append(Problem(grid.name, what, say("As they were typed they stand in the notes.")))
    for typed, meant in _misspelt(table).items():
        what = say("{typed!r} was read as {meant}.", typed=typed, meant=spoken(meant))
        found.problems.append(Problem(grid.name, what, say("If that is wrong, correct it in the table.")))


def _tell_worked_out(found: Rows, grid: Grid, taken: Sequence[Cells], always: Mapping[str, str]) -> None:
    """Say which times of day are only parts of a day, and which lengths are by a pace that was said for all rows."""
    if parts := sum(cells.part_of_day() for cells in taken):
        what = say("Parts of a day were taken as hours, the morning as 8 and the evening as 20: {n}.", n=parts)
        found.problems.append(Problem(grid.name, what, say("If that is wrong, write the time, like 07:30.")))
    if mornings := sum(cells.next_day() for cells in taken):
        what = say("The next morning was taken as 8 of the day after: {n}.", n=mornings)
        found.problems.append(Problem(grid.name, what, say("If that is wrong, write the day and the time.")))
    if "pace" in always and (paced := sum(cells.word("duration_s") is None for cells in taken)):
        what = say("Lengths of runs were worked out from the pace {pace}: {n}.", pace=always["pace"], n=paced)
        found.problems.append(Problem(grid.name, what, say("If that is wrong, give the table a column with the time.")))


def _sent_after(grid: Grid, n: int) -> Problem:
    what = say("A form tells when it was sent; runs were taken to have ended then: {n}.", n=n)
    return Problem(grid.name, what, say("If that is wrong, give the table a column with the start."))


def _has_made_up(cells: Cells) -> bool:
    try:
        return any(cells.made_up())
    except InvalidValueError:  # told where the row is read
        return False


def _misspelt(table: Table) -> Mapping[str, str]:
    """Symptoms that are wrong by a letter, as typed -> as read."""
    words = {cells.word("symptom") for cells in table.rows if not cells.style.verbatim}
    return {word: symptom_folded(word) for word in sorted(filter(None, words)) if is_misspelt(word)}


def _tell_columns(
    found: Rows, grid: Grid, kind: Kind, columns: Columns, table: Table, *, read: Collection[str]
) -> None:
    line = grid.rows[0][0]
    beside = (*BESIDE, *columns.parts, *apart_columns(grid), *read)
    names = [grid.header[at] for at in columns.unknown]
    unknown = [name for name in names if name in table.columns and name not in beside]
    if unknown:
        what = say(
            "Afterrun has no place for the columns {unknown}; they were kept in the notes.", unknown=", ".join(unknown)
        )
        known = ", ".join(each.name for each in kind.fields)
        where = say("{name} line {line}", name=grid.name, line=line)
        found.problems.append(Problem(where, what, say("Known are: {known}.", known=known)))


def _tell_clock(found: Rows, grid: Grid, kind: Kind, without: Sequence[Cells], here: Here) -> None:
    """Say whose clock was taken where the table does not say, and what of the hour in which clocks are set."""
    if not without:
        return
    zone = str(here.zone) if here.zone is not None else say("this computer")
    what = say("Times without an offset were read by the clock of {zone}: {n}.", zone=zone, n=len(without))
    found.problems.append(Problem(grid.name, what, say("If that is wrong, choose the time zone in the settings.")))
    changed = [cells.line for cells in without if here.is_doubtful(cells.on_wall(kind.time))]
    if changed:
        what = say(
            "Clocks are set in the hour of this row: one left out in spring was taken as an hour later, one that comes "
            "twice in autumn as the first."
        )
        where = say("{name} line {line}", name=grid.name, line=changed[0])
        found.problems.append(Problem(where, what, say("If that is wrong, write the offset, like +01:00.")))


def _note(grid: Grid, sentence: str) -> Problem:
    line = grid.rows[0][0] if grid.rows else 1
    where = say("{name} line {line}", name=grid.name, line=line)
    return Problem(where, sentence, say("If that is wrong, say it in the first line, or with a map."))
