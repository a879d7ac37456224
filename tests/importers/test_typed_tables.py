"""Tables that somebody keeps by hand: half words in cells, units beside numbers, rows that only order the others."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from afterrun.importers.folders.grid import Grid
from afterrun.importers.folders.weekday_column import with_weekdays
from afterrun.importers.here import Here
from afterrun.importers.parsed import Source
from afterrun.importers.reading import read_path
from afterrun.importers.tables import headers, moments, pain_answers
from afterrun.importers.tables.clock import time_of_day
from afterrun.importers.tables.headers import columns_of_header
from afterrun.importers.tables.layout import Layout
from afterrun.importers.tables.moments import written
from afterrun.importers.tables.numbers import clock_s, length_of, read_number
from afterrun.records import Care, Event, PainReport, Run, symptom_words
from afterrun.records.kinds import RUN, Record
from tests.importers.test_tables import workbook

HERE = Here(zone=ZoneInfo("Europe/Berlin"), now=datetime(2026, 11, 26, 12, tzinfo=UTC))
PAIN = "Datum;Uhrzeit;Ort;Schmerz\n03.05.2026;07:30;Ferse links;{}\n04.05.2026;07:30;Ferse links;4\n"


def read(folder: Path, name: str, content: bytes | str, here: Here = HERE) -> list[Source]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_path(path, here))


def records(sources: list[Source]) -> list[Record]:
    return [record for source in sources for record in source.parsed.records]


def told(sources: list[Source]) -> str:
    return "\n".join(str(problem) for source in sources for problem in source.parsed.problems)


def runs(sources: list[Source]) -> list[tuple[str, float, float | None]]:
    return [(f"{r.start:%d %H:%M}", r.duration_s, r.distance_m) for r in records(sources) if isinstance(r, Run)]


@pytest.mark.parametrize(
    ("cell", "nrs", "note"),
    [
        ("4 von 10", 4, None),
        ("4 out of 10", 4, None),
        ("3-4", 3.5, "nrs: 3-4"),
        ("3–4", 3.5, "nrs: 3–4"),
        ("2 bis 3", 2.5, "nrs: 2 bis 3"),
        ("2-3/10", 2.5, "nrs: 2-3/10"),
        ("ca. 5", 5, "nrs: ca. 5"),
        ("~5", 5, "nrs: ~5"),
        ("4½", 4.5, None),
        ("４", 4, None),
        ("4⁄10", 4, None),
        ("4 1/2", 4.5, None),
        ("5 (abends)", 5, "nrs: 5 (abends)"),
        ("NRS 4", 4, "nrs: NRS 4"),
        ("3 Punkte", 3, "nrs: 3 Punkte"),
        ("kein Schmerz", 0, "nrs: kein Schmerz"),
        ("pain-free", 0, "nrs: pain-free"),
    ],
)
def test_answers_as_people_write_them(tmp_path: Path, cell: str, nrs: float, note: str | None) -> None:
    sources = read(tmp_path, "pain.csv", PAIN.format(cell))
    report = records(sources)[0]
    assert isinstance(report, PainReport)
    assert (report.nrs, report.note) == (nrs, note)
    assert ("stand in the notes" in told(sources)) == (note is not None)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("≤2", "not a bound"),
        (">5", "not a bound"),
        ("5+", "not a bound"),
        ("none", "no pain or no answer"),
        ("keine", "no pain or no answer"),
        ("mild", "must be a number"),
        ("3/5", "must be on a scale of 0 to 10"),
        ("2-8", "must be a number"),
        ("2026-04-03 00:00:00", "made a date of it"),
    ],
)
def test_what_is_no_answer_is_refused_with_its_reason(tmp_path: Path, cell: str, reason: str) -> None:
    sources = read(tmp_path, "pain.csv", PAIN.format(cell))
    assert len(records(sources)) == 1
    assert "line 2" in told(sources)
    assert reason in told(sources)


@pytest.mark.parametrize("cell", ["–", "-", "n/a", "k.A.", "?", ""])
def test_nothing_is_no_answer_and_one_line(tmp_path: Path, cell: str) -> None:
    sources = read(tmp_path, "pain.csv", PAIN.format(cell) + "05.05.2026;07:30;Ferse links;-\n")
    assert len(records(sources)) == 1
    assert "2 rows hold no entry: lines 2, 4." in told(sources)
    assert "must" not in told(sources)


def test_a_symptom_without_a_number_is_not_passed_over(tmp_path: Path) -> None:
    text = "at,site,nrs,symptom\n2026-05-03T07:30+02:00,left-calf,,swelling\n"
    assert "must not be empty" in told(read(tmp_path, "pain.csv", text))


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("Schmerz (0-100)", ("45", "8"), [4.5, 0.8]),
        ("VAS (mm)", ("45", "8"), [4.5, 0.8]),
        ("Schmerz (0-10)", ("4", "8"), [4, 8]),
        ("Schmerz 0-10", ("4", "8"), [4, 8]),
        ("Schmerz (1-5)", ("4", "3"), []),
        ("Schmerz", ("45", "8", "60"), []),
        ("Schmerz", ("45", "8", "6", "3"), [8, 6, 3]),
    ],
)
def test_the_scale_of_a_column(tmp_path: Path, header: str, cells: tuple[str, ...], expected: list[float]) -> None:
    text = f"Datum;Uhrzeit;Ort;{header}\n"
    text += "".join(f"0{day}.05.2026;07:30;Ferse links;{cell}\n" for day, cell in enumerate(cells, start=1))
    sources = read(tmp_path, "pain.csv", text)
    assert [each.nrs for each in records(sources) if isinstance(each, PainReport)] == expected
    assert ("on a scale" in told(sources)) == (not expected)


def test_an_effort_of_another_scale_costs_itself(tmp_path: Path) -> None:
    text = "Datum;Uhrzeit;km;Zeit;Borg\n"
    text += "".join(f"0{day}.05.2026;07:30;5;30:00;{borg}\n" for day, borg in ((1, 13), (2, 9), (3, 15)))
    sources = read(tmp_path, "runs.csv", text)
    assert [run.rpe for run in records(sources) if isinstance(run, Run)] == [None, None, None]
    assert told(sources).count("another scale") == 1


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("noon", "12:00:00"),
        ("0730", "7:30:00"),
        ("730", "7:30:00"),
        ("ca. 7:30", "7:30:00"),
        ("0,3125", "7:30:00"),
        ("kl. 7.30", "7:30:00"),
        ("7 Uhr 30", "7:30:00"),
        ("24:00", "1 day, 0:00:00"),
        ("0:30 AM", "0:30:00"),
        ("7:30p", "19:30:00"),
        ("午後 7:30", "19:30:00"),
        ("midnight", None),
        ("08:00-09:00", None),
        ("7-30", None),
        ("7,5", None),
    ],
)
def test_clock_times(text: str, after: str | None) -> None:
    found = time_of_day(text)
    assert (None if found is None else str(found.after)) == after


@pytest.mark.parametrize(
    "text",
    [
        *(
            "3. Mai 26 07:30",
            "03-May-26 07:30",
            "3 de mayo de 2026 7:30",
            "3 de mai. de 2026, 07:30",
            "2026年5月3日 07:30",
        ),
        *("3 mag 2026, 07:30", "3 mei 2026 07:30", "3 maj 2026 kl. 07:30", "3 мая 2026 г., 07:30", "2026-5-3 7:30"),
        *("dimanche 3 mai 2026 à 07:30", "03.05.2026 / 07:30", "Sun May 3 07:30:00 2026", "2026-05-03 (So) 07:30"),
    ],
)
def test_dates_of_more_countries(text: str) -> None:
    found = written(text)
    assert found is not None
    assert found.in_order("dmy") == datetime(2026, 5, 3, 7, 30)  # noqa: DTZ001


def test_the_end_of_a_day_and_named_zones() -> None:
    end, summer = written("2026-05-03 24:00"), written("2026-05-03 07:30 CEST")
    assert end is not None
    assert end.in_order("dmy") == datetime(2026, 5, 4)  # noqa: DTZ001
    assert summer is not None
    assert summer.offset is not None
    assert summer.offset.utcoffset(None) == timedelta(hours=2)
    assert written("03.05.2026 08:00-09:00") is None
    assert written("gestern") is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        *(("62 min", 3720), ("1h02", 3720), ("1 h 2 min", 3720), ("1 Std 2 Min", 3720), ("1:02 h", 3720)),
        *(("31'20\"", 1880), ("62'", 3720), ("PT31M20S", 1880), ("1880 s", 1880), ("62m33s", 3753), ("62", None)),
        *(("P0DT1H2M", 3720), ("６２ min", 3720)),
    ],
)
def test_lengths_in_parts(text: str, seconds: float | None) -> None:
    assert length_of(text) == seconds


def test_a_long_table_reads_each_cell_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The times of a column are looked at as a whole and again row by row; a year of minutes is 60,000 of them."""
    asked = Counter[str]()
    for module, name in ((moments, "_iso"), (moments, "without_marks"), (pain_answers, "read_number")):
        monkeypatch.setattr(module, name, _counted(asked, name, getattr(module, name)))
    moments.written.cache_clear()
    pain_answers.answer_of.cache_clear()
    rows = "".join(
        f"2026-05-{1 + i // 1440:02d}T{i // 60 % 24:02d}:{i % 60:02d}:00Z,left-heel,{i % 11}\n" for i in range(5_000)
    )
    assert len(records(read(tmp_path, "pain.csv", f"at,site,nrs\n{rows}"))) == 5_000
    assert asked["_iso"] <= 5_000 + 10
    assert asked["_folded"] <= 10
    assert asked["read_number"] <= 5_000 + 20


