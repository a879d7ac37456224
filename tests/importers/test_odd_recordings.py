"""Recordings as odd programs write them: other encodings, times as numbers, heights and places that are none."""

from __future__ import annotations

import pytest

from afterrun.importers.parsed import Parsed
from afterrun.importers.registry import parse_file
from afterrun.records import Event, Run
from tests.importers.xml_text import gpx, point, track

PLAIN = gpx(track(map(point, range(0, 600, 5))))


def the_run(parsed: Parsed) -> Run:
    (record,) = parsed.records
    assert isinstance(record, Run)
    return record


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_or_under_another_name_is_read(codec: str) -> None:
    parsed = parse_file(PLAIN.decode().encode(codec), "a.gpx")
    assert the_run(parsed) == the_run(parse_file(PLAIN, "a.gpx"))
    assert parsed.problems == ()


@pytest.mark.parametrize("unit", ["", "000", ".25"])
def test_times_may_be_counted_since_1970(unit: str) -> None:
    content = gpx(track(point(second, time=f"{1777613400 + second}{unit}") for second in range(0, 600, 5)))
    assert the_run(parse_file(content, "a.gpx")).start.timestamp() == 1777613400


@pytest.mark.parametrize(
    ("inside", "kind", "found"),
    [
        ("<extensions><l:activity>cycling</l:activity></extensions>", "", "cycling"),
        ("<extensions><o:line><o:sport>Fietsen</o:sport></o:line></extensions>", "", "cycling"),
        ("<extensions><l:activity>cycling</l:activity></extensions>", "running", "running"),
        ("<extensions><l:activity>parkour</l:activity></extensions>", "", "unclear"),
        ("<extensions><l:color>running</l:color></extensions>", "", "running"),
    ],
)
def test_a_sport_may_stand_in_an_extension(inside: str, kind: str, found: str) -> None:
    of_track = gpx(track(map(point, range(0, 600, 5)), kind=kind).replace("<trkseg>", f"{inside}<trkseg>", 1))
    of_file = gpx(f"<metadata>{inside}</metadata>", track(map(point, range(0, 600, 5)), kind=kind))
    for content in (of_track, of_file):
        (record,) = parse_file(content, "a.gpx").records
        assert isinstance(record, Run | Event)
        assert (record.sport if isinstance(record, Run) else record.kind) == found


@pytest.mark.parametrize(
    ("heights", "climbs"), [((100, 0, 101, 0), False), ((-100, 0), False), ((8, 0, 12, 0), True), ((0,), False)]
)
def test_a_nought_among_heights_far_from_the_sea_is_none(heights: tuple[int, ...], climbs: bool) -> None:
    points = (point(s, inside=f"<ele>{heights[s // 60 % len(heights)]}</ele>") for s in range(0, 1200, 60))
    ascent_m = the_run(parse_file(gpx(track(points)), "a.gpx")).ascent_m
    assert ascent_m is not None
    assert (ascent_m > 10) == climbs


@pytest.mark.parametrize("latitude", ["60.0", "0.0"])
def test_places_that_are_all_one_tell_no_distance_and_that_is_said(latitude: str) -> None:
    points = "".join(point(second, latitude=latitude) for second in range(0, 600, 5)).replace('lon="10.0"', 'lon="0.0"')
    parsed = parse_file(gpx(track([points])), "a.gpx")
    assert the_run(parsed).distance_m is None
    assert "how far it was is not known" in "".join(str(each) for each in parsed.problems)
