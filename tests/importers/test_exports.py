"""Whole exports of services, made up in their layouts: every run once, and what is none in one line."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from afterrun.importers.exports.told import Told, overridden
from afterrun.importers.here import Here
from afterrun.importers.parsed import Found, Source
from afterrun.importers.reading import read_path
from afterrun.importers.registry import EXPORT_FILES
from afterrun.records import Event, Run
from tests.importers.fit_bytes import a_run
from tests.importers.xml_text import gpx, point, track

HERE = Here(zone=ZoneInfo("Europe/Berlin"), now=datetime(2026, 11, 26, tzinfo=UTC))
MORNING = "2026-05-03T07:30:10+02:00"


def zipped(folder: Path, files: Mapping[str, bytes | str]) -> list[Source]:
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return list(read_path(path, HERE))


def alone(folder: Path, name: str, content: object) -> list[Source]:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return list(read_path(path, HERE))


def runs(sources: list[Source]) -> list[Run]:
    return [record for source in sources for record in source.parsed.records if isinstance(record, Run)]


def events(sources: list[Source]) -> list[Event]:
    return [record for source in sources for record in source.parsed.records if isinstance(record, Event)]


def told(sources: list[Source]) -> str:
    return "\n".join(str(problem) for source in sources for problem in source.parsed.problems)


def facts(sources: list[Source]) -> list[tuple[str, float, float | None]]:
    return [(run.start.isoformat(), run.duration_s, run.distance_m) for run in runs(sources)]


def a_track(seconds: int = 1200, *, kind: str = "") -> bytes:
    return gpx(track((point(second) for second in range(0, seconds, 10)), kind=kind))


STRAVA = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Activity Gear,Filename,Elapsed Time,"
    "Moving Time,Distance,Perceived Exertion\n"
    '1,"May 3, 2026, 5:30:10 AM",Früh,Run,2400,6.00,Old,activities/1.fit.gz,2400.0,2300.0,6000.0,5\n'
    '2,"May 4, 2026, 5:30:10 AM",Zur Arbeit,Ride,1800,9.00,Bike,activities/2.gpx,1800.0,1800.0,9000.0,\n'
    '3,"May 5, 2026, 5:30:10 AM","Laufband, getippt",Run,1800,5.00,Old,,1800.0,1800.0,5000.0,6\n'
    '4,"May 6, 2026, 5:30:10 AM",Verloren,Run,1200,3.00,,activities/4.fit.gz,1200.0,1200.0,3000.0,\n'
)
STRAVA_DE = (
    "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Verstrichene Zeit,Distanz,Aktivitätsausrüstung,"
    "Dateiname,Verstrichene Zeit,Bewegungszeit,Distanz,Wahrgenommene Anstrengung\n"
    '3,"03.05.2026, 05:30:10",Getippt,Lauf,1800,"5,00",Alt,,1800.0,1800.0,5000.0,6\n'
)


def test_stravas_list_says_sport_shoes_effort_and_name_and_tells_of_typed_runs(tmp_path: Path) -> None:
    sources = zipped(
        tmp_path,
        {
            "activities.csv": STRAVA,
            "activities/1.fit.gz": gzip.compress(a_run()),
            "activities/2.gpx": a_track(),
            "activities/4.fit.gz": b"\x1f\x8bbroken",
            "events.csv": "Event ID,Name\n1,Group run\n",
            "profile.csv": "Athlete ID\n1\n",
            "routes/1.gpx": a_track(),
            "media/a.jpg": b"x",
        },
    )
    recorded, typed, lost = runs(sources)
    assert (recorded.shoe, recorded.rpe, recorded.note, recorded.source) == ("Old", 5, "Früh", "fit")
    assert (typed.distance_m, typed.duration_s, typed.rpe, typed.note) == (5000, 1800, 6, "Laufband, getippt")
    assert typed.start == datetime(2026, 5, 5, 5, 30, 10, tzinfo=UTC)
    assert (lost.distance_m, lost.note) == (3000, "Verloren")
    (ride,) = events(sources)
    assert (ride.kind, ride.note) == ("cycling", "Zur Arbeit")
    assert "4 files tell of no run and no pain" in told(sources)
    assert "events.csv line" not in told(sources)


def test_stravas_list_in_german(tmp_path: Path) -> None:
    (run,) = runs(zipped(tmp_path, {"activities.csv": STRAVA_DE}))
    assert (run.start, run.distance_m, run.rpe) == (datetime(2026, 5, 3, 5, 30, 10, tzinfo=UTC), 5000, 6)


def test_a_name_in_the_list_leads_nowhere_outside(tmp_path: Path) -> None:
    (tmp_path / "secret.fit").write_bytes(a_run())
    (tmp_path / "export").mkdir()
    for name in ("../secret.fit", str(tmp_path / "secret.fit")):
        (tmp_path / "export" / "activities.csv").write_text(STRAVA.replace("activities/1.fit.gz", name), "utf-8")
        sources = list(read_path(tmp_path / "export", HERE))
        assert all(source.original is None for source in sources)


def test_runkeepers_list_names_the_sport_of_its_tracks(tmp_path: Path) -> None:
    table = (
        "Activity Id,Date,Type,Route Name,Distance (mi),Duration,Average Pace,Climb (ft),Notes,GPX File\n"
        "a,2026-05-03 07:30:10,Cycling,,3.0,20:00,6:40,10,,1.gpx\n"
        "b,2026-05-04 07:30:10,Running,,3.0,1:00:00,6:00,,treadmill,\n"
    )
    sources = zipped(tmp_path, {"cardioActivities.csv": table, "1.gpx": a_track(), "photos.csv": "x,y\n1,2\n"})
    (run,) = runs(sources)
    assert (run.start.isoformat(), run.duration_s, run.note) == ("2026-05-04T07:30:10+02:00", 3600, "treadmill")
    assert run.distance_m == pytest.approx(3 * 1609.344)
    assert [event.kind for event in events(sources)] == ["cycling"]


def test_garmins_summaries_nested_zips_and_thousands_of_other_files(tmp_path: Path) -> None:
    summary = [
        {
            "summarizedActivitiesExport": [
                {
                    "activityType": "treadmill_running",
                    "name": "Laufband",
                    "beginTimestamp": 1777786210000,
                    "startTimeLocal": 1777793410000.0,
                    "duration": 2300000.0,
                    "elapsedDuration": 2400000.0,
                    "distance": 600000.0,
                    "elevationGain": 1200.0,
                    "workoutRpe": 40,
                },
                {"activityType": "cycling", "beginTimestamp": 1777900000000, "duration": 1800000.0, "distance": 1e6},
                {"name": "no start"},
            ]
        }
    ]
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("user_1.fit", a_run())
        archive.writestr("user_2.txt", "x")
    sources = zipped(
        tmp_path,
        {
            "DI_CONNECT/DI-Connect-Fitness/u_0_summarizedActivities.json": json.dumps(summary),
            "DI_CONNECT/DI-Connect-Fitness/u_personalRecord.json": "[]",
            "DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip": inner.getvalue(),
            **{f"DI_CONNECT/DI-Connect-Wellness/{n}_sleepData.json": "[]" for n in range(40)},
        },
    )
    typed, recorded = runs(sources)
    assert (typed.start.isoformat(), typed.duration_s, typed.distance_m) == (MORNING, 2400, 6000)
    assert (typed.surface, typed.rpe, typed.ascent_m, typed.note) == ("treadmill", 4, 12, "Laufband")
    assert recorded.source == "fit"
    assert [event.kind for event in events(sources)] == ["cycling"]
    assert "42 files tell of no run and no pain" in told(sources)
    assert "entry 3: The entry lacks a start or a length." in told(sources)
    assert sum(not source.parsed.records for source in sources) == 1


APPLE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!ELEMENT HealthData (ExportDate)>
]>
<HealthData locale="de_DE">
 <Record type="HKQuantityTypeIdentifierStepCount" sourceName="Phone" startDate="2026-05-03 09:00:00 +0200" value="100"/>
 <Record type="HKQuantityTypeIdentifierStepCount" sourceName="Watch" startDate="2026-05-03 09:00:00 +0200" value="90"/>
 <Record type="HKQuantityTypeIdentifierStepCount" sourceName="Watch" startDate="2026-05-03 21:00:00 +0200" value="60"/>
 <Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Watch" startDate="2026-05-03 21:00:00 +0200" value="60"/>
 <Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="20" durationUnit="min"
  startDate="2026-05-01 07:30:00 +0200" endDate="2026-05-01 07:50:00 +0200">
  <WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="2.0" unit="mi"/>
  <WorkoutRoute><FileReference path="/workout-routes/r.gpx"/></WorkoutRoute>
 </Workout>
 <Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30" durationUnit="min" totalDistance="5"
  totalDistanceUnit="km" startDate="2026-05-03 07:30:10 +0200" endDate="2026-05-03 08:00:10 +0200">
  <MetadataEntry key="HKIndoorWorkout" value="1"/>
 </Workout>
 <Workout workoutActivityType="HKWorkoutActivityTypeCycling" duration="30" durationUnit="min"
  startDate="2026-05-05 07:30:10 +0200" endDate="2026-05-05 08:00:10 +0200"/>
</HealthData>
"""