def test_a_second_table_of_the_same_columns_folds_no_name_anew(tmp_path: Path) -> None:
    """An archive may hold thousands of them, and hundreds of names are known."""
    for day in (1, 2):
        before = headers._folded.cache_info().misses
        read(tmp_path, f"{day}.csv", f"at,site,nrs\n2026-05-0{day}T08:00:00Z,left-heel,3\n")
    assert headers._folded.cache_info().misses - before <= 3  # the cells of its first row, which may be a header


def _counted(counts: Counter[str], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def counted(*arguments: Any) -> Any:
        counts[name] += 1
        return function(*arguments)

    return counted


def test_a_time_with_points_is_no_number() -> None:
    assert read_number("1.02.33", ",") is None
    assert clock_s("1.02.33") == 3753
    assert read_number("1.234,5", ",") == 1234.5


@pytest.mark.parametrize(
    ("cell", "metres"),
    [("5,2 km", 5200), ("3 mi", 4828.032), ("5200 m", 5200), ("5K", 5000), ("5,2 Meilen", 8368.5888)],
)
def test_a_unit_in_a_cell_counts_before_that_of_its_column(tmp_path: Path, cell: str, metres: float) -> None:
    text = f"Datum;Startzeit;Distanz (km);Dauer\n03.05.2026;07:30;{cell};31:20\n"
    assert runs(read(tmp_path, "runs.csv", text)) == [("03 07:30", 1880, metres)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Date,Start,Distance (km),Duration\n2026-05-03,07:30,6,33:00\n", (1980, 6000)),
        ("Datum;Uhrzeit;km;Zeit\n03.05.2026;07:30;6,2;33:05\n", (1985, 6200)),
        ("Datum;von;bis;km\n03.05.2026;23:30;00:05;6,2\n", (2100, 6200)),
        ("Date,Start,Distance (km),Pace (min/km)\n2026-05-03,07:30,6,5'30\"\n", (1980, 6000)),
        ("Date,Start,Miles,Pace\n2026-05-03,07:30,2,8:00\n", (960, 3218.688)),
        ("Date,Start,Distance,Unit,Time\n2026-05-03,07:30,2,mi,16:00\n", (960, 3218.688)),
        ("Datum;Start;Distanz (km);Dauer (hh:mm)\n03.05.2026;07:30;6;0:31\n", (1860, 6000)),
        ("Datum;Start;Distanz (km);Dauer\n03.05.2026;07:30;6;0:31\n03.06.2026;07:30;12;1:06\n", (1860, 6000)),
        ("Date;Start;Distance (km);Duration (min)\n2026-05-03;07:30;6.225;33\n", (1980, 6225)),
        ('Date,Start,Distance (km),Duration\n="2026-05-03",="07:30",6,33:00\n', (1980, 6000)),
        ("Start Date/Time,Distance (km),Duration (s)\n2026-05-03 07:30,6,1980\n", (1980, 6000)),
    ],
)
def test_what_tells_of_a_run(tmp_path: Path, text: str, expected: tuple[float, float]) -> None:
    _, seconds, metres = runs(read(tmp_path, "runs.csv", text))[0]
    assert (seconds, metres) == expected


