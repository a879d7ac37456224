"""A sheet as people keep it holds more than one table: below each other, side by side, or a diary that is wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from afterrun.errors import InvalidValueError
from afterrun.importers.folders.dates_across import with_dates_down
from afterrun.importers.folders.days_of_month import with_month_said
from afterrun.importers.folders.dittos import with_dittos_filled
from afterrun.importers.folders.from_to import with_ends_apart
from afterrun.importers.folders.grid import ROWS_ABOVE, Grid, headed, without_invisible, without_long_rows
from afterrun.importers.folders.table_kinds import is_afterruns, is_header, kind_of, layout_for, means_pain
from afterrun.importers.folders.units_below import with_units
from afterrun.importers.folders.weekday_column import with_weekdays
from afterrun.importers.folders.weeks_across import with_weeks_down
from afterrun.importers.here import Here
from afterrun.importers.tables.form_times import is_time_of_form
from afterrun.importers.tables.headers import Columns, columns_of_header
from afterrun.importers.tables.layout import Layout
from afterrun.importers.tables.moments import written
from afterrun.importers.tables.pain_answers import SCALE_SAID, answer_of
from afterrun.importers.tables.wide import HOURS_AFTER, AnswerColumn, answer_columns
from afterrun.records.fields import Kind
from afterrun.records.kinds import PAIN, RUN

_LEAST_GROUPS = 2  # a line above the header with one name is a title
_MOST_LOOKED_AT = 200  # rows of a column that show whether it holds answers
_LEAST_ANSWERS = 0.5  # judgement: of what stands in such a column


@dataclass(frozen=True, slots=True)
class Piece:
    """A table of one kind.

    ``kind`` is None where nobody said yet what its rows are; ``layout`` is what somebody said of its columns.
    """

    grid: Grid
    kind: Kind | None
    layout: Layout | None = None


def pieces_of(grid: Grid, here: Here, *, of_pain: bool = False) -> Iterator[Piece]:
    """Take a sheet apart into its tables; one that Afterrun wrote, or that somebody explained, stays whole.

    Parameters
    ----------
    of_pain : bool
        The name of the file says that it is of pain.
    """
    of_pain = of_pain or means_pain(grid.name)
    if weeks := with_weeks_down(grid, here, of_pain=of_pain):
        for table, kind in weeks:
            yield from _of_one(table, here, of_pain=kind is PAIN, meant=kind)
        return
    if not is_afterruns(grid.header):
        grid = with_month_said(with_dittos_filled(with_units(grid)))
    grid = _with_days_below(_with_one_header(grid, here, of_pain=of_pain), here, of_pain=of_pain)
    whole = grid.without_rows_above(lambda cells: _begins(cells, here, of_pain=of_pain))
    if is_afterruns(whole.header):
        yield Piece(whole, *(kind_of(whole, here) or (None, None)))
        return
    for block in _below_each_other(without_invisible(whole), here, of_pain=of_pain):
        for table in _side_by_side(block, here, of_pain=of_pain):
            explained = any(each.fits(table.header) for each in here.layouts)
            yield from _of_one(table if explained else with_ends_apart(with_weekdays(table)), here, of_pain=of_pain)


def _with_days_below(grid: Grid, here: Here, *, of_pain: bool) -> Grid:
    """Turn a table with a column for each day round, if its header shows itself only so."""
    if any(_begins(headed(cells), here, of_pain=of_pain) for _, cells in grid.rows[:ROWS_ABOVE]):
        return grid
    turned = with_dates_down(grid)
    # "Pain" is a word of this program for what a column of a day holds: somebody has to have said that it is pain.
    says_pain = of_pain or any(means_pain(cell) for _, cells in grid.rows for cell in cells)
    # A day's run and pain below each other name themselves.
    names_itself = "pain" not in turned.header and _begins(turned.header, here, of_pain=of_pain)
    return turned if says_pain or names_itself else grid


def _with_one_header(grid: Grid, here: Here, *, of_pain: bool) -> Grid:
    """Make one header of two lines, "Pain" above "morning" and "evening", if answers show themselves only so."""
    if is_afterruns(grid.header):
        return grid
    for place in range(1, min(ROWS_ABOVE, len(grid.rows))):
        (line, above), (_, cells) = grid.rows[place - 1], grid.rows[place]
        if sum(bool(cell.strip()) for cell in above) < _LEAST_GROUPS or any(_has_digit(cell) for cell in above):
            continue
        joined = _joined(above, cells)
        if joined != cells and answer_columns(joined, of_pain=False) and _begins(headed(joined), here, of_pain=of_pain):
            return replace(grid, rows=(*grid.rows[: place - 1], (line, joined), *grid.rows[place + 1 :]))
    return grid


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Write what stands above a name before it, where only both together say what the answers of a column are of."""
    joined, group = [], ""
    for at, name in enumerate(below):
        own = above[at].strip() if at < len(above) else ""
        group = own or group
        both = f"{group} {name}".strip()
        is_both = (
            bool(name.strip()) and answer_columns([both], of_pain=False) and not answer_columns([name], of_pain=False)
        )
        joined.append(both if is_both else name.strip() or own)
    return joined