def test_apples_workouts_routes_indoor_runs_and_steps(tmp_path: Path) -> None:
    sources = zipped(
        tmp_path,
        {
            "apple_health_export/Export.xml": APPLE,
            "apple_health_export/export_cda.xml": '<?xml version="1.0"?><ClinicalDocument/>',
            "apple_health_export/workout-routes/r.gpx": a_track(),
            "apple_health_export/electrocardiograms/ecg.csv": "Name,X\nY,1\n",
        },
    )
    outside, indoors = runs(sources)
    assert outside.start.isoformat() == "2026-05-01T07:30:00+02:00"
    assert outside.distance_m == pytest.approx(2 * 1609.344)
    assert outside.original is not None
    assert (indoors.start.isoformat(), indoors.distance_m, indoors.surface) == (MORNING, 5000, "treadmill")
    ride, steps = events(sources)
    assert ride.kind == "cycling"
    assert (steps.kind, steps.amount, steps.at.isoformat()) == ("steps", 150, "2026-05-03T23:00:00+02:00")
    assert "2 files tell of no run and no pain" in told(sources)


def test_apples_export_that_is_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    cut = APPLE[: APPLE.index('<Workout workoutActivityType="HKWorkoutActivityTypeCycling"') + 30]
    sources = alone(tmp_path, "exportieren.xml", cut)
    assert len(runs(sources)) == 2
    assert "nothing after it could be read" in told(sources)