def test_rows_that_only_order_the_others(tmp_path: Path) -> None:
    text = "Date,Start,Distance (km),Duration,Note\nMay 2026,,,,\n2026-05-03,07:30,6,33:00,\n,,,,\n"
    text += "Date,Start,Distance (km),Duration,Note\n2026-05-04,07:30,6,33:00,\n2026-05-05,,,,rest day\n"
    text += "2026-05-06,,0,0,rest\nTotal,,12,1:06:00,\nDurchschnitt,,6,33:00,\n"
    sources = read(tmp_path, "runs.csv", text)
    assert [start for start, *_ in runs(sources)] == ["03 07:30", "04 07:30"]
    assert "6 rows hold no entry: lines 2, 5, 7, 8, 9, 10." in told(sources)


def test_sums_weeks_and_days_of_rest_in_other_languages(tmp_path: Path) -> None:
    text = "Fecha;Inicio;Duración;Distancia (km)\n03/05/2026;07:30;40:00;6,2\nSemana 18;;40:00;6,2\n"
    text += "14/05/2026;07:30;40:00;6,2\n15/05/2026;;;Descanso\n16/05/2026;;;riposo\nŚrednia;;40:00;6,2\n"
    sources = read(tmp_path, "runs.csv", text + "Moyenne;;40:00;6,2\nTotaal;;;12,4\n")
    assert [start for start, *_ in runs(sources)] == ["03 07:30", "14 07:30"]
    assert "6 rows hold no entry: lines 3, 5, 6, 7, 8, 9." in told(sources)


