"""What a runner of many years brings: plans that were skipped, what spreadsheets made of it, half downloads."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from afterrun.importers.reading import read_path
from afterrun.importers.tables.sheets import cell_text
from afterrun.records import PainReport, Run
from afterrun.records.run import UNCLEAR
from tests.importers.test_lists import GARMIN
from tests.importers.test_typed_tables import read, records, runs, told

RUNS = "Date,Distance (km),Duration{}\n2026-05-03 07:30,6.1,33:05{}\n2026-05-05 07:30,8,45:00{}\n"


@pytest.mark.parametrize(
    ("header", "done", "not_done"),
    [
        (",Status", ",done", ",Skipped"),
        (",Done?", ",x", ",no"),
        (",Done", ",TRUE", ",FALSE"),
        (",Erledigt", ",ja", ",nein"),
        (",Note", ",good", ',"Ausgefallen, krank"'),
        (",Note", ",skipped the stretching", ",did not run - ill"),
    ],
)
def test_what_was_only_planned_is_no_run(tmp_path: Path, header: str, done: str, not_done: str) -> None:
    sources = read(tmp_path, "runs.csv", RUNS.format(header, done, not_done))
    assert [at for at, _, _ in runs(sources)] == ["03 07:30"]
    assert "line 3: The row says that it was not done" in told(sources)


@pytest.mark.parametrize("header", ["Pain (10 = no pain, 0 = worst)", "Schmerz (0=unerträglich)", "Pain (10=great)"])
def test_answers_that_run_the_other_way_are_refused(tmp_path: Path, header: str) -> None:
    table = f'Date,Time,Site,"{header}"\n2026-05-03,07:30,left heel,8\n'
    sources = read(tmp_path, "pain.csv", table)
    assert records(sources) == []
    assert "on a scale of 0 to 10" in told(sources)


def test_a_scale_that_says_both_its_ends_the_usual_way_is_read(tmp_path: Path) -> None:
    table = 'Date,Time,Site,"Pain (0 = none, 10 = worst)"\n2026-05-03,07:30,left heel,8\n'
    assert [each.nrs for each in records(read(tmp_path, "pain.csv", table)) if isinstance(each, PainReport)] == [8]


@pytest.mark.parametrize(
    "header",
    [
        "Datum;km;Zeit in Bewegung;Verstrichene Zeit",
        "Date;km;Moving Time;Elapsed Time",
        "Date;km;Moving Time;Total Time",
        "Datum;km;Nettozeit;Bruttozeit",
    ],
)
def test_a_run_ends_when_running_ended_whatever_column_comes_first(tmp_path: Path, header: str) -> None:
    sources = read(tmp_path, "runs.csv", f"{header}\n2026-05-03 07:30;6;33:05;41:05\n")
    assert runs(sources) == [("03 07:30", 2465, 6000)]


def test_yards_are_no_metres(tmp_path: Path) -> None:
    sources = read(tmp_path, "runs.csv", "Date,Distance (yd),Duration\n2026-05-03 07:30,6600,33:05\n")
    assert runs(sources)[0][2] == pytest.approx(6035.04)


SWAPPED = "Date,Distance (km),Duration\n2026-05-03 07:30,6,33:05\n13/05/2026 07:30,5,28:00\n2026-07-05 07:30,5,28:30\n"


def test_days_that_a_spreadsheet_may_have_taken_for_months_are_refused(tmp_path: Path) -> None:
    sources = read(tmp_path, "runs.csv", f"{SWAPPED}15/05/2026 07:30,5,28:00\n")
    assert [at for at, _, _ in runs(sources)] == ["13 07:30", "15 07:30"]
    assert "may be 2026-03-05 or 2026-05-03" in told(sources)


@pytest.mark.parametrize("last", ["2026-07-15 07:30", "08/05/2026 07:30"])
def test_dates_that_show_that_nobody_swapped_them_are_read(tmp_path: Path, last: str) -> None:
    sources = read(tmp_path, "runs.csv", f"{SWAPPED}{last},5,28:00\n15/05/2026 07:30,5,28:00\n")
    assert len(runs(sources)) == 5


def test_minutes_that_a_spreadsheet_took_for_hours_are_minutes_again(tmp_path: Path) -> None:
    sources = read(tmp_path, "runs.csv", RUNS.format("", ":00", ":00"))
    assert [lasted for _, lasted, _ in runs(sources)] == [1985, 2700]
    assert "read as minutes and seconds" in told(sources)


def test_a_day_of_hours_is_left_as_it_is(tmp_path: Path) -> None:
    sources = read(tmp_path, "runs.csv", "Date,Distance (km),Duration\n2026-05-03 07:30,100,11:30:00\n")
    assert runs(sources) == [("03 07:30", 41400, 100_000)]


def test_a_length_of_more_than_a_day_in_a_cell_of_times_is_a_length() -> None:
    assert cell_text(datetime(1900, 1, 1, 9, 5)) == "33:05:00"  # noqa: DTZ001 - as the reader gives it
    assert cell_text(datetime(2026, 5, 3, 7, 30)) == "2026-05-03 07:30:00"  # noqa: DTZ001 - as the reader gives it


def test_a_pace_that_a_spreadsheet_made_hours_of_is_one_of_minutes(tmp_path: Path) -> None:
    sources = read(tmp_path, "runs.csv", "Date,Distance (km),Pace\n2026-05-03 07:30,6,05:30:00\n")
    assert runs(sources) == [("03 07:30", 1980, 6000)]


def test_about_six_kilometres_are_six_and_told(tmp_path: Path) -> None:
    sources = read(tmp_path, "runs.csv", "Date,Distance,Duration\n2026-05-03 07:30,ca. 6 km,33:05\n")
    run = records(sources)[0]
    assert isinstance(run, Run)
    assert (run.distance_m, run.note) == (6000, "distance_m: ca. 6 km")


def test_a_row_called_treadmill_is_a_run_on_one(tmp_path: Path) -> None:
    table = "Date,Distance (km),Duration,Type\n2026-05-03 07:30,6,33:05,Treadmill\n2026-05-05 07:30,6,33:05,Run\n"
    assert [r.surface for r in records(read(tmp_path, "runs.csv", table)) if isinstance(r, Run)] == ["treadmill", None]


def test_a_walk_that_was_recorded_as_a_run_is_asked_about(tmp_path: Path) -> None:
    walk = GARMIN.format("2.10", "--").replace("Morning", "Walk with the dog")
    run = GARMIN.format("5.01", "--").replace("Morning", "Run with the dog")
    assert [r.sport for r in records(read(tmp_path, "Activities.csv", walk)) if isinstance(r, Run)] == [UNCLEAR]
    assert [r.sport for r in records(read(tmp_path, "Activities.csv", run)) if isinstance(r, Run)] == ["running"]


def test_the_metres_of_a_track_in_a_list_of_kilometres(tmp_path: Path) -> None:
    sources = read(tmp_path, "Activities.csv", GARMIN.format('"5,000"', "--").replace("Running", "Track Running"))
    assert runs(sources)[0][2] == 5000


def test_a_file_that_is_only_in_the_cloud_is_told(tmp_path: Path) -> None:
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / ".a.fit.icloud").write_bytes(b"bplist00")
    sources = list(read_path(tmp_path / "runs"))
    assert [source.name for source in sources] == ["a.fit"]
    assert "only in iCloud" in told(sources)


@pytest.mark.parametrize("name", ["activity.gpx", "activity.fit", "Activities.csv"])
def test_a_page_to_sign_in_is_called_so(tmp_path: Path, name: str) -> None:
    sources = read(tmp_path, name, "<!DOCTYPE html>\n<html><title>Sign in</title></html>")
    assert "This is a web page" in told(sources)


def test_two_runs_at_one_time_are_told_and_none_vanishes(tmp_path: Path) -> None:
    table = "Date,Time,km,Duration\n2026-05-03,07:30,2,12:00\n2026-05-03,07:30,6,33:00\n2026-05-03,07:30,2,12:00\n"
    sources = read(tmp_path, "runs.csv", table)
    assert set(runs(sources)) == {("03 07:30", 720, 2000)}
    assert "line 3: Line 2 has a run of this time already" in told(sources)


@pytest.mark.parametrize("at", ["2026-05-03T05:30:00.000Z", "2026-05-03T05:30:00Z", "1777786200", "1777786200000"])
def test_an_instant_that_a_program_wrote_is_of_the_clock_here(tmp_path: Path, at: str) -> None:
    (report,) = records(read(tmp_path, "pain.csv", f"when,site,pain\n{at},left heel,4\n"))
    assert isinstance(report, PainReport)
    assert report.at.isoformat() == "2026-05-03T07:30:00+02:00"


def test_a_cadence_of_nought_is_none(tmp_path: Path) -> None:
    table = "Date,km,Duration,Cadence\n2026-05-03 07:30,6,33:00,0\n2026-05-05 07:30,6,33:00,168\n"
    found = [each.cadence_spm for each in records(read(tmp_path, "runs.csv", table)) if isinstance(each, Run)]
    assert found == [None, 168]


def test_a_distance_that_became_a_date_is_told_so(tmp_path: Path) -> None:
    sources = read(tmp_path, "runs.csv", "Datum;Strecke (km);Dauer\n03.05.2026 07:30;05. Okt;28:00\n")
    assert "the spreadsheet made a date of it" in told(sources)


def test_letters_that_were_written_twice_are_read_once(tmp_path: Path) -> None:
    table = "Datum;Uhrzeit;Körperteil;Schmerzstärke;Notiz\n03.05.2026;07:30;Linke Ferse;4;früh\n"
    (report,) = records(read(tmp_path, "pain.csv", table.encode().decode("cp1252")))
    assert isinstance(report, PainReport)
    assert (report.nrs, report.note) == (4, "früh")


def test_an_unknown_sport_of_so_many_metres_is_asked_about(tmp_path: Path) -> None:
    table = GARMIN.format('"5,000"', "--").replace("Running", "Oval")
    assert [r.sport for r in records(read(tmp_path, "Activities.csv", table)) if isinstance(r, Run)] == [UNCLEAR]
