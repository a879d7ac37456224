"""Tables as programs and people of several countries write them."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

import pytest

from afterrun.errors import InvalidValueError
from afterrun.importers.here import Here
from afterrun.importers.parsed import Source
from afterrun.importers.reading import read_path
from afterrun.importers.tables.date_order import order_of
from afterrun.importers.tables.layout import Layout, read_layout
from afterrun.importers.tables.moments import written
from afterrun.importers.tables.numbers import read_number
from afterrun.records import Care, Event, PainReport, Phase, Run, Site
from afterrun.records.kinds import Record

BERLIN = Here(zone=ZoneInfo("Europe/Berlin"), now=datetime(2026, 11, 26, 12, tzinfo=UTC))
GERMAN = "Datum;Uhrzeit;Ort;Schmerz (0-10);Beschwerde;Bemerkung\r\n03.05.2026;7:30;Ferse links;4,5;Schmerz;früh\r\n"
EARLY = PainReport(
    at=datetime.fromisoformat("2026-05-03T07:30:00+02:00"),
    site=Site.parse("left-heel"),
    nrs=4.5,
    note="früh",
)


def read(folder: Path, name: str, content: bytes | str, here: Here = BERLIN) -> list[Source]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_path(path, here))


def records(sources: list[Source]) -> list[Record]:
    return [record for source in sources for record in source.parsed.records]


def told(sources: list[Source]) -> str:
    return "\n".join(str(problem) for source in sources for problem in source.parsed.problems)


def reports(sources: list[Source]) -> list[tuple[str, str, float]]:
    return [(r.at.isoformat(), str(r.site), r.nrs) for r in records(sources) if isinstance(r, PainReport)]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_any_encoding_and_separator_with_german_headers(tmp_path: Path, codec: str, separator: str) -> None:
    content = GERMAN.replace(";", separator).encode(codec)
    assert records(read(tmp_path, "Mein Schmerztagebuch.csv", content)) == [EARLY]


def test_a_sep_line_says_what_parts_the_cells_and_lines_are_still_those_of_the_file(tmp_path: Path) -> None:
    sources = read(tmp_path, "pain.csv", "sep=;\nat;site;nrs\n2026-05-01 20:00;left-heel;4\n2026-05-01;left-heel;11\n")
    assert reports(sources) == [("2026-05-01T20:00:00+02:00", "left-heel", 4)]
    assert "pain.csv line 4" in told(sources)


def test_a_title_above_the_header_is_passed_over(tmp_path: Path) -> None:
    text = "My pain diary,,\n,,\nWhen,Where,Pain\n2026-05-01 20:00,left heel,4\n"
    assert reports(read(tmp_path, "diary.csv", text)) == [("2026-05-01T20:00:00+02:00", "left-heel", 4)]


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("4,5", None, 4.5),
        ("4.5", ",", 4.5),
        ("1.234,5", None, 1234.5),
        ("1,234.5", None, 1234.5),
        ("1 234,5", None, 1234.5),
        ("1'234.5", None, 1234.5),
        ("5.400", ",", 5400),
        ("5.400", None, 5.4),
        ("0,125", None, 0.125),
        ("−3", None, -3),
        ("1,234", None, None),
        ("nan", None, None),
        ("4,5,6", None, None),
        ("", None, None),
    ],
)
def test_numbers(text: str, decimal: str | None, number: float | None) -> None:
    assert read_number(text, decimal) == number  # type: ignore[arg-type]


def test_three_digits_behind_a_comma_are_told_from_the_rest_of_the_table_or_refused(tmp_path: Path) -> None:
    head = "start,duration_s,distance_m\n"
    rows = '2026-05-01 07:00,1800,"5,400"\n'
    assert "may be a thousand or a decimal" in told(read(tmp_path, "runs.csv", head + rows))
    sources = read(tmp_path, "runs.csv", head + rows + '2026-05-02 07:00,1800,"5,100.5"\n')
    assert [run.distance_m for run in records(sources) if isinstance(run, Run)] == [5400, 5100.5]


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-01 20:00",
        "2026-05-01T20:00:00",
        "2026/05/01 20:00",
        "01.05.2026 20:00",
        "1.5.26 20:00 Uhr",
        "1.5.2026, 20.00",
        "Fr., 01.05.2026 20:00",
        "1. Mai 2026 20:00",
        "1 May 2026 8:00 pm",
        "May 1, 2026, 8:00:00 PM",
        "Friday, May 1st, 2026 at 8 PM",
        "25/04/2026 20:00",
        "04/25/2026 8:00 PM",
        "2026-05-01 20:00 +0200",
        "2026-05-01T18:00:00Z",
        "46143.8333333333",
        "1777658400",
        "1777658400.0",
        "1777658400000000",
        "2026-05-01T20:00:00+02:00[Europe/Berlin]",
        "2026-05-01T20:00[Europe/Berlin]",
        "May 1, 2026 20:00 Europe/Berlin",
        "2026-05-01T15:00\u221203:00",
        "Fri May 01 2026 20:00:00 GMT+0200 (Central European Summer Time)",
    ],
)
def test_times(text: str) -> None:
    found = written(text)
    assert found is not None
    order, _ = order_of([found], BERLIN)
    assert order is not None
    at = found.in_order(order)
    assert at is not None
    day = 25 if "25" in text else 1
    month = "04" if day == 25 else "05"
    assert BERLIN.on_clock(at) == datetime.fromisoformat(f"2026-{month}-{day:02}T20:00:00+02:00")


@pytest.mark.parametrize("text", ["yesterday", "20:00", "31.04.2026 20:00", "2026-05-01 25:00", "1/2/3", "5"])
def test_what_is_no_time(text: str) -> None:
    found = written(text)
    assert found is None or found.in_order("dmy") is None


def days(text: str, here: Here = BERLIN) -> str | None:
    order, _ = order_of([found for each in text.split() if (found := written(each)) is not None], here)
    return order


def test_the_order_of_a_date_is_that_of_the_whole_column() -> None:
    assert days("05/06/2026 13/06/2026") == "dmy"
    assert days("05/06/2026 06/13/2026") == "mdy"
    assert days("13/06/2026 06/13/2026") is None
    assert days("05/06/2026") is None
    assert days("05/06/2026", Here(dates="mdy")) == "mdy"
    # The other way round it would lie in the future, by the clock of the test.
    assert days("10/12/2026 05/06/2026", Here(now=datetime(2026, 11, 1, tzinfo=UTC))) == "mdy"
    # A diary goes on day by day: the other way round these are the firsts of seven months.
    assert days("05/01/2025 05/02/2025 05/03/2025 05/04/2025 05/05/2025 05/07/2025") == "mdy"
    assert days("01/05/2025 02/05/2025 03/05/2025 04/05/2025 05/05/2025 07/05/2025") == "dmy"


def test_an_open_order_is_asked_with_both_days(tmp_path: Path) -> None:
    text = "at,site,nrs\n05/06/2026 20:00,left-heel,4\n"
    sources = read(tmp_path, "pain.csv", text)
    assert records(sources) == []
    assert "may be 2026-05-06 or 2026-06-05" in told(sources)
    said = read(tmp_path, "pain.csv", text, Here(zone=BERLIN.zone, dates="dmy"))
    assert reports(said) == [("2026-06-05T20:00:00+02:00", "left-heel", 4)]


def test_how_americans_write_is_read_so_and_told(tmp_path: Path) -> None:
    sources = read(tmp_path, "pain.csv", "at,site,nrs\n5/6/2026 8:00 PM,left-heel,4\n")
    assert reports(sources) == [("2026-05-06T20:00:00+02:00", "left-heel", 4)]
    assert "5/6/2026 was read as the 6th of May" in told(sources)


def test_whose_clock_was_taken_is_told(tmp_path: Path) -> None:
    sources = read(tmp_path, "pain.csv", "at,site,nrs\n2026-01-01 20:00,left-heel,4\n2026-01-02T20:00Z,left-heel,4\n")
    assert [at for at, _, _ in reports(sources)] == ["2026-01-01T20:00:00+01:00", "2026-01-02T20:00:00+00:00"]
    assert "by the clock of Europe/Berlin: 1" in told(sources)


def test_a_day_without_a_clock_time_and_what_is_yet_to_come_are_refused(tmp_path: Path) -> None:
    sources = read(tmp_path, "pain.csv", "at,site,nrs\n2026-05-01,left-heel,4\n2062-05-01 20:00,left-heel,4\n")
    assert records(sources) == []
    assert "must have a time of day" in told(sources)
    assert "must not lie in the future" in told(sources)


@pytest.mark.parametrize(
    "row",
    [
        "2026-05-01 20:00,left-heel,4,5,,",  # becomes the symptom
        "2026-05-01 20:00,left-heel,4,,5,",
    ],
)
def test_a_number_cut_off_by_a_comma_is_no_symptom_and_no_moment(tmp_path: Path, row: str) -> None:
    sources = read(tmp_path, "pain.csv", f"at,site,nrs,symptom,moment,note\n{row}\n")
    assert records(sources) == []
    assert "must be a word; got '5'" in told(sources)


def test_a_number_cut_off_by_a_comma_is_no_note(tmp_path: Path) -> None:
    sources = read(tmp_path, "pain.csv", "at,site,nrs,note\n2026-05-01 20:00,left-heel,4,5,\n")
    assert records(sources) == []
    assert "5 cells" in told(sources)


def test_words_in_any_case_spacing_and_in_german_are_one_thing(tmp_path: Path) -> None:
    at = "2026-05-0{}T20:00:00+02:00"
    spellings = ["Calf Stretch", "calf-stretch", "calf_stretch", " calf  stretch ", "Wadendehnung", "CALF STRETCH"]
    spellings += ["Calf stretches", "calf stretching."]
    rows = "".join(f"{at.format(day)},{word}\n" for day, word in enumerate(spellings, start=1))
    cares = records(read(tmp_path, "care.csv", f"at,intervention\n{rows}"))
    assert {care.intervention for care in cares if isinstance(care, Care)} == {"calf-stretch"}
    assert len(cares) == len(spellings)
    rows = "".join(f"{at.format(day)},left-heel,3,{word}\n" for day, word in enumerate(("Pain", "SCHMERZ", "pain"), 1))
    pains = records(read(tmp_path, "pain.csv", f"at,site,nrs,symptom\n{rows}"))
    assert [pain.symptom for pain in pains if isinstance(pain, PainReport)] == ["pain"] * 3


def test_words_of_an_export_are_kept_as_they_are(tmp_path: Path) -> None:
    text = "at,intervention,source\n2026-05-01T20:00:00+02:00,Calf Stretch,app\n"
    (care,) = records(read(tmp_path, "care.csv", text))
    assert isinstance(care, Care)
    assert care.intervention == "Calf Stretch"


def test_one_minute_and_place_has_one_answer(tmp_path: Path) -> None:
    at = "2026-05-01T20:00:00+02:00"
    text = f"at,site,nrs,moment\n{at},left heel,4,\n{at},Left-Heel,3,\n{at},left heel,4,\n{at},left heel,2,evening\n"
    sources = read(tmp_path, "pain.csv", text)
    assert reports(sources) == [(at, "left-heel", 4), (at, "left-heel", 4), (at, "left-heel", 2)]
    (other,) = sources[0].parsed.others[0]
    assert isinstance(other, PainReport)
    assert other.nrs == 3


def test_the_same_answer_in_other_words_is_told(tmp_path: Path) -> None:
    at = "2026-05-01T20:00:00+02:00"
    sources = read(tmp_path, "pain.csv", f"at,site,nrs,note\n{at},left heel,4,a\n{at},left heel,4,b\n")
    assert reports(sources) == [(at, "left-heel", 4)]
    assert "line 3: Line 2 has this answer already, in other words." in told(sources)


def test_units_of_headers_and_clocks(tmp_path: Path) -> None:
    text = "Date;Time;Distance (km);Duration;Elevation (ft)\n2026-05-01;07:30;6,4;0:36:40;100\n"
    text += "2026-05-02;7:30 am;5;40:00;\n"
    first, second = records(read(tmp_path, "Runs 2026.csv", text))
    assert isinstance(first, Run)
    assert isinstance(second, Run)
    assert (first.start.isoformat(), first.distance_m, first.duration_s) == ("2026-05-01T07:30:00+02:00", 6400, 2200)
    assert first.ascent_m == pytest.approx(30.48)
    assert (second.distance_m, second.duration_s) == (5000, 2400)


def test_a_unit_that_no_header_names_is_seen_by_the_size_or_refused(tmp_path: Path) -> None:
    head = "Datum,Distanz,Dauer\n"
    sources = read(tmp_path, "läufe.csv", f"{head}2026-05-01 07:30,6.4,40\n2026-05-02 07:30,5,30\n")
    assert [(r.distance_m, r.duration_s) for r in records(sources) if isinstance(r, Run)] == [
        (6400, 2400),
        (5000, 1800),
    ]
    assert "distanz has no unit; taken as km" in told(sources)
    sources = read(tmp_path, "läufe.csv", f"{head}2026-05-01 07:30,6.4,40\n2026-05-02 07:30,5000,30\n")
    assert records(sources) == []
    assert "must have a unit" in told(sources)


def test_a_ride_in_a_list_of_runs_is_no_run(tmp_path: Path) -> None:
    text = "Date,Type,Distance (km),Duration (min)\n2026-05-01 07:30,Run,6,36\n2026-05-02 07:30,Ride,20,60\n"
    text += "2026-05-03 07:30,Workout,6,36\n2026-05-04 07:30,Hillfun,6,36\n"
    run, ride, workout, other = records(read(tmp_path, "training.csv", text))
    assert isinstance(run, Run)
    assert isinstance(ride, Event)
    assert (run.sport, ride.kind, ride.minutes, ride.amount) == ("running", "cycling", 60, 20000)
    assert [each.sport for each in (workout, other) if isinstance(each, Run)] == ["running", "unclear"]


def test_phases_need_no_time_of_day(tmp_path: Path) -> None:
    (phase,) = records(read(tmp_path, "phasen.csv", "Maßnahme;Von;Bis\nneue Schuhe;01.05.2026;20.05.2026\n"))
    assert isinstance(phase, Phase)
    assert (phase.intervention, phase.start.isoformat()) == ("new-shoes", "2026-05-01T00:00:00+02:00")


def test_side_and_place_in_two_columns(tmp_path: Path) -> None:
    text = "when,side,body part,pain level\n2026-05-01 20:00,Left,Heel,4/10\n"
    assert reports(read(tmp_path, "x.csv", text)) == [("2026-05-01T20:00:00+02:00", "left-heel", 4)]


def test_a_table_of_unknown_columns_waits_to_be_explained_once(tmp_path: Path) -> None:
    text = "Zeitlich,Wert X\n2026-05-01 20:00,4\n"
    (source,) = read(tmp_path, "meins.csv", text)
    assert source.unmapped is not None
    assert source.unmapped.header == ("Zeitlich", "Wert X")
    layout = read_layout('table = "pain"\n[columns]\nat = "zeitlich"\nnrs = "wert  x"\n[always]\nsite = "left-heel"\n')
    here = Here(zone=BERLIN.zone, layouts=(layout,))
    assert reports(read(tmp_path, "meins.csv", text, here)) == [("2026-05-01T20:00:00+02:00", "left-heel", 4)]


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        '{"table": "moods"}',
        '{"table": "pain", "columns": {"mood": "X"}}',
        '{"table": "pain", "columns": 3}',
        '{"table": "pain", "dates": "ymd"}',
        "[]",
    ],
)
def test_a_map_that_is_none_says_why(text: str) -> None:
    with pytest.raises(InvalidValueError, match="must"):
        read_layout(text)


def test_a_layout_is_written_as_it_is_read() -> None:
    layout = Layout(table="runs", columns={"start": "Beginn", "distance_m": "km"}, always={"shoe": "Blau"}, dates="dmy")
    assert Layout(**layout.as_json()) == layout


def workbook(sheets: dict[str, list[list[str | float]]]) -> bytes:
    """Build the least that is an .xlsx: strings inline, numbers as they are, what begins with # an error."""
    box = io.BytesIO()
    names = list(sheets)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(box, "w") as archive:
        parts = "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
            for n in range(1, len(names) + 1)
        )
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            f"{parts}</Types>",
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        listed = "".join(f'<sheet name="{escape(s)}" sheetId="{n}" r:id="rId{n}"/>' for n, s in enumerate(names, 1))
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>'
        )
        links = "".join(
            f'<Relationship Id="rId{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(names) + 1)
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}/relationships">{links}</Relationships>'
        )
        for n, rows in enumerate(sheets.values(), 1):
            told_rows = "".join(f'<row r="{r}">{_cells(r, row)}</row>' for r, row in enumerate(rows, 1))
            archive.writestr(
                f"xl/worksheets/sheet{n}.xml",
                f'<worksheet xmlns="{main}"><sheetData>{told_rows}</sheetData></worksheet>',
            )
    return box.getvalue()