def test_a_week_beside_a_date_is_no_sum_and_pain_of_a_week_is_refused(tmp_path: Path) -> None:
    table = "Week,Date,Start,Time,Distance (km)\nWeek 18,2026-05-03,07:30,40:00,6\n"
    assert len(runs(read(tmp_path, "runs.csv", table))) == 1
    table = "Date,Time,Site,Pain\nWeek 18,07:30,left heel,4\n2026-05-03,07:30,left heel,4\n"
    assert "line 2: at must be a time; got 'Week 18'" in told(read(tmp_path, "pain.csv", table))


def test_what_is_kept_up_has_begun(tmp_path: Path) -> None:
    table = "intervention,start,end\nice,2062-05-03,\ncalf raises,2026-05-03,2027-05-03\n"
    sources = read(tmp_path, "phases.csv", table)
    assert len(records(sources)) == 1
    assert "line 2: start must not lie in the future" in told(sources)


def test_a_date_that_stands_once_is_of_the_rows_below(tmp_path: Path) -> None:
    text = "Datum;Uhrzeit;Ort;Schmerz\n03.05.2026;07:30;Ferse links;4\n;12:00;Ferse links;3\n"
    text += "04.05.2026;07:30;Ferse li.;1\n"
    sources = read(tmp_path, "pain.csv", text)
    assert [each.at.day for each in records(sources) if isinstance(each, PainReport)] == [3, 3, 4]
    assert "as of the day above them: lines 3." in told(sources)