def test_apples_export_may_not_declare_entities(tmp_path: Path) -> None:
    text = APPLE.replace("<!ELEMENT", '<!ENTITY a "aaaa">\n<!ELEMENT')
    sources = alone(tmp_path, "export.xml", text)
    assert runs(sources) == []
    assert "entities" in told(sources)


def test_a_gzipped_tar_of_google(tmp_path: Path) -> None:
    session = {
        "fitnessActivity": "running",
        "startTime": "2026-05-03T05:30:10Z",
        "endTime": "2026-05-03T06:10:10Z",
        "aggregate": [{"metricName": "com.google.distance.delta", "floatValue": 6000.0}],
    }
    files = {
        "Takeout/Fit/All Sessions/2026-05-03T07_30_10+02_00_RUNNING.json": json.dumps(session),
        "Takeout/Fit/All Sessions/2026-05-03T22_30_10+02_00_SLEEP.json": json.dumps(
            session | {"fitnessActivity": "sleep"}
        ),
        "Takeout/Fitbit/Global Export Data/exercise-0.json": json.dumps(
            [
                {
                    "activityName": "Run",
                    "startTime": "05/04/26 05:30:10",
                    "duration": 1800000,
                    "distance": 5,
                    "distanceUnit": "Kilometer",
                }
            ]
        ),
        "Takeout/archive_browser.html": "<html></html>",
    }
    path = tmp_path / "takeout.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content.encode())
            archive.addfile(entry, io.BytesIO(content.encode()))
        link = tarfile.TarInfo("Takeout/link.fit")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)
    sources = list(read_path(path, HERE))
    assert facts(sources) == [(MORNING, 2400, 6000), ("2026-05-04T05:30:10+00:00", 1800, 5000)]
    assert "2 files tell of no run and no pain" in told(sources)
    assert "links to another file" in told(sources)


def test_a_damaged_tar_is_told(tmp_path: Path) -> None:
    path = tmp_path / "takeout.tgz"
    with tarfile.open(path, "w:gz") as archive:
        entry = tarfile.TarInfo("run.fit")
        entry.size = len(a_run())
        archive.addfile(entry, io.BytesIO(a_run()))
    path.write_bytes(path.read_bytes()[:-60])
    assert "damaged or cut off" in told(list(read_path(path, HERE)))


