"""What survey tools, other diaries and office programs hand out; layouts as their users describe them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from afterrun.importers.reading import read_path
from afterrun.importers.tables.layout import Layout
from afterrun.records import PainReport, Run
from tests.importers.test_tables import reports
from tests.importers.test_typed_tables import HERE, read, records, told

KOBO = """start;end;pain/when;pain/site;pain/nrs;_uuid;_submission_time
2026-05-02T20:05:00.000+02:00;2026-05-02T20:06:00.000+02:00;2026-05-02T19:55:00.000+02:00;left_heel;4;a;2026-05-02T18:06
2026-05-03T20:05:00.000+02:00;2026-05-03T20:06:00.000+02:00;2026-05-03T19:55:00.000+02:00;left_heel;3;b;2026-05-03T18:06
"""
ODK = KOBO.replace("pain/", "pain-").replace(";", ",")
REDCAP = """record_id,redcap_event_name,pain_datetime,pain_site,pain_nrs,pain_diary_complete
1,day_1_arm_1,2026-05-02 19:55,left heel,4,2
1,day_2_arm_1,2026-05-03 19:55,left heel,3,2
"""
MICROSOFT = """ID,Start time,Completion time,Email,Name,Where does it hurt?,How bad is the pain? (0 - 10)
1,5/2/2026 19:55:00,5/2/2026 19:56:00,anonymous,,Left heel,4
2,5/13/2026 19:55:00,5/13/2026 19:56:00,anonymous,,Left heel,3
"""
OTHER_DIARY = """Record ID,Date/Time,Duration (minutes),Pain Level,Locations,Characteristics,Environment
1,2026-05-02 19:55,60,4,Left heel,Burning,Home
2,2026-05-03 19:55,30,3,Left heel,Sharp,Work
"""


@pytest.mark.parametrize("table", [KOBO, ODK, REDCAP, MICROSOFT, OTHER_DIARY])
def test_answers_of_forms_are_reports(tmp_path: Path, table: str) -> None:
    found = [each for each in records(read(tmp_path, "answers.csv", table)) if isinstance(each, PainReport)]
    assert [(str(each.site), each.nrs, f"{each.at:%H:%M}") for each in found] == [
        ("left-heel", 4, "19:55"),
        ("left-heel", 3, "19:55"),
    ]


def test_a_run_in_columns_of_one_group_is_asked_about_and_not_only_noted(tmp_path: Path) -> None:
    table = "Date,Run km,Run min,L heel AM (0-10)\n2026-05-02,5.4,30,3\n2026-05-03,,,4\n2026-05-04,6,33,2\n"
    pain, *_ = sources = read(tmp_path, "log.csv", table)
    assert pain.unmapped is not None
    assert pain.unmapped.table == "runs"
    assert [each.nrs for each in records(sources) if isinstance(each, PainReport)] == [3, 4, 2]


def test_a_table_among_notes_is_read_and_notes_alone_are_not(tmp_path: Path) -> None:
    table = (
        "| Date | Time | Where | Pain |\n| --- | :--: | --- | ---: |\n| 2026-05-02 | 20:00 | [[left heel]] | **4** |\n"
    )
    sources = read(tmp_path, "Pain log.md", f"# Pain log\n\nSince May, on and off.\n\n{table}\nMore words.\n")
    assert [str(each.site) for each in records(sources) if isinstance(each, PainReport)] == ["left-heel"]
    (notes,) = read(tmp_path, "notes.md", "# Monday\n\nSlept well, ran a little.\n")
    assert notes.idle


@pytest.mark.parametrize(
    ("column", "names"),
    [
        *(("Patient", "AB"), ("record_id", "1212"), ("Who", "AB"), ("Teilnehmer-ID", "77889"), ("Patientin", "AB")),
        *(("Paciente", "AB"), ("Patiente", "AB"), ("Persoon", "AB"), ("user_id", "12"), ("E-Mail", "AB")),
    ],
)
def test_a_table_of_several_people_is_no_journal(tmp_path: Path, column: str, names: str) -> None:
    rows = "".join(f"{name},2026-05-{day:02} 20:00,left heel,{day}\n" for day, name in enumerate(names, start=1))
    sources = read(tmp_path, "pain.csv", f"{column},Date,Where,Pain\n{rows}")
    assert records(sources) == []
    assert "people" in told(sources)


def test_a_number_for_each_row_is_no_person(tmp_path: Path) -> None:
    rows = "".join(f"{day},2026-05-{day:02} 20:00,left heel,{day}\n" for day in (1, 2, 3))
    assert len(records(read(tmp_path, "pain.csv", f"Record ID,Date,Where,Pain\n{rows}"))) == 3


def test_how_it_was_is_no_person(tmp_path: Path) -> None:
    rows = "".join(f"2026-05-0{day} 20:00,left heel,{day},{how}\n" for day, how in ((1, "dumpf"), (2, "stechend")))
    assert len(records(read(tmp_path, "pain.csv", f"Date,Where,Pain,Wie\n{rows}"))) == 2


def packed(files: Mapping[str, bytes]) -> bytes:
    with zipfile.ZipFile(content := io.BytesIO(), "w") as archive:
        for name, said in files.items():
            archive.writestr(name, said)
    return content.getvalue()


def zipped(*names: str) -> bytes:
    return packed(dict.fromkeys(names, b"x"))


@pytest.mark.parametrize(
    ("name", "content", "remedy"),
    [
        ("Pain.numbers", zipped("Index/Document.iwa", "preview.jpg"), "Export To"),
        ("diary.pages", zipped("Index/Document.iwa"), "spreadsheet"),
        ("diary.docx", zipped("[Content_Types].xml", "word/document.xml"), "spreadsheet"),
        ("diary.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "spreadsheet"),
        ("scan.pdf", b"%PDF-1.4", "spreadsheet"),
        ("Screenshot.png", b"\x89PNG\r\n\x1a\n", "Type what it shows"),
        ("export.xls", b"<html><body><table><tr><td>Date</td></tr></table></body></html>", "spreadsheet program"),
        (
            "export.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "save it",
        ),
        ("health_connect_export.db", b"SQLite format 3\0" + bytes(600), "GPX"),
        ("diary.eml", b"From: me@example.org\r\nSubject: pain\r\n\r\nDate,Pain", "attached"),
    ],
)
def test_a_document_is_told_with_the_way_out(tmp_path: Path, name: str, content: bytes, remedy: str) -> None:
    (tmp_path / name).write_bytes(content)
    (source,) = read_path(tmp_path / name, HERE)
    (problem,) = source.parsed.problems
    assert problem.fatal
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("Notes.txt", "12.3. 5 km, ball of foot 4 next day\n14.3. rest\n", "notes in words"),
        ("notes.md", "# Running\n- 2026-03-12: 5k easy, calf 2/10\n- 2026-03-14: rest\n", "notes in words"),
        ("log.txt", "Mon 12 March 2026 easy, heel 3\nWed 14 March 2026 heel 4\n", "notes in words"),
        ("Chat.txt", "02.05.26, 08:01 - Me: heel 4\n03.05.26, 08:01 - Me: heel 2\n", "a chat"),
        ("_chat.txt", "[5/2/26, 8:01:12\u202fAM] Me: heel 4\n[5/3/26, 8:01:12\u202fAM] Me: heel 2\n", "a chat"),
        ("runs.ics", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Run 7 km\r\nEND:VEVENT\r\n", "a calendar"),
    ],
)
def test_what_somebody_wrote_is_told_by_itself_with_the_way_out(
    tmp_path: Path, name: str, text: str, what: str
) -> None:
    (tmp_path / "heap.zip").write_bytes(packed({name: text.encode(), "profile.txt": b"5.2 km is far\n2 shoes\n"}))
    written, other = read_path(tmp_path / "heap.zip", HERE)
    assert what in str(written.parsed.problems[0])
    assert "into a table" in written.parsed.problems[0].remedy
    assert "profile.txt" in str(other.parsed.problems[0])


def test_a_document_in_an_archive_is_told_by_itself(tmp_path: Path) -> None:
    document = zipped("[Content_Types].xml", "word/document.xml")
    (tmp_path / "heap.zip").write_bytes(packed({"diary.docx": document, "a.htm": b"<html>", "b.bin": b"x"}))
    told_of, others = read_path(tmp_path / "heap.zip", HERE)
    assert "text document" in str(told_of.parsed.problems[0])
    assert "2 files tell" in str(others.parsed.problems[0])


FORM = (
    'Timestamp,"Did you run today?",How far? (km),How long? (min),"Pain in left Achilles (0 = none, 10 = worst)",'
    '"Did you take painkillers?"\n'
    "2026-05-01 21:00:00,Yes,7.2,40,3,No\n2026-05-02 21:00:00,No,,,4,Yes\n"
)


def test_a_run_that_a_form_tells_of_was_over_when_it_was_sent(tmp_path: Path) -> None:
    sources = read(tmp_path, "Form Responses 1.csv", FORM)
    (run,) = [each for each in records(sources) if isinstance(each, Run)]
    assert (run.start.isoformat(), run.duration_s) == ("2026-05-01T20:20:00+02:00", 2400)
    assert "A form tells when it was sent; runs were taken to have ended then: 1." in told(sources)
    assert reports(sources) == [
        ("2026-05-01T21:00:00+02:00", "left-achilles", 3),
        ("2026-05-02T21:00:00+02:00", "left-achilles", 4),
    ]


def test_who_says_that_it_is_the_start_is_believed(tmp_path: Path) -> None:
    columns = {"start": "Timestamp", "distance_m": "How far? (km)", "duration_s": "How long? (min)"}
    layout = Layout(table="runs", columns=columns, always={}, dates="")
    (tmp_path / "Form Responses 1.csv").write_text(FORM)
    sources = list(read_path(tmp_path / "Form Responses 1.csv", replace(HERE, layouts=(layout,))))
    assert [each.start.isoformat() for each in records(sources) if isinstance(each, Run)] == [
        "2026-05-01T21:00:00+02:00"
    ]


def test_a_run_was_over_when_a_form_of_microsoft_was_opened(tmp_path: Path) -> None:
    form = "ID,Start time,Completion time,How far? (km),How long? (min)\n1,2026-05-01 21:00,2026-05-01 21:01,7,40\n"
    (run,) = records(read(tmp_path, "Runs(1-1).csv", form))
    assert isinstance(run, Run)
    assert run.start.isoformat() == "2026-05-01T20:20:00+02:00"


def test_a_painkiller_on_a_day_without_a_run_is_told(tmp_path: Path) -> None:
    said = told(read(tmp_path, "Form Responses 1.csv", FORM))
    assert "it is not plain whether or when a painkiller was taken: lines 3." in said
    assert "must not be empty" not in said


def test_a_time_stamp_in_a_list_of_runs_is_their_start(tmp_path: Path) -> None:
    (run,) = records(read(tmp_path, "runs.csv", "Timestamp,Distance (km),Duration (min)\n2026-05-01 07:30,7,40\n"))
    assert isinstance(run, Run)
    assert run.start.isoformat() == "2026-05-01T07:30:00+02:00"


def test_ends_of_a_scale_in_a_question_that_run_the_other_way_are_refused(tmp_path: Path) -> None:
    header = 'Timestamp,How far? (km),How long? (min),"Pain in left heel (0 = worst, 10 = no pain)"\n'
    sources = read(tmp_path, "run.csv", header + "2026-05-01 21:00:00,7,40,3\n2026-05-02 21:00:00,7,40,8\n")
    assert reports(sources) == []
    assert "nrs must be on a scale of 0 to 10" in told(sources)


def test_a_database_in_an_archive_is_told_by_itself(tmp_path: Path) -> None:
    (tmp_path / "Health Connect.zip").write_bytes(
        packed({"health_connect_export.db": b"SQLite format 3\0" + bytes(600)})
    )
    sources = list(read_path(tmp_path / "Health Connect.zip", HERE))
    assert [(source.idle, source.name) for source in sources] == [
        (False, "Health Connect.zip/health_connect_export.db")
    ]