def test_merged_cells_stand_in_all_their_rows(tmp_path: Path) -> None:
    rows: list[list[str | float]] = [
        ["Datum", "Uhrzeit", "Ort", "Schmerz"],
        ["03.05.2026", "07:30", "Ferse links", 4.0],
        ["", "12:00", "", 3.0],
    ]
    merged, plain = io.BytesIO(), zipfile.ZipFile(io.BytesIO(workbook({"Schmerz": rows})))
    with zipfile.ZipFile(merged, "w") as archive:
        for name in plain.namelist():
            content = plain.read(name)
            cells = b'</sheetData><mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="C2:C3"/></mergeCells>'
            archive.writestr(name, content.replace(b"</sheetData>", cells))
    found = records(read(tmp_path, "diary.xlsx", merged.getvalue()))
    assert [(str(each.site), each.at.hour) for each in found if isinstance(each, PainReport)] == [
        ("left-heel", 7),
        ("left-heel", 12),
    ]


def test_a_number_that_may_be_missing_costs_itself_and_not_the_row(tmp_path: Path) -> None:
    text = (
        "Datum;Uhrzeit;Übung;Minuten;Schmerz vorher\n04.05.2026;20:00;Wadenheben;3x15;–\n05.05.2026;20:00;Dehnen;5;45\n"
    )
    sources = read(tmp_path, "Übungen.csv", text)
    first, second = (each for each in records(sources) if isinstance(each, Care))
    assert (first.minutes, second.minutes, second.pain_before) == (None, 5, None)
    assert "'3x15'" in told(sources)


def test_ways_to_run_and_words_that_nobody_knows(tmp_path: Path) -> None:
    text = "Date,Start,Type,Distance (km),Duration\n2026-05-03,07:30,Easy,6,33:00\n2026-05-04,07:30,Physio,,40:00\n"
    ride = "2026-05-05,07:30,Rad,20,60:00\n"
    mixed = records(read(tmp_path, "runs.csv", text + ride))
    assert [each.sport for each in mixed if isinstance(each, Run)] == ["running", "unclear"]
    assert [each.kind for each in mixed if isinstance(each, Event)] == ["cycling"]
    alone = records(read(tmp_path, "runs.csv", text))
    assert [(each.sport, each.note) for each in alone if isinstance(each, Run)] == [
        ("running", "Easy"),
        ("running", "Physio"),
    ]


def test_a_map_may_say_the_time_of_day_of_all_rows(tmp_path: Path) -> None:
    layout = Layout(
        table="runs",
        columns={"date": "Tag", "distance_m": "Strecke (km)", "duration_s": "Dauer"},
        always={"time_of_day": "18:00"},
    )
    here = Here(zone=HERE.zone, now=HERE.now, layouts=(layout,))
    sources = read(tmp_path, "x.csv", "Tag;Strecke (km);Dauer\n03.05.2026;6;33:00\n", here)
    assert runs(sources) == [("03 18:00", 1980, 6000)]


def test_only_notes_may_have_one_name(tmp_path: Path) -> None:
    head = "Datum;Uhrzeit;km;Zeit;Notiz;Notiz\n"
    (run,) = records(read(tmp_path, "runs.csv", head + "03.05.2026;07:30;6,2;33:05;a;b\n"))
    assert isinstance(run, Run)
    assert run.note == "a; notiz 2: b"
    twice = "Datum;Uhrzeit;km;km;Zeit\n03.05.2026;07:30;6,2;7;33:05\n"
    assert "named twice" in told(read(tmp_path, "runs.csv", twice))


def test_a_day_of_its_own_makes_a_start_a_clock() -> None:
    assert columns_of_header(RUN, ["date", "start", "km", "duration"]).parts == {"time_of_day": 1}
    assert columns_of_header(RUN, ["start", "km", "duration"]).parts == {}


