"""Diaries of other programs and of one's own: lists in JSON, tables aligned by blanks, Daylio, Bearable, Endomondo."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from afterrun.importers.parsed import Source
from afterrun.importers.tables.aligned import aligned_rows
from afterrun.records import Event, PainReport
from tests.importers.test_tables import workbook
from tests.importers.test_typed_tables import read, records, runs, told

HEEL = [
    {"date": "2026-05-03T07:30:00+02:00", "site": "left heel", "pain": 4, "note": "first steps", "tags": ["a", "b"]},
    {"date": "2026-05-04T07:30:00+02:00", "site": "left heel", "pain": 2.5, "note": None},
]
EXPECTED = [("2026-05-03T07:30", 4), ("2026-05-04T07:30", 2.5)]


def reports(sources: list[Source]) -> list[tuple[str, float]]:
    found = [each for each in records(sources) if isinstance(each, PainReport)]
    return [(f"{each.at:%Y-%m-%dT%H:%M}", each.nrs) for each in found]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("diary.json", json.dumps(HEEL)),
        ("backup.json", json.dumps({"version": 2, "data": {"entries": HEEL}, "colours": [{"name": "red"}]})),
        ("diary.jsonl", "\n".join(map(json.dumps, HEEL))),
        (
            "grouped.json",
            json.dumps([{"createdAt": x["date"], "pain": {"level": x["pain"], "bodyPart": "left heel"}} for x in HEEL]),
        ),
    ],
)
def test_a_list_of_entries_in_json_is_a_table(tmp_path: Path, name: str, text: str) -> None:
    assert reports(read(tmp_path, name, text)) == EXPECTED


@pytest.mark.parametrize(
    "said",
    [
        [{"dateTime": "05/03/26 07:30:00", "value": "4"}],
        [{"date": "2026-05-03", "type": "awake", "minutes": 30}],
        {"profile": {"name": "x"}},
        [],
        [1, 2],
        [{f"key {n}": n} for n in range(300)],
        "text",
    ],
)
def test_other_json_is_none_of_a_diary(tmp_path: Path, said: object) -> None:
    sources = read(tmp_path, "other.json", json.dumps(said))
    assert records(sources) == []
    assert [source.idle for source in sources] == [True]


MAIL = """Hi,

here is what I noted:

> Date        Time   Site         Pain  Note
> ----------  -----  ----------  -----  ----
> 2026-05-03  07:30  left heel       4  first steps, sore
> 2026-05-04  07:30  left heel     2.5