POLAR = {
    "exportVersion": "1.6",
    "name": "Laufen",
    "startTime": "2026-05-03T07:30:10.000",
    "stopTime": "2026-05-03T08:10:10.000",
    "timezoneOffset": 120,
    "exercises": [
        {
            "sport": "TREADMILL_RUNNING",
            "startTime": "2026-05-03T07:30:10.000",
            "duration": "PT2400S",
            "distance": 6000.0,
        }
    ],
}
SUUNTO = {
    "DeviceLog": {
        "Header": {"ActivityType": 3, "DateTime": "2026-05-03T07:30:10.000+02:00", "Duration": 2400, "Distance": 6000},
        "Samples": [],
    }
}
ADIDAS = {
    "version": "4",
    "id": "x",
    "start_time": 1777786210000,
    "end_time": 1777788610000,
    "start_time_timezone_offset": 7200000,
    "distance": 6000,
    "sport_type_id": "1",
}
NIKE = {
    "id": "x",
    "type": "run",
    "start_epoch_ms": 1777786210000,
    "end_epoch_ms": 1777788610000,
    "summaries": [{"metric": "distance", "value": 6.0}],
}
CHEETAH = {
    "RIDE": {
        "STARTTIME": "2026/05/03 05:30:10 UTC ",
        "RECINTSECS": 1,
        "TAGS": {"Sport": "Run"},
        "SAMPLES": [{"SECS": 0, "KM": 0, "HR": 120}, {"SECS": 1200, "KM": 3}, {"SECS": 2400, "KM": 6}],
    }
}
INTERVALS = "id,start_date_local,type,moving_time,elapsed_time,distance\ni1,2026-05-03T07:30:10,Run,2300,2400,6000\n"
GARMIN_DE = (
    "Aktivitätstyp,Datum,Favorit,Titel,Distanz,Kalorien,Zeit,Verstrichene Zeit\n"
    'Laufen,2026-05-03 07:30:10,false,Berlin,"6,00","1.200",00:39:00,00:40:00\n'
    'Schwimmbadschwimmen,2026-05-04 07:30:10,false,Bad,"1.500",300,00:40:00,00:40:00\n'
)
SAMSUNG = (
    "com.samsung.shealth.exercise,6008,1\n"
    "com.samsung.health.exercise.exercise_type,com.samsung.health.exercise.start_time,"
    "com.samsung.health.exercise.duration,com.samsung.health.exercise.distance,com.samsung.health.exercise.time_offset\n"
    "1002,2026-05-03 05:30:10.000,2400000,6000,UTC+0200\n"
)
PWX = (
    '<?xml version="1.0"?><pwx xmlns="http://www.peaksware.com/PWX/1/0" version="1.0"><workout>'
    "<sportType>Run</sportType>"
    "<time>2026-05-03T07:30:10</time><summarydata><beginning>0</beginning><duration>2400</duration><dist>6000</dist>"
    "</summarydata></workout></pwx>"
)
KML = (
    '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">'
    "<Document><Placemark><name>Morning Run</name><gx:Track>{}</gx:Track></Placemark></Document></kml>"
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("training-session-2026-05-03-1-a.json", POLAR),
        ("suunto.json", SUUNTO),
        ("adidas.json", ADIDAS),
        ("nike.json", NIKE),
        ("cheetah.json", CHEETAH),
        ("i_activities.csv", INTERVALS),
        ("Activities.csv", GARMIN_DE),
        ("com.samsung.shealth.exercise.20260510.csv", SAMSUNG),
        ("run.pwx", PWX),
    ],
)
def test_one_file_of_an_export_tells_of_its_run(tmp_path: Path, name: str, content: object) -> None:
    sources = alone(tmp_path, name, content)
    (run,) = runs(sources)
    assert run.start == datetime.fromisoformat(MORNING)
    assert (run.duration_s, run.sport) == (2400, "running")
    assert run.distance_m == pytest.approx(6000)
    assert run.source in {each.name for each in EXPORT_FILES}


def test_a_marked_and_a_broken_letter_cost_nothing_but_themselves(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(POLAR).replace("Laufen", "L@ufen").encode().replace(b"@", b"\xff"))
    assert len(runs(list(read_path(path, HERE)))) == 1


