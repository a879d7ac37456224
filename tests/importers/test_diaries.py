"""Diaries as people lay them out: wide, several tables on a sheet, days without a time or a place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from afterrun.importers.tables.layout import Layout
from afterrun.importers.tables.wide import answer_columns
from afterrun.records import PainReport
from tests.importers.test_typed_tables import HERE, read, records, runs, told


def reports(sources: list) -> list[tuple[str, str, float]]:  # type: ignore[type-arg]
    return [(f"{r.at:%d %H:%M}", str(r.site), r.nrs) for r in records(sources) if isinstance(r, PainReport)]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Schmerz am Morgen (0-10)", ("", "am morgen", "", "")),
        ("L Knee PM", ("left-knee", "pm", "", "")),
        ("Pain (morning) left heel", ("left-heel", "morning", "", "")),
        ("Douleur le soir", ("", "soir", "", "")),
        ("Dolor mañana", ("", "mañana", "", "")),
        ("Pijn 's ochtends", ("", "ochtends", "", "")),
        ("Schmerz nach dem Lauf", ("", "", "after-run", "")),
        ("Left Achilles stiffness", ("left-achilles", "", "", "stiffness")),
        ("Pain on first steps", ("", "morning", "first-steps", "")),
        ("Pain", None),
        ("Morning", None),
        ("Back", None),
        ("Pain before", None),
    ],
)
def test_headers_of_wide_diaries(header: str, expected: tuple[str, ...] | None) -> None:
    found = answer_columns([header], of_pain=False)
    assert [(each.site, each.part, each.moment, each.symptom) for each in found] == ([expected] if expected else [])


def test_a_day_a_row_with_runs_and_pain(tmp_path: Path) -> None:
    table = (
        "Tagebuch 2026;;;;;;\nDatum;Start;Strecke (km);Dauer;Ferse links morgens;Ferse links abends;Notizen\n"
        "14.05.2026;07:30;5,2;31:10;2;3-4;ruhig\n15.05.2026;;;;4;;Ruhetag\n16.05.2026;18:00;8;50:00;-;0;\n"
    )
    sources = read(tmp_path, "log.csv", table)
    assert runs(sources) == [("14 07:30", 1870, 5200), ("16 18:00", 3000, 8000)]
    assert reports(sources) == [
        ("14 08:00", "left-heel", 2),
        ("14 20:00", "left-heel", 3.5),
        ("15 08:00", "left-heel", 4),
        ("16 20:00", "left-heel", 0),
    ]
    notes = [each.note for each in records(sources) if isinstance(each, PainReport)]
    assert notes == ["ruhig", "nrs: 3-4", "Ruhetag", None]


def test_a_column_for_each_place(tmp_path: Path) -> None:
    table = "Date,Time,Left knee,Right knee\n2026-05-14,08:00,2,4\n2026-05-15,20:00,,0\n"
    assert reports(read(tmp_path, "pain.csv", table)) == [
        ("14 08:00", "left-knee", 2),
        ("14 08:00", "right-knee", 4),
        ("15 20:00", "right-knee", 0),
    ]


def test_a_scale_in_the_header_of_each_part_of_the_day(tmp_path: Path) -> None:
    table = "Date;Site;Pain AM (0-100);Pain PM (0-100)\n2026-05-14;left heel;20;45\n"
    assert [nrs for _, _, nrs in reports(read(tmp_path, "x.csv", table))] == [2, 4.5]


def test_words_in_a_column_called_after_a_place_are_no_answers(tmp_path: Path) -> None:
    table = "Date,Time,Distance (km),Duration (min),Left knee AM\n2026-05-14,08:00,5,30,brace\n"
    sources = read(tmp_path, "runs.csv", table)
    assert not reports(sources)
    assert "left knee am" in told(sources)


def test_pain_after_a_run_without_its_time_is_not_given_one(tmp_path: Path) -> None:
    table = "Date,Start,Distance (km),Duration (min),Left heel after run\n2026-05-14,08:00,5,30,3\n"
    sources = read(tmp_path, "runs.csv", table)
    assert len(runs(sources)) == 1
    assert not reports(sources)
    assert "left heel after run" in told(sources)


def test_tables_below_each_other_and_side_by_side(tmp_path: Path) -> None:
    below = (
        "Runs,,,\nDate,Time,Distance (km),Duration (min)\n2026-05-04,07:30,5.2,31\n,,,\nPain,,,\n"
        "Date,Time,Site,Pain\n2026-05-04,20:00,left heel,4\n"
    )
    beside = (
        "Date,Start,km,min,,Date,Time,Site,Pain\n2026-05-04,07:30,5.2,31,,2026-05-04,20:00,left heel,4\n"
        "2026-05-06,07:30,5.2,31,,,,,\n"
    )
    for name, table, count in (("below.csv", below, 1), ("beside.csv", beside, 2)):
        sources = read(tmp_path, name, table)
        assert len(sources) == 1
        assert len(runs(sources)) == count
        assert reports(sources) == [("04 20:00", "left-heel", 4)]
        assert "entry" not in told(sources)


def test_a_diary_without_a_place_is_asked_for_it_once(tmp_path: Path) -> None:
    table = "Date;Pain AM;Pain PM\n2026-05-14;2;4\n2026-05-15;3;\n"
    (source,) = read(tmp_path, "x.csv", table)
    assert "which place" in told([source])
    assert source.unmapped is not None
    assert source.unmapped.table == "pain"
    said = dict(zip(source.unmapped.fields, source.unmapped.header, strict=True))
    assert said == {"time_of_day": "time of day", "date": "Date", "nrs": "nrs"}
    here = replace(HERE, layouts=(Layout(table="pain", columns=said, always={"site": "left-heel"}),))
    assert reports(read(tmp_path, "x.csv", table, here)) == [
        ("14 08:00", "left-heel", 2),
        ("14 20:00", "left-heel", 4),
        ("15 08:00", "left-heel", 3),
    ]


def test_days_without_a_time_are_asked_for_it_once(tmp_path: Path) -> None:
    table = "Date,Distance (km),Duration (min)\n2026-05-14,5.2,31\n2026-05-16,8,50\n"
    (source,) = read(tmp_path, "runs.csv", table)
    assert told([source]).count("time of day") == 1
    assert source.unmapped is not None
    assert (source.unmapped.table, source.unmapped.fields) == ("runs", ("at", "distance_m", "duration_s"))


def test_a_diary_that_lacks_a_time_and_a_place_is_asked_for_one_after_the_other(tmp_path: Path) -> None:
    table = "Datum;Strecke (km);Dauer;Schmerz morgens\n14.05.2026;5,2;31:10;2\n15.05.2026;;;4\n"
    here = HERE
    for asked, always in (("time of day", {"time_of_day": "07:30"}), ("place", {"site": "left-heel"})):
        (source,) = read(tmp_path, "x.csv", table, here)
        assert source.unmapped is not None
        assert asked in told([source])
        named = zip(source.unmapped.fields, source.unmapped.header, strict=True)
        layout = Layout(
            table=source.unmapped.table,
            columns={
                "start" if name == "at" and always.keys() == {"time_of_day"} else name: said
                for name, said in named
                if name
            },
            always=always,
        )
        here = replace(here, layouts=(layout, *here.layouts))
    sources = read(tmp_path, "x.csv", table, here)
    assert runs(sources) == [("14 07:30", 1870, 5200)]
    assert reports(sources) == [("14 08:00", "left-heel", 2), ("15 08:00", "left-heel", 4)]


def test_what_is_known_of_a_table_is_offered(tmp_path: Path) -> None:
    (source,) = read(tmp_path, "x.csv", "Wann war das,Stufe,Ort\n2026-05-14 07:30,3,Ferse links\n")
    assert source.unmapped is not None
    assert source.unmapped.fields == ("", "", "site")


@pytest.mark.parametrize(
    ("name", "day", "at"),
    [
        ("pain 2026.csv", "14 May", "2026-05-14"),
        ("pain-2026.csv", "Thu 14 May", "2026-05-14"),
        ("pain-2026.csv", "14.5.", "2026-05-14"),
        ("pain-2026.csv", "5/14", "2026-05-14"),
        ("pain-2026.csv", "14 May 2025", "2025-05-14"),
        ("pain-2025-2026.csv", "14 May", None),
        ("schmerz.csv", "14 May", None),
        ("pain-2026.csv", "31.12.", None),  # not yet
    ],
)
def test_the_year_of_a_diary_may_stand_in_its_name(tmp_path: Path, name: str, day: str, at: str | None) -> None:
    sources = read(tmp_path, name, f"Date,Time,Site,Pain\n{day},07:30,left heel,3\n")
    assert [f"{each.at:%Y-%m-%d}" for each in records(sources) if isinstance(each, PainReport)] == ([at] if at else [])
    if at is None:
        assert "must have a year" in told(sources) or "must not lie in the future" in told(sources)


def test_the_year_of_a_diary_may_stand_above_it(tmp_path: Path) -> None:
    table = "Laufen 2026;;;\nDatum;Start;km;min\n14.5.;07:30;5,2;31\n"
    sources = read(tmp_path, "laufen.csv", table)
    assert runs(sources) == [("14 07:30", 1860, 5200)]
    assert "as of 2026" in told(sources)


@pytest.mark.parametrize(
    ("lengths", "seconds"), [(("0.0215", "0.0426"), 1857.6), (("0.5", "1.03"), 1800), ((31, 61), 1860)]
)
def test_the_unit_of_lengths_is_the_one_that_makes_runs(
    tmp_path: Path, lengths: tuple[object, object], seconds: float
) -> None:
    table = (
        f"Date,Start,Distance (km),Duration\n2026-05-14,07:30,5.2,{lengths[0]}\n2026-05-16,07:30,10.1,{lengths[1]}\n"
    )
    assert runs(read(tmp_path, "runs.csv", table))[0] == ("14 07:30", seconds, 5200)


def test_a_sum_of_a_week_is_no_run(tmp_path: Path) -> None:
    table = "Week,Date,Start,Distance (km),Duration (min)\n19,2026-05-04,07:30,5.2,31\nWeek 19 total,,,5.2,31\n"
    sources = read(tmp_path, "runs.csv", table)
    assert len(runs(sources)) == 1
    assert "line 3: The row holds no entry" in told(sources)


def test_numbers_and_clocks_in_words(tmp_path: Path) -> None:
    table = (
        "Date,Time,Site,Pain\n2026-05-14,8 in the evening,left heel,four\n2026-05-15,7:30 de la tarde,left heel,fünf\n"
        "2026-05-16,07:30,left heel,mild\n2026-05-17,07:30,left heel,-\n"
    )
    sources = read(tmp_path, "pain.csv", table)
    assert reports(sources) == [("14 20:00", "left-heel", 4), ("15 19:30", "left-heel", 5)]
    assert "Write a number from 0 to 10." in told(sources)


def test_old_macs_narrow_blanks_percents_and_millimetres(tmp_path: Path) -> None:
    pain = "Datum;Uhrzeit;Ort;Schmerz;Bemerkung\n14.05.2026;07:30;Fußsohle links;30 %;früh – müde\n"
    for codec in ("mac_roman", "cp1252"):
        sources = read(tmp_path, "schmerz.csv", pain.encode(codec))
        assert reports(sources) == [("14 07:30", "left-arch", 3)]
        (report,) = records(sources)
        assert isinstance(report, PainReport)
        assert report.note == "früh – müde"
    run = "Date,Start,Distance,Duration\n2026-05-14,07:30,5\u00a0km,31\u202fmin\n"
    assert runs(read(tmp_path, "runs.csv", run)) == [("14 07:30", 1860, 5000)]
    scale = "Date,Time,Site,VAS mm\n2026-05-14,07:30,left heel,35\n"
    assert reports(read(tmp_path, "pain.csv", scale)) == [("14 07:30", "left-heel", 3.5)]


@pytest.mark.parametrize(
    "head",
    [
        "Datum;Lauf;;;Ferse links;;Notizen\n;Start;km;min;morgens;abends;\n",
        ";Lauf;;;Ferse links;;\nDatum;Start;km;min;morgens;abends;Notizen\n",
        "Tagebuch 2026;;;;;;\nDatum;Lauf;;;Ferse links;Ferse links;\nDatum;Start;km;min;morgens;abends;Notizen\n",
    ],
)
def test_a_header_of_two_lines(tmp_path: Path, head: str) -> None:
    sources = read(tmp_path, "log.csv", head + "14.05.2026;07:30;5,2;31;2;4;gut\n15.05.2026;;;;3;;\n")
    assert runs(sources) == [("14 07:30", 1860, 5200)]
    assert reports(sources) == [
        ("14 08:00", "left-heel", 2),
        ("14 20:00", "left-heel", 4),
        ("15 08:00", "left-heel", 3),
    ]


def test_the_intensity_of_a_run_is_no_pain(tmp_path: Path) -> None:
    table = "Date,Start,km,min,Zone,Intensity\n2026-05-14,07:30,5,30,2,4\n"
    assert runs(read(tmp_path, "log.csv", table)) == [("14 07:30", 1800, 5000)]
    assert not runs(read(tmp_path, "log.csv", table.replace("Intensity", "Pain")))  # of the run, or when? Asked


def test_a_column_for_each_side_beside_one_for_the_place(tmp_path: Path) -> None:
    table = "Date,Time,Body part,Left,Right\n2026-05-14,08:00,Knee,2,4\n2026-05-14,20:00,Heel,,1\n"
    assert reports(read(tmp_path, "pain.csv", table)) == [
        ("14 08:00", "left-knee", 2),
        ("14 08:00", "right-knee", 4),
        ("14 20:00", "right-heel", 1),
    ]


def test_questions_of_a_form_are_headers(tmp_path: Path) -> None:
    pain = "Timestamp,How bad is the pain right now? (0-10),Where does it hurt?\n5/14/2026 7:31:22,3,Left heel\n"
    assert reports(read(tmp_path, "form.csv", pain)) == [("14 07:31", "left-heel", 3)]
    run = "Timestamp,How far did you run? (km),How long did it take? (min)\n14/05/2026 07:31:22,5.2,31\n"
    assert runs(read(tmp_path, "form.csv", run)) == [("14 07:00", 1860, 5200)]  # it was over when the form was sent


def test_when_a_run_ended_may_have_its_day(tmp_path: Path) -> None:
    table = "Start,End,Distance (km)\n14.05.2026 07:30,14.05.2026 08:01,5.2\n05.06.2026 23:40,06.06.2026 00:31,8\n"
    assert runs(read(tmp_path, "runs.csv", table)) == [("14 07:30", 1860, 5200), ("05 23:40", 3060, 8000)]
    backwards = read(tmp_path, "runs.csv", "Start,End,km\n2026-05-14 08:01,2026-05-14 07:30,5\n")
    assert not runs(backwards)
    assert "line 2" in told(backwards)


def test_a_day_of_rest_is_no_run(tmp_path: Path) -> None:
    table = "Date,Start,Distance (km),Duration\n2026-05-14,07:30,5.2,31:10\n2026-05-15,rest,rest,rest\n"
    sources = read(tmp_path, "runs.csv", table + "2026-05-16,,Ruhetag,\n2026-05-17,07:30,DNF,12:00\n")
    assert len(runs(sources)) == 1
    assert "2 rows hold no entry: lines 3, 4" in told(sources)
    assert "line 5" in told(sources)