def test_a_symptom_is_one_thing_in_any_number_language_and_spelling(tmp_path: Path) -> None:
    words = ["cramps", "Krämpfe", "crampes", "Crmap", "pains", "Schmerzen", "douleur", "stiff", "tightnes", "clicking"]
    rows = "".join(f"2026-05-{day:02} 07:30,left calf,4,{word}\n" for day, word in enumerate(words, 1))
    sources = read(tmp_path, "pain.csv", "at,site,nrs,symptom\n" + rows)
    found = [report.symptom for report in records(sources) if isinstance(report, PainReport)]
    assert found == [*["cramp"] * 4, *["pain"] * 3, "stiffness", "tightness", "clicking"]
    assert "'Crmap' was read as cramp" in told(sources)
    assert "'cramps'" not in told(sources)


def test_two_symptoms_of_one_number_are_the_pain_and_what_it_was_beside(tmp_path: Path) -> None:
    rows = "2026-05-01 07:30,left calf,4,swelling / pain,warm\n2026-05-02 07:30,left calf,4,stiff and numb,\n"
    sources = read(tmp_path, "pain.csv", "at,site,nrs,symptom,quality\n" + rows)
    found = [(each.symptom, each.quality) for each in records(sources) if isinstance(each, PainReport)]
    assert found == [("pain", ("warm", "swelling")), ("stiffness", ("numbness",))]


def test_no_form_of_a_symptom_is_one_of_another() -> None:
    forms = [form for text in symptom_words._FORMS.values() for form in "".join(text.split()).split(",")]
    assert len(forms) == len(set(forms))
    assert all(symptom_words.symptom_folded(form) in symptom_words._FORMS for form in forms)


@pytest.mark.parametrize("header", ["Disziplin", "Workout Type", "Was gemacht", "Discipline"])
def test_a_ride_is_no_run_whatever_the_column_is_called(tmp_path: Path, header: str) -> None:
    rows = "03.05.2026;07:30;Lauf;0:30:00;5,4\n04.05.2026;07:30;Rad;0:30:00;9\n"
    found = records(read(tmp_path, "runs.csv", f"Datum;Uhrzeit;{header};Dauer;km\n{rows}"))
    assert [type(each) for each in found] == [Run, Event]


def test_what_was_done_beside_a_run_is_not_its_sport(tmp_path: Path) -> None:
    rows = "03.05.2026;07:30;Yoga;0:30:00;5,4\n04.05.2026;07:30;;0:30:00;5\n05.05.2026;07:30;Rad;0:30:00;4\n"
    assert len(runs(read(tmp_path, "runs.csv", f"Datum;Uhrzeit;Alternativ;Dauer;km\n{rows}"))) == 3


def test_a_run_that_is_called_a_ride_is_asked_about(tmp_path: Path) -> None:
    rows = "03.05.2026;07:30;Morgenlauf;0:30:00;5,4\n04.05.2026;07:30;Radtour zum See;0:30:00;9\n"
    found = records(read(tmp_path, "runs.csv", f"Datum;Uhrzeit;Titel;Dauer;km\n{rows}"))
    assert [each.sport for each in found if isinstance(each, Run)] == ["running", "unclear"]


@pytest.mark.parametrize(
    ("distance", "speed", "cells", "lasts_s"),
    [
        ("distance (km)", "speed (km/h)", "5.2,10.4", 1800),
        ("distance (mi)", "avg speed (mph)", "3.1,6.2", 1800),
        ("distance (m)", "Geschwindigkeit (m/s)", "5400,3", 1800),
        ("distance (km)", "speed", "5.4,10.8", 1800),
        ("distance (km)", "speed", "5.4,3 m/s", 1800),
        ("distance (km)", "speed", "5.4,3", None),
    ],
)
def test_a_run_may_be_told_by_its_speed(
    tmp_path: Path, distance: str, speed: str, cells: str, lasts_s: float | None
) -> None:
    found = runs(read(tmp_path, "runs.csv", f"date,start time,{distance},{speed}\n2026-05-01,07:30,{cells}\n"))
    assert [lasts for _, lasts, _ in found] == ([] if lasts_s is None else [pytest.approx(lasts_s, abs=1)])