def _cells(number: int, row: list[str | float]) -> str:
    found = []
    for column, value in zip("ABCDEFGH", row, strict=False):
        place = f'r="{column}{number}"'
        if isinstance(value, str) and value.startswith("#"):
            found.append(f'<c {place} t="e"><f>A1/0</f><v>{value}</v></c>')
        elif isinstance(value, str):
            found.append(f'<c {place} t="inlineStr"><is><t>{escape(value)}</t></is></c>')
        else:
            found.append(f"<c {place}><v>{value!r}</v></c>")
    return "".join(found)


def test_the_sheets_of_a_workbook_are_tables_under_their_names(tmp_path: Path) -> None:
    content = workbook(
        {
            "Schmerz": [["Datum", "Ort", "Schmerz"], [46143.8333333333, "Ferse links", 4.5]],
            "Ereignisse": [["Datum", "Art", "Minuten"], [46143.5, "Fußball", 90]],
            "Leer": [],
        }
    )
    sources = read(tmp_path, "Tagebuch.xlsx", content)
    assert [source.name for source in sources] == ["Tagebuch.xlsx [Schmerz]", "Tagebuch.xlsx [Ereignisse]"]
    assert reports(sources) == [("2026-05-01T20:00:00+02:00", "left-heel", 4.5)]
    (event,) = (each for each in records(sources) if isinstance(each, Event))
    assert (event.kind, event.minutes, event.at.isoformat()) == ("football", 90, "2026-05-01T12:00:00+02:00")


