from __future__ import annotations

from datetime import UTC, datetime

import pytest

from afterrun.importers.devices.tcx import parse
from afterrun.importers.parsed import Parsed
from afterrun.records.happenings import Event
from afterrun.records.run import Run
from tests.importers.xml_text import lap, tcx, trackpoint


def run_in(parsed: Parsed) -> Run:
    run = parsed.records[0]
    assert isinstance(run, Run)
    return run


def tpx(inside: str) -> str:
    return f"<Extensions><x:TPX>{inside}</x:TPX></Extensions>"


def test_laps_add_up_and_the_last_one_ends_the_run() -> None:
    first = lap([trackpoint(second) for second in range(0, 60, 5)])
    second = lap([], start="2026-05-01T05:31:30Z", seconds=45, metres=120.5)
    run = run_in(parse(tcx(("Running", first + second)), "run.tcx"))
    assert run.start == datetime(2026, 5, 1, 5, 30, tzinfo=UTC)
    assert run.duration_s == 135  # the pause between the laps included
    assert run.distance_m == 300.5


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<Cadence>80</Cadence>", 160),
        (tpx("<x:RunCadence>85</x:RunCadence>"), 170),
        (tpx("<x:RunCadence>170</x:RunCadence>"), 170),
        ("<Cadence>80</Cadence>" + tpx("<x:RunCadence>170</x:RunCadence>"), 160),
    ],
)
def test_cadence_is_of_both_feet(inside: str, expected: float) -> None:
    parsed = parse(tcx(("Running", lap([trackpoint(second, inside) for second in range(9)]))), "run.tcx")
    assert run_in(parsed).cadence_spm == expected


def test_a_pulse_elsewhere_is_not_the_pulse() -> None:
    pulse = "<HeartRateBpm><Value>{}</Value></HeartRateBpm>"
    odd = pulse.format(150) + f"<Extensions><V>{pulse.format(9)}</V></Extensions>"
    parsed = parse(tcx(("Running", lap([trackpoint(second, odd) for second in range(9)]))), "run.tcx")
    assert (parsed.streams[0].channels["heart_rate_bpm"] == 150).all()


def test_several_activities_are_several_records() -> None:
    ride, run = parse(tcx(("Biking", lap([trackpoint(1)])), ("Running", lap([trackpoint(1)]))), "day.tcx").records
    assert isinstance(ride, Event)
    assert (ride.kind, ride.minutes, ride.amount) == ("cycling", 1, 180)
    assert isinstance(run, Run)


def test_points_without_a_time_are_left_out_and_counted() -> None:
    points = [trackpoint(1), "<Trackpoint><AltitudeMeters>3</AltitudeMeters></Trackpoint>", trackpoint(2)]
    parsed = parse(tcx(("Running", lap(points))), "run.tcx")
    assert parsed.streams[0].size == 2
    assert "without a time were left out: 1." in parsed.problems[0].reason


def test_blanks_before_the_declaration_are_forgiven() -> None:
    content = b"\n          " + tcx(("Running", lap([trackpoint(1)])))
    assert run_in(parse(content, "run.tcx")).distance_m == 180


def test_a_course_is_no_run() -> None:
    content = b"<TrainingCenterDatabase><Courses><Course><Track/></Course></Courses></TrainingCenterDatabase>"
    (problem,) = parse(content, "course.tcx").problems
    assert problem.fatal
    assert "no activity" in problem.reason


def test_entities_are_refused() -> None:
    content = (
        b'<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/passwd">]><TrainingCenterDatabase>&a;</TrainingCenterDatabase>'
    )
    assert "entities" in parse(content, "bomb.tcx").problems[0].reason


def test_an_activity_without_any_time_is_told() -> None:
    activity = b'<Activity Sport="Running"><Id>x</Id></Activity>'
    parsed = parse(b"<TrainingCenterDatabase>" + activity + b"</TrainingCenterDatabase>", "run.tcx")
    assert parsed.records == ()
    assert "no date" in parsed.problems[0].reason


def way(seconds: range, *, kilometres: bool = False) -> list[str]:
    count = 3 / 1000 if kilometres else 3
    return [
        f"<Trackpoint><Time>2026-05-01T05:{30 + s // 60:02}:{s % 60:02}Z</Time><Position><LatitudeDegrees>"
        f"{60 + 3 * s / 111195:.9f}</LatitudeDegrees><LongitudeDegrees>10</LongitudeDegrees></Position>"
        f"<DistanceMeters>{count * s}</DistanceMeters></Trackpoint>"
        for s in seconds
    ]


@pytest.mark.parametrize(
    "laps",
    [
        # What was run until the end of the lap; a lap that is written twice; kilometres where metres belong.
        lap(way(range(0, 601, 10)), seconds=600, metres=1800)
        + lap(way(range(610, 1201, 10)), start="2026-05-01T05:40:00Z", seconds=600, metres=3600),
        2 * lap(way(range(0, 1201, 10)), seconds=1200, metres=3600),
        lap(way(range(0, 1201, 10), kilometres=True), seconds=1200, metres=3.6),
    ],
    ids=["cumulative", "twice", "kilometres"],
)
def test_a_length_that_contradicts_the_points(laps: str) -> None:
    (run,) = parse(tcx(("Running", laps)), "a.tcx").records
    assert isinstance(run, Run)
    assert run.distance_m == pytest.approx(3600, rel=0.01)


def test_a_corrected_length_is_believed_and_so_is_a_treadmill() -> None:
    corrected = lap(way(range(0, 1201, 10)), seconds=1200, metres=4000)
    treadmill = lap([trackpoint(s, "<DistanceMeters>1</DistanceMeters>") for s in (0, 50)], metres=3600, seconds=1200)
    for laps, metres in ((corrected, 4000), (treadmill, 3600)):
        (run,) = parse(tcx(("Running", laps)), "a.tcx").records
        assert isinstance(run, Run)
        assert run.distance_m == metres


def test_blanks_behind_a_byte_order_mark_are_forgiven() -> None:
    assert parse(b"\xef\xbb\xbf\n \n" + tcx(("Running", lap(way(range(0, 601, 10)), seconds=600))), "a.tcx").records
