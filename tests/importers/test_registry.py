from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterrun.importers.parsed import Parsed
from afterrun.importers.registry import HEAD_BYTES, IMPORTERS, Importer, parse_file
from afterrun.records.run import Run
from tests.importers.fit_bytes import a_run
from tests.importers.xml_text import gpx, lap, point, tcx, track, trackpoint
from tests.shares import drawn

GARMIN = "<ele>100</ele><extensions><t:TrackPointExtension><t:cad>85</t:cad></t:TrackPointExtension></extensions>"
SAMPLES = {
    "fit": a_run(),
    "gpx": gpx(track(point(second, inside=GARMIN) for second in range(61))),
    "tcx": tcx(("Running", lap([trackpoint(second, "<Cadence>85</Cadence>") for second in range(60)]))),
}
every_importer = pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.name)


def consistent(parsed: Parsed) -> bool:
    """What every importer owes, whatever it is given."""
    runs_only = all(isinstance(parsed.records[index], Run) for index in parsed.streams)
    even = all(
        len(values) == streams.size for streams in parsed.streams.values() for values in streams.channels.values()
    )
    spoken = all(problem.where and problem.reason and problem.remedy for problem in parsed.problems)
    judged = all(problem.fatal == (not parsed.records) for problem in parsed.problems)
    return runs_only and even and spoken and judged and bool(parsed.records or parsed.problems)


@every_importer
def test_it_knows_its_own_files_and_no_others(importer: Importer) -> None:
    known = [name for name, content in SAMPLES.items() if importer.sniff("activity.bin", content[:HEAD_BYTES])]
    assert known == [importer.name]


@every_importer
def test_it_reads_a_minute_of_running(importer: Importer) -> None:
    parsed = importer.parse(SAMPLES[importer.name], "run")
    (run,) = parsed.records
    assert isinstance(run, Run)
    assert run.source == importer.name
    assert run.duration_s == 60
    assert run.distance_m == pytest.approx(180, rel=1e-3)
    assert run.cadence_spm == pytest.approx(170, abs=1)
    assert parsed.streams[0].size >= 60
    assert consistent(parsed)


@every_importer
@drawn(40, 200)
@given(data=st.data())
def test_cut_anywhere_it_answers(importer: Importer, data: st.DataObject) -> None:
    content = SAMPLES[importer.name]
    assert consistent(importer.parse(content[: data.draw(st.integers(0, len(content)))], "cut"))


@every_importer
@drawn(40, 200)
@given(data=st.data())
def test_damaged_anywhere_it_answers(importer: Importer, data: st.DataObject) -> None:
    content = bytearray(SAMPLES[importer.name])
    places = st.integers(0, len(content) - 1)
    for at, byte in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=8)):
        content[at] = byte
    assert consistent(importer.parse(bytes(content), "damaged"))


@every_importer
@drawn(25, 100)
@given(content=st.binary(max_size=300))
def test_given_anything_it_answers(importer: Importer, content: bytes) -> None:
    assert consistent(importer.parse(content, "anything"))


def test_most_cuts_of_a_fit_file_keep_the_points_before_them() -> None:
    content = SAMPLES["fit"]
    first = content.index(b"\x40", 60)
    cuts = range(first + 400, len(content), 7)
    kept = sum(bool(parse_file(content[:cut], "cut").records) for cut in cuts)
    assert kept >= 0.95 * len(cuts)


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"<html></html>", b"PK\x03\x04", gzip.compress(b"x", mtime=0), b"{}"]
)
def test_what_nobody_knows_is_refused_with_a_remedy(content: bytes) -> None:
    parsed = parse_file(content, "x")
    assert parsed.records == ()
    (problem,) = parsed.problems
    assert problem.fatal
    assert "FIT, GPX and TCX" in problem.remedy


@pytest.mark.parametrize(
    "head",
    [
        lambda body: b"\xef\xbb\xbf" + body,
        lambda body: b"<!-- <TrainingCenterDatabase> --><!DOCTYPE gpx>" + body,
        lambda body: b"\n  " + body,
        lambda body: body.replace(b"<gpx ", b'<g:gpx xmlns:g="urn:g" '),
    ],
)
def test_the_root_element_is_found_behind_a_prolog(head: Callable[[bytes], bytes]) -> None:
    content = head(b'<gpx version="1.1"><trk/></gpx>')
    assert [importer.name for importer in IMPORTERS if importer.sniff("x.tcx", content)] == ["gpx"]