def _has_digit(cell: str) -> bool:
    return any(letter.isdigit() for letter in SCALE_SAID.sub("", cell))


def _of_one(grid: Grid, here: Here, *, of_pain: bool, meant: Kind | None = None) -> Iterator[Piece]:
    """Take a table apart; ``meant`` is what its rows are where its columns do not say it."""
    kind, layout = kind_of(grid, here) or (meant, None)
    asks_clock = meant is PAIN  # nobody said when, and it is asked for once
    found = _wide(grid, kind, layout, of_pain=of_pain, asks_clock=asks_clock) if kind in (None, RUN, PAIN) else ()
    if not found:
        yield Piece(grid, kind, layout)
        return
    grid, places = without_long_rows(grid), {each.place for each in found}
    others = [at for at in range(len(grid.header)) if at not in places]
    if kind is RUN:
        yield Piece(_with_columns(grid, others), RUN, layout)
    pain = _unfolded(grid, found, keep=_shared(grid) if kind is RUN else others)
    yield Piece(pain, PAIN, layout_for(pain, here, PAIN))


def _wide(
    grid: Grid, kind: Kind | None, layout: Layout | None, *, of_pain: bool, asks_clock: bool
) -> tuple[AnswerColumn, ...]:
    """Find the columns of answers that tell where or when by their header, and that nobody explained."""
    if not grid.rows:
        return ()
    columns = columns_of_header(PAIN, grid.header, layout if kind is PAIN else None)
    if PAIN.time not in columns.place or (kind is PAIN and "nrs" in columns.place):
        return ()
    # A clock time of a run is not when the pain was asked; that of a form is.
    time = columns.place[PAIN.time]
    asked_then = kind is not RUN or is_time_of_form(grid.header, grid.header[time], grid.name)
    has_clock = asked_then and ("time_of_day" in columns.parts or _has_times(grid, time))
    own = columns_of_header(RUN, grid.header, layout).place.values() if kind is RUN else ()
    used = {columns.place[PAIN.time], *own}
    has_region = "site" in columns.place
    return tuple(
        each
        for each in answer_columns(grid.rows[0][1], of_pain=of_pain)
        if each.place not in used
        and (kind is RUN or not each.after_h)
        and (each.part or each.after_h or has_clock or asks_clock)
        and (has_region or not each.side)
        and _holds_answers(grid, each.place)
    )


def _unfolded(grid: Grid, answers: Sequence[AnswerColumn], *, keep: Sequence[int]) -> Grid:
    """Make a row of each answer; what else the row tells stands beside the first of them."""
    columns = columns_of_header(PAIN, grid.header)
    clock, notes = columns.parts.get("time_of_day"), _noted(columns, keep)
    keep = [at for at in keep if at != clock]
    names = ["time of day", "site", "side", "moment", "symptom", "scale", HOURS_AFTER]
    added = [name for name, cells in zip(names, _added(answers), strict=True) if any(cells)]
    if clock is not None and "time of day" not in added:
        added.insert(0, "time of day")
    scales = {each.scale for each in answers}
    one_scale = scales.pop() if len(scales) == 1 else ""
    if one_scale and "scale" in added:
        added.remove("scale")
    header = [*added, *(grid.rows[0][1][at] if at < len(grid.rows[0][1]) else "" for at in keep)]
    rows = [(grid.rows[0][0], [*header, f"nrs{one_scale}"])]
    for line, cells in grid.rows[1:]:
        first = True
        for each in answers:
            answer = _cell(cells, each.place)
            if not answer:
                continue
            said = {
                "time of day": "" if each.after_h else each.part or _cell(cells, clock),
                "site": each.site,
                "side": each.side,
                "moment": each.moment,
                "symptom": each.symptom,
                "scale": each.scale.strip(" ()"),
                HOURS_AFTER: each.after_h,
            }
            kept = [_cell(cells, at) if first or at not in notes else "" for at in keep]
            rows.append((line, [*(said[name] for name in added), *kept, answer]))
            first = False
    return replace(grid, rows=tuple(rows), times_apart=len({(each.part, each.after_h) for each in answers}) > 1)


