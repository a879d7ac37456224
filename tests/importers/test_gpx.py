from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from afterrun.importers.devices.gpx import parse
from afterrun.importers.devices.sport import RUNNING
from afterrun.records.happenings import Event
from afterrun.records.run import Run
from tests.importers.xml_text import GPX_HEAD, gpx, point, track

GARMIN = "<extensions><t:TrackPointExtension><t:hr>150</t:hr><t:cad>85</t:cad></t:TrackPointExtension></extensions>"


def first_run(content: bytes) -> Run:
    run = parse(content, "run.gpx").records[0]
    assert isinstance(run, Run)
    return run


def test_a_run_with_heart_rate_and_cadence() -> None:
    parsed = parse(gpx(track(point(second, inside=GARMIN) for second in range(61))), "run.gpx")
    (run,) = parsed.records
    assert isinstance(run, Run)
    assert run.start == datetime(2026, 5, 1, 5, 30, tzinfo=UTC)
    assert run.start.utcoffset() == timedelta(hours=2)
    assert run.duration_s == 60
    assert run.distance_m == pytest.approx(180, rel=1e-4)
    assert run.cadence_spm == 170
    assert (parsed.streams[0].channels["heart_rate_bpm"] == 150).all()
    assert parsed.problems == ()


def test_a_name_reused_by_another_extension_is_not_taken() -> None:
    odd = "<extensions><v:Radar xmlns:v='urn:v'><v:hr>90</v:hr><v:cad>12</v:cad></v:Radar></extensions>"
    streams = parse(gpx(track(point(second, inside=odd) for second in range(61))), "run.gpx").streams[0]
    assert not {"heart_rate_bpm", "cadence_spm"} & set(streams.channels)


def test_several_tracks_are_several_records() -> None:
    content = gpx(
        track(point(second) for second in range(61)), track((point(s) for s in range(120, 181)), kind="Evening walk")
    )
    run, walk = parse(content, "day.gpx").records
    assert isinstance(run, Run)
    assert isinstance(walk, Event)
    assert walk.kind == "walking"


def test_no_distance_between_segments() -> None:
    halves = "".join(point(s) for s in range(31)) + "</trkseg><trkseg>" + "".join(point(s) for s in range(90, 121))
    assert first_run(gpx(track([halves]))).distance_m == pytest.approx(180, rel=1e-4)


def test_ascent_counts_changes_above_three_metres() -> None:
    heights = [100, 101, 100, 101, 105, 104, 100, 98]
    points = (point(second, inside=f"<ele>{height}</ele>") for second, height in enumerate(heights))
    run = first_run(gpx(track(points)))
    assert (run.ascent_m, run.descent_m) == (5, 5)


@pytest.mark.parametrize("latitude", ["nan", "91", "", "north", "inf"])
def test_points_nowhere_on_earth_are_left_out_and_counted(latitude: str) -> None:
    points = [point(second, latitude=latitude if second == 5 else None) for second in range(61)]
    parsed = parse(gpx(track(points)), "run.gpx")
    assert parsed.streams[0].size == 60
    assert ["nowhere on earth were left out: 1 of 61." in problem.reason for problem in parsed.problems] == [True]


def test_no_times_looks_like_a_planned_route() -> None:
    parsed = parse(gpx(track(point(second, time="") for second in range(9))), "plan.gpx")
    assert parsed.records == ()
    assert "planned route" in parsed.problems[0].reason
    assert parsed.problems[0].fatal


def test_mixed_offsets_are_one_time_line() -> None:
    times = ["2026-03-29T00:59:59Z", "2026-03-29T03:00:00+02:00", "2026-03-29T03:00:01"]
    parsed = parse(gpx(track(point(i, time=time) for i, time in enumerate(times))), "run.gpx")
    assert list(parsed.streams[0].channels["time_s"]) == [0, 1, 2]
    assert "as UTC: 1 of 3." in parsed.problems[0].reason


@pytest.mark.parametrize(("step_s", "expected"), [(1, "running"), (3, "walking")])
def test_without_a_type_the_speed_decides_and_it_is_told(step_s: int, expected: str) -> None:
    points = (
        point(second, time=f"2026-05-01T07:{second * step_s // 60:02}:{second * step_s % 60:02}Z")
        for second in range(61)
    )
    parsed = parse(gpx(track(points, kind="")), "x.gpx")
    record = parsed.records[0]
    assert (record.sport if isinstance(record, Run) else getattr(record, "kind", None)) == expected
    assert "does not say which sport" in parsed.problems[0].reason


def test_too_fast_for_a_runner_is_another_activity() -> None:
    points = (point(30 * second, time=f"2026-05-01T07:{second // 60:02}:{second % 60:02}Z") for second in range(61))
    (event,) = parse(gpx(track(points, kind="")), "x.gpx").records
    assert isinstance(event, Event)
    assert event.kind == "other-activity"


def test_entities_are_refused() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><gpx><trk>&b;</trk></gpx>'
    parsed = parse(bomb.encode(), "bomb.gpx")
    assert "entities" in parsed.problems[0].reason
    assert parsed.problems[0].fatal


def test_endless_nesting_is_refused() -> None:
    parsed = parse((GPX_HEAD + "<a>" * 100000).encode(), "deep.gpx")
    assert "nests" in parsed.problems[0].reason


def test_cut_off_it_is_kept_up_to_there() -> None:
    whole = gpx(track(point(second) for second in range(61)))
    parsed = parse(whole[: whole.index(b'lat="' + b"60.000809")], "run.gpx")
    assert len(parsed.records) == 1
    assert "byte" in parsed.problems[0].where
    assert not parsed.problems[0].fatal


def test_a_value_that_is_no_number_costs_only_itself() -> None:
    points = [point(s, inside=f"<ele>{'n/a' if s == 3 else 100}</ele>") for s in range(61)]
    parsed = parse(gpx(track(points)), "run.gpx")
    assert np.isnan(parsed.streams[0].channels["altitude_m"]).sum() == 1
    assert "1 of altitude" in parsed.problems[0].reason


def test_utf16_and_a_byte_order_mark_are_read() -> None:
    text = gpx(track(point(second) for second in range(61))).decode()
    assert len(parse(b"\xef\xbb\xbf" + text.encode(), "x.gpx").records) == 1
    assert len(parse(text.replace("UTF-8", "UTF-16").encode("utf-16"), "x.gpx").records) == 1


def test_times_that_cannot_be_read_are_told_as_they_are_written() -> None:
    parsed = parse(gpx(track(point(s, time=f"2026/05/01 05:30:{s:02}") for s in range(30))), "1.gpx")
    assert not parsed.records
    assert "cannot be read, like '2026/05/01 05:30:00'" in str(parsed.problems[0])


@pytest.mark.parametrize("sport", ["<type>running</type>", ""])
def test_a_way_of_which_the_ends_alone_are_known_is_told(sport: str) -> None:
    points = "".join(
        f'<trkpt lat="{latitude}" lon="13.0"><time>2026-05-03T0{hour}:30:00Z</time></trkpt>'
        for latitude, hour in ((52.0, 5), (52.09, 6))
    )
    text = f'<gpx xmlns="http://www.topografix.com/GPX/1/1"><trk>{sport}<trkseg>{points}</trkseg></trk></gpx>'
    parsed = parse(text.encode(), "a.gpx")
    (run,) = parsed.records
    assert isinstance(run, Run)
    assert run.sport == RUNNING
    assert any("two places only, 10.0 km apart" in each.reason for each in parsed.problems)