def test_strides_of_one_leg_are_counted_as_steps(tmp_path: Path) -> None:
    rows = "2026-05-01 07:30,1860,5200,84\n2026-05-02 07:30,1860,5200,168\n2026-05-03 07:30,2700,5400,112\n"
    sources = read(tmp_path, "runs.csv", f"start,duration_s,distance_m,cadence_spm\n{rows}")
    assert [run.cadence_spm for run in records(sources) if isinstance(run, Run)] == [168, 168, 112]
    assert "can only be of one foot were doubled: 1" in told(sources)


def test_headers_without_their_accents_are_the_same(tmp_path: Path) -> None:
    rows = "03/05/2026 07:30;Course à pied;5400;1800\n13/05/2026 07:30;Vélo;15400;1800\n"
    found = records(read(tmp_path, "d.csv", f"DATE;SPORT;DISTANCE (m);DUREE (s)\n{rows}"))
    assert [type(each) for each in found] == [Run, Event]
    found = records(
        read(tmp_path, "p.csv", "Datum;Uhrzeit;Koerperteil;Schmerzstaerke\n03.05.2026;7:30;Ferse links;4\n")
    )
    assert [type(each) for each in found] == [PainReport]


@pytest.mark.parametrize("cell", ["04.Mai", "5-Apr"])
def test_an_answer_that_became_a_day_without_a_year_is_named(tmp_path: Path, cell: str) -> None:
    assert "the spreadsheet made a date of it" in told(read(tmp_path, "pain.csv", PAIN.format(cell)))


def test_letters_as_dos_wrote_them(tmp_path: Path) -> None:
    table = "at,site,nrs,note\n2026-05-01 07:30,left heel,4,früh geübt\n"
    (report,) = records(read(tmp_path, "pain.csv", table.encode("cp850")))
    assert isinstance(report, PainReport)
    assert report.note == "früh geübt"


def test_a_column_called_source_makes_no_export_of_it(tmp_path: Path) -> None:
    """Then nothing was asked, a ride was a run, and words were kept as they stood."""
    rows = "2026-05-03,07:30,5.4,30,Run,Garmin\n2026-05-04,07:30,15,45,Bike,strava-api\n"
    (source,) = read(tmp_path, "runs.csv", f"Date,Start time,Distance (km),Duration (min),Sport,Source\n{rows}")
    run, ride = source.parsed.records
    assert (type(run), type(ride), source.parsed.settled) == (Run, Event, False)
    assert isinstance(run, Run)
    assert (run.source, run.note) == ("csv", "source: Garmin")
    pain = "Date,Time,Place,Pain,Source\n2026-05-03,07:30,left heel,3-4,app\n"
    (report,) = records(read(tmp_path, "diary.csv", pain))
    assert isinstance(report, PainReport)
    assert (report.nrs, report.source) == (3.5, "csv")


def test_a_distance_may_go_by_its_name_and_a_range_is_no_distance(tmp_path: Path) -> None:
    far = ("half marathon", "Marathon", "10k", "5 mi", "6-7 km", "8 bis 9")
    rows = "".join(f"2026-05-0{day},07:30,{40 + 60 * (day < 3)} min,{each}\n" for day, each in enumerate(far, start=1))
    sources = read(tmp_path, "runs.csv", f"date,time,duration,distance (km)\n{rows}")
    runs = [each for each in records(sources) if isinstance(each, Run)]
    assert [each.distance_m for each in runs] == [21097.5, 42195, 10000, pytest.approx(8046.72)]
    assert runs[0].note == "distance_m: half marathon"
    assert told(sources).count("distance_m must be one amount; got ") == 2


