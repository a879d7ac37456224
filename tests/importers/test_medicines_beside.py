"""Painkillers in a column beside pain: a rating under one that nobody knows of reads as a better foot."""

from __future__ import annotations

from pathlib import Path

from afterrun.importers.parsed import Source
from afterrun.records import Care, PainReport, Run
from tests.importers.test_tables import read, records, reports, told


def care(sources: list[Source]) -> list[tuple[str, str, str | None]]:
    return [
        (each.at.isoformat()[:16], each.intervention, each.variant)
        for each in records(sources)
        if isinstance(each, Care)
    ]


def test_a_painkiller_beside_pain_is_care_at_the_time_of_its_row(tmp_path: Path) -> None:
    table = (
        "at,site,pain,Ibuprofen (mg),Painkiller?\n"
        "2026-05-01 08:00,left heel,4,400,no\n"
        "2026-05-01 20:00,left heel,2,0,yes\n"
        "2026-05-02 08:00,left heel,3,,Paracetamol 500 mg\n"
    )
    sources = read(tmp_path, "diary.csv", table)
    assert care(sources) == [
        ("2026-05-01T08:00", "ibuprofen", "400-mg"),
        ("2026-05-01T20:00", "painkiller", None),
        ("2026-05-02T08:00", "paracetamol", "500-mg"),
    ]
    assert len(reports(sources)) == 3
    assert "painkillers were taken as of the time of their row: 1" in told(sources)
    assert "no place for the columns" not in told(sources)


def test_one_tablet_beside_two_places_is_taken_once(tmp_path: Path) -> None:
    table = "at,Left knee,Right heel,Ibu\n2026-05-01 08:00,4,2,x\n2026-05-02 08:00,3,2,\n"
    sources = read(tmp_path, "pain.csv", table)
    assert care(sources) == [("2026-05-01T08:00", "ibu", None)]
    assert len(reports(sources)) == 4


def test_of_a_day_with_ratings_at_several_times_no_time_is_made_up(tmp_path: Path) -> None:
    table = "Datum,Schmerz morgens,Schmerz abends,Ort,Ibuprofen\n01.05.2026,4,2,Ferse links,400\n"
    sources = read(tmp_path, "Schmerz.csv", table)
    assert care(sources) == []
    assert "ibuprofen: it is not plain whether or when a painkiller was taken: lines 2." in told(sources)
    assert any("ibuprofen: 400" in (each.note or "") for each in records(sources) if isinstance(each, PainReport))


def test_what_is_not_plain_stays_a_note_and_is_told(tmp_path: Path) -> None:
    table = (
        "at,site,pain,Schmerzmittel,hours since ibuprofen\n"
        "2026-05-01 08:00,left heel,4,vielleicht später,3\n2026-05-02 08:00,left heel,4,nein,3\n"
    )
    sources = read(tmp_path, "diary.csv", table)
    assert care(sources) == []
    assert "schmerzmittel: it is not plain" in told(sources)
    assert "no place for the columns hours since ibuprofen" in told(sources)


def test_a_row_with_a_tablet_and_no_rating_keeps_the_tablet(tmp_path: Path) -> None:
    table = "at,site,pain,ibuprofen\n2026-05-01 08:00,left heel,4,\n2026-05-01 14:00,left heel,,yes\n"
    sources = read(tmp_path, "diary.csv", table)
    assert care(sources) == [("2026-05-01T14:00", "ibuprofen", None)]
    assert "must not be empty" not in told(sources)


def test_beside_runs_a_painkiller_has_no_time_and_is_told(tmp_path: Path) -> None:
    table = "start,duration (min),distance (km),painkiller\n2026-05-01 08:00,30,5,yes\n2026-05-02 08:00,30,5,no\n"
    sources = read(tmp_path, "runs.csv", table)
    assert [each.note for each in records(sources) if isinstance(each, Run)] == ["painkiller: yes", "painkiller: no"]
    assert care(sources) == []
    assert "ratings after it count" in told(sources)


def test_of_any_medicine_only_painkillers_are_told_as_such(tmp_path: Path) -> None:
    cells = ("Ibuprofen 400", "Vitamin D", "Voltaren gel", "none")
    rows = "".join(f"2026-05-0{day} 08:00,left heel,4,{cell}\n" for day, cell in enumerate(cells, start=1))
    sources = read(tmp_path, "diary.csv", f"at,site,pain,Medication\n{rows}")
    assert care(sources) == [("2026-05-01T08:00", "ibuprofen", None)]
    assert "medication names no painkiller that is known: lines 3." in told(sources)
    assert "medication: it is not plain whether or when a painkiller was taken: lines 4." in told(sources)