Best, R.
"""


def test_a_table_aligned_by_blanks_is_read_out_of_a_mail(tmp_path: Path) -> None:
    sources = read(tmp_path, "mail.txt", MAIL)
    assert reports(sources) == EXPECTED
    assert [each.note for each in records(sources) if isinstance(each, PainReport)] == ["first steps, sore", None]


@pytest.mark.parametrize(
    "text", ["a,b,c\n1,  2,  3\n", "One sentence.  Another.\nA third.  A fourth.\n", "a\tb  c\td\n1\t2  3\t4\n", ""]
)
def test_what_is_parted_otherwise_is_no_table_aligned_by_blanks(text: str) -> None:
    assert aligned_rows(text) == ()


DAYLIO = (
    "\ufefffull_date,date,weekday,time,mood,activities,scales,note_title,note\n"
    '2026-05-03,"3. May",Sunday,07:30,good,"run | stretching","{}:\u00a04 | Sleep:\u00a07","","heel"\n'
    '2026-05-04,"4. May",Monday,7:30 am,meh,"work","{}:\u00a02.5","",""\n'
)


def test_daylios_scales_of_pain_are_read_and_its_moods_are_none(tmp_path: Path) -> None:
    sources = read(tmp_path, "daylio_export.csv", DAYLIO.format("Pain left heel", "Pain left heel"))
    assert reports(sources) == EXPECTED
    assert "how far its scales go" in told(sources)


def test_daylio_without_a_scale_of_pain_says_what_it_lacks(tmp_path: Path) -> None:
    sources = read(tmp_path, "daylio_export.csv", DAYLIO.format("Energy", "Energy"))
    assert records(sources) == []
    assert "has moods, but no pain" in told(sources)
    assert all(source.unmapped is None for source in sources)


BEARABLE = (
    "date,date formatted,weekday,time of day,category,rating/amount,detail,notes\n"
    "3 May 2026,2026-05-03,Sunday,am,Symptom,2,Heel pain (Moderate),\n"
    "3 May 2026,2026-05-03,Sunday,pm,Symptom,1,Heel pain (Mild),\n"
)
FLAREDOWN = (
    "user_id,checkin_date,trackable_id,trackable_type,trackable_name,trackable_value\n"
    "a,2026-05-02,1,Symptom,Heel pain,3\na,2026-05-03,1,Symptom,Heel pain,1\n"
)


@pytest.mark.parametrize(("table", "said"), [(BEARABLE, "not from 0 to 10"), (FLAREDOWN, "from 0 to 4, not from 0 to")])
def test_what_is_on_a_scale_of_its_own_is_not_taken_for_a_number_of_ten(tmp_path: Path, table: str, said: str) -> None:
    sources = read(tmp_path, "diary.csv", table)
    assert records(sources) == []
    assert said in told(sources)
    assert all(source.unmapped is None for source in sources)


def test_the_severity_of_manage_my_pain_is_of_the_pain_and_not_of_what_came_beside_it(tmp_path: Path) -> None:
    table = (
        "Date,Time,Duration,Severity,Location,Type,Symptoms,Aggravating Factors,Alleviating Factors,Notes\n"
        '"May 2, 2026",8:00 AM,2 hours,4,Heel (left),Burning,Stiffness,Running,Rest,\n'
        '"May 13, 2026",8:00 AM,,0,Heel (left),,,,,\n'
    )
    first, second = records(read(tmp_path, "Manage My Pain.csv", table))
    assert isinstance(first, PainReport)
    assert (first.symptom, first.nrs, first.quality) == ("pain", 4, ("burning",))
    assert "other symptoms: Stiffness" in (first.note or "")
    assert isinstance(second, PainReport)
    assert second.nrs == 0


def test_a_diary_with_the_date_of_an_entry(tmp_path: Path) -> None:
    table = "Entry Date,Pain Level,Pain Location,Pain Type\n05/22/2026 08:00 AM,4,Left Heel,Aching\n"
    (report,) = records(read(tmp_path, "PainScale.csv", table))
    assert isinstance(report, PainReport)
    assert (report.at.isoformat(), report.nrs, report.quality) == ("2026-05-22T08:00:00+02:00", 4, ("aching",))


WORKOUT = [{"source": "INPUT_MANUAL"}, {"start_time": "2016-05-03 05:30:10.0"}, {"duration_s": 1985}]


@pytest.mark.parametrize(("sport", "is_run"), [("RUNNING", True), ("CYCLING_SPORT", False)])
def test_a_workout_of_endomondo(tmp_path: Path, sport: str, is_run: bool) -> None:
    said = [{"sport": sport}, *WORKOUT, {"distance_km": 6.01}]
    sources = read(tmp_path, "2016-05-03 05:30:10.0.json", json.dumps(said))
    assert runs(sources) == ([("03 05:30", 1985, 6010)] if is_run else [])
    assert [each.kind for each in records(sources) if isinstance(each, Event)] == ([] if is_run else ["cycling"])


def test_a_legend_beside_a_diary_is_no_table_to_explain(tmp_path: Path) -> None:
    diary: list[list[str | float]] = [["Datum", "Uhrzeit", "Ort", "Schmerz"], ["03.05.2026", "07:30", "Linke Ferse", 4]]
    legend: list[list[str | float]] = [["Legende", ""], ["0", "kein Schmerz"], ["10", "stärkster Schmerz"]]
    sources = read(tmp_path, "diary.xlsx", workbook({"Tagebuch": diary, "Legende": legend}))
    assert len(records(sources)) == 1
    assert [source.unmapped for source in sources] == [None, None]
    assert "No row of this sheet has a date" in told(sources)


def test_a_workbook_of_one_sheet_without_dates_is_still_asked_about(tmp_path: Path) -> None:
    only: list[list[str | float]] = [["Day", "Pain left heel"], ["first", 4], ["second", 3]]
    assert [each.unmapped is not None for each in read(tmp_path, "a.xlsx", workbook({"Mai": only}))] == [True]


def test_a_list_of_pain_that_lacks_the_place_is_asked_about(tmp_path: Path) -> None:
    said = [{"date": "2026-05-03T07:30", "pain": 4}, {"date": "2026-05-04T07:30", "pain": 3}]
    (source,) = read(tmp_path, "pain.json", json.dumps(said))
    assert source.unmapped is not None
    assert (source.idle, source.unmapped.header) == (False, ("date", "pain"))