@pytest.mark.parametrize(
    ("written", "said"),
    [(r"a\ud83d", "a\ufffd"), (r"\udc00b", "\ufffdb"), (r"\ud83d\ude00", "\U0001f600"), (r"\\ud83d", r"\ud83d")],
)
def test_half_a_letter_costs_nothing_but_itself(tmp_path: Path, written: str, said: str) -> None:
    entry = {"activityType": "running", "beginTimestamp": 1777786210000, "duration": 2300000.0, "distance": 600000.0}
    told = json.dumps([{"summarizedActivitiesExport": [{**entry, "name": "NAME"}]}]).replace("NAME", written)
    (run,) = runs(zipped(tmp_path, {"DI_CONNECT/DI-Connect-Fitness/u_0_summarizedActivities.json": told}))
    assert run.note == said


def test_a_track_of_google_earth_is_called_what_it_is(tmp_path: Path) -> None:
    points = "".join(
        f"<when>2026-05-03T05:{minute:02}:10Z</when><gx:coord>13.4 {52.5 + minute * 0.0015} 40</gx:coord>"
        for minute in range(30, 51)
    )
    (run,) = runs(alone(tmp_path, "x.kml", KML.format(points)))
    assert run.start == datetime.fromisoformat(MORNING)
    assert run.distance_m == pytest.approx(3336, rel=0.01)
    assert "planned route" in told(alone(tmp_path, "y.kml", KML.format("")))


@pytest.mark.parametrize("export", EXPORT_FILES, ids=lambda each: each.name)
@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b"null", b"\xff\xfe\x00", b"a,b\n1,2\n", b"<pwx>", b"<kml>"]
)
def test_no_content_makes_an_export_raise(export: object, content: bytes) -> None:
    parsed = export.parse(content, "x", HERE)  # type: ignore[attr-defined]
    assert parsed.records == ()


@pytest.mark.parametrize("export", EXPORT_FILES, ids=lambda each: each.name)
def test_broken_entries_are_told_and_nothing_is_raised(export: object) -> None:
    for value in (None, 3, "x", [], [None], {"a": 1}):
        wrapped: list[object] = [
            {"summarizedActivitiesExport": [value]},
            {"exportVersion": "1", "exercises": [value], "startTime": value},
            {"DeviceLog": value},
            {"DeviceLog": {"Header": value, "Samples": value}},
            {"fitnessActivity": "running", "startTime": value, "aggregate": [value]},
            [{"activityName": value, "startTime": value, "duration": value}],
            {"start_time": value, "end_time": value, "features": [value], "sport_type_id": 1},
            {"start_epoch_ms": value, "end_epoch_ms": value, "summaries": [value], "tags": value},
            {"RIDE": {"STARTTIME": "2026/05/03 05:30:10 UTC", "SAMPLES": [value], "TAGS": value, "OVERRIDES": [value]}},
        ]
        for each in wrapped:
            export.parse(json.dumps(each).encode(), "x", HERE)  # type: ignore[attr-defined]


def test_a_recording_without_a_sport_is_the_run_that_its_index_names() -> None:
    unclear = Run(start=datetime(2026, 5, 3, 7, 30, tzinfo=UTC), duration_s=1800, distance_m=9000, sport="unclear")
    told = Told(start=unclear.start, duration_s=1800, sport="Run")
    assert getattr(overridden(Found(unclear), told).record, "sport", None) == "running"


STRAVA_OTHERS = {
    "nl": ("Datum van activiteit", "Activiteitstype", "Verstreken tijd", "Afstand", "3 mei 2026 05:30:10", "Hardlopen"),
    "fr": ("Date", "Type d'activité", "Temps écoulé", "Distance", "3 mai 2026 à 05:30:10", "Course à pied"),
    "pt": ("Data", "Tipo", "Tempo decorrido", "Distância", "3 de mai. de 2026, 05:30:10", "Corrida"),
    "ja": ("日時", "種類", "経過時間", "距離", "2026/05/03 5:30:10", "ラン"),
    "ru": ("Дата", "Тип", "Общее время", "Дистанция", "3 мая 2026 г., 05:30:10", "Бег"),
}


