"""Cells in which a spreadsheet could work nothing out: what was there is missing, and that is told."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from afterrun.importers.tables.error_cells import with_errors_as_texts
from afterrun.importers.tables.sheets import parts_of
from afterrun.records import PainReport, Run
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
