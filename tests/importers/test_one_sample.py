"""A session with a summary and a single sample, or none, comes in by its summary; without a summary it is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from afterrun.importers.parsed import Source
from afterrun.importers.reading import read_path
from afterrun.records import Run
from tests.importers.fit_bytes import file_id, fit_file, record, session

START = "2026-05-03T05:30:10Z"


def goldencheetah(samples: list[dict[str, float]], **more: Any) -> bytes:
    ride = {"STARTTIME": "2026/05/03 05:30:10 UTC ", "RECINTSECS": 1, "TAGS": {"Sport": "Run"}, "SAMPLES": samples}
    return ("\ufeff" + json.dumps({"RIDE": ride | more})).encode()


def tcx(points: str) -> bytes:
    return (
        '<?xml version="1.0"?><TrainingCenterDatabase><Activities><Activity Sport="Running">'
        f'<Id>{START}</Id><Lap StartTime="{START}"><TotalTimeSeconds>2400</TotalTimeSeconds>'
        f"<DistanceMeters>6400</DistanceMeters><Track>{points}</Track></Lap></Activity></Activities>"
        "</TrainingCenterDatabase>"
    ).encode()


def suunto(samples: list[dict[str, Any]]) -> bytes:
    header = {"DateTime": START, "Duration": 2400, "Distance": 6400, "Activity": "running", "ActivityType": 3}
    return json.dumps({"DeviceLog": {"Header": header, "Samples": samples}}).encode()


def pwx(samples: str) -> bytes:
    return (
        '<?xml version="1.0"?><pwx xmlns="http://www.peaksware.com/PWX/1/0"><workout><sportType>Run</sportType>'
        "<time>2026-05-03T05:30:10</time><summarydata><beginning>0</beginning><duration>2400</duration>"
        f"<dist>6400</dist></summarydata>{samples}</workout></pwx>"
    ).encode()


SUMS = {"OVERRIDES": [{"workout_time": {"value": "2400"}}, {"total_distance": {"value": "6.4"}}]}
POINT = f"<Trackpoint><Time>{START}</Time><DistanceMeters>0</DistanceMeters></Trackpoint>"
PLACE = {"TimeISO8601": START, "Latitude": 0.9, "Longitude": 0.2}


def read(folder: Path, name: str, content: bytes) -> Source:
    (folder / name).write_bytes(content)
    (source,) = read_path(folder / name)
    return source


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", goldencheetah([{"SECS": 0, "KM": 0, "KPH": 9}], **SUMS)),
        ("a.json", goldencheetah([], **SUMS)),
        ("a.tcx", tcx(POINT)),
        ("a.tcx", tcx("")),
        ("a.json", suunto([PLACE])),
        ("a.json", suunto([])),
        ("a.pwx", pwx("<sample><timeoffset>0</timeoffset><dist>0</dist></sample>")),
        ("a.pwx", pwx("")),
        ("a.fit", fit_file([file_id(), record(0), session(seconds=2400)])),
        ("a.fit", fit_file([file_id(), session(seconds=2400)])),
    ],
)
def test_it_comes_in_by_its_summary(tmp_path: Path, name: str, content: bytes) -> None:
    (run,) = read(tmp_path, name, content).parsed.records
    assert isinstance(run, Run)
    assert run.duration_s == 2400
    assert run.distance_m in (6400, 7200)


def test_one_sample_without_a_summary_is_told_and_is_no_run(tmp_path: Path) -> None:
    parsed = read(tmp_path, "a.json", goldencheetah([{"SECS": 0, "KM": 0, "KPH": 9}])).parsed
    assert parsed.records == ()
    (problem,) = parsed.problems
    assert problem.fatal
    assert "Log it by hand if it was a run." in problem.remedy
