"""Recordings as odd programs write them: other encodings, times as numbers, heights and places that are none."""

from __future__ import annotations

import pytest

from afterrun.importers.parsed import Parsed
from afterrun.importers.registry import parse_file
from afterrun.records import Event, Run
from tests.importers.fit_bytes import START_FIT, a_run, activity, file_id, fit_file, record, session
from tests.importers.xml_text import gpx, lap, point, tcx, track, trackpoint

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


NEXT_DAY = PLAIN.replace(b"2026-05-01", b"2026-05-02")


@pytest.mark.parametrize("between", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_a_gpx_file_put_behind_another_is_read(between: bytes) -> None:
    parsed = parse_file(PLAIN + between + NEXT_DAY, "a.gpx")
    alone = [the_run(parse_file(each, "a.gpx")) for each in (PLAIN, NEXT_DAY)]
    assert list(parsed.records) == alone
    assert parsed.problems == ()


def test_what_one_document_is_called_says_nothing_of_the_next() -> None:
    unnamed = gpx(track(map(point, range(0, 600, 5)), kind=""))
    ride = unnamed.replace(b"<trk>", b"<metadata><name>Evening bike ride</name></metadata><trk>")
    ride_record, run = parse_file(ride + unnamed.replace(b"2026-05-01", b"2026-05-02"), "a.gpx").records
    assert ride_record == parse_file(ride, "a.gpx").records[0]
    assert isinstance(run, Run)
    assert run.sport == "running"


def test_a_tcx_file_put_behind_another_is_read() -> None:
    one = tcx(("Running", lap(map(trackpoint, range(0, 60, 5)))))
    assert len(parse_file(one + one.replace(b"2026-05-01", b"2026-05-02"), "a.tcx").records) == 2


def test_what_follows_a_document_and_is_none_is_told() -> None:
    parsed = parse_file(PLAIN + b"<kml></kml>", "a.gpx")
    assert len(parsed.records) == 1
    (told,) = parsed.problems
    assert "damaged here" in told.reason


def test_thousands_of_documents_in_one_file_are_refused() -> None:
    (told,) = parse_file(b"<gpx/>" * 3000, "a.gpx").problems[:1]
    assert "documents" in told.reason


@pytest.mark.parametrize("padding", [bytes(300), b"\xff" * 300, b""])
def test_a_fit_file_behind_padding_is_read(padding: bytes) -> None:
    later = START_FIT + 86_400
    points = [record(second, start=later) for second in range(61)]
    second = fit_file([file_id(), *points, session(start=later), activity(start=later)])
    parsed = parse_file(a_run() + padding + second + padding, "a.fit")
    assert [record.start.day for record in parsed.records if isinstance(record, Run)] == [1, 2]
    assert parsed.problems == ()


def test_what_follows_padding_and_is_no_file_is_told() -> None:
    parsed = parse_file(a_run() + bytes(300) + b"something else", "a.fit")
    assert len(parsed.records) == 1
    (told,) = parsed.problems
    assert "nothing after it" in told.reason