def test_a_weekday_settles_the_order_of_a_date_and_contradicts_a_wrong_one(tmp_path: Path) -> None:
    rows = "Tue 5/6/2026,20:00,left heel,4\nTue 2/6/2026,20:00,left heel,3\nWed 3/6/2026,20:00,left heel,2\n"
    sources = read(tmp_path, "pain.csv", f"date,time,site,pain\n{rows}")
    reports = [each for each in records(sources) if isinstance(each, PainReport)]
    assert [(each.at.date().isoformat(), each.nrs) for each in reports] == [("2026-06-02", 3), ("2026-06-03", 2)]
    assert "line 2: at must be on the weekday that it names; got 'Tue 5/6/2026'" in told(sources)


@pytest.mark.parametrize(("day", "good"), [("Sa 02.05.2026", True), ("Mo 02.05.2026", False), ("ma 5 mei 2026", True)])
def test_a_date_of_another_weekday_is_refused(tmp_path: Path, day: str, good: bool) -> None:
    sources = read(tmp_path, "pain.csv", f"date,time,site,pain\n{day},20:00,left heel,4\n")
    assert len(records(sources)) == good
    assert good or "at must be on the weekday that it names" in told(sources)


@pytest.mark.parametrize(("header", "cell"), [("amount (lb)", "160"), ("amount", "160 lbs")])
def test_a_weight_in_pounds_is_kept_in_kilograms(tmp_path: Path, header: str, cell: str) -> None:
    sources = read(tmp_path, "events.csv", f"at,kind,{header}\n2026-05-01 08:00,weight,{cell}\n")
    (event,) = records(sources)
    assert isinstance(event, Event)
    assert event.amount == pytest.approx(72.5748, abs=1e-4)


@pytest.mark.parametrize(
    ("header", "days", "said"),
    [
        ("Day,Date", ["Monday,2026-05-03", "Monday,2026-05-04"], "Monday 2026-05-03"),
        ("Wochentag,Datum", ["Mo.,03.05.2026", "Mo.,04.05.2026"], "Mo 03.05.2026"),
        ("Día de la semana,Fecha", ["lunes,3/5/2026", "lunes,4/5/2026"], "lunes 3/5/2026"),
    ],
)
def test_a_weekday_in_its_own_column_contradicts_a_wrong_date(
    tmp_path: Path, header: str, days: list[str], said: str
) -> None:
    rows = "".join(f"{day},20:00,left heel,4\n" for day in days)
    sources = read(tmp_path, "pain.csv", f"{header},Time,Site,Pain\n{rows}")
    assert [f"{each.at:%m-%d}" for each in records(sources) if isinstance(each, PainReport)] == ["05-04"]
    assert f"line 2: at must be on the weekday that it names; got '{said}'" in told(sources)


def test_a_weekday_in_its_own_column_settles_the_order_of_dates(tmp_path: Path) -> None:
    table = "Weekday,Date,Time,Site,Pain\nFri,5/6/2026,20:00,left heel,4\nSat,6/6/2026,20:00,left heel,4\n"
    days = [f"{each.at:%m-%d}" for each in records(read(tmp_path, "pain.csv", table)) if isinstance(each, PainReport)]
    assert days == ["06-05", "06-06"]


def test_a_weekday_beside_a_day_that_a_spreadsheet_counts_costs_nothing(tmp_path: Path) -> None:
    table = "Tag;Datum;Start;Dauer;km\nSo;46145;07:30;40:00;6,2\n;46146;07:30;40:00;6,2\n"
    assert [start for start, _, _ in runs(read(tmp_path, "runs.csv", table))] == ["03 07:30", "04 07:30"]


def test_parts_of_a_day_are_no_weekdays() -> None:
    rows = ((1, ["Tag", "Datum", "Schmerz"]), (2, ["morgens", "03.05.2026", "4"]))
    assert with_weekdays(grid := Grid(name="pain.csv", rows=rows)) is grid