@pytest.mark.parametrize("language", STRAVA_OTHERS)
def test_stravas_list_in_a_language_nobody_listed_is_known_by_its_places(tmp_path: Path, language: str) -> None:
    date, kind, time, distance, when, sport = STRAVA_OTHERS[language]
    head = f"ID,{date},Naam,{kind},?,{time},{distance},HR,Uitrusting,Bestand,kg,{time},Beweegtijd,{distance},HR\n"
    row = '1234567{},"{}",Vroeg,{},"a, b",2400,"6,00",,Peg,{},70,2400.0,2300.0,6000.0,150\n'
    text = head + row.format(1, when, sport, "activities/1.gpx") + row.format(2, when, sport, "")
    sources = zipped(
        tmp_path, {"activities.csv": text, "activities/1.gpx": a_track(), "profile.csv": "a,b\n1,2\n3,4\n"}
    )
    recorded, typed = runs(sources)
    assert (recorded.sport, recorded.note, recorded.shoe, recorded.duration_s) == ("running", "Vroeg", "Peg", 1190)
    assert (typed.start.isoformat(), typed.duration_s, typed.distance_m) == ("2026-05-03T05:30:10+00:00", 2400, 6000)
    assert "what its columns are" not in told(sources)


def test_stravas_list_of_before_2019(tmp_path: Path) -> None:
    text = "id,date,name,type,description,elapsed_time,distance,commute,gear,filename\n"
    text += "1,2018-05-03 05:30:10,Früh,Run,,2400,6000.0,false,Peg,activities/1.gpx\n"
    text += "2,2018-05-04 05:30:10,Getippt,Run,,2400,6000.0,false,Peg,\n"
    sources = zipped(tmp_path, {"activities.csv": text, "activities/1.gpx": a_track()})
    assert [(run.note, run.shoe, run.distance_m and round(run.distance_m)) for run in runs(sources)] == [
        ("Früh", "Peg", 3570),
        ("Getippt", "Peg", 6000),
    ]


def test_a_date_in_a_list_that_may_be_of_two_days_is_asked(tmp_path: Path) -> None:
    head, row, *_ = STRAVA.splitlines()
    sources = zipped(
        tmp_path, {"activities.csv": f"{head}\n{row.replace('May 3, 2026, 5:30:10 AM', '03/05/2026 05:30')}\n"}
    )
    assert runs(sources) == []
    assert "--dates" in told(sources)


@pytest.mark.parametrize(
    ("header", "run", "swim"),
    [
        ("Type d'activité,Date,Favori,Titre,Distance,Calories,Durée", "Course à pied", "Natation en piscine"),
        ("Activiteittype,Datum,Favoriet,Titel,Afstand,Calorieën,Tijd", "Hardlopen", "Baanzwemmen"),
        ("Aktivitätstyp,Datum,Favorit,Titel,Distanz,Kalorien,Zeit", "Laufbandtraining", "Schwimmbadschwimmen"),
    ],
)
def test_garmins_page_in_other_languages(tmp_path: Path, header: str, run: str, swim: str) -> None:
    text = f'{header}\n{run},2026-05-03 07:30:10,false,x,"6,01",400,00:33:05.2\n'
    text += f'{swim},2026-05-04 07:30:10,false,x,"1.500",400,00:33:05\n'
    sources = alone(tmp_path, "Activities.csv", text)
    assert facts(sources) == [(MORNING, 1985, 6010)]
    assert [(each.kind, each.amount) for each in events(sources)] == [("swimming", 1500)]


def test_a_sport_that_nobody_knows_is_asked_about_if_it_went_as_fast_as_a_run(tmp_path: Path) -> None:
    text = "id,start_date_local,type,name,moving_time,elapsed_time,distance\n"
    text += "1,2026-05-03T07:30:10,Qaçış,x,2300,2400,6000\n2,2026-05-04T07:30:10,Zorbing,x,2300,2400,60\n"
    sources = alone(tmp_path, "i.csv", text)
    assert [run.sport for run in runs(sources)] == ["unclear"]
    assert [each.kind for each in events(sources)] == ["zorbing"]


HEALTH = '<?xml version="1.0"?><HealthData>{}</HealthData>'
WORKOUT = (
    '<Workout workoutActivityType="HKWorkoutActivityType{}" duration="40" durationUnit="min" totalDistance="6" '
    'totalDistanceUnit="km" startDate="2026-05-0{} 07:30:10 +0200" endDate="2026-05-0{} 08:10:10 +0200">{}</Workout>'
)


