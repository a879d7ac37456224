"""Cells in which a spreadsheet could work nothing out: what was there is missing, and that is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterrun.importers.tables import binary_sheets
from afterrun.importers.tables.error_cells import with_errors_as_texts
from afterrun.importers.tables.sheets import WorkbookError, parts_of, read_sheets
from afterrun.records import PainReport, Run
from tests.importers.binary_workbooks import Rows, Worked, xls, xlsb
from tests.importers.test_tables import open_document, read, records, reports, told, workbook

CALCEXT = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
HEADER: list[str | float] = ["Date", "Place", "Pain", "Note"]


def test_an_error_in_a_cell_is_told_with_its_line_and_costs_what_it_hides(tmp_path: Path) -> None:
    rows: list[list[str | float]] = [
        ["2026-05-01 20:00", "left heel", 4, "#NAME?"],
        ["2026-05-02 20:00", "left heel", "#REF!", "sore"],
        ["2026-05-03 20:00", "left heel", "#N/A", ""],
    ]
    sources = read(tmp_path, "pain.xlsx", workbook({"pain": [HEADER, *rows]}))
    assert reports(sources) == [("2026-05-01T20:00:00+02:00", "left-heel", 4)]
    said = told(sources)
    assert "nrs holds an error of the spreadsheet, and was taken as empty: lines 3, 4." in said
    assert "note holds an error of the spreadsheet, and was taken as empty: lines 2." in said
    assert "nrs must not be empty" in said
    assert all(each.note is None for each in records(sources) if isinstance(each, PainReport))


def test_a_distance_that_is_an_error_is_missing_and_told(tmp_path: Path) -> None:
    table = "start,duration (min),distance (km)\n2026-05-01 07:30,30,#DIV/0!\n2026-05-02 07:30,30,5\n"
    sources = read(tmp_path, "runs.csv", table)
    assert [each.distance_m for each in records(sources) if isinstance(each, Run)] == [None, 5000]
    assert "distance_m holds an error" in told(sources)


def test_a_date_that_is_an_error_is_not_taken_from_the_row_above(tmp_path: Path) -> None:
    rows: list[list[str | float]] = [
        ["Date", "Time", "Place", "Pain"],
        ["2026-05-01", "20:00", "left heel", 4],
        ["#VALUE!", "08:00", "left heel", 7],
    ]
    sources = read(tmp_path, "pain.xlsx", workbook({"pain": rows}))
    assert reports(sources) == [("2026-05-01T20:00:00+02:00", "left-heel", 4)]
    assert "at must not be empty" in told(sources)


@pytest.mark.parametrize(
    "value", ['office:value-type="string" office:string-value=""', 'office:value-type="float" office:value="0"']
)
def test_an_error_of_libreoffice_is_no_answer_of_nought(tmp_path: Path, value: str) -> None:
    whole = open_document(
        [["at", "site", "nrs"], ["01.05.2026 20:00", "left-heel", "4"], ["02.05.2026 20:00", "left-heel", "?"]]
    )
    plain = '<table:table-cell office:value-type="string"><text:p>?</text:p>'
    failed = f'<table:table-cell table:formula="of:=1/0" {value} calcext:value-type="error"><text:p>#DIV/0!</text:p>'
    box = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive, zipfile.ZipFile(box, "w") as again:
        for name in archive.namelist():
            part = archive.read(name).decode().replace(plain, failed)
            again.writestr(name, part.replace("<office:document-content", f"<office:document-content {CALCEXT}"))
    sources = read(tmp_path, "pain.ods", box.getvalue())
    assert reports(sources) == [("2026-05-01T20:00:00+02:00", "left-heel", 4)]
    assert "nrs holds an error" in told(sources)


def test_a_workbook_without_errors_stays_as_it_is() -> None:
    content = workbook({"pain": [HEADER]})
    parts = parts_of(content)
    assert parts is not None
    assert with_errors_as_texts(content, parts) is content


BINARY_ROWS: Rows = [
    ["Date", "Place", "Pain"],
    ["2026-05-01 20:00", "left heel", 4.0],
    ["2026-05-02 20:00", "left heel", "#REF!"],
    ["2026-05-03 20:00", "left heel", Worked("#N/A")],
]


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("pain.xls", xls),
        ("small.xls", partial(xls, least_bytes=0)),
        ("1995.xls", partial(xls, stream="Book")),
        ("pain.xlsb", xlsb),
    ],
)
def test_an_error_in_a_binary_workbook_is_told_too(
    tmp_path: Path, name: str, make: Callable[[Mapping[str, Rows]], bytes]
) -> None:
    sources = read(tmp_path, name, make({"places": [["left heel", "right heel"]], "pain": BINARY_ROWS}))
    assert reports(sources) == [("2026-05-01T20:00:00+02:00", "left-heel", 4)]
    assert "nrs holds an error of the spreadsheet, and was taken as empty: lines 3, 4." in told(sources)


@pytest.mark.parametrize("make", [xls, xlsb])
def test_a_cell_far_away_does_not_end_the_process_of_the_reader(make: Callable[[Mapping[str, Rows]], bytes]) -> None:
    far: Rows = [["Date", "Pain"], *([[]] * 65_533), [*([None] * 255), 4.0]]
    with pytest.raises(WorkbookError, match="too large"):
        list(read_sheets(make({"pain": far})))


@pytest.mark.parametrize("make", [xls, xlsb])
def test_a_binary_workbook_of_very_many_records_is_left(
    make: Callable[[Mapping[str, Rows]], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = make({"pain": BINARY_ROWS})
    assert len(list(read_sheets(content))) == 1
    monkeypatch.setattr(binary_sheets, "_MOST_RECORDS", 10)
    with pytest.raises(WorkbookError, match="damaged"):
        list(read_sheets(content))


@given(damage=st.data())
def test_a_binary_workbook_damaged_anywhere_is_answered(damage: st.DataObject) -> None:
    content = bytearray(
        damage.draw(st.sampled_from([xls({"pain": BINARY_ROWS}, least_bytes=0), xlsb({"pain": BINARY_ROWS})]))
    )
    for place, byte in damage.draw(
        st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), min_size=1, max_size=4)
    ):
        content[place] = byte
    with suppress(WorkbookError):
        for sheet in read_sheets(bytes(content)):
            assert all(isinstance(cell, str) for _, cells in sheet.rows for cell in cells)