def _added(answers: Sequence[AnswerColumn]) -> tuple[list[str], ...]:
    return (
        [each.part for each in answers],
        [each.site for each in answers],
        [each.side for each in answers],
        [each.moment for each in answers],
        [each.symptom for each in answers],
        [each.scale for each in answers],
        [each.after_h for each in answers],
    )


def _noted(columns: Columns, keep: Sequence[int]) -> set[int]:
    """Columns that tell of the day and not of each answer."""
    told = {columns.place.get("note"), *columns.unknown}
    return {at for at in keep if at in told}


def _shared(grid: Grid) -> list[int]:
    """Columns of a diary of runs that tell of its pain as well: the day, the place, the note."""
    columns = columns_of_header(PAIN, grid.header)
    places = (columns.place.get(name) for name in (PAIN.time, "site", "note"))
    beside = (columns.parts.get(name) for name in ("side", "offset"))
    return sorted({at for at in (*places, *beside) if at is not None})


def _holds_answers(grid: Grid, place: int) -> bool:
    cells = [cell for _, row in grid.rows[1 : 1 + _MOST_LOOKED_AT] if (cell := _cell(row, place))]
    return bool(cells) and sum(map(_is_answer, cells)) >= _LEAST_ANSWERS * len(cells)


def _is_answer(cell: str) -> bool:
    try:
        return answer_of("nrs", cell, ",") is not None
    except InvalidValueError:  # an answer that says too little: told where its row is read
        return True


def _has_times(grid: Grid, place: int) -> bool:
    found = (written(_cell(row, place)) for _, row in grid.rows[1 : 1 + _MOST_LOOKED_AT])
    return any(each is not None and each.at is not None for each in found)


def _cell(cells: Sequence[str], place: int | None) -> str:
    return cells[place].strip() if place is not None and place < len(cells) else ""


def _with_columns(grid: Grid, places: Sequence[int]) -> Grid:
    kept = tuple((line, [cells[at] for at in places if at < len(cells)]) for line, cells in grid.rows)
    return replace(grid, rows=kept)


def _begins(cells: Sequence[str], here: Here, *, of_pain: bool) -> bool:
    """Whether the cells of a row are a header, also that of a wide diary."""
    if is_header(cells, here):
        return True
    day = columns_of_header(PAIN, cells).place.get(PAIN.time)
    return day is not None and any(each.place != day for each in answer_columns(cells, of_pain=of_pain))


def _below_each_other(grid: Grid, here: Here, *, of_pain: bool) -> Iterator[Grid]:
    """Part a sheet where another header begins."""
    first, header = 0, grid.header
    for place, (_, cells) in enumerate(grid.rows):
        if (
            place
            and _may_be_header(cells)
            and headed(cells) != header
            and _begins(headed(cells), here, of_pain=of_pain)
        ):
            yield _rows_between(grid, first, place)
            first, header = place, headed(cells)
    yield _rows_between(grid, first, len(grid.rows))


def _rows_between(grid: Grid, first: int, last: int) -> Grid:
    """Give some rows, without a title that stands above the next table."""
    while last > first + 1 and sum(bool(cell.strip()) for cell in grid.rows[last - 1][1]) < 2 and last < len(grid.rows):
        last -= 1
    return replace(grid, rows=grid.rows[first:last], broken=grid.broken if first == 0 else ())


def _may_be_header(cells: Sequence[str]) -> bool:
    """Whether a row has names only: each row of a table has a number, a time or a date."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) > 1 and not any(cell.strip()[0].isdigit() for cell in filled)


def _side_by_side(grid: Grid, here: Here, *, of_pain: bool) -> Iterator[Grid]:
    """Part a sheet at a column without a name, or at a second one of days, with a header on both sides of it."""
    header = grid.rows[0][1] if grid.rows else []
    for at, cell in enumerate(header):
        if not at or (cell.strip() and cell.strip().casefold() != header[0].strip().casefold()):
            continue
        begins = at if cell.strip() else at + 1
        left, right = headed(header[:at]), headed(header[begins:])
        if _begins(left, here, of_pain=of_pain) and _begins(right, here, of_pain=of_pain):
            yield _columns_between(grid, 0, at)
            yield from _side_by_side(_columns_between(grid, begins, len(header)), here, of_pain=of_pain)
            return
    yield grid


def _columns_between(grid: Grid, first: int, last: int) -> Grid:
    rows = ((line, cells[first:last]) for line, cells in grid.rows)
    return replace(
        grid,
        rows=tuple((line, cells) for line, cells in rows if any(cell.strip() for cell in cells)),
        broken=grid.broken if first == 0 else (),
    )