def test_one_forbidden_letter_does_not_cost_apples_export(tmp_path: Path) -> None:
    bad = '<MetadataEntry key="x" value="a\x0bb & c"/>'
    text = HEALTH.format(WORKOUT.format("Running", 3, 3, bad) + WORKOUT.format("Running", 4, 4, ""))
    assert [run.start.day for run in runs(alone(tmp_path, "export.xml", text))] == [3, 4]


def test_the_run_of_apples_triathlon_is_a_run(tmp_path: Path) -> None:
    part = (
        '<WorkoutActivity startDate="2026-05-03 0{}:00:00 +0200" endDate="2026-05-03 0{}:30:00 +0200">'
        '<WorkoutStatistics type="HKQuantityTypeIdentifierDistance{}" sum="{}" unit="km"/></WorkoutActivity>'
    )
    parts = part.format(7, 7, "Swimming", 1) + part.format(8, 8, "Cycling", 15) + part.format(9, 9, "WalkingRunning", 5)
    sources = alone(tmp_path, "export.xml", HEALTH.format(WORKOUT.format("SwimBikeRun", 3, 3, parts)))
    assert facts(sources) == [("2026-05-03T09:00:00+02:00", 1800, 5000)]
    assert [(each.kind, each.amount) for each in events(sources)] == [("swimming", 1000), ("cycling", 15000)]


def test_tables_beside_an_export_are_no_riddles(tmp_path: Path) -> None:
    folder = tmp_path / "apple_health_export"
    (folder / "electrocardiograms").mkdir(parents=True)
    (folder / "export.xml").write_text(HEALTH.format(WORKOUT.format("Running", 3, 3, "")))
    (folder / "electrocardiograms" / "ecg.csv").write_text("Name,X\nDate,2026\nClass,Y\n")
    sources = list(read_path(folder, HERE))
    assert not any(source.unmapped for source in sources)
    assert "1 file tells of no run" in told(sources)


def test_newer_sessions_of_polar_and_lists_of_zepp(tmp_path: Path) -> None:
    session = {"startTime": "2026-05-03T07:30:10", "timezoneOffsetMinutes": 180, "durationMillis": 2400000}
    session |= {"distanceMeters": 6000.0, "sport": {"id": "17"}}
    content = {**session, "exercises": [dict(session)]}
    (run,) = runs(alone(tmp_path, "training-session-1.json", content))
    assert (run.start.isoformat(), run.duration_s, run.distance_m) == ("2026-05-03T07:30:10+03:00", 2400, 6000)
    assert run.surface == "treadmill"
    text = "type,startTime,sportTime(s),distance(m)\n1,2026-05-03 05:30:10+0000,2400,6000\n"
    text += "6,2026-05-04 05:30:10+0000,9,9\n"
    assert [run.distance_m for run in runs(alone(tmp_path, "SPORT_1.csv", text))] == [6000]


def test_a_page_of_activities_of_nike_is_a_list(tmp_path: Path) -> None:
    one = {"type": "run", "start_epoch_ms": 1777786212000, "end_epoch_ms": 1777788112000, "tags": {}}
    far = {"summaries": [{"metric": "distance", "summary": "total", "value": 5.12}]}
    page = {"activities": [{**one, **far}, {**one, "delete_indicator": True}, {"type": "run"}], "paging": {}}
    (tmp_path / "activities-0.json").write_text(json.dumps(page), encoding="utf-8")
    [source] = read_path(tmp_path / "activities-0.json")
    assert [run.distance_m for run in source.parsed.records if isinstance(run, Run)] == [5120.0]
    assert [problem.where for problem in source.parsed.problems] == ["activities-0.json entry 3"]


def test_sums_of_days_in_an_unpacked_takeout_are_one_line(tmp_path: Path) -> None:
    days = tmp_path / "Takeout" / "Fit" / "Daily activity metrics"
    days.mkdir(parents=True)
    for day in ("03", "04"):
        rows = "".join(f"00:{at}:00.000+02:00,00:{at + 15}:00.000+02:00,90.5,120\n" for at in (10, 25))
        text = f"Start time,End time,Distance (m),Step count\n{rows}"
        (days / f"2026-05-{day}.csv").write_text(text, encoding="utf-8")
    assert [source.name for source in read_path(tmp_path / "Takeout")] == ["other files"]