def open_document(rows: list[list[str]]) -> bytes:
    """Build the least that is an .ods."""
    box = io.BytesIO()
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = "".join(
        f' xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in ("office", "table", "text")
    )
    with zipfile.ZipFile(box, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content{names}><office:body><office:spreadsheet>"
            f'<table:table table:name="pain">{cells}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return box.getvalue()


def test_a_sheet_of_libreoffice(tmp_path: Path) -> None:
    content = open_document([["at", "site", "nrs"], ["01.05.2026 20:00", "left-heel", "4,5"]])
    assert reports(read(tmp_path, "pain.ods", content)) == [("2026-05-01T20:00:00+02:00", "left-heel", 4.5)]


def test_a_damaged_workbook_is_told_and_nothing_is_raised(tmp_path: Path) -> None:
    content = workbook({"pain": [["at", "site", "nrs"]]})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    kept["xl/worksheets/sheet1.xml"] = b"<worksheet><sheetData><row"
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        for name, part in kept.items():
            archive.writestr(name, part)
    sources = read(tmp_path, "pain.xlsx", box.getvalue())
    assert records(sources) == []
    assert told(sources)


def test_marks_that_nobody_sees_are_no_part_of_a_cell(tmp_path: Path) -> None:
    table = "Datum;Uhrzeit;Ort;Schmerz\n\ufeff03.05.2026;\u200e7:30;Ferse links\u200b;\u202a4,5\u202c\n"
    assert reports(read(tmp_path, "pain.csv", table)) == [("2026-05-03T07:30:00+02:00", "left-heel", 4.5)]


@pytest.mark.parametrize(("cells", "kept"), [("4,5", 0), ("4,5 km", 1), ("4.0,5", 1), ("4,12", 1), ("4,", 1)])
def test_a_digit_alone_behind_a_whole_answer_is_no_note(tmp_path: Path, cells: str, kept: int) -> None:
    sources = read(tmp_path, "pain.csv", f"at,site,nrs,note\n2026-05-03T07:30+02:00,left-heel,{cells}\n")
    assert len(reports(sources)) == kept
    assert kept or "A comma may have cut a number in two: 4,5." in told(sources)
